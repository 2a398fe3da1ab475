"""Claims by kind: different ways to write one thing have one normal form."""

import pytest

from assistant.answering.grounding import Claim, claims_of

FORMS = [
    ("九十五分", "number", "分", "95"),
    ("95 分", "number", "分", "95"),
    ("９５分", "number", "分", "95"),
    ("六十九分半", "number", "分", "69.5"),
    ("一千二百元", "amount", "元", "1200"),
    ("1,200 元", "amount", "元", "1200"),
    ("两万元", "amount", "元", "20000"),
    ("2万元", "amount", "元", "20000"),
    ("¥2000", "amount", "元", "2000"),
    ("半年", "duration", "月", "6"),
    ("十二个月", "duration", "月", "12"),
    ("12个月", "duration", "月", "12"),
    ("1年", "duration", "月", "12"),
    ("一年半", "duration", "月", "18"),
    ("1年6个月", "duration", "月", "18"),
    ("一个半月", "duration", "月", "1.5"),
    ("两周", "duration", "天", "14"),
    ("15 个工作日", "duration", "工作日", "15"),
    ("90 分钟", "duration", "小时", "1.5"),
    ("4 人日", "duration", "人日", "4"),
    ("百分之七十", "percentage", "%", "70"),
    ("七成", "percentage", "%", "70"),
    ("70％", "percentage", "%", "70"),
    ("三分之二", "percentage", "%", "200/3"),
    ("1/2", "percentage", "%", "50"),
    ("3～6个月", "duration", "月", "3~6"),
    ("3至6个月", "duration", "月", "3~6"),
    ("三到六个月", "duration", "月", "3~6"),
    ("70-80分", "number", "分", "70~80"),
    ("2–3 名审核员", "number", "人", "2~3"),
    ("2011年12月30日", "date", "", "2011-12-30"),
    ("2011-12-30", "date", "", "2011-12-30"),
    ("二〇一一年十二月三十日", "date", "", "2011-12-30"),
    ("三星级", "star", "", "3"),
    ("3 星", "star", "", "3"),
    ("1 至 12 星", "star", "", "1~12"),
    ("達標級", "star", "", "达标"),
    ("5.1.2.2", "clause", "", "5.1.2.2"),
    ("5.2.4-a", "clause", "", "5.2.4-a"),
    ("5.2.4 a", "clause", "", "5.2.4-a"),
    ("第五章", "clause", "", "5"),
    ("第 4.2 条", "clause", "", "4.2"),
    ("GB/T27922-2011", "standard", "", "GB/T 27922-2011"),
    ("GB/T 27922—2011", "standard", "", "GB/T 27922-2011"),
    ("gbt 27922", "standard", "", "GB/T 27922"),
    ("《商品售后服务评价体系》", "standard", "", "商品售后服务评价体系"),
    ("由中国商业联合会提出", "organisation", "", "中国商业联合会"),
    ("SGS 的规则", "organisation", "", "sgs"),
]


@pytest.mark.parametrize(("said", "kind", "unit", "value"), FORMS)
def test_a_form_has_its_normal_form(said: str, kind: str, unit: str, value: str) -> None:
    found = [claim for claim in claims_of(f"资料写的是{said}。") if claim.kind == kind]
    if said[0] in "由S":
        found = [claim for claim in claims_of(said) if claim.kind == kind]
    assert [(claim.unit, claim.value) for claim in found] == [(unit, value)]


@pytest.mark.parametrize(
    ("said", "direction"),
    [
        ("不少于 10%", "least"), ("10% 以上", "least"), ("至少 10%", "least"), ("不低于该项分值的 10%", "least"), ("不超过 10%", "most"),
        ("10% 以内", "most"), ("低于 10%", "under"), ("超过 10%", "over"), ("约 10%", ""), ("10%", ""),
    ],
)  # fmt: skip
def test_comparisons_are_kept(said: str, direction: str) -> None:
    assert [claim.direction for claim in claims_of(said)] == [direction]


@pytest.mark.parametrize(
    "text",
    [
        "一般来说都一样", "一家咨询公司", "第一步", "统一要求", "四舍五入", "两三家机构",
        "几十万", "十分重要", "第三方机构", "三包规定", "一份清单", "1.先准备",
    ],
)
def test_words_with_numerals_claim_nothing(text: str) -> None:
    assert claims_of(text) == ()


def test_units_are_shared_in_lists_and_spans_point_to_the_text() -> None:
    text = "分数线是 **70、80、90、95 分**。"
    claims = claims_of(text)
    assert [(claim.value, claim.unit) for claim in claims] == [("70", "分"), ("80", "分"), ("90", "分"), ("95", "分")]
    assert [text[slice(*claim.span)] for claim in claims] == ["70", "80", "90", "95 分"]


def test_citations_and_quotes_are_claims() -> None:
    assert [(claim.kind, claim.value) for claim in claims_of("写着“离柜概不负责”[2]")] == [("quote", "离柜概不负责"), ("citation", "2")]
    assert all(isinstance(claim, Claim) for claim in claims_of("95 分"))


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("分成十二步", ["12"]),
        ("按二分之一算", ["50"]),
        ("两成的基数", ["20"]),
        ("满意度达到 95% 以下", ["95"]),
        ("2006 年 5 月 12 日发布，同年 10 月 1 日实施", ["2006-05-12", "--10-01"]),
        ("新旧两家机构", []),
    ],
)
def test_forms_of_figures(text: str, values: list[str]) -> None:
    assert [claim.value for claim in claims_of(text)] == values


def test_which_way_a_figure_is_meant() -> None:
    meant = {
        "满意度达到 95% 以下": "under",
        "满三年不会自动延续": "",
        "满 3 年的可以申请": "least",
        "累计到三个": "least",
        "不够一年": "under",
        "每个单项不高于该项 50%": "most",
    }
    assert {text: claims_of(text)[0].direction for text in meant} == meant
