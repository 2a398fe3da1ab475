"""现在几星、多少分、离某一星还差多少: from the stored result."""

from collections.abc import Iterator
from fractions import Fraction

from pydantic import Field

from assistant.answering.opened import Opened
from assistant.answering.tools.reading import UNSCORED, Json, graded, lead, open_clauses, plain, scored
from assistant.answering.tools.value import Arguments, ToolAnswer
from assistant.errors import UsageError
from scoring.figures import shown_gap
from scoring.points import missing_to
from scoring.rubric import Level
from scoring.terminal_overrides import score_line

NAME = "current_level"
DESCRIPTION = "打开的客户按材料预评现在得多少分、几星，离下一级或指定等级还差多少分。"


class Asked(Arguments):
    target: str | None = Field(None, description="想到的等级：pass、three_star、four_star、five_star；不填为下一级")


def current_level(opened: Opened, asked: Asked) -> ToolAnswer:
    """Confirmed and possible, what is missing, what people concluded, and on what points it rests."""
    result = graded(opened)
    if not scored(result):
        return ToolAnswer(f"{lead(opened)}：{UNSCORED}失分或待查的条款有 {len(open_clauses(result))} 条。", next=("哪些条款没过",))
    score, level = result["score"], result["level_titles"]
    lines = [f"{lead(opened)}：确认分 {score['confirmed']}，{level['confirmed']}。"]
    if score["possible"] != score["confirmed"]:
        lines.append(f"可能分 {score['possible']}，{level['possible']}（看不清的材料补清、拟定的特别扣分撤销之后）。")
    else:
        lines.append("可能分与确认分相同。")
    lines += _gap(result, asked.target)
    lines += [f"{line}。" for line in score_line(result)]
    if result["exclusions"]["accepted"]:
        lines.append(f"不删减时是 {score['without_exclusions']} 分。")
    lines.append(f"分值口径：{plain(score['allocation_note'])}。")
    return ToolAnswer("\n".join(lines), next=("分都丢在哪了", "怎么最快到下一级"))


def _gap(result: Json, wanted: str | None) -> Iterator[str]:
    score = result["score"]
    if wanted is None:
        if score["next"]:
            yield f"距{score['next']['title']}还差 {score['next']['missing']} 分。"
        return
    level = level_of(result, wanted)
    missing = missing_to(level, Fraction(score["exact"]["confirmed"]))
    if missing:
        yield f"距{level.title}（{level.lower} 分）还差 {shown_gap(missing)} 分。"
    elif _rank(result, result["level"]["confirmed"]) >= _rank(result, level.id):
        yield f"已经达到{level.title}（{level.lower} 分）。"
    else:
        yield f"分数已过{level.title}的 {level.lower} 分线，但等级仍是{result['level_titles']['confirmed']}：特别扣分或大类分值没有过关。"


def level_of(result: Json, name: str) -> Level:
    """A level of the result's rubric by id. Raises UsageError."""
    for one in result["rules"]["levels"]:
        if one["id"] == name:
            return Level.model_validate(one)
    raise UsageError(f"评分表“{result['rubric']['title']}”没有等级“{plain(name)[:20]}”")


def _rank(result: Json, name: str) -> int:
    """-1 for none."""
    return next((place for place, one in enumerate(result["rules"]["levels"]) if one["id"] == name), -1)
