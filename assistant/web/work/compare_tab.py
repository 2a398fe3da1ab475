"""对比: two grades of one enterprise, what changed and why."""

from typing import Any

from assistant.errors import DeclaredError
from assistant.web.work.island import Act
from assistant.web.work.place import Place
from assistant.web.work.shown import assessments_shown
from assistant.web.work.tab import Doing, Next, Tab


class CompareTab(Tab):
    name, title, template = "compare", "对比", "work/compare.html"

    def needs(self, then: Next) -> dict[str, Any]:
        if not self.bench.client(then.place.client):
            return {"assessments": []}
        listed = self.bench.assessments(then.place.client)
        if len(listed) < 2:
            return {"assessments": assessments_shown(listed)}
        before, after = then.more.get("pair") or (listed[1].id, listed[0].id)
        shown = {"assessments": assessments_shown(listed), "before": before, "after": after}
        try:
            return {**shown, "comparison": self.bench.comparison(then.place.client, before, after), "why_not": ""}
        except DeclaredError as problem:  # two that cannot be compared; others still can be chosen
            return {**shown, "comparison": None, "why_not": str(problem)}

    def acts(self) -> dict[str, Doing]:
        return {"compare": self._compare}

    def _compare(self, act: Act, place: Place) -> Next:
        return Next(place, more={"pair": (act.text("before"), act.text("after"))})
