"""评分表: the rubric that grades, what each clause asks for, and official points in and out."""

from typing import Any

from assistant.web.work.island import Act
from assistant.web.work.place import Place
from assistant.web.work.tab import Doing, Next, Said, Tab


class RubricTab(Tab):
    name, title, template = "rubric", "评分表", "work/rubric.html"

    def needs(self, then: Next) -> dict[str, Any]:
        rubrics = self.bench.rubrics()
        rubric = self.bench.rubric(then.more.get("rubric") or rubrics[0].id)
        working = sum(1 for clause in rubric.clauses() if clause.provenance == "working")
        return {"rubrics": rubrics, "rubric": rubric, "working": working}

    def acts(self) -> dict[str, Doing]:
        return {"look": lambda act, place: Next(place, more={"rubric": act.text("rubric")}), "sent": self._sent}

    def _sent(self, act: Act, place: Place) -> Next:
        if act.text("fault"):
            return Next(place, Said(f"{act.text('name')} 没有导入：{act.text('fault')}", "bad"))
        return Next(place, Said(f"已按 {act.text('name')} 导入正式分值，预评时可以选用"))
