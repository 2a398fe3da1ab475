"""`staffed`: there are enough holders of a certificate for the number of service managers (facts R: 10 %, at least one)."""


from scoring.calendar import day_of
from scoring.documents.normalise import normalise
from scoring.evidence import Evidence, Quote
from scoring.points import people_needed
from scoring.rubric.predicates import Staffed
from scoring.validity import in_force
from scoring.verdict import Verdict, met, not_met, unread_instead
from scoring.words import words


def staffed(rule: Staffed, evidence: Evidence) -> Verdict:
    """Certificates count by holder; expired ones, other titles and other units' do not."""
    managers = [row for row in evidence.rows(rule.managers) if row.get("name")]
    listed = bool(managers)
    if not listed:
        managers = [row for row in evidence.rows(("staff_roster",)) if words().managing_post.search(normalise(row.get("post")))]
    holders, expired = _holders(rule, evidence)
    names = {normalise(row.get("name")) for row in managers}
    needed = people_needed(len(names), rule.percent)
    quotes = [*holders.values(), *(row.quote for row in managers[:1])]
    if not managers and holders:
        text = f"找到 {len(holders)} 名有效的售后服务管理师，但没有服务管理人员名单，算不出应有几名"
        return unread_instead(evidence, rule.managers, not_met("missing_roster", text, quotes))
    said = f"服务管理人员 {len(names)} 人，需要 {needed} 名有效的售后服务管理师，有 {len(holders)} 名"
    if expired:
        said += f"（另有 {len(expired)} 张已过期）"
    if managers and len(holders) >= needed:
        return met(said, quotes, managers=len(names), needed=needed, holders=len(holders))
    if not managers and not holders:
        return unread_instead(evidence, (*rule.certificates, *rule.managers), not_met("missing", "", expired))
    verdict = not_met("too_few", said, [*quotes, *expired], managers=len(names), needed=needed, holders=len(holders))
    return unread_instead(evidence, rule.certificates, verdict)


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
    for row in evidence.rows(rule.holders):
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


