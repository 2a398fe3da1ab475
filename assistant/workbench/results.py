"""Saved results, parsed once: the document that pages show, and the facts it can be judged from again."""

import json
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from assistant.today import today
from assistant.workbench.rubrics import Rubrics
from assistant.workspace import Workspace
from scoring.compare import Comparison, compare
from scoring.plan import PlanError, Wish, plan
from scoring.plan.document import to_json as plan_json
from scoring.stored import Stored, stored

Json = Mapping[str, Any]
TREND = 24  # grades that a trend goes back
_KEPT = TREND + 8  # a page shows a trend and a comparison: what it needs at once must not push itself out
_FACTS_KEPT = 16  # with their facts results are large


class Results:
    """Assessments never change, so what is derived from one is kept for the next look."""

    def __init__(self, workspace: Workspace, rubrics: Rubrics) -> None:
        self._workspace, self._rubrics = workspace, rubrics
        self.document = lru_cache(_KEPT)(self._document)
        self.kept = lru_cache(_FACTS_KEPT)(self._kept)
        self.plan = lru_cache(64)(self._plan)

    def bytes(self, assessment: str) -> bytes:
        return self._workspace.assessment_bytes(assessment)

    def forget(self) -> None:
        """Nothing that was derived from results stays in memory."""
        for kept in (self.document, self.kept, self.plan):
            kept.cache_clear()

    def compared(self, before: str, after: str) -> Comparison:
        return compare(self.document(before), self.document(after))

    def _document(self, assessment: str) -> Json:
        """Without the facts: they are the larger half, and no page shows them. The profile stays: comparing needs all of it."""
        result: dict[str, Any] = json.loads(self.bytes(assessment))
        basis = result.pop("basis", {})
        return result | {"basis": {"profile": basis["profile"]}} if "profile" in basis else result

    def _kept(self, assessment: str) -> Stored:
        rubric = self.document(assessment)["rubric"]
        return stored(self.bytes(assessment), self._rubrics.name_of(rubric["sha256"], rubric["id"]))

    def _plan(self, assessment: str, wish: Wish) -> Json:
        """Raises PlanError."""
        kept = self.kept(assessment)
        if not kept.same_rubric:
            raise PlanError("评分表在这次预评之后变了，请重新预评再算计划")
        return plan_json(plan(kept.regraded(), kept.regraded, wish))


def next_level(result: Json) -> str:
    """What a plan aims at until somebody chooses: the level after the one reached, the highest where that is the last."""
    following = result["score"]["next"]
    return str(following["level"] if following else result["rules"]["levels"][-1]["id"])


def from_today(result: Json) -> date:
    """The first day of work unless somebody says another: today, or the day of evaluation where that is later."""
    return max(today(), date.fromisoformat(result["as_of"]))
