"""The whole Gradio page: a header and the tabs, a file a tab."""

import warnings
from typing import TYPE_CHECKING

import gradio as gr

from assistant.web.chat import add_chat
from assistant.web.render import environment

if TYPE_CHECKING:
    from assistant.service import Service


def build_blocks(service: "Service") -> gr.Blocks:
    """The page over one service."""
    templates = environment()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # Blocks leaves an event loop unclosed
        blocks = gr.Blocks(title="星评顾问", analytics_enabled=False, fill_width=True, delete_cache=(3600, 86400))
    with blocks:
        gr.HTML(
            templates.get_template("header.html").render(), elem_id="xp-head", js_on_load=None, apply_default_css=False
        )
        with gr.Tabs(elem_id="xp-tabs"), gr.Tab("问答", id="chat"):
            add_chat(blocks, service)
    blocks.queue(max_size=200, default_concurrency_limit=service.settings.concurrency)
    return blocks
