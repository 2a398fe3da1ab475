"""A result document in words: the sentences that several tools share. Nothing is computed here."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from assistant.answering.opened import Opened
from assistant.answering.tools.value import Place
from assistant.errors import UsageError
from assistant.reports.words import OPEN, OUTCOMES, clean
from scoring.facts.quoting import one_line
from scoring.terminal_overrides import on_site
from scoring.terminal_samples import counted

Json = Mapping[str, Any]

QUOTE = 160  # characters of a quote
_MARK = re.compile(r"[\[［【](\d+)[\]］】]")
UNSCORED = "这次用的评分表不计分，只看各条符合与否，没有分数和等级。"


def plain(text: str) -> str:
    """One line of a text that may stem from a stranger's file: nothing in it passes for a citation mark."""
    return _MARK.sub(r"（\1）", " ".join(clean(text).split()))


@dataclass(slots=True)
class Writing:
    """Grows line by line; a place is cited once and keeps its number."""

    lines: list[str] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)

    def say(self, line: str) -> None:
        self.lines.append(line)

    def marks(self, quotes: Iterable[Json], clause: str, most: int) -> str:
        """[1][2] for the first `most` places."""
        out = ""
        for one in list(quotes)[:most]:
            place = Place(clean(one["file"]), clean(one["locator"]), one_line(clean(one["quote"] or ""), QUOTE), clause)
            if place not in self.places:
                self.places.append(place)
            mark = f"[{self.places.index(place) + 1}]"
            out += "" if mark in out else mark
        return out

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def graded(opened: Opened) -> Json:
    """The result. Raises UsageError where the client has none."""
    if opened.result is None:
        raise UsageError(f"客户“{opened.name}”还没有预评结果：请到“材料预评”放入材料并开始预评，再来问")
    return opened.result


def lead(opened: Opened) -> str:
    """Whose grade it is, that it is one of papers, and of which day."""
    result = graded(opened)
    return f"{plain(opened.name)}按材料的预评（评定日 {result['as_of']}）"


def scored(result: Json) -> bool:
    return "score" in result


def working(one: Json) -> str:
    """How the points of a clause or bundle are marked where no source gives them."""
    return "（工作口径）" if one["provenance"] == "working" else ""


def any_working(result: Json) -> str:
    return "标“工作口径”的分值没有公开来源，是本工具自定的分配。" if result["rubric"]["provenance"].get("working") else ""


def title(one: Json) -> str:
    return f"{one['id']} {one['title']}"


def open_clauses(result: Json) -> list[Json]:
    """Those that lose, most to gain first."""
    found = [one for one in result["clauses"] if one["outcome"] in OPEN]
    return sorted(found, key=lambda one: (-Fraction(one["gain"]), one["id"]))


def of_subject(result: Json, subject: str) -> list[Json]:
    """The clause of that id, or all clauses below an indicator or a group. Raises UsageError."""
    clauses = result["clauses"]
    exact = [one for one in clauses if one["id"] == subject]
    found = exact or [one for one in clauses if one["indicator"]["id"] == subject or one["id"].startswith(f"{subject}.")]
    if not found:
        raise UsageError(f"评分表“{result['rubric']['title']}”里没有条款 {plain(subject)[:20]}，请核对条款号")
    return found


def standing(one: Json, result: Json) -> str:
    """不符合，得 0.00 / 3 分（工作口径），失 3.00 分."""
    outcome = OUTCOMES[one["outcome"]]
    if one["excluded_because"] is not None:
        return f"{outcome}，不计分（理由：{plain(one['excluded_because'])}）"
    if not scored(result):
        return outcome
    possible = f"，查清之后最多可得 {one['possible']} 分" if one["possible"] != one["earned"] else ""
    lost = f"，失 {one['lost']} 分" if one["outcome"] in OPEN else ""
    return f"{outcome}，得 {one['earned']} / {one['points']} 分{working(one)}{lost}{possible}"


def found_in(one: Json) -> str:
    """What stands behind the outcome in a few words: the findings of the open conditions."""
    return "；".join(plain(condition["text"]) for condition in open_conditions(one) if condition["text"])


def open_conditions(one: Json) -> list[Json]:
    return [condition for condition in one["conditions"] if condition["outcome"] in OPEN]


def ruled(one: Json, result: Json) -> Iterator[str]:
    """What people concluded on a clause, and what the papers alone give."""
    by = set(one.get("overridden_by") or ())
    for made in result.get("overrides", ()):
        if made["id"] in by:
            yield f"有人工结论：{plain(made['about'])}：{plain(made['decided'])}（{plain(made['who'])}，有效至 {made['until']}）。"
    found = result.get("automatic", {}).get("clauses", {}).get(one["id"])
    if found and (found["outcome"], found["earned"]) != (one["outcome"], one["earned"]):
        said = f"，{found['earned']} 分" if scored(result) else ""
        yield f"只看材料自动判断是{OUTCOMES[found['outcome']]}{said}。"
    if "on_site_result" in one:
        yield f"{on_site(one)}。"


def sampled(one: Json) -> str:
    """How many records were looked at and how many passed; "" for a clause without a sample."""
    return counted(one["sample"]) if one["sample"] else ""


def listed(parts: Sequence[str], most: int, whole: int | None = None) -> list[str]:
    """The first `most` lines and how many more there are."""
    rest = (len(parts) if whole is None else whole) - most
    return [*parts[:most], *([f"另有 {rest} 项，见“材料预评”里的完整结果。"] if rest > 0 else [])]
