"""Places in files, and the samples drawn of records."""

from typing import Literal

from pydantic import Field

from scoring.rubric.model import Provenance
from scoring.sampling import RowOutcome
from scoring.schemas.values import Count, Day, Probability, Sha256, Shape


class QuoteShape(Shape):
    """A place in a file that a finding rests on."""

    file: str = Field(description="材料里的路径")
    sha256: Sha256 = Field(description="文件内容的指纹")
    locator: str = Field(description="文件里的位置，如 p.3、段落12、工单!B7；整份文件为空")
    quote: str = Field(description="原文；没有可引的为空")


class FailureShape(QuoteShape):
    """A record that did not pass."""

    called: str = Field(description="人们用来找到这条记录的单号、名称等，没有则为空")
    why: str = Field(description="为什么不合格")


class StratumShape(Shape):
    """The records of one month."""

    month: str = Field(pattern=r"^([0-9]{4}-[0-9]{2})?$", description="月份；没有日期的记录为空")
    population: Count
    drawn: Count


class IntervalShape(Shape):
    """Where the share of the whole population may lie; takes no part in the score."""

    low: Probability
    high: Probability
    confidence: Literal["0.95"]
    formula: Literal["wilson"]
    provenance: Literal["working"]


class RowShape(Shape):
    """A record that was drawn."""

    file: str
    sha256: Sha256
    locator: str
    key: str = Field(description="单号或名称，没有则为空")
    date: Day | Literal[""]
    outcome: RowOutcome


class _SampleShape(Shape):
    """Records of a clause that is judged by samples."""

    population: Count = Field(description="审核期内的可读记录")
    drawn: Count = Field(description="看了多少条")
    passed: Count
    unsure: Count = Field(description="看不清、没法判断的")
    failures: list[FailureShape]


class WholeSampleShape(_SampleShape):
    """Every record was looked at."""

    method: Literal["whole"]


class DrawnSampleShape(_SampleShape):
    """Some records were drawn."""

    method: Literal["sample"]
    pool: Count = Field(description="可抽的记录数（去掉时限未到的）")
    seed: str = Field(description="由材料内容算出的种子")
    table: Provenance = Field(description="抽样数表的来源")
    strata: list[StratumShape]
    interval: IntervalShape
    rows: list[RowShape]
