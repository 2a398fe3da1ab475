"""知识库: what answers are found in, and the users' own documents beside it."""

from typing import Any

from assistant.accounts import Action
from assistant.llm.usage import usage_view
from assistant.web.work.island import Act
from assistant.web.work.place import Place
from assistant.web.work.tab import Doing, Next, Said, Tab

_DAYS = 30


class LibraryTab(Tab):
    name, title, template = "library", "知识库", "work/library.html"

    def needs(self, _: Next) -> dict[str, Any]:
        corpus = dict(zip(("passages", "faq"), self.bench.corpus_size(), strict=True))
        if not self.bench.allows(Action.LIBRARY):
            return {"corpus": corpus}
        documents = [{"name": one.name, "passages": len(one.passages)} for one in self.bench.library()]
        use = self.bench.model_use(_DAYS)
        return {"documents": documents, "corpus": corpus, "use": use, "rows": usage_view(use.days), "days": _DAYS}

    def acts(self) -> dict[str, Doing]:
        return {"uploaded": self._uploaded, "remove": self._remove}

    def _uploaded(self, act: Act, place: Place) -> Next:
        faults = act.lines("faults")
        if faults:
            done = f"{act.text('count')} 份已加入，" if act.text("count") != "0" else ""
            return Next(place, Said("\n".join((f"{done}{act.text('failed') or len(faults)} 份没有加入：", *faults)), "bad"))
        return Next(place, Said(f"{act.text('count')} 份已加入，几秒后问答就能用到"))

    def _remove(self, act: Act, place: Place) -> Next:
        self.bench.remove_from_library(act.text("name"))
        return Next(place, Said(f"已移除：{act.text('name')}"))
