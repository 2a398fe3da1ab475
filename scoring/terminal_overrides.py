"""What a terminal says of people's conclusions. Reads the result document like scoring.terminal."""

from collections.abc import Iterator, Mapping
from typing import Any

from scoring.beijing import moment

Json = Mapping[str, Any]

STATES = {"active": "计入", "expired": "已过期", "to_review": "须重新确认", "no_target": "没有对象", "superseded": "已被取代"}
_MARKS = {"active": "✓", "expired": "✗", "to_review": "？", "no_target": "－", "superseded": "－"}
_OUTCOMES = {"met": "符合", "not_met": "不符合", "unknown": "无法判断", "partial": "部分符合", "error": "出错"}
_STATUS = {"dismissed": "（已由人工撤销，不扣分）", "confirmed": "（已由人工确认）", "proposed": ""}


def score_line(result: Json) -> Iterator[str]:
    """自动评 x 分，含 n 项人工结论后 y 分; nothing where no conclusion is in force."""
    if "automatic" in result:
        active = sum(1 for one in result["overrides"] if one["state"] == "active")
        yield f"自动评 {result['automatic']['score']['confirmed']} 分，含 {active} 项人工结论后 {result['score']['confirmed']} 分"


def mark(one: Json) -> str:
    return "〔人工〕" if one.get("overridden_by") else ""


def status(special: Json) -> str:
    return _STATUS.get(special["status"], "")


def special_head(deductions: list[Json], rules: Json) -> str:
    """How many there are, and what became of them."""
    ruled = {name: sum(1 for one in deductions if one["status"] == name) for name in ("confirmed", "dismissed")}
    rule = f"每项扣 {rules['points_each']} 分并须整改，满 {rules['fails_at']} 项不合格；可由评审人员带理由撤销"
    if not any(ruled.values()):
        return f"拟定的特别扣分 {len(deductions)} 项（{rule}）"
    return f"特别扣分 {len(deductions)} 项，其中人工确认 {ruled['confirmed']} 项、撤销 {ruled['dismissed']} 项（{rule}）"


def overrides(result: Json) -> Iterator[str]:
    """Every conclusion with what became of it and why."""
    listed = result.get("overrides", [])
    if listed:
        yield ""
        counted = sum(1 for one in listed if one["state"] == "active")
        yield f"人工结论 {len(listed)} 项，{counted} 项计入"
        for one in listed:
            yield f"  {_MARKS[one['state']]} {STATES[one['state']]}　{described(one)}"
            yield f"      {one['who']}，{moment(one['when'])}，有效至 {one['until']}：{' '.join(one['reason'].split())}"
            if one["state"] != "active":
                yield f"      {one['why']}"


def clause_in_full(one: Json) -> Iterator[str]:
    """What people concluded on a clause, beside what the papers show."""
    if one.get("overridden_by"):
        yield f"  人工结论：{'、'.join(one['overridden_by'])}"
    if "on_site_result" in one:
        yield f"  {on_site(one)}"


def condition_in_full(one: Json) -> Iterator[str]:
    if "automatic" in one:
        automatic = one["automatic"]
        yield f"      自动判断：{_OUTCOMES[automatic['outcome']]}　{automatic['text']}"


def on_site(clause: Json) -> str:
    seen = clause["on_site_result"]
    return f"现场抽查 {seen['drawn']}、合格 {seen['passed']}"


def described(one: Json) -> str:
    """What an override is about and what it says, in the result's own words; the id is what `revoke` and files call it by."""
    return f"{one['id']}　{one['about']}：{one['decided']}"
