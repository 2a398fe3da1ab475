"""The enterprise that is graded: profile.yaml -> Profile. Faults in it are told and cost as little as possible."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import reduce
from typing import Any, Literal

import yaml

from scoring.errors import DeclaredError
from scoring.facts.credit_code import valid_credit_code

Kind = Literal["production", "sales", "service"]
KIND_TITLES: dict[Kind, str] = {"production": "生产型", "sales": "销售型", "service": "服务型"}
_MOST = 200_000  # characters
_KEYS = {"enterprise", "period_months", "exclusions", "whole_population", "whole_up_to"}
_ENTERPRISE_KEYS = {"name", "uscc", "kind", "industry", "branches", "entrusted_outlets"}

ALL = "all"  # of whole_population: every clause
_WHOLE_UP_TO = range(100, 1_000_001)
_UNCHECKED, _TWELVE, _UNUSED = _CONSEQUENCES = ("，没有用它核对材料", "，按 12 个月评", "，没有使用")  # what a notice says grading did


class ProfileError(DeclaredError):
    """The profile cannot be used at all; the text says what and where, in Chinese."""


@dataclass(frozen=True, slots=True)
class Exclusion:
    clause: str
    reason: str


@dataclass(frozen=True, slots=True)
class Profile:
    """`uscc` is "" when none was given; `assumed` says the name was read from the evidence, not given.

    `whole_population`: the clauses (or "all") of which every record is looked at, however many there are; `whole_up_to`:
    the size up to which a population is looked at as a whole, None for the usual one. `former_names` are not written there:
    a registrar's notice among the evidence proves them.
    """

    name: str = ""
    uscc: str = ""
    kind: Kind | None = None
    industry: str = ""
    branches: tuple[str, ...] = ()
    entrusted_outlets: tuple[str, ...] = ()
    period_months: int = 12
    exclusions: tuple[Exclusion, ...] = ()
    assumed: bool = False
    notices: tuple[str, ...] = ()
    whole_population: tuple[str, ...] = ()
    whole_up_to: int | None = None
    former_names: tuple[str, ...] = ()

    @property
    def own_names(self) -> tuple[str, ...]:
        """The enterprise, under its former names too, its branches and its registered entrusted outlets (rubric §2, rule 2)."""
        return tuple(name for name in (self.name, *self.former_names, *self.branches, *self.entrusted_outlets) if name)

    @property
    def faults(self) -> tuple[str, ...]:
        """What the notices say is wrong, without what grading does about it: where nothing is graded that would be untrue."""
        return tuple(reduce(str.removesuffix, _CONSEQUENCES, one) for one in self.notices)

    def looking_at_all_of(self, clauses: Iterable[str]) -> "Profile":
        """With every record of these clauses looked at, besides those it asks for itself."""
        return replace(self, whole_population=tuple(sorted({*self.whole_population, *clauses})))


class _Loader(yaml.SafeLoader):
    """Without aliases, by which a few lines become any number of values; a profile needs none."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.MarkedYAMLError(problem="alias", problem_mark=mark)
        return super().compose_node(parent, index)


