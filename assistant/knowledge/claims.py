"""Figures that must say the same everywhere, and what the rubric says where it says anything.

A claim has patterns with one capturing group; wherever a pattern matches in a passage or an answer, read without spaces,
the captured number must equal the claim's value. Places that report another side on purpose are listed with the reason.
"""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from pydantic import Field, ValidationError, model_validator

from assistant.knowledge.model import FaqEntry, Frozen, Id, Passage, Text
from assistant.knowledge.validation import pattern_text, problem_text
from assistant.knowledge.yaml_lines import CorpusError, Fault, Item, read_items
from scoring.documents.normalise import normalise
from scoring.rubric import Rubric, load_rubric

FILE = "claims.yaml"


class Claim(Frozen):
    """One figure. Exactly one of `rubric` (a place in the rubric, see `_from_rubric`) and `value` is given."""

    id: Id
    says: Text
    patterns: tuple[Text, ...]
    rubric: Text | None = None
    value: Text | None = None
    other_sides: dict[str, str] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _one_value(self) -> "Claim":
        if (self.rubric is None) == (self.value is None):
            raise ValueError("rubric 与 value 必须且只能写一个")
        return self

    def expected(self) -> Fraction:
        """Raises ValueError with a Chinese text."""
        if self.rubric:
            return _from_rubric(load_rubric(), self.rubric)
        value = _number(self.value)
        if value is None:
            raise ValueError(f"value“{self.value}”不是一个数")
        return value


def read_claims(folder: Path, faults: list[Fault]) -> list[tuple[Item, Claim]]:
    """The claims of claims.yaml; what is wrong with the file itself goes to `faults`."""
    claims: list[tuple[Item, Claim]] = []
    try:
        for item in read_items(folder / FILE, FILE):
            try:
                claim = Claim.model_validate(item.value)
                claim.expected()
                odd = [pattern for pattern in claim.patterns if re.compile(pattern).groups != 1]
                faults.extend(item.fault(f"句式“{pattern}”应有且只有一个数字分组", "patterns") for pattern in odd)
                if not odd:
                    claims.append((item, claim))
            except ValidationError as error:
                faults.extend(item.fault(f"写法有误：{problem_text(problem)}") for problem in error.errors())
            except re.error as error:
                faults.append(item.fault(pattern_text(error), "patterns"))
            except ValueError as error:  # our own, from `expected`
                faults.append(item.fault(f"写法有误：{error}"))
    except CorpusError as error:
        faults.extend(error.faults)
    return claims


def check_claims(
    claims: Iterable[tuple[Item, Claim]],
    passages: Iterable[tuple[Item, Passage]],
    faq: Iterable[tuple[Item, FaqEntry]],
) -> Iterator[Fault]:
    """Every place whose number disagrees with a claim, and every exception that no longer exists."""
    places = [(item, passage.id, "text", unspaced(passage.text)) for item, passage in passages]
    places += [(item, entry.id, "answer", unspaced(entry.answer)) for item, entry in faq]
    ids = {place_id for _, place_id, _, _ in places}
    for claim_item, claim in claims:
        expected = claim.expected()
        for name in claim.other_sides.keys() - ids:
            yield claim_item.fault(f"other_sides 里的“{name}”不存在", "other_sides")
        compiled = [re.compile(pattern) for pattern in claim.patterns]
        for item, place_id, key, text in places:
            if place_id in claim.other_sides:
                continue
            for pattern in compiled:
                for match in pattern.finditer(text):
                    if _number(match.group(1)) != expected:
                        yield item.fault(
                            f"“{match.group(0)}”与别处不一致：{claim.says}应为 {_plain(expected)}"
                            f"（{'评分表' if claim.rubric else FILE} {claim.rubric or claim.id}）",
                            key,
                        )


def unspaced(text: str) -> str:
    """The normalised text as patterns read it: 95 分 and 95分 are the same claim."""
    return normalise(text).replace(" ", "")


def _from_rubric(rubric: Rubric, place: str) -> Fraction:
    """level:ID, group:ID, clause:ID, deductions:fails_at, bonus:at_most or manager:share_percent."""
    kind, _, name = place.partition(":")
    tables: dict[str, dict[str, Decimal | int]] = {
        "level": {level.id: level.lower for level in rubric.levels},
        "group": {group.id: group.points for group in rubric.groups},
        "clause": {clause.id: clause.points for clause in rubric.clauses() if clause.provenance != "working"},
        "deductions": {"fails_at": rubric.special_deductions.fails_at, "points_each": rubric.special_deductions.points_each},
        "bonus": {"at_most": rubric.special_bonus.at_most, "points_each": rubric.special_bonus.points_each},
        "manager": {"share_percent": rubric.manager_share_percent},
        "count": {"groups": len(rubric.groups), "indicators": len(list(rubric.indicators()))},
    }
    try:
        return Fraction(tables[kind][name])
    except KeyError:
        raise ValueError(f"评分表里没有“{place}”") from None


def _number(text: str | None) -> Fraction | None:
    """None for what is no number, and for a group that caught nothing."""
    try:
        return Fraction(text or "")
    except (ValueError, ZeroDivisionError):
        return None


def _plain(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else str(float(value))
