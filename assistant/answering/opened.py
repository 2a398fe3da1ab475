"""The client that somebody looks at while asking: a value that the answering half reads and never fetches itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # the planner is heavy, and most questions need none
    from scoring.plan import Wish

Json = Mapping[str, Any]


@dataclass(frozen=True)
class Opened:
    """`result` is the grade document, None where there is none yet; `plan` and `materials` give the documents that follow from it.

    `start` is the first day of a plan's work (None: the day of evaluation); `changed`: what is another since the grade, in Chinese.
    Both functions raise DeclaredError with one Chinese line.
    """

    name: str
    result: Json | None = None
    plan: Callable[["Wish"], Json] | None = None
    materials: Callable[[], Json] | None = None
    start: date | None = None
    changed: tuple[str, ...] = ()


def opened_file(data: bytes, source: str = "结果文件") -> Opened:
    """A result file as `xingping grade --json` writes it. Raises ReportError for what is none."""
    from assistant.reports.loading import read_result

    result = read_result(data, source)
    return Opened(str(result["enterprise"]["name"] or source), result, lambda wish: _planned(data, wish), lambda: _materials(data, source))


def _planned(data: bytes, wish: "Wish") -> Json:
    from scoring.plan import PlanError, plan
    from scoring.plan.document import to_json
    from scoring.stored import stored

    kept = stored(data)
    if not kept.same_rubric:
        raise PlanError(f"评分表 {kept.rubric.id} 已不是评分时那一版，请重新预评再算计划")
    return to_json(plan(kept.regraded(), kept.regraded, wish))


def _materials(data: bytes, source: str) -> Json:
    from assistant.guidance.materials import checklist, to_json
    from assistant.guidance.materials_found import read_result

    return to_json(checklist(None, read_result(data, source)))
