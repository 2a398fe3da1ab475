"""A piece of the page in our own HTML whose buttons and forms act: what was done arrives in Python as an Act.

`<button data-do="grade" data-client="…">`, `<form data-do="rename">` and `<select data-do="choose" name="client">` act when
clicked, submitted or changed. Nothing in the markup is code.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import gradio as gr

from assistant.web.work.sent import read_json, storable

# One act after another, each over the page that the former left: Gradio drops what comes while one is under way. The same act again is a
# second click. An act that gets no answer, for the service is away, holds the next ones up for ten seconds at most.
# Files and what only the browser knows are moved by static/work.js, which then submits an act of its own.
_ACTS = """
const waiting = [];
let running = '', patience = 0;
const next = () => {
  clearTimeout(patience);
  running = waiting.shift() || '';
  if (!running) return;
  patience = setTimeout(next, 10000);
  trigger('submit', { act: running });
};
const send = (act, values) => {
  const said = JSON.stringify({ act, values });
  if (said === running || waiting.includes(said)) return;
  waiting.push(said);
  if (!running) next();
};
element.addEventListener('xp-done', next);
const fields = (form) => {
  const out = {};
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') out[name] = name in out ? out[name] + '\\n' + value : value;
  return out;
};
element.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-do]');
  if (!button || button.disabled) return;
  if (button.dataset.sure && !window.confirm(button.dataset.sure)) return;
  const { do: act, sure, ...values } = button.dataset;
  send(act, button.form && button.dataset.form !== undefined ? { ...fields(button.form), ...values } : values);
});
element.addEventListener('submit', (event) => {
  const form = event.target.closest('form[data-do]');
  if (!form) return;
  event.preventDefault();
  const { do: act, ...values } = form.dataset;
  send(act, { ...values, ...fields(form) });
});
element.addEventListener('change', (event) => {
  const field = event.target.closest('select[data-do], input[data-do]');
  if (field) send(field.dataset.do, { ...field.dataset, [field.name]: field.type === 'checkbox' ? String(field.checked) : field.value });
});
element.addEventListener('xp-act', (event) => send(event.detail.act, event.detail.values || {}));
"""
_MOST = 250_000  # characters of one act: a profile with thousands of outlets
TOO_LONG = "too-long"  # the name of an act that says more than that


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody did on the page; `values` are the texts that came with it."""

    name: str
    values: Mapping[str, str] = field(default_factory=dict)

    def text(self, key: str) -> str:
        return self.values.get(key, "").strip()

    def lines(self, key: str) -> tuple[str, ...]:
        """Several values of one name, as ticked boxes send them."""
        return tuple(line for line in self.values.get(key, "").split("\n") if line)


def island(html: str, name: str) -> gr.HTML:
    """A region with `html` in it; listen to its `submit` and read the event with `act_of`."""
    return gr.HTML(html, elem_id=f"xp-{name}", elem_classes=["xp-island"], js_on_load=_ACTS, apply_default_css=False)


def act_of(event: gr.EventData) -> Act:
    """What was done. Whatever is no act is one without a name, which nobody listens to."""
    try:
        text = str(event.act)
        if len(text) > _MOST:
            return Act(TOO_LONG)
        told = read_json(text)
        return Act(str(told["act"]), {str(key): storable(value) for key, value in dict(told["values"]).items()})
    except (AttributeError, TypeError, KeyError, ValueError):
        return Act("")
