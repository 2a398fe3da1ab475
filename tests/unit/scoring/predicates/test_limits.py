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


PLACES = (("response", 24, "江浙沪"), ("response", 48, "京津冀鲁豫"), ("response", 120, "新疆、西藏、青海"), ("response", 72, "其余地区"))


@pytest.mark.parametrize(
    ("cells", "limit"),
    [
        ({"region": "江苏"}, 24),
        ({"region": "浙江省杭州市"}, 24),
        ({"region": "山东"}, 48),
        ({"address": "青海省西宁市城东区"}, 120),
        ({"receiver": "新疆"}, 120),
        ({"region": "广东"}, 72),
        ({"address": "广东省佛山市"}, 72),
        ({"region": "上海市浦东新区"}, 24),
    ],
)
def test_a_row_finds_the_list_of_provinces_it_lies_in_or_the_rest(cells: dict[str, str], limit: int) -> None:
    assert hours(cells, *PLACES) == ([limit], False)


@pytest.mark.parametrize(("place", "limit"), [("郑州", 48), ("信阳市", 72), ("周口市", 96)])
def test_lists_of_cities(place: str, limit: int) -> None:
    promises = (("response", 48, "洛阳、郑州、开封"), ("response", 72, "南阳、信阳"), ("response", 96, "其他地市"))
    assert hours({"region": place}, *promises) == ([limit], False)


def test_a_customer_named_after_a_province_is_no_tier_where_tiers_are_not_of_places() -> None:
    assert hours({"customer": "广东何家商行"}, ("response", 4, "一级"), ("response", 8, "其他故障"), ("response", 24, "三级")) == ([24], True)
