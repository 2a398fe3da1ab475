"""对比: two grades of one enterprise, what changed and why."""

from collections.abc import Sequence
from typing import Any

from assistant.errors import DeclaredError
from assistant.web.work.island import Act
from assistant.web.work.place import Place
from assistant.web.work.shown import assessments_shown
from assistant.web.work.tab import Doing, Next, Tab
from assistant.workspace.values import Assessment


class CompareTab(Tab):
    name, title, template = "compare", "对比", "work/compare.html"

    def needs(self, then: Next) -> dict[str, Any]:
        if not self.bench.client(then.place.client):
            return {"assessments": []}
        listed = self.bench.assessments(then.place.client)
        rows = assessments_shown(listed, self.bench.rubric_titles(listed))
        if len(listed) < 2:
            return {"assessments": rows}
        before, after = then.more.get("pair") or _last_two(listed)
        shown = {"assessments": rows, "before": before, "after": after}
        try:
            comparison = self.bench.comparison(then.place.client, before, after)
            working = {name: self._working(one) for name, one in (("before", before), ("after", after))}
            return {**shown, "comparison": comparison, "working": working, "why_not": ""}
        except DeclaredError as problem:  # two that cannot be compared; others still can be chosen
            return {**shown, "comparison": None, "why_not": str(problem)}

    def _working(self, assessment: str) -> set[str]:
        """The clauses of a grade whose points are working ones."""
        return {one["id"] for one in self.bench.result(assessment)["clauses"] if one["provenance"] == "working"}

    def acts(self) -> dict[str, Doing]:
        return {"compare": self._compare}

    def _compare(self, act: Act, place: Place) -> Next:
        return Next(place, more={"pair": (act.text("before"), act.text("after"))})


def _last_two(listed: Sequence[Assessment]) -> tuple[str, str]:
    """The newest grade and the one before it by the same rubric; the two newest where there is none."""
    same = [one.id for one in listed[1:] if one.rubric_id == listed[0].rubric_id]
    return (same[0] if same else listed[1].id), listed[0].id
