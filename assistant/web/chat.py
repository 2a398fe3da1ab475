"""The chat tab. Handlers are stateless: the browser keeps the conversation and sends it with each question."""

import logging
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.accounts import Action
from assistant.answering.model import Answer
from assistant.knowledge.model import Topic
from assistant.web.asking import Asking
from assistant.web.door import user_of
from assistant.web.failures import for_visitor
from assistant.web.render import Knowledge, environment, steps, turn_html, turns_html, welcome_html
from assistant.web.session import ChatTurn, history_of, read_turns, shown, write_turns
from assistant.web.work.place import at_home, read_place

if TYPE_CHECKING:
    from assistant.answering.generative.writing import Progress
    from assistant.service import Service
    from assistant.workbench import Desks, Workbench

log = logging.getLogger(__name__)

_STARTERS = ("levels", "materials", "process", "fees", "manager", "evidence", "scoring", "certificate")
_STREAMING = 0.45  # seconds an answer takes to appear, whatever its length

# Buttons inside our HTML carry the question they ask; Gradio hands it to the handler as event data.
_ASKS = """element.addEventListener('click', (event) => {
  const button = event.target.closest('[data-ask]');
  if (button) trigger('submit', { text: button.dataset.ask });
})"""
# A question may be asked before the page has fetched its earlier turns.
_ASKED = "(typed, memory) => [typed, memory || window.xingping.load(), window.xingpingWork ? window.xingpingWork.load() : '']"
_SAVE = "(memory) => { window.xingping.save(memory); }"
_TITLE = "(title) => { window.xingping.entitle(title); }"
_LOAD = "() => [window.xingping.load()]"
_FORGET = "() => { window.xingping.forget(); }"


def add_chat(page: gr.Blocks, service: "Service", desks: "Desks", asking: Asking, place: gr.Textbox) -> None:
    """Lay the tab out in the page being built and wire its events; `place` is where one is among the clients."""

    def desk(request: gr.Request) -> "_Desk":
        return _Desk(service, desks.of(user_of(request)), asking)

    def ask(typed: str, memory: str, there: str, event: gr.EventData, request: gr.Request) -> Iterator[tuple[Any, ...]]:
        yield from desk(request).ask(typed, memory, there, event)

    def resume(memory: str, request: gr.Request) -> tuple[Any, ...]:
        return desk(request).resume(memory)

    def titled(memory: str, request: gr.Request) -> Any:
        return desk(request).title(memory)

    def begin(request: gr.Request) -> tuple[Any, ...]:
        return desk(request).begin()

    with gr.Row(elem_id="xp-main"):
        with gr.Column(elem_id="xp-talk", scale=1, min_width=0):
            past = gr.HTML(welcome_html((), ()), elem_id="xp-past", js_on_load=_ASKS, apply_default_css=False)
            current = gr.HTML("", elem_id="xp-current", js_on_load=_ASKS, apply_default_css=False)
            with gr.Row(elem_id="xp-composer"):
                fresh = gr.Button("新对话", elem_id="xp-fresh", visible=False, scale=0, min_width=0)
                box = gr.Textbox(
                    elem_id="xp-box", show_label=False, label="您的问题", placeholder="输入问题，回车发送",
                    lines=1, max_lines=6, max_length=20_000, container=False, scale=1,
                    html_attributes=gr.InputHTMLAttributes(autocomplete="off", spellcheck=False, enterkeyhint="send"),
                )  # fmt: skip
                send = gr.Button("发送", elem_id="xp-send", variant="primary", scale=0, min_width=0)
        with gr.Column(elem_id="xp-side", scale=0, min_width=0):
            gr.HTML(environment().get_template("side.html").render(), js_on_load=None, apply_default_css=False)
    memory = gr.Textbox(visible="hidden", elem_id="xp-memory", show_label=False, label="对话")
    title = gr.Textbox(visible="hidden", elem_id="xp-title", show_label=False, label="标题")

    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    begun = page.load(resume, [memory], [past, current, box, fresh, memory], js=_LOAD, api_name="resume", **quiet)
    asked = gr.on(
        [box.submit, send.click, past.submit, current.submit],
        ask,
        [box, memory, place],
        [past, current, box, fresh, memory],
        concurrency_limit=service.settings.concurrency,
        trigger_mode="once",
        js=_ASKED,
        cancels=[begun],  # a late beginning would draw over the answer
        api_name="chat",
        **quiet,
    )
    kept = asked.then(None, [memory], None, js=_SAVE)
    kept.then(titled, [memory], [title], api_name="title", **quiet).then(None, [title], None, js=_TITLE)
    fresh.click(begin, None, [past, current, box, fresh, memory], js=_FORGET, api_name="fresh", **quiet)


