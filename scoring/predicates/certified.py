"""`certified`: a paper with a term or a date is the enterprise's own and in force at the date of evaluation."""

from datetime import date

from scoring.calendar import day_of, months_before
from scoring.evidence import Evidence, Paper, Quote
from scoring.facts.credit_code import valid_credit_code
from scoring.facts.model import Instrument
from scoring.ownership import client_belonging, foreign_code
from scoring.rubric.predicates import Certified
from scoring.validity import begun, halted, halted_text, in_force
from scoring.verdict import Verdict, met, not_met, unknown, unread_instead

_ORDER = ("unclear_relation", "expired", "failed", "undated", "other_organisation")


def certified(rule: Certified, evidence: Evidence) -> Verdict:
    """The best paper decides; else the reason why the nearest one fails."""
    found: list[Quote] = []
    faults: list[tuple[str, str, Quote]] = []
    for paper, one in evidence.instruments(rule.kinds):
        reason, text = _fault(rule, paper, one, evidence)
        if reason:
            faults.append((reason, text, paper.quote(one.source)))
        else:
            found.append(paper.quote(one.source))
    if found:
        return met(f"见{found[0].place}", found)
    if not faults:
        return unread_instead(evidence, rule.kinds, not_met("missing", ""))
    reason, text, quote = min(faults, key=lambda one: _ORDER.index(one[0]))
    if reason == "unclear_relation":
        return unknown(reason, text, [quote])
    return unread_instead(evidence, rule.kinds, not_met(reason, text, [fault[2] for fault in faults]))


def _fault(rule: Certified, paper: Paper, one: Instrument, evidence: Evidence) -> tuple[str, str]:
    where = f"{paper.quote(one.source).place}的“{one.title}”"
    if rule.traded:
        belonging = client_belonging(one, paper.facts, evidence.frame.profile) if evidence.frame.profile.name else "own"
        if belonging == "other":
            return "unclear_relation", f"{where}没有写明本企业是委托方、经销方或被授权方，与本企业的关系不明"
    elif code := foreign_code(one, evidence.frame.profile):
        return _code_fault(code, where)
    elif not evidence.own(one, paper):
        holder = "、".join(one.holders) or "别家单位"
        return "other_organisation", f"{where}持有人是{holder}，不是本企业"
    return _term_fault(rule, one, where, evidence.frame.as_of) or _conclusion_fault(rule, one, where) or ("", "")


def _code_fault(code: str, where: str) -> tuple[str, str]:
    """Another's code is another's paper; one that no register can have given may be a slip of the pen."""
    if valid_credit_code(code):
        return "other_organisation", f"{where}上的统一社会信用代码 {code} 是别家单位的，不是本企业的"
    return "unclear_relation", f"{where}上的统一社会信用代码 {code} 不成立（校验位不对），请核对原件"


def _term_fault(rule: Certified, one: Instrument, where: str, as_of: date) -> tuple[str, str] | None:
    if not in_force(one, as_of):
        return "expired", f"{where}{_no_force_text(one, as_of)}"
    if rule.within_months is None or one.expires:
        return None
    issued = day_of(one.issued) if one.issued else None
    if issued is None:
        return "undated", f"{where}没有写签发日期"
    if issued < months_before(as_of, rule.within_months):
        return "expired", f"{where}签发于 {one.issued}，已超过 {rule.within_months} 个月"
    return None


def _no_force_text(one: Instrument, as_of: date) -> str:
    if halted(one, as_of):
        return halted_text(one)
    if begun(one, as_of):
        return f"有效期至 {one.expires}，评定日 {as_of} 已过期"
    return f"{f'{one.starts} 才开始生效' if one.starts else f'签发于 {one.issued}'}，评定日 {as_of} 还没有生效"


def _conclusion_fault(rule: Certified, one: Instrument, where: str) -> tuple[str, str] | None:
    if not rule.concluded or one.conclusion == "pass" or one.kind != "quality_report":
        return None
    said = "结论不合格" if one.conclusion == "fail" else "没有写合格的结论"
    return "failed", f"{where}{said}"
