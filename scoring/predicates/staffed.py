"""`staffed`: there are enough holders of a certificate for the number of service managers (facts R: 10 %, at least one)."""


from collections.abc import Sequence

from scoring.calendar import day_of
from scoring.documents.normalise import normalise
from scoring.evidence import Evidence, Quote, Row
from scoring.points import people_needed
from scoring.predicates.filling import says_no
from scoring.rubric.predicates import Staffed
from scoring.validity import in_force
from scoring.verdict import Verdict, met, not_met, unread_instead
from scoring.words import words


def staffed(rule: Staffed, evidence: Evidence) -> Verdict:
    """Certificates count by holder; expired ones, other titles and other units' do not."""
    managers = [row for row in evidence.rows(rule.managers) if row.get("name")]
    told = evidence.told(rule.managers)
    listed = bool(managers or told)
    if not listed:
        managers = [row for row in evidence.rows(("staff_roster",)) if words().managing_post.search(normalise(row.get("post")))]
    holders, expired = _holders(rule, evidence)
    count = _count(managers, told)
    managers = managers or list(told)
    needed = people_needed(count, rule.percent)
    quotes = [*holders.values(), *(row.quote for row in managers[:1])]
    if not managers and holders:
        text = f"找到 {len(holders)} 名有效的售后服务管理师，但没有服务管理人员名单，算不出应有几名"
        return unread_instead(evidence, rule.managers, not_met("missing_roster", text, quotes))
    said = f"服务管理人员 {count} 人，需要 {needed} 名有效的售后服务管理师，有 {len(holders)} 名"
    if expired:
        said += f"（另有 {len(expired)} 张已过期）"
    if managers and len(holders) >= needed:
        return met(said, quotes, managers=count, needed=needed, holders=len(holders))
    if not managers and not holders:
        return unread_instead(evidence, (*rule.certificates, *rule.managers), not_met("missing", "", expired))
    verdict = not_met("too_few", f"{said}，缺 {needed - len(holders)} 名", [*quotes, *expired], managers=count, needed=needed, holders=len(holders))
    return unread_instead(evidence, rule.certificates, verdict)


def _count(managers: Sequence[Row], told: Sequence[Row]) -> int:
    """Those listed by name; or as many as the paper that lists some, or any paper where none is listed, says there are."""
    names = {normalise(row.get("name")) for row in managers}
    said = [row for row in told if not managers or any(one.paper is row.paper for one in managers)]
    return max(len(names), *(int(row.get("headcount")) for row in said), 0)


def _says_holder(row: Row) -> bool:
    """A column of the list of managers is headed with the title, and its cell does not say no."""
    for role in ("certificate_no", "certificate"):
        held, headed = normalise(row.get(role)), normalise(row.table.columns.get(role, ""))
        named = words().service_manager_title.search(headed) and not words().other_manager_title.search(headed)
        if named and held and not says_no(held) and not held.startswith(("未", "无", "没", "否")):
            return True
    return False


def _holders(rule: Staffed, evidence: Evidence) -> tuple[dict[str, Quote], list[Quote]]:
    """Valid certificates by holder, and those that have expired."""
    good: dict[str, Quote] = {}
    expired: list[Quote] = []
    for paper, one in evidence.instruments(rule.certificates):
        if not evidence.own(one, paper):
            continue
        quote = paper.quote(one.source)
        if in_force(one, evidence.frame.as_of):
            good.setdefault(normalise(one.person or one.number or one.source.locator), quote)
        else:
            expired.append(quote)
    for row in evidence.rows(rule.managers):
        if row.get("name") and _says_holder(row):
            day = day_of(row.get("expires"))
            if day is None or day >= evidence.frame.as_of:
                good.setdefault(normalise(row.get("name")), row.quote)
    listed = evidence.rows(rule.holders)
    for row in listed or (() if good or expired else evidence.told(rule.holders)):
        title = normalise(row.get("certificate") or row.table.title)
        wanted = words().service_manager_title
        if words().other_manager_title.search(title) or not (wanted.search(title) or wanted.search(normalise(row.record.quote))):
            continue
        day = day_of(row.get("expires"))
        if day is not None and day < evidence.frame.as_of:
            expired.append(row.quote)
        else:
            good.setdefault(normalise(row.get("name") or row.get("person") or row.get("certificate_no")), row.quote)
    return good, expired


