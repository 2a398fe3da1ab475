"""Which promise holds for a record: by subject, by tier, by the widest."""

import pytest

from scoring.evidence import Row
from scoring.predicates.limits import limits_on
from tests.support.facts import file, promise, table
from tests.support.vectors import evidence


def hours(cells: dict[str, str], *promises: tuple[str, int, str], subjects: tuple[str, ...] = ("response",)) -> tuple[list[int], bool]:
    """The limits in hours for a row with these cells, and whether the widest tier was taken."""
    roles = " ".join(["id", *cells])
    promised = (promise(subject, value, "hour", scope) for subject, value, scope in promises)
    seen = evidence([file("甲.docx", *promised, table("visit_record", roles, [("R1", *cells.values())]))])
    (row,) = seen.rows(["visit_record"])
    assert isinstance(row, Row)
    limits, widest = limits_on(subjects, seen).of(row)
    return [int(one.hours) for one in limits], widest


TIERS = (("response", 4, "一级"), ("response", 8, "二级"), ("response", 24, "三级"))


@pytest.mark.parametrize(
    ("cells", "limit", "widest"),
    [
        ({"tier": "一级"}, [4], False),
        ({"tier": "二级故障"}, [8], False),
        ({"region": "三级"}, [24], False),
        ({"tier": "二级", "region": "三级"}, [8], False),
        ({"tier": "特级"}, [24], True),
        ({"customer": "何家"}, [24], True),
    ],
)
def test_tiers(cells: dict[str, str], limit: list[int], widest: bool) -> None:
    assert hours(cells, *TIERS) == (limit, widest)


def test_a_limit_for_all_beside_tiers_is_for_what_fits_no_tier() -> None:
    promises = (("response", 4, "城区"), ("response", 48, ""))
    assert hours({"region": "城区"}, *promises) == ([4], False)
    assert hours({"region": "山区"}, *promises) == ([48], False)


def test_a_limit_for_all_that_repeats_a_tier_is_that_tier() -> None:
    promises = (("response", 4, "城区"), ("response", 24, "郊区"), ("response", 24, ""))
    assert hours({"region": "山区"}, *promises) == ([24], True)


def test_one_tier_alone_is_not_told_as_the_widest() -> None:
    assert hours({"customer": "何家"}, ("response", 4, "城区")) == ([4], False)


def test_contradicting_limits_of_one_scope_are_all_given() -> None:
    assert hours({"customer": "何家"}, ("response", 24, ""), ("response", 12, "")) == ([12, 24], False)


def test_the_longer_scope_fits_better() -> None:
    promises = (("response", 4, "区"), ("response", 8, "郊区"))
    assert hours({"region": "临江郊区"}, *promises) == ([8], False)


def test_subjects_in_order_the_first_that_has_a_promise() -> None:
    assert hours({"customer": "何家"}, ("reply", 2, ""), ("response", 24, ""), subjects=("reply", "response"))[0] == [2]
    assert hours({"customer": "何家"}, ("response", 24, ""), subjects=("reply", "response"))[0] == [24]


def test_without_any_promise_there_are_no_limits() -> None:
    assert not limits_on(("response",), evidence([file("甲.docx")]))


def test_another_word_for_the_same_tier() -> None:
    promises = (("response", 48, "市区"), ("response", 96, "乡镇"))
    assert hours({"region": "主城"}, *promises) == ([48], False)
    assert hours({"region": "区县"}, *promises) == ([96], False)
    assert hours({"region": "海岛"}, *promises) == ([96], True)
