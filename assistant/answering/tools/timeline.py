"""多久拿证: the timeline of guidance with typed arguments, in a few lines."""

from datetime import date

from pydantic import Field

from assistant.answering.tools.value import Arguments, ToolAnswer
from assistant.errors import UsageError
from assistant.guidance.timeline import Asked as Reckoned
from assistant.guidance.timeline import timeline as reckoned
from assistant.guidance.timeline_document import to_json
from scoring.rubric import Rubric

NAME = "timeline"
DESCRIPTION = "从某天开始筹备，各环节到拿证的日期范围；给了希望拿证日时说最迟何时开始。"


class Asked(Arguments):
    start: date = Field(description="开始日，如 2026-11-20")
    wanted: date | None = Field(None, description="希望拿证日")


def timeline(_: Rubric, asked: Asked) -> ToolAnswer:
    """Raises UsageError where the wanted day is before the first."""
    if asked.wanted is not None and asked.wanted < asked.start:
        raise UsageError(f"希望拿证日 {asked.wanted} 早于开始日 {asked.start}，请改其中一个")
    line = to_json(reckoned(Reckoned(asked.start, asked.wanted)))
    lines = [f"从 {line['start']} 起：申请 {_window(line['applying'])}，拿证 {_window(line['finish'])}。"]
    if line["verdict"]:
        lines.insert(0, f"希望 {line['wanted']} 拿证：{line['verdict']}。")
    lines += [f"· {one['title']}（{one['takes']}）：{_window(one['begin'])} 开始" for one in line["phases"]]
    lines += [f"倒排（{one['title']}）：最迟 {one['latest_begin']} 开始。" for one in line["backward"]]
    lines += line["notes"]
    return ToolAnswer("\n".join(lines), passages=(line["totals"]["passage"],))


def _window(window: dict[str, str]) -> str:
    early, late = window["earliest"], window["latest"]
    return early if early == late else f"{early} 至 {late}"
