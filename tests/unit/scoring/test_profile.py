"""The profile: what it gives, and how little its faults cost."""

import pytest

from scoring.profile import Exclusion, Profile, ProfileError, parse_profile

GOOD = """
enterprise:
  name: " 临江棋石净水设备 有限公司 "
  uscc: 91350206ma8ryx0b1t
  kind: production
  industry: 净水设备制造
  branches: [棋石外省分公司]
  entrusted_outlets: [望山水暖行]
period_months: 24
exclusions:
  - {clause: "5.2.6-a", reason: 没有实体商品}
"""


def test_a_good_profile() -> None:
    assert parse_profile(GOOD) == Profile(
        name="临江棋石净水设备 有限公司",
        uscc="91350206MA8RYX0B1T",
        kind="production",
        industry="净水设备制造",
        branches=("棋石外省分公司",),
        entrusted_outlets=("望山水暖行",),
        period_months=24,
        exclusions=(Exclusion("5.2.6-a", "没有实体商品"),),
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "缺少 enterprise"),
        ("enterprise:", "缺少 enterprise"),
        ("enterprise: [甲]", "缺少 enterprise"),
        ("enterprise: {}", "没有写企业名称"),
        ("enterprise: {name: 甲, uscc: 91350206MA8RYX0B1X}", "91350206MA8RYX0B1X 不成立"),
        ("enterprise: {name: 甲, uscc: 123}", "123 不成立"),
        ("enterprise: {name: 甲, kind: trade}", "“trade”"),
        ("enterprise: {name: 甲, branches: 乙}", "分支机构（branches）应是列表"),
        ("enterprise: {name: 甲, phone: 1}", "enterprise.phone"),
        ("enterprise: {name: 甲}\nperiod: 12", "period"),
        ("enterprise: {name: 甲}\nperiod_months: 11", "“11”"),
        ("enterprise: {name: 甲}\nperiod_months: 37", "“37”"),
        ("enterprise: {name: 甲}\nperiod_months: true", "12 到 36"),
        ("enterprise: {name: 甲}\nperiod_months: 一年", "“一年”"),
        ("enterprise: {name: 甲}\nexclusions: 5.2.6-a", "删减（exclusions）应是列表"),
        ("enterprise: {name: 甲}\nwhole_population: 3", "whole_population 应是条款编号的列表"),
        ("enterprise: {name: 甲}\nwhole_population: [5.2]", "whole_population 应是条款编号的列表"),
        ("enterprise: {name: 甲}\nwhole_up_to: 99", "“99”"),
        ("enterprise: {name: 甲}\nwhole_up_to: true", "whole_up_to"),
        ("enterprise: {name: 甲}\nexclusions: [5.2.6-a]", "第 1 条删减"),
        ("enterprise: {name: 甲}\nexclusions: [{reason: 无}]", "第 1 条删减"),
    ],
)
def test_a_fault_costs_itself_and_is_told(text: str, told: str) -> None:
    profile = parse_profile(text)
    assert any(told in notice for notice in profile.notices), profile.notices
    assert profile.period_months == 12


@pytest.mark.parametrize("text", ["- 甲\n- 乙", "只有一句话", "enterprise: {name: 甲", "a: b: c", "\x00", "enterprise:\n\t- x", "[" * 3_000])
def test_what_is_no_profile_is_refused_in_one_chinese_line(text: str) -> None:
    with pytest.raises(ProfileError) as caught:
        parse_profile(text, "档案.yaml")
    assert "档案.yaml" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_exclusion_without_reason_is_kept_for_the_judge_to_refuse() -> None:
    assert parse_profile("enterprise: {name: 甲}\nexclusions: [{clause: 5.2.6-a}]").exclusions == (Exclusion("5.2.6-a", ""),)


@pytest.mark.parametrize("months", [12, 13, 36])
def test_periods(months: int) -> None:
    assert parse_profile(f"enterprise: {{name: 甲}}\nperiod_months: {months}").period_months == months


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("true", ("all",)),
        ("false", ()),
        ("all", ("all",)),
        ("5.2.4-b", ("5.2.4-b",)),
        ("[5.3.2-c, 5.2.4-b, 5.3.2-c, '']", ("5.2.4-b", "5.3.2-c")),
    ],
)
def test_whole_populations(written: str, asked: tuple[str, ...]) -> None:
    profile = parse_profile(f"enterprise: {{name: 甲}}\nwhole_population: {written}\nwhole_up_to: 800\n")
    assert (profile.whole_population, profile.whole_up_to, profile.notices) == (asked, 800, ())


def test_what_is_typed_joins_what_the_profile_asks_for() -> None:
    profile = Profile(name="甲", whole_population=("5.3.2-c",))
    assert profile.looking_at_all_of([]) == profile
    assert profile.looking_at_all_of(["5.2.4-b", "5.3.2-c"]).whole_population == ("5.2.4-b", "5.3.2-c")


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [x, x]\nb: &b [*a, *a]\nenterprise: {name: *b}",
        "a: &a {x: 1}\nenterprise:\n  <<: *a\n  name: 某公司",
        "enterprise: {name: 某公司}\nperiod_months: 2026-13-45",
        f"period_months: {'9' * 5000}",
        f"enterprise: {'[' * 5000}",
        "enterprise: " + "x" * 300_000,
    ],
)
def test_bombs_and_nonsense_are_refused_at_once(text: str) -> None:
    with pytest.raises(ProfileError, match=r"profile\.yaml"):
        parse_profile(text)
