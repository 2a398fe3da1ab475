"""The lexicon of record tables is loaded strictly."""

from pathlib import Path

import pytest

from scoring.facts.record_lexicon import load_record_lexicon, record_lexicon
from scoring.strict_yaml import LEXICON, LexiconError


def _with(tmp_path: Path, old: str, new: str) -> Path:
    text = (LEXICON / "records.yaml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "records.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def test_every_kind_of_the_lexicon_can_be_judged() -> None:
    lexicon = record_lexicon()
    assert {"repair_record", "complaint_record", "staff_roster", "law_list"} <= set(lexicon.kinds)
    assert all(rule.need for rule in lexicon.kinds.values())


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("  repair_record:\n", "  repair_record:\n    colour: red\n", "colour"),
        ("score: {t_report: 4,", "score: {t_rapport: 4,", "t_rapport"),
        ("need: [[start, date, arrive, finish],", "need: [[beginning],", "beginning"),
        ("{kind: outlet_audit,", "{kind: outlet_odd,", "outlet_odd"),
        ("    latin: 'e?mail", "    latin: '(e?mail", "email"),
        ("parts:\n  who:", "parts:\n  whom:", "who"),
    ],
)
def test_a_slip_is_an_error_that_names_it(tmp_path: Path, old: str, new: str, named: str) -> None:
    with pytest.raises(LexiconError, match=named):
        load_record_lexicon(_with(tmp_path, old, new))
