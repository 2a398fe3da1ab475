"""哪些没过: the conditions of a clause that are not met and the records that failed, or all clauses with a gap."""

from pydantic import Field

from assistant.answering.opened import Opened
from assistant.answering.tools.reading import (
    Json,
    Writing,
    graded,
    lead,
    listed,
    of_subject,
    open_clauses,
    open_conditions,
    plain,
    ruled,
    sampled,
    standing,
    title,
)
from assistant.answering.tools.value import Arguments, ToolAnswer
from scoring.terminal_samples import named_why

NAME = "what_failed"
DESCRIPTION = "打开的客户哪些条款没过；给了条款时列出没满足的要求和不合格的记录。"

_CLAUSES = 12
_RECORDS = 8


class Asked(Arguments):
    subject: str | None = Field(None, description="条款号或指标号；不填为全部")


def what_failed(opened: Opened, asked: Asked) -> ToolAnswer:
    result = graded(opened)
    found = list(result["clauses"]) if asked.subject is None else of_subject(result, asked.subject)
    losing = [one for one in open_clauses(result) if one in found]
    what = "" if asked.subject is None else f" {asked.subject} "
    if not losing:
        said = f"{title(found[0])}：{standing(found[0], result)}" if len(found) == 1 else f"{what or '各条'}都没有差距"
        return ToolAnswer(f"{lead(opened)}里，{said}，没有不合格的。", clauses=tuple(one["id"] for one in found))
    if len(losing) == 1:
        return _records(opened, result, losing[0])
    out = Writing()
    out.say(f"{lead(opened)}里，{what}有差距的条款 {len(losing)} 条：")
    for line in listed([f"· {title(one)}：{standing(one, result)}" for one in losing[:_CLAUSES]], _CLAUSES, len(losing)):
        out.say(line)
    return ToolAnswer(out.text, clauses=tuple(one["id"] for one in losing), next=(f"{losing[0]['id']} 为什么丢分",))


def _records(opened: Opened, result: Json, one: Json) -> ToolAnswer:
    out = Writing()
    out.say(f"{lead(opened)}里，{title(one)}：{standing(one, result)}。")
    for line in ruled(one, result):
        out.say(line)
    for condition in open_conditions(one):
        out.say(f"没满足的要求：{plain(condition['condition'])}。{plain(condition['text'])}{out.marks(condition['evidence'], one['id'], 2)}")
    if one["sample"]:
        failures = one["sample"]["failures"]
        out.say(f"记录：{sampled(one)}。")
        lines = [f"· {plain(named_why(failure))}{out.marks([failure], one['id'], 1)}" for failure in failures[:_RECORDS]]
        for line in listed(lines, _RECORDS, len(failures)):
            out.say(line)
    return ToolAnswer(out.text, tuple(out.places), clauses=(one["id"],), next=(f"{one['id']} 为什么丢分",))
