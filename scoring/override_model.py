"""What a person concludes, as frozen values. Each one says who, when, why, until when, and what it rests on (`basis`)."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StrictInt, model_validator
from pydantic_core import PydanticCustomError

SCHEMA = "xingping-overrides/1"
State = Literal["active", "expired", "to_review", "no_target", "superseded"]

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_DRAWN_AT_MOST = 1_000_000


def _text(value: str) -> str:
    """Kept as it was written, where people can read it and it can be stored."""
    if not value.strip():
        raise ValueError("不能是空的")
    if _CONTROL.search(value):
        raise ValueError("含有不能显示或保存的字符")
    return value


def _day(value: object) -> date:
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise ValueError(f"日期“{value}”不对，应写成 2027-06-30 这样的形式")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError(f"日历上没有“{value}”这一天") from None


def _moment(value: str) -> str:
    try:
        offset = datetime.fromisoformat(value).utcoffset()
    except ValueError:
        offset = None
    if offset is None:
        raise ValueError(f"时间“{value}”不对，应写成带时区的 2026-11-22T09:30:00+08:00 这样的形式")
    return value


Text = Annotated[str, Field(max_length=2000), AfterValidator(_text)]
Name = Annotated[str, Field(max_length=200), AfterValidator(_text)]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class _Common(BaseModel):
    """`when` is an ISO time with offset, kept as written; `until` the last day on which it holds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Annotated[str, Field(pattern=r"^ov-[0-9a-f]{12}$")]
    who: Name
    when: Annotated[str, AfterValidator(_moment)]
    reason: Text
    until: Annotated[date, BeforeValidator(_day)]
    basis: Sha256

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.when)


class ConditionOverride(_Common):
    """One condition of a clause is as this person says."""

    kind: Literal["condition"] = "condition"
    clause: Name
    condition: Name
    outcome: Literal["met", "not_met", "unknown"]


class OnSite(_Common):
    """What was seen on the spot: the clause as a whole, or k of n in place of its sample (sample_ratio clauses only)."""

    kind: Literal["on_site"] = "on_site"
    clause: Name
    outcome: Literal["met", "not_met"] | None = None
    passed: Annotated[StrictInt, Field(ge=0)] | None = None
    drawn: Annotated[StrictInt, Field(ge=1, le=_DRAWN_AT_MOST)] | None = None

    @model_validator(mode="after")
    def _one_form(self) -> "OnSite":
        counted = self.passed is not None, self.drawn is not None
        if self.outcome is None and not all(counted):
            raise PydanticCustomError("on_site_nothing", "现场结论要写 outcome（met 或 not_met），或同时写 passed（合格数）和 drawn（抽查数）")
        if self.outcome is not None and any(counted):
            raise PydanticCustomError("on_site_both", "现场结论只能写 outcome，或 passed 和 drawn，不能都写")
        if self.passed is not None and self.drawn is not None and self.passed > self.drawn:
            raise ValueError(f"现场合格数 {self.passed} 大于抽查数 {self.drawn}")
        return self


class SpecialOverride(_Common):
    """A proposed special deduction is withdrawn or stands."""

    kind: Literal["special"] = "special"
    deduction: Name
    decision: Literal["dismiss", "confirm"]


class FileKindOverride(_Common):
    """What a file is, whatever its content looked like."""

    kind: Literal["file_kind"] = "file_kind"
    file: Sha256
    kinds: Annotated[tuple[Name, ...], Field(min_length=1, max_length=20)]

    @model_validator(mode="after")
    def _each_once(self) -> "FileKindOverride":
        if len(set(self.kinds)) < len(self.kinds):
            raise PydanticCustomError("kinds_twice", "kinds 里有重复的种类")
        return self


class BonusOverride(_Common):
    """A claim to the special bonus is granted."""

    kind: Literal["bonus"] = "bonus"
    claim: Name
    decision: Literal["confirm"]


Override = ConditionOverride | OnSite | SpecialOverride | FileKindOverride | BonusOverride


@dataclass(frozen=True, slots=True)
class Applied:
    """An override with what became of it; only `active` ones change anything. `why` says it in Chinese."""

    override: Override
    state: State
    why: str


def target(one: Override) -> tuple[str, ...]:
    """What it is about: of two on the same, the later holds."""
    match one:
        case ConditionOverride():
            return one.kind, one.clause, one.condition
        case OnSite():
            return one.kind, one.clause
        case SpecialOverride():
            return one.kind, one.deduction
        case FileKindOverride():
            return one.kind, one.file
        case BonusOverride():
            return one.kind, one.claim


def in_order(one: Override) -> tuple[datetime, str]:
    """By when they were made: the order in which people read them and the later one wins."""
    return one.moment, one.id