def parse_profile(text: str, source: str = "profile.yaml") -> Profile:
    """The profile in a YAML text. Raises ProfileError when it is no mapping; smaller faults become notices."""
    if len(text) > _MOST:
        raise ProfileError(f"{source} 太大，不像企业档案")
    try:
        data = yaml.load(text, Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"第 {mark.line + 1} 行" if mark else ""
        raise ProfileError(f"{source} {where}不是有效的 YAML，请检查缩进和冒号") from error
    except RecursionError as error:
        raise ProfileError(f"{source} 套得太深，不像企业档案") from error
    except (ValueError, OverflowError) as error:  # 2026-13-45 as a date, a number of thousands of digits
        raise ProfileError(f"{source} 里有不成立的日期或数字，请检查") from error
    if data is None:
        data = {}
    if not isinstance(data, Mapping):
        raise ProfileError(f"{source} 应是“键: 值”的形式，最上层要有 enterprise")
    return _profile(data, source)


def _profile(data: Mapping[str, Any], source: str) -> Profile:
    notes: list[str] = []
    enterprise = data.get("enterprise")
    if not isinstance(enterprise, Mapping):
        notes.append(f"{source} 缺少 enterprise，企业名称未知")
        enterprise = {}
    unknown = [*(str(key) for key in data if key not in _KEYS), *(f"enterprise.{key}" for key in enterprise if key not in _ENTERPRISE_KEYS)]
    if unknown:
        notes.append(f"{source} 有不认识的项，没有使用：{'、'.join(unknown)}")
    name = _text(enterprise.get("name"))
    if not name:
        notes.append(f"{source} 没有写企业名称（enterprise.name），无法核对材料是否属于本企业")
    return Profile(
        name=name,
        uscc=_uscc(enterprise.get("uscc"), source, notes),
        kind=_kind(enterprise.get("kind"), source, notes),
        industry=_text(enterprise.get("industry")),
        branches=_names(enterprise.get("branches"), "分支机构（branches）", source, notes),
        entrusted_outlets=_names(enterprise.get("entrusted_outlets"), "委托网点（entrusted_outlets）", source, notes),
        period_months=_months(data.get("period_months", 12), source, notes),
        exclusions=_exclusions(data.get("exclusions"), source, notes),
        whole_population=_whole(data.get("whole_population"), source, notes),
        whole_up_to=_whole_up_to(data.get("whole_up_to"), source, notes),
        notices=tuple(notes),
    )


def _uscc(value: object, source: str, notes: list[str]) -> str:
    code = _text(value).upper()
    if code and not valid_credit_code(code):
        notes.append(f"{source} 的统一社会信用代码 {code} 不成立（应为 18 位且校验位正确，见 GB 32100）{_UNCHECKED}")
        return ""
    return code


def _kind(value: object, source: str, notes: list[str]) -> Kind | None:
    for kind in KIND_TITLES:
        if value == kind:
            return kind
    if value is not None:
        notes.append(f"{source} 的企业类型（kind）是“{value}”，应为 production（生产）、sales（销售）或 service（服务）")
    return None


def _names(value: object, title: str, source: str, notes: list[str]) -> tuple[str, ...]:
    if value is None:
        return ()
    if not isinstance(value, list):
        notes.append(f"{source} 的{title}应是列表")
        return ()
    return tuple(text for one in value if (text := _text(one)))


def _months(value: object, source: str, notes: list[str]) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and 12 <= value <= 36:
        return value
    notes.append(f"{source} 的审核期月数（period_months）是“{value}”，应为 12 到 36 之间的整数{_TWELVE}")
    return 12


def _exclusions(value: object, source: str, notes: list[str]) -> tuple[Exclusion, ...]:
    if value is None:
        return ()
    if not isinstance(value, list):
        notes.append(f"{source} 的删减（exclusions）应是列表，每项有条款（clause）和理由（reason）")
        return ()
    out: list[Exclusion] = []
    for number, one in enumerate(value, start=1):
        if isinstance(one, Mapping) and _text(one.get("clause")):
            out.append(Exclusion(_text(one["clause"]), _text(one.get("reason"))))
        else:
            notes.append(f"{source} 的第 {number} 条删减没有写条款（clause）{_UNUSED}")
    return tuple(out)


def _whole(value: object, source: str, notes: list[str]) -> tuple[str, ...]:
    if value is None or value is False:
        return ()
    if value is True:
        return (ALL,)
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list) or not all(isinstance(one, str) for one in names):
        notes.append(f"{source} 的 whole_population 应是条款编号的列表，或 true（全部条款）{_UNUSED}")
        return ()
    return tuple(sorted({text for one in names if (text := _text(one))}))


def _whole_up_to(value: object, source: str, notes: list[str]) -> int | None:
    if value is None or (isinstance(value, int) and not isinstance(value, bool) and value in _WHOLE_UP_TO):
        return value
    notes.append(f"{source} 的 whole_up_to 是“{value}”，应为 {_WHOLE_UP_TO[0]} 到 {_WHOLE_UP_TO[-1]} 之间的整数{_UNUSED}")
    return None


def _text(value: object) -> str:
    return "" if value is None else " ".join(str(value).split())
