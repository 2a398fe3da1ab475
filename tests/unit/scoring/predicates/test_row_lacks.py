"""What several tests say of one record is told once, in one line."""

from hypothesis import given
from hypothesis import strategies as st

from scoring.predicates.row_tests import Lack, told

_TITLES = ("“结果”", "“签字”", "安装人")


def test_what_two_tests_say_is_told_once() -> None:
    assert told([Lack(("“安装人”", "“结果”")), Lack(("“结果”",))]) == "缺“安装人”、“结果”"
    assert told([Lack((), ("“结果”是“不合格”",)), Lack((), ("“结果”是“不合格”",))]) == "“结果”是“不合格”"


def test_a_field_that_denies_is_not_missing_as_well() -> None:
    assert told([Lack(("“安装人”", "“结果”")), Lack((), ("“结果”是“否”",))]) == "缺“安装人”；“结果”是“否”"


def test_nothing_lacking_is_no_words() -> None:
    assert not Lack()
    assert told([Lack(), Lack()]) == ""


_SOME = st.lists(st.sampled_from(_TITLES))


@given(st.lists(st.builds(Lack, _SOME.map(tuple), _SOME.map(lambda some: tuple(f"{one}是“否”" for one in some)))))
def test_no_field_is_named_twice(lacks: list[Lack]) -> None:
    line = told(lacks)
    assert all(line.count(title) <= 1 for title in _TITLES)
    assert bool(line) == any(lacks)
