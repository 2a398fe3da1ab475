"""What the tests of written answers share."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from assistant.answering.engine import Answerer
from assistant.answering.generative.condensing import Condensations, Condenser
from assistant.answering.generative.pipeline import WritingAnswerer
from assistant.answering.generative.prompts import Prompt, load_prompts
from tests.support.scripted_writer import ScriptedWriter

MakeWriting = Callable[[ScriptedWriter], WritingAnswerer]


@pytest.fixture(scope="session")
def prompts(root: Path) -> Mapping[str, Prompt]:
    return load_prompts(root / "prompts")


@pytest.fixture
def make_writing(answerer: Answerer, prompts: Mapping[str, Prompt]) -> MakeWriting:
    """A pipeline over the shipped corpus with the writer given."""

    def make(writer: ScriptedWriter) -> WritingAnswerer:
        condenser = Condenser(writer, prompts["condense"], Condensations())
        return WritingAnswerer(answerer, writer, prompts, condenser, lambda _: None)

    return make
