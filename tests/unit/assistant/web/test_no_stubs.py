"""Loading Gradio through the web package writes no type stubs."""

import subprocess
import sys
from pathlib import Path

import gradio as gr

from assistant.web.no_stubs import without_stubs


def test_a_component_writes_no_stub_beside_its_source() -> None:
    class Own(gr.Button):
        def __init__(self) -> None:
            super().__init__("一")

    assert Own().value == "一"
    assert not Path(__file__).with_suffix(".pyi").exists()


def test_it_is_put_in_once() -> None:
    without_stubs()
    assert [type(one).__module__ for one in sys.meta_path].count("assistant.web.no_stubs") == 1


def test_gradio_itself_is_left_as_it_was_installed(root: Path) -> None:
    code = (
        "import assistant.web, pathlib, gradio.component_meta as meta\n"
        "written = []\n"
        "pathlib.Path.write_text = lambda self, *_, **__: written.append(str(self))\n"
        "import gradio.components\n"
        "meta.create_or_modify_pyi(gradio.components.Button, 'Button', [])\n"
        "print(written)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
