"""compare(before, after): two result documents -> what differs and why."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, Literal

from scoring.compare.clauses import clause_changes
from scoring.compare.model import CompareError, Comparison, Crossing, Side, SpecialChange
from scoring.compare.world import World

Json = Mapping[str, Any]
_SCHEMA = "xingping-grade/1"
_LOWEST = "unqualified"


def compare(before: Json, after: Json) -> Comparison:
    """Raises CompareError unless both are results by the same rubric."""
    for which, one in (("前", before), ("后", after)):
        if not isinstance(one, Mapping) or one.get("schema") != _SCHEMA:
            raise CompareError(f"{which}一份不是评分结果，请用 xingping grade --json 生成的文件")
    try:
        if before["rubric"]["id"] != after["rubric"]["id"]:
            raise CompareError(f"两份结果用的不是同一个评分表（{before['rubric']['id']} 与 {after['rubric']['id']}），不能比较")
        return _comparison(World(before, after))
    except (KeyError, TypeError, AttributeError, ValueError, ZeroDivisionError) as error:
        raise CompareError("结果文件缺少应有的内容（被改动过，或不是 xingping grade 写出的），不能比较") from error


def _comparison(world: World) -> Comparison:
    before, after = world.before, world.after
    return Comparison(
        enterprise=after["enterprise"]["name"],
        rubric=after["rubric"]["id"],
        rubric_title=after["rubric"]["title"],
        before=_side(before),
        after=_side(after),
        crossings=tuple(_crossings(before, after)),
        clauses=tuple(clause_changes(world)),
        special=tuple(_special(before, after)),
        files=world.files,
        usable=world.usable,
        overrides=world.overrides,
        rubric_changed=world.rubric_changed,
        profile_changed=world.profile,
        notes=tuple(_notes(world)),
    )


def _side(one: Json) -> Side:
    alone = _alone(one)
    scored = "score" in one
    return Side(
        as_of=one["as_of"],
        period_from=one["period"]["from"],
        period_to=one["period"]["to"],
        score=one["score"]["confirmed"] if scored else None,
        possible=one["score"]["possible"] if scored else None,
        automatic=alone["score"]["confirmed"] if scored else None,
        level=one["level"]["confirmed"] if scored else None,
        level_title=one["level_titles"]["confirmed"] if scored else None,
        automatic_level=alone["level"]["confirmed"] if scored else None,
        automatic_level_title=alone["level_titles"]["confirmed"] if scored else None,
        special=sum(1 for item in one["special_deductions"] if item["status"] != "dismissed"),
    )


def _alone(one: Json) -> Json:
    """The part of the document with the scores that the papers alone give."""
    part: Json = one.get("automatic", one)
    return part


def _crossings(before: Json, after: Json) -> Iterator[Crossing]:
    if "score" not in before or "score" not in after:
        return
    pairs: tuple[tuple[Literal["confirmed", "automatic"], Json, Json], ...] = (
        ("confirmed", before, after),
        ("automatic", _alone(before), _alone(after)),
    )
    for of, was, now in pairs:
        if was["level"]["confirmed"] != now["level"]["confirmed"]:
            up = _higher(was, now)
            titles = was["level_titles"]["confirmed"], now["level_titles"]["confirmed"]
            what = "计入人工结论" if of == "confirmed" else "只看自动评"
            yield Crossing(of, *titles, up, f"{what}：由{titles[0]}{'升为' if up else '降为'}{titles[1]}")


def _higher(was: Json, now: Json) -> bool:
    """Whether the level rose; levels follow the score, except that too many deductions leave none."""
    if _LOWEST in (was["level"]["confirmed"], now["level"]["confirmed"]):
        return bool(was["level"]["confirmed"] == _LOWEST)
    return Fraction(now["score"]["exact"]["confirmed"]) > Fraction(was["score"]["exact"]["confirmed"])


def _special(before: Json, after: Json) -> Iterator[SpecialChange]:
    """By id; in results that have none yet, by code and text."""
    old, new = _by_id(before), _by_id(after)
    for name, one in new.items():
        if name not in old:
            yield SpecialChange(name, "appeared", one["text"])
        elif one["status"] != old[name]["status"]:
            yield SpecialChange(name, one["status"], one["text"])
    yield from (SpecialChange(name, "gone", one["text"]) for name, one in old.items() if name not in new)


def _by_id(result: Json) -> dict[str, Json]:
    return {str(one.get("id") or f"{one['code']} {one['text']}"): one for one in result["special_deductions"]}


def _notes(world: World) -> Iterator[str]:
    names = world.before["enterprise"]["name"], world.after["enterprise"]["name"]
    if names[0] != names[1]:
        yield f"两份结果的企业名称不同（{names[0] or '未知'}、{names[1] or '未知'}），请确认是同一家企业"
    if world.before["engine"] != world.after["engine"]:
        yield f"两份结果由不同版本的程序得出（{world.before['engine']}、{world.after['engine']}）"
