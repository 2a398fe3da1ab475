"""What may, must or need not be done is held to the sources' modality."""

import pytest

from assistant.answering.grounded.duties import duties
from assistant.answering.grounded.fold import folded
from assistant.answering.grounding import Ground, check

RULES = Ground(
    1,
    (
        "广告里不得写成全国第一；证书不能转让给他人使用。满意度调查可以委托第三方测评。",
        "企业必须设立售后服务部门。没有安装业务的，无需提交安装记录。",
    ),
)
SITES = Ground(2, ("服务覆盖多个场所的，要提交多场所清单，只有一个场所的不需要。",))


def kinds(text: str) -> set[str]:
    return {fault.kind for fault in check(text, (RULES, SITES)).faults}


@pytest.mark.parametrize(
    "text",
    [
        "广告里可以写成全国第一[1]。",
        "广告里应当写成全国第一[1]。",
        "证书允许转让给他人[1]。",
        "证书无需转让给他人[1]。",
        "满意度调查必须委托第三方测评[1]。",
        "满意度调查禁止委托第三方测评[1]。",
        "企业不必设立售后服务部门[1]。",
        "企业可以设立售后服务部门[1]。",
        "没有安装业务的也要提交安装记录[1]。",
        "只有一个场所的也要提交多场所清单[2]。",
        "服务覆盖多个场所的，不需要提交多场所清单[2]。",
    ],
)
def test_the_opposite_modality_is_a_fault(text: str) -> None:
    assert kinds(text) == {"direction"}


@pytest.mark.parametrize(
    "text",
    [
        "广告里不能写成全国第一[1]。",
        "证书禁止转让给他人[1]。",
        "满意度调查允许委托第三方，由企业决定[1]。",
        "企业应当设立售后服务部门[1]。",
        "没有安装业务的不用提交安装记录[1]。",
        "只有一个场所的不需要提交多场所清单[2]。",
        "多个场所的应提交多场所清单[2]。",
    ],
)
def test_the_same_in_other_words_is_none(text: str) -> None:
    assert kinds(text) == set()


def test_a_bound_without_a_figure_has_a_direction_too() -> None:
    ground = [Ground(1, ("文件要有编号、日期、盖章，至少有其一，都没有的看作未发布。",))]
    assert [fault.kind for fault in check("编号、日期、盖章至多有其一[1]。", ground).faults] == ["direction"]
    assert check("编号、日期、盖章起码有其一[1]。", ground).ok


def test_questions_bounds_and_other_words_are_no_duty() -> None:
    for text in (
        "能不能加急",
        "是否必须独立法人",
        "不得少于 3 名",
        "主要看记录",
        "只要齐全",
        "满 3 年才能申请",
        "公开资料没有找到什么情况可以远程",
    ):
        assert duties(folded(text)) == (), text
    assert [one.name for one in duties(folded("不得转让，无需交费，可以委托，必须备案，需要盖章"))] == [
        "forbidden", "needless", "allowed", "required", "wanted",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2015 年第 18 号公告规定：证书可以转让给他人使用。", {"direction"}),
        ("2015 年第 18 号公告规定：证书不得转让给他人使用。", set()),
        ("按 2015 年第 18 号公告，企业不必设立售后服务部门。", {"direction"}),
        ("2015 年第 18 号公告能不能转让给他人使用？", set()),
    ],
)
def test_the_questions_own_figures_do_not_free_a_sentence_without_a_citation(text: str, found: set[str]) -> None:
    grounding = check(text, (RULES, SITES), ["2015 年第 18 号公告还有效吗？证书可以转让给他人使用吗？"])
    assert {fault.kind for fault in grounding.faults} == found
