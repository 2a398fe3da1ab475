"""整改计划: the least effort that reaches a level, with what somebody locked or supposed."""

from typing import Any

from markupsafe import Markup

from assistant.errors import DeclaredError
from assistant.web.work.grading_tab import day
from assistant.web.work.island import Act
from assistant.web.work.place import Place
from assistant.web.work.tab import Doing, Next, Tab
from assistant.workbench.results import from_today, next_level
from scoring.plan import Wish


class PlanTab(Tab):
    name, title, template = "plan", "整改计划", "work/plan.html"

    def needs(self, then: Next) -> dict[str, Any]:
        if not self.bench.client(then.place.client):
            return {}
        shown = self.bench.shown(then.place.client, then.place.assessment)
        result = self.bench.result(shown) if shown else None
        if result is None or "score" not in result:
            return {"result": result}
        order = then.more.get("order") or Wish(next_level(result), from_today(result))
        try:
            plan = self.bench.plan(shown, order)
        except DeclaredError as problem:  # the form stays, with what was typed
            return {"result": result, "order": order, "plan": None, "problem": str(problem)}
        charts = {name: Markup(self.bench.gantt(plan, name == "narrow").decode()) for name in ("wide", "narrow")}  # its template escapes
        return {"result": result, "order": order, "plan": plan, "charts": charts if plan["actions"] else {}, "problem": ""}

    def acts(self) -> dict[str, Doing]:
        return {"plan": self._plan}

    def _plan(self, act: Act, place: Place) -> Next:
        """One form carries the whole order, so that no other state is needed."""
        sets = {name: set(act.lines(name)) for name in ("cannot", "doing", "on", "off")}
        if act.text("toggle") in sets and act.text("clause"):
            sets[act.text("toggle")] ^= {act.text("clause")}
        for one, other in (("cannot", "doing"), ("on", "off")):
            if act.text("toggle") in (one, other):
                sets[other if act.text("toggle") == one else one].discard(act.text("clause"))
        order = Wish(
            act.text("target"),
            day(act.text("start"), "开始日") if act.text("start") else None,
            day(act.text("by"), "审核日") if act.text("by") else None,
            *(tuple(sorted(sets[name])) for name in ("cannot", "doing", "on", "off")),
        )
        return Next(place, more={"order": order})
