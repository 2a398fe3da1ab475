"""scoring stays pure, seen from a fresh interpreter."""

import subprocess
import sys

FORBIDDEN = ("assistant", "langchain", "langchain_core", "chromadb", "torch", "transformers", "sentence_transformers",
             "gradio", "openai", "httpx", "requests")  # fmt: skip


def test_scoring_imports_nothing_heavy_and_nothing_of_the_assistant() -> None:
    code = (
        "import sys, pkgutil, importlib, scoring\n"
        "for module in pkgutil.walk_packages(scoring.__path__, 'scoring.'): importlib.import_module(module.name)\n"
        f"print([name for name in {FORBIDDEN!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
