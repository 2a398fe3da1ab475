"""What a pattern needs: never more than it really does, or a match would be missed."""

import re
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.facts import factors as module
from scoring.facts.factors import factors
from scoring.facts.gates import GateMaker, Gates, Keys, key_pairs, numbers, through

_PATTERNS = (
    "(?:报修|维修).{0,8}(?:热线|电话)",
    "(?:顾客|客户)的?投诉",
    "甲(?:乙|丙丁){2}戊?己",
    "(?i:Fault|故障)码",
    "[甲乙]子(?=丑)|寅{1,3}卯",
    "(?m:^(?:签收|验收)$)|[^甲]+表",
    "(?<!不)保修(?!卡)|担保",
    r"\d+元|免费",
    "(?P<one>甲|乙)丙(?P=one)",
)


def _needs(pattern: str, flags: int = 0) -> list[set[str]]:
    return [set(one) for one in factors(pattern, flags).needs if isinstance(one, frozenset)]


def test_words_of_choices() -> None:
    assert _needs("(?:报修|维修).{0,8}(?:热线|电话)") == [{"报修", "维修"}, {"热线", "电话"}]
    assert _needs("(?:顾|客)户的?投诉") == [{"顾户投诉", "顾户的投诉", "客户投诉", "客户的投诉"}]


def test_alternatives_keep_what_each_needs() -> None:
    (either,) = factors("甲.乙|丙.丁").needs
    assert either == ((frozenset("甲"), frozenset("乙")), (frozenset("丙"), frozenset("丁")))


@pytest.mark.parametrize("pattern", ["甲|", "甲?", "甲*", r"\d+", "[^甲]", "(?!甲)", "甲|.", "", "(?i:ab)"])
def test_nothing_is_needed(pattern: str) -> None:
    assert factors(pattern).needs == ()


def test_letters_of_either_case_are_no_words() -> None:
    assert _needs("甲ab", re.IGNORECASE) == [{"甲"}]


@pytest.mark.parametrize("pattern", [r"甲\s乙", "甲[^乙]", "甲\n", r"甲\W", "^甲", r"\A甲", "(?s:.)", r"甲(?!\n)", r"\D"])
def test_patterns_that_look_beyond_their_line(pattern: str) -> None:
    assert not factors(pattern).in_line


@pytest.mark.parametrize("pattern", ["甲.乙", r"(?m:^甲[^乙\n]$)", r"\b甲\w\S", "(?<!乙)甲"])
def test_patterns_that_stay_in_their_line(pattern: str) -> None:
    assert factors(pattern).in_line


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_no_match_is_missed(data: st.DataObject) -> None:
    pattern = data.draw(st.sampled_from(_PATTERNS))
    text = data.draw(st.from_regex(pattern))
    maker = GateMaker()
    needs = factors(pattern).needs
    gate = maker.gate(needs)
    for line in (text, f"前{text}后"):
        if re.search(pattern, line):
            assert through(gate, Gates(maker.pairs()).met(["", line]), 0b11) & 0b10
            assert Keys(key_pairs([[needs]])).likely(line) == {0}


def test_lines_and_things_that_lack_the_words_are_left_out() -> None:
    maker = GateMaker()
    gate = maker.gate(factors("(?:报修|维修).{0,8}(?:热线|电话)|投诉").needs)
    met = Gates(maker.pairs()).met(["维修请打电话", "维修车间", "电话", "投诉"])
    assert list(numbers(through(gate, met, 0b1111))) == [0, 3]
    assert through((), met, 0b1010) == 0b1010
    keys = Keys(key_pairs([[factors("报修|维修").needs], [factors(r"\d").needs], []]))
    assert keys.likely("维修记录") == {0, 1}
    assert keys.likely("台账", "") == {1}


class _Tree(list[Any]):
    state = SimpleNamespace(flags=0)


def _parser(tree: object) -> Any:
    return SimpleNamespace(parse=lambda *_: tree)


@pytest.mark.parametrize(
    "parser",
    [
        None,
        _parser(_Tree([(SimpleNamespace(name="A_NODE_OF_LATER_PYTHONS"), 0)])),
        _parser(_Tree([(SimpleNamespace(name="IN"), 0)])),  # a known node with other contents
        _parser(object()),
    ],
    ids=["no parser", "unknown node", "other contents", "no tree"],
)
def test_patterns_that_cannot_be_read_are_always_tried(parser: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "parser", parser)
    found = factors("报修|维修")
    assert found == module.Factors((), in_line=False)
    assert Keys(key_pairs([[found.needs]])).likely("台账") == {0}


@pytest.mark.parametrize("here", [True, False])
def test_faults_of_patterns_are_told(here: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if not here:
        monkeypatch.setattr(module, "parser", None)
    with pytest.raises(re.error):
        factors("(甲")
