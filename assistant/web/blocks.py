"""The whole Gradio page: a header and the tabs, a file a tab."""

import warnings
from typing import TYPE_CHECKING

import gradio as gr

from assistant.web.asking import Asking
from assistant.web.chat import add_chat
from assistant.web.render import environment
from assistant.web.work.clients_tab import ClientsTab
from assistant.web.work.compare_tab import CompareTab
from assistant.web.work.grading_tab import GradingTab
from assistant.web.work.library_tab import LibraryTab
from assistant.web.work.plan_tab import PlanTab
from assistant.web.work.rubric_tab import RubricTab

if TYPE_CHECKING:
    from assistant.service import Service
    from assistant.workbench import Workbench

_TABS = (GradingTab, PlanTab, ClientsTab, CompareTab, RubricTab, LibraryTab)


def build_blocks(service: "Service", bench: "Workbench", asking: Asking) -> gr.Blocks:
    """The page over one service, its workbench and the questions under way."""
    templates = environment()
    header = templates.get_template("header.html").render(setting=service.setting(), modelled=service.modelled)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # Blocks leaves an event loop unclosed
        blocks = gr.Blocks(title="星评顾问", analytics_enabled=False, fill_width=True, delete_cache=(3600, 86400))
    with blocks:
        gr.HTML(header, elem_id="xp-head", js_on_load=None, apply_default_css=False)
        gr.HTML(templates.get_template("work/quote_sheet.html").render(), js_on_load=None, apply_default_css=False)
        place = gr.Textbox(visible="hidden", elem_id="xp-place", show_label=False, label="位置")
        with gr.Tabs(elem_id="xp-tabs"):
            with gr.Tab("问答", id="chat"):
                add_chat(blocks, service, bench, asking, place)
            for tab in _TABS:
                tab(bench).add(place, service.settings.concurrency)
    blocks.queue(max_size=200, default_concurrency_limit=service.settings.concurrency)
    return blocks
