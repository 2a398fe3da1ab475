"""Clauses, their conditions, and what closes a gap."""

from typing import Annotated, Literal

from pydantic import Field

from scoring.rubric.model import Provenance
from scoring.schemas.evidence import DrawnSampleShape, QuoteShape, WholeSampleShape
from scoring.schemas.values import Count, Points, Sha256, Shape, ShownPoints, absent
from scoring.verdict import Outcome

OverrideIds = list[Annotated[str, Field(pattern=r"^ov-[0-9a-f]{12}$")]]


class RemedyShape(Shape):
    """What closes a gap."""

    do: str
    hand_in: str
    who: str
    days: ShownPoints = Field(description="人日，工作口径的估计")
    lead_days: Count = Field(description="证据能出现以前要等的天数，工作口径的估计")


class FoundShape(Shape):
    """A condition as the papers alone show it."""

    outcome: Outcome
    text: str


class ConditionShape(Shape):
    """One thing that a clause asks for."""

    id: str
    condition: str = Field(description="要求")
    outcome: Outcome
    reason: str = Field(description="原因代码，符合的为空；以后可能增加")
    params: dict[str, str]
    text: str = Field(description="查到了什么、差什么")
    evidence: list[QuoteShape]
    remedies: list[RemedyShape]
    overridden_by: OverrideIds = absent("改变了它的人工结论")
    automatic: FoundShape = absent("有人工结论时，材料本身显示的")


class IndicatorNameShape(Shape):
    """The indicator that a clause belongs to."""

    id: str
    title: str


class OnSiteShape(Shape):
    """What was counted on the spot."""

    passed: Count
    drawn: Count


class ClauseShape(Shape):
    """A clause of the rubric with its points."""

    id: str
    title: str
    indicator: IndicatorNameShape
    points: ShownPoints
    provenance: Provenance = Field(description="分值的来源：confirmed 有公开来源，official 录入的正式分值，working 工作口径")
    mode: Literal["all_or_nothing", "sample_ratio"]
    outcome: Outcome
    earned: Points
    possible: Points = Field(description="无法判断的都算符合时的得分")
    lost: Points
    gain: Points = Field(description="全部符合时总分能增加多少")
    sample: WholeSampleShape | DrawnSampleShape | None
    conditions: list[ConditionShape]
    evidence_kinds: list[str] = Field(description="能证明它的材料种类")
    on_site: list[str] = Field(description="现场要问的")
    excluded_because: str | None = Field(description="删减的理由，没有删减为 null")
    contradictions: list[str]
    fingerprint: Sha256 = Field(description="人工结论所依据的自动判断的指纹")
    on_site_result: OnSiteShape = absent("现场抽查的结果")
    overridden_by: OverrideIds = absent("改变了它的人工结论")
