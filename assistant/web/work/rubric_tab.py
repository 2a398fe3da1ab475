"""评分表: the rubric that grades, what each clause asks for, and official points in and out."""

from collections import Counter
from typing import Any

from assistant.web.work.island import Act
from assistant.web.work.place import Place
from assistant.web.work.tab import Doing, Next, Said, Tab
from assistant.web.work.uploads import not_imported


class RubricTab(Tab):
    name, title, template = "rubric", "评分表", "work/rubric.html"

    def needs(self, then: Next) -> dict[str, Any]:
        rubrics = self.bench.rubrics()
        chosen = then.more.get("rubric") or rubrics[0].id
        rubric = self.bench.rubric(chosen)
        counts = Counter(clause.provenance for clause in rubric.clauses())
        known = next(one for one in rubrics if one.id == chosen)
        takes = chosen == rubrics[0].id or known.imported  # the others take no official points
        return {"rubrics": rubrics, "rubric": rubric, "known": known, "counts": counts, "takes": takes}

    def acts(self) -> dict[str, Doing]:
        return {
            "look": lambda act, place: Next(place, more={"rubric": act.text("rubric")}),
            "sent": self._sent,
            "rename": self._rename,
            "remove": self._remove,
        }

    def _rename(self, act: Act, place: Place) -> Next:
        self.bench.rename_rubric(act.text("rubric"), act.text("title"), place.who)
        return Next(place, Said("已改名；分值和已有的预评结果都不变"), {"rubric": act.text("rubric")})

    def _remove(self, act: Act, place: Place) -> Next:
        title, results = self.bench.remove_rubric(act.text("rubric"), place.who)
        kept = f"按它做的 {results} 次预评结果照旧保留，只是不能再选它预评" if results else "还没有按它做过预评"
        return Next(place, Said(f"已移除“{title}”；{kept}"))

    def _sent(self, act: Act, place: Place) -> Next:
        if act.text("fault"):
            return Next(place, not_imported(act))
        known = act.text("rubric")
        return Next(place, Said(self.bench.told_of_import(known)), {"rubric": known})
