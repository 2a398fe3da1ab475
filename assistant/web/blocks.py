"""The whole Gradio page: a header and the tabs, a file a tab."""

import warnings
from functools import partial
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.web.asking import Asking
from assistant.web.chat import add_chat
from assistant.web.door import user_of
from assistant.web.render import environment
from assistant.web.work.clients_tab import ClientsTab
from assistant.web.work.compare_tab import CompareTab
from assistant.web.work.grading_tab import GradingTab
from assistant.web.work.library_tab import LibraryTab
from assistant.web.work.plan_tab import PlanTab
from assistant.web.work.rubric_tab import RubricTab

if TYPE_CHECKING:
    from assistant.service import Service
    from assistant.workbench import Desks

_TABS = (GradingTab, PlanTab, ClientsTab, CompareTab, RubricTab, LibraryTab)


def build_blocks(service: "Service", desks: "Desks", asking: Asking) -> gr.Blocks:
    """The page over one service, the desks of its workbench and the questions under way."""
    templates = environment()
    header = partial(templates.get_template("header.html").render, setting=service.setting(), modelled=service.modelled)

    def signed(request: gr.Request) -> Any:
        """With the name of whoever is logged in."""
        name = user_of(request).signature
        return header(signature=name) if name else gr.skip()

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # Blocks leaves an event loop unclosed
        blocks = gr.Blocks(title="星评顾问", analytics_enabled=False, fill_width=True, delete_cache=(3600, 86400))
    with blocks:
        head = gr.HTML(header(signature=""), elem_id="xp-head", js_on_load=None, apply_default_css=False)
        blocks.load(signed, None, [head], api_name="head", show_progress="hidden", api_visibility="private")
        gr.HTML(templates.get_template("work/quote_sheet.html").render(), js_on_load=None, apply_default_css=False)
        place = gr.Textbox(visible="hidden", elem_id="xp-place", show_label=False, label="位置")
        with gr.Tabs(elem_id="xp-tabs"):
            with gr.Tab("问答", id="chat"):
                add_chat(blocks, service, desks, asking, place)
            for tab in _TABS:
                tab.add(place, service.settings.concurrency, desks)
    blocks.queue(max_size=200, default_concurrency_limit=service.settings.concurrency)
    return blocks
