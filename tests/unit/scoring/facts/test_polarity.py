"""Said, denied, planned or only if needed."""

from pathlib import Path

import pytest

from scoring.documents.normalise import normalise
from scoring.facts.model import Polarity
from scoring.facts.polarity import polarity
from scoring.yaml_text import parsed

_DATA: dict[Polarity, list[list[str]]] = parsed((Path(__file__).parents[3] / "data/polarity.yaml").read_text(encoding="utf-8"))
_CASES = [(text, words, want) for want, cases in _DATA.items() for text, words in cases]


@pytest.mark.parametrize(("text", "words", "want"), _CASES)
def test_polarity(text: str, words: str, want: Polarity) -> None:
    text, words = normalise(text), normalise(words)
    start = text.index(words)
    assert polarity(text, start, start + len(words)) == want


def test_words_inside_the_statement_are_part_of_it() -> None:
    text = "未经批准不得导出客户资料"
    assert polarity(text, 0, len(text)) == "affirmed"
    assert polarity(text, text.index("导出"), len(text)) == "negated"
