"""What all working tabs share: a place in the page, acts that arrive there, and one line said when something went wrong."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, ClassVar, Literal
from uuid import uuid4

import gradio as gr

from assistant.accounts import Action
from assistant.accounts.permissions import SHARED
from assistant.errors import declared
from assistant.web.door import user_of
from assistant.web.render import environment
from assistant.web.work.island import TOO_LONG, Act, act_of, island
from assistant.web.work.place import Place, at_home, read_place, write_place

if TYPE_CHECKING:
    from assistant.workbench import Desks, Workbench

log = logging.getLogger(__name__)

_LOAD = "() => [window.xingpingWork.load()]"
_SAVE = "(place) => {{ window.xingpingWork.save(place, '{name}'); }}"
_BROKEN = "服务内部出错，这一步没有做成；请稍后重试，或请管理员查看日志"
_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}


@dataclass(frozen=True, slots=True)
class Said:
    """One line at the top of a tab."""

    text: str
    tone: Literal["good", "bad"] = "good"


@dataclass(frozen=True, slots=True)
class Next:
    """What an act leads to: where one is then, what is said, and more for the template."""

    place: Place
    said: Said | None = None
    more: Mapping[str, Any] = field(default_factory=dict)


Doing = Callable[[Act, Place], Next]


class Tab:
    """A tab over one workbench. A tab has a `name`, a `title`, a `template`, what the template needs, and its acts."""

    name: ClassVar[str]
    title: ClassVar[str]
    template: ClassVar[str]

    def __init__(self, bench: "Workbench") -> None:
        self.bench = bench

    def needs(self, then: Next) -> dict[str, Any]:
        """Values for the template beside those of every tab."""
        raise NotImplementedError

    def acts(self) -> dict[str, Doing]:
        """The tab's own acts by name."""
        return {}

    # -- the page

    @classmethod
    def add(cls, memory: gr.Textbox, concurrency: int, desks: "Desks") -> None:
        """Lay the tab out in the tabs being built and wire its events; `memory` is what the browser remembers.

        Each event is the sender's: it works at that user's desk.
        """

        def show(memory: str, request: gr.Request) -> str:
            return cls(desks.of(user_of(request))).show(memory)

        def act(memory: str, event: gr.EventData, request: gr.Request) -> tuple[str, str]:
            return cls(desks.of(user_of(request))).act(memory, event)

        with gr.Tab(cls.title, id=cls.name, render_children=True) as tab:
            home = island("", cls.name)
        both: dict[str, Any] = {"concurrency_limit": concurrency, "js": _LOAD, **_QUIET}
        tab.select(show, [memory], [home], api_name=f"{cls.name}_show", **both)
        done = home.submit(act, [memory], [home, memory], api_name=f"{cls.name}_act", trigger_mode="multiple", **both)
        done.then(None, [memory], None, js=_SAVE.format(name=cls.name))

    def show(self, memory: str) -> str:
        """The tab as it is now."""
        return self._safely(lambda: Next(at_home(read_place(memory), self.bench)), read_place(memory))[0]

    def act(self, memory: str, event: gr.EventData) -> tuple[str, str]:
        """Do what was asked; the tab afterwards, and what the browser shall remember."""
        place, act = read_place(memory), act_of(event)
        doing = {**self._common(), **self.acts()}.get(act.name)
        html, there = self._safely(lambda: doing(act, at_home(place, self.bench)) if doing else Next(at_home(place, self.bench)), place)
        return html, write_place(there)

    def _safely(self, work: Callable[[], Next], place: Place) -> tuple[str, Place]:
        try:
            then = work()
        except Exception as problem:  # noqa: BLE001  the rim: whatever it was, one line is said and the tab stands
            then = Next(place, self._told(problem))
        return self._shown(then), then.place

    def _shown(self, then: Next) -> str:
        """The tab; without what was asked for where that cannot be shown; at least the bar, to go elsewhere; at the very least a line."""
        try:
            return self._drawn(then)
        except Exception as problem:  # noqa: BLE001  as above
            plain = Next(then.place, self._told(problem))
        if then.more:
            return self._shown(plain)
        template = environment().get_template("work/broken.html")
        try:
            return template.render(**self._bar(plain))
        except Exception as problem:  # noqa: BLE001  as above
            return template.render(said=self._told(problem))

    def _told(self, problem: Exception) -> Said:
        """What is said of it; what nobody foresaw goes to the log."""
        if declared(problem):
            return Said(str(problem), "bad")
        log.error("%s failed", self.name, exc_info=problem)
        return Said(_BROKEN, "bad")

    def _drawn(self, then: Next) -> str:
        return environment().get_template(self.template).render(**self._bar(then), **self.needs(then))

    def _bar(self, then: Next) -> dict[str, Any]:
        """What every template gets."""
        here = self.bench.client(then.place.client) if then.place.client else None
        return {
            "here": here,
            "clients": self.bench.clients(),
            "place": then.place,
            "said": then.said,
            "drawn": uuid4().hex,  # tells the page that it was drawn anew, even where all else is the same
            "offers_sample": self.bench.offers_sample(),
            "signature": self.bench.user.signature,
            "may": [one.name.lower() for one in Action if self.bench.allows(one, None if one in SHARED else here.id if here else None)],
        }

    # -- acts of the bar

    def _common(self) -> dict[str, Doing]:
        return {
            "choose": lambda act, place: Next(place.at(act.text("client"))),
            "new-client": lambda _, place: Next(place.at("")),
            "who": lambda act, place: Next(replace(place, who=act.text("who")[:40])),
            "sample": self._sample,
            TOO_LONG: lambda _, place: Next(place, Said("一次填得太多，没有存下；请分几次填写，或缩短文字", "bad")),
        }

    def _sample(self, _: Act, place: Place) -> Next:
        client = self.bench.sample(place.who)
        return Next(place.at(client.id), Said("示例企业已建好，正在预评；企业和材料都是虚构的"))
