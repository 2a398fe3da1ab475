"""如果某条补上能到多少分: the engine's own sums with findings switched."""

from pydantic import Field

from assistant.answering.opened import Opened
from assistant.answering.tools.fastest_way import following
from assistant.answering.tools.planning import moved, planned, points
from assistant.answering.tools.reading import Json, Writing, any_working, graded, lead, of_subject
from assistant.answering.tools.value import Arguments, ToolAnswer
from assistant.errors import UsageError
from scoring.plan import Wish

NAME = "what_if_score"
DESCRIPTION = "假设打开的客户某些条款符合或不符合，分数和等级会变成多少（只看分数）。"


class Asked(Arguments):
    met: tuple[str, ...] = Field((), description="假设符合的条款号或指标号")
    not_met: tuple[str, ...] = Field((), description="假设不符合的条款号或指标号")


def what_if_score(opened: Opened, asked: Asked) -> ToolAnswer:
    """Raises DeclaredError where there is no such clause or no score."""
    result = graded(opened)
    on, off = _clauses(result, asked.met), _clauses(result, asked.not_met)
    if not on and not off:
        raise UsageError("请说明假设哪个条款符合或不符合，例如“如果 5.3.1.4 补上能到多少分”")
    plan = planned(opened, Wish(following(result), opened.start, on=on, off=off))
    found = plan["what_if"]
    titles = {one["id"]: f"{one['id']} {one['title']}" for one in result["clauses"]}
    parts = [f"{'、'.join(titles[name] for name in names)} {said}" for names, said in ((on, "算符合"), (off, "算不符合")) if names]
    out = Writing()
    out.say(f"{lead(opened)}：现在 {points(plan['before'])}；假设{'，'.join(parts)}，是 {points(found)}。")
    if said := moved(result, plan):
        out.say(said)
    out.say(f"只看分数，别的都照现在的算。{any_working(result)}")
    return ToolAnswer(out.text, clauses=(*on, *off), next=("怎么最快到下一级",))


def _clauses(result: Json, subjects: tuple[str, ...]) -> tuple[str, ...]:
    """Clause ids; those of an indicator that are not excluded. A clause named by itself stays, so that the plan can say why not."""
    out: list[str] = []
    for subject in subjects:
        found = of_subject(result, subject)
        out += [one["id"] for one in found if len(found) == 1 or one["excluded_because"] is None]
    return tuple(dict.fromkeys(out))
