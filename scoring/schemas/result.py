"""The grade result as a whole, `scoring.result.to_json` and `with_facts`."""

from typing import Any, Literal

from pydantic import ConfigDict, Field

from scoring.profile import Kind
from scoring.result import SCHEMA
from scoring.rubric.model import Provenance
from scoring.schemas.clauses import ClauseShape, OverrideIds, RemedyShape
from scoring.schemas.evidence import QuoteShape
from scoring.schemas.overrides import GivenOverride, ListedOverride
from scoring.schemas.scores import (
    GroupSumShape,
    IndicatorSumShape,
    LevelShape,
    LevelTitlesShape,
    RulesShape,
    ScoreShape,
    SumShape,
)
from scoring.schemas.values import Count, Day, Points, Sha256, Shape, absent
from scoring.verdict import Outcome


class RubricShape(Shape):
    """The rubric that was graded by."""

    id: str
    version: str
    sha256: Sha256
    title: str
    provenance: dict[Provenance, Count] = Field(description="各来源的分值有几条")


class PeriodShape(Shape):
    """The months under review, both days inclusive."""

    from_: Day = Field(alias="from")
    to: Day


class EnterpriseShape(Shape):
    """Who is graded."""

    name: str
    uscc: str = Field(description="统一社会信用代码，没有则为空")
    kind: Kind | None
    industry: str
    branches: list[str]
    entrusted_outlets: list[str]
    assumed: bool = Field(description="名称是从材料里推定的")


class DeductionShape(Shape):
    """A special deduction. A dismissed one stays listed and costs nothing."""

    id: str
    code: str
    status: Literal["proposed", "confirmed", "dismissed"]
    text: str
    evidence: list[QuoteShape]
    remedy: RemedyShape
    fingerprint: Sha256
    overridden_by: OverrideIds = absent("改变了它的人工结论")


class BonusShape(Shape):
    """A claim to the special bonus; counts only where a person confirmed it."""

    id: str
    text: str
    evidence: list[QuoteShape]
    fingerprint: Sha256
    status: Literal["confirmed"] = absent("人工确认的才有")
    overridden_by: OverrideIds = absent("改变了它的人工结论")


class ThresholdShape(Shape):
    """A threshold of application, apart from the score."""

    id: str
    text: str
    note: str
    outcome: Outcome
    finding: str
    evidence: list[QuoteShape]
    details: list[str] = absent("finding 只举了几项时的全部")


class WhyNotShape(Shape):
    """Why a file, a section or a page is no evidence."""

    reason: str = Field(description="原因代码；以后可能增加")
    text: str
    section: str = absent("只是这一节")
    locator: str = absent("只是这一页")


class DocumentShape(Shape):
    """A file that was handed over."""

    file: str
    sha256: Sha256
    title: str
    kinds: list[str]
    usable: bool
    why_not: list[WhyNotShape]
    fingerprint: Sha256
    overridden_by: OverrideIds = absent("改变了它的人工结论")


class ExcludedShape(Shape):
    """An exclusion that was accepted."""

    clause: str
    reason: str
    outcome_if_kept: Outcome | None


class RefusedShape(Shape):
    """An exclusion that was not."""

    clause: str
    reason: str
    why: str


class ExclusionsShape(Shape):
    """What the enterprise says does not concern it."""

    accepted: list[ExcludedShape]
    refused: list[RefusedShape]


class ValueShape(Shape):
    """One of the values that contradict each other."""

    value: str
    counted: bool = Field(description="由台账数得，不是写着的")
    places: list[QuoteShape]


class ContradictionShape(Shape):
    """Several values for one thing."""

    subject: str
    title: str
    scope: str
    unit: str
    period: str = Field(description="两个日期，中间是 /；没有则为空")
    text: str
    values: list[ValueShape]
    clauses: list[str] = Field(description="依据它的条款")


class AutomaticClauseShape(Shape):
    """A clause as the papers alone have it."""

    outcome: Outcome
    earned: Points
    possible: Points


class ScoredShape(Shape):
    """Of a rubric that is a checklist only, none of the three is there."""

    model_config = ConfigDict(json_schema_extra={"dependentRequired": {"score": ["level", "level_titles"], "level": ["score"]}})

    score: ScoreShape = absent()
    level: LevelShape = absent()
    level_titles: LevelTitlesShape = absent()


class AutomaticShape(ScoredShape):
    """What the papers alone give, beside what people concluded."""

    clauses: dict[str, AutomaticClauseShape]
    special_deductions: Count


class BasisShape(Shape):
    """All that the result was derived from, for replay by the version in `engine`; outside of the promise of the number."""

    profile: dict[str, Any]
    facts: list[dict[str, Any]]
    overrides: list[GivenOverride] = absent()


class GradeResult(ScoredShape):
    """A grade result, `xingping grade --json`."""

    schema_: Literal["xingping-grade/1"] = Field(alias="schema")
    engine: str
    rubric: RubricShape
    as_of: Day = Field(description="评定日")
    period: PeriodShape = Field(description="审核期")
    enterprise: EnterpriseShape
    clauses: list[ClauseShape]
    special_deductions: list[DeductionShape]
    bonus_claims: list[BonusShape]
    eligibility: list[ThresholdShape]
    documents: list[DocumentShape]
    exclusions: ExclusionsShape
    contradictions: list[ContradictionShape]
    notices: list[str]
    indicators: list[IndicatorSumShape]
    groups: list[GroupSumShape]
    total: SumShape
    rules: RulesShape
    overrides: list[ListedOverride] = absent("人工结论，没有则不写")
    automatic: AutomaticShape = absent("有人工结论计入时，材料本身的结果")
    basis: BasisShape = absent()


NUMBER = SCHEMA.rpartition("/")[2]
