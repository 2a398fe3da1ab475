"""Whether a material concerns an enterprise: from its profile, and from the exclusions a grading accepted."""

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass

from assistant.guidance.materials_model import Item, When
from scoring.profile import Profile


@dataclass(frozen=True, slots=True)
class Applies:
    """`yes` is None where the profile does not tell; `reason` then says what a person must look at."""

    yes: bool | None
    reason: str = ""


_YES = Applies(True)
_NO_PROFILE = "没有企业档案，是否适用请人工确认"


def applies(item: Item, profile: Profile | None, excluded: Set[str]) -> Applies:
    """`excluded`: ids of the clauses that are excluded. An assumed profile (read from the papers) says nothing of outlets and kind."""
    if item.unless_excluded and excluded >= set(item.unless_excluded):
        return Applies(False, f"已删减 {'、'.join(item.unless_excluded)}，不涉及这项材料")
    if item.when is None:
        return _YES
    if profile is None or profile.assumed:
        return Applies(None, _NO_PROFILE)
    return _RULES[item.when](profile)


def _no_credit_code(profile: Profile) -> Applies:
    if profile.uscc:
        return Applies(False, f"企业档案里有统一社会信用代码 {profile.uscc}，已经三证合一，不需要")
    return Applies(None, "企业档案里没有统一社会信用代码；已经三证合一的不需要，请人工确认")


def _several_sites(profile: Profile) -> Applies:
    if profile.branches or profile.entrusted_outlets:
        return _YES
    return Applies(False, "企业档案没有登记分公司和委托网点，只有一个场所的不需要；如有其他场所请补登记")


def _entrusted_outlets(profile: Profile) -> Applies:
    return _YES if profile.entrusted_outlets else Applies(False, "企业档案没有登记委托网点；如有请补登记")


def _sales(profile: Profile) -> Applies:
    if profile.kind is None:
        return Applies(None, "企业档案没有写企业类型（enterprise.kind）；只有销售型企业要，请人工确认")
    return _YES if profile.kind == "sales" else Applies(False, "只有销售型企业要，企业档案登记的不是销售型")


def _exclusions(profile: Profile) -> Applies:
    return _YES if profile.exclusions else Applies(False, "企业档案没有登记删减；有不涉及的指标时才要")


_RULES: Mapping[When, Callable[[Profile], Applies]] = {
    "no_credit_code": _no_credit_code,
    "several_sites": _several_sites,
    "entrusted_outlets": _entrusted_outlets,
    "sales": _sales,
    "exclusions": _exclusions,
}
