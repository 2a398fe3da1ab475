"""figures.yaml as frozen values."""

from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from scoring.yaml_text import parsed

_FILE = Path(__file__).resolve().parent / "figures.yaml"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class FangyuanFees(_Frozen):
    """Yuan."""

    passage: str
    application: int
    per_man_day: int
    registration: int
    annuity: int
    copy_of_certificate: int


class OutletManDays(_Frozen):
    passage: str
    least: Decimal


class CertificateYears(_Frozen):
    passage: str
    years: int


class PredecessorTable(_Frozen):
    title: str
    passage: str
    items: dict[str, int]


class PredecessorItems(_Frozen):
    durable: PredecessorTable
    fast_moving: PredecessorTable


class PredecessorRule(_Frozen):
    passage: str
    total: int
    item_percent: int


class ManagerEstimate(_Frozen):
    passage: str
    managers_percent: int
    certified_percent: int


class SatisfactionIndex(_Frozen):
    passage: str
    factors: dict[str, int]


class Figures(_Frozen):
    fangyuan_fees: FangyuanFees
    outlet_man_days: OutletManDays
    certificate_years: CertificateYears
    predecessor_items: PredecessorItems
    predecessor_rule: PredecessorRule
    manager_rules_of_thumb: ManagerEstimate
    satisfaction_index: SatisfactionIndex


@lru_cache(maxsize=1)
def load_figures() -> Figures:
    """The figures; the file ships with the package, so a fault in it is a programming error."""
    return Figures.model_validate(parsed(_FILE.read_text(encoding="utf-8")))