class _Desk:
    """The handlers over one service and its workbench. Every handler fills past, current, box, fresh, memory."""

    def __init__(self, service: "Service", bench: "Workbench", asking: Asking) -> None:
        self._service, self._bench, self._asking = service, bench, asking
        self._own = bench.allows(Action.LIBRARY)  # who may not look at users' documents is not told of them either
        self._knowledge = Knowledge(partial(service.passage, own=self._own), service.sources)

    def ask(self, typed: str, memory: str, there: str, event: gr.EventData) -> Iterator[tuple[Any, ...]]:
        """Answer what was typed or clicked, a sentence more at each step."""
        question = _question(typed, event)
        if not question:
            yield (gr.skip(),) * 5
            return
        turns = read_turns(memory)
        waiting = ChatTurn(shown(question), Answer("", refused=False, mode="extractive"))
        box = "" if question == (typed or "").strip() else gr.skip()
        kept = turns_html(turns, self._knowledge)
        yield kept, turn_html(waiting, self._knowledge, "pending"), box, gr.update(visible=True), gr.skip()
        streamed = False
        try:
            place = at_home(read_place(there or ""), self._bench)
            opened = self._bench.opened(place.client, place.assessment)
            with self._asking.under_way(waiting.id, self._bench.user.id) as stopped:
                for step in self._service.stream(question, history_of(turns), opened, cancelled=stopped, own=self._own):
                    if isinstance(step, Answer):
                        answer = step
                        break
                    streamed = streamed or step.answer is not None
                    yield gr.skip(), self._coming(waiting, step), gr.skip(), gr.skip(), gr.skip()
        except Exception as problem:  # the rim: the visitor gets one line, the log the rest
            log.error("ask failed", exc_info=problem)
            failed = ChatTurn(waiting.question, Answer("", refused=True, mode="extractive", notes=(for_visitor(problem),)))
            yield gr.skip(), turn_html(failed, self._knowledge, "failed"), gr.skip(), gr.skip(), gr.skip()
            return
        turn = ChatTurn(waiting.question, answer, waiting.id)
        parts = [] if streamed else steps(answer.text)
        for part in parts[:-1]:
            yield gr.skip(), turn_html(turn, self._knowledge, "partial", part), gr.skip(), gr.skip(), gr.skip()
            time.sleep(_STREAMING / len(parts))
        # all of it once more: the page's own beginning may have arrived in between
        yield kept, turn_html(turn, self._knowledge), gr.skip(), gr.update(visible=True), write_turns((*turns, turn))

    def _coming(self, waiting: ChatTurn, step: "Progress") -> str:
        """The turn while a model writes: what has passed the gate so far, what is being done, and how to stop it."""
        turn = replace(waiting, answer=step.answer or waiting.answer)
        return turn_html(turn, self._knowledge, "partial" if step.answer else "pending", doing=step)

    def title(self, memory: str) -> Any:
        """The title of a conversation that has just begun; of others it is known."""
        turns = read_turns(memory)
        return self._service.title(turns[0].question) if len(turns) == 1 and not turns[0].answer.refused else gr.skip()

    def begin(self) -> tuple[Any, ...]:
        """An empty conversation with questions to start from."""
        return self._welcome(), "", "", gr.update(visible=False), ""

    def resume(self, memory: str) -> tuple[Any, ...]:
        """The conversation this browser session kept, after a reload. What is typed by now is left alone."""
        turns = read_turns(memory)
        if not turns:
            return self._welcome(), gr.skip(), gr.skip(), gr.skip(), gr.skip()
        *earlier, last = turns
        past, current = turns_html(earlier, self._knowledge), turn_html(last, self._knowledge)
        return past, current, gr.skip(), gr.update(visible=True), write_turns(turns)

    def _welcome(self) -> str:
        try:
            topics = self._service.topics()
        except Exception as problem:  # the page still opens and says what is wrong
            log.error("no welcome", exc_info=problem)
            return welcome_html((), (), for_visitor(problem))
        return welcome_html(_starters(topics), topics)


def _starters(topics: tuple[Topic, ...]) -> list[str]:
    """One example of each topic visitors ask about most."""
    by_id = {topic.id: topic for topic in topics}
    chosen = [by_id[name] for name in _STARTERS if name in by_id] or list(topics[:8])
    return [topic.examples[0] for topic in chosen]


def _question(typed: str, event: gr.EventData) -> str:
    """What was clicked, else what was typed."""
    try:
        clicked = event.text
    except (AttributeError, TypeError):  # nothing was clicked; without any event data Gradio stumbles itself
        clicked = None
    text = clicked if isinstance(clicked, str) else typed or ""
    return text.encode("utf-8", "replace").decode("utf-8").strip()  # half a surrogate pair cannot be sent back
