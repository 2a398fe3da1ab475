"""What sentences state: concepts, polarity, place, dates - and what states nothing."""

from pathlib import Path
from typing import Any

import pytest

from scoring.documents.model import Block, Document, Page
from scoring.facts.concept_lexicon import concepts
from scoring.facts.mentions import mentions
from scoring.facts.model import Mention
from scoring.facts.reading import Reading, read
from scoring.facts.statements import is_word_list, part_sizes
from scoring.yaml_text import parsed

_DATA: list[dict[str, Any]] = parsed((Path(__file__).parents[3] / "data/mentions.yaml").read_text(encoding="utf-8"))
_ANSWERS = {"states": "affirmed", "denies": "negated", "plans": "planned", "conditions": "conditional"}


def _reading(*blocks: Block, path: str = "x.docx", name: str = "") -> Reading:
    return read(Document("0" * 64, "x", "", (Page(1, tuple(blocks), name),)), path)


def _said(title: str, *lines: str) -> tuple[Mention, ...]:
    paragraphs = (Block("paragraph", line, f"段落{number}") for number, line in enumerate(lines, 2))
    return mentions(_reading(Block("heading", title, "段落1", 1), *paragraphs))


def _rows(name: str, *rows: str) -> tuple[Mention, ...]:
    return mentions(_reading(*(Block("table_row", row, f"{name}!A{number}") for number, row in enumerate(rows, 1)), name=name, path="x.xlsx"))


@pytest.mark.parametrize("case", _DATA, ids=lambda case: case["text"])
def test_sentences(case: dict[str, Any]) -> None:
    found = {(one.concept, one.polarity) for one in _said(case["title"], case["text"])}
    for answer, meaning in _ANSWERS.items():
        for concept in case.get(answer, []):
            assert (concept, meaning) in found
    for concept in case.get("silent", []):
        assert (concept, "affirmed") not in found


def test_every_named_concept_exists() -> None:
    known = {concept.id for concept in concepts()}
    named = {concept for case in _DATA for answer in _ANSWERS for concept in case.get(answer, [])}
    assert named <= known


def test_titles_state_nothing() -> None:
    assert _said("投诉由专人受理", "售后服务部") == ()


def test_rows_are_mentioned_where_they_stand() -> None:
    found = _rows("岗位", "岗位 | 职责", "客服坐席 | 接听来电、登记工单", "现场工程师 | 上门维修、调试")
    assert [one.source.locator for one in found if one.concept == "post_duty"] == ["岗位!A2", "岗位!A3"]
    assert found[0].source.quote == "客服坐席 | 接听来电、登记工单"


def test_the_header_tells_what_rows_are_about() -> None:
    found = _rows("内训", "日期 | 培训内容 | 讲师 | 考核", "2026-03-05 | 变频器检修 | 外聘 | 笔试平均 91")
    assert {one.concept: one.dates for one in found} == {"training_technical": ("2026-03-05",), "training_attested": ("2026-03-05",)}


def test_records_are_no_statements_of_policy() -> None:
    rows = [f"2026-03-{day:02} | 王先生 | 无电 | 免费维修，换电源 80 元 | 已签" for day in range(1, 10)]
    found = {one.concept for one in _rows("维修单", "日期 | 客户 | 故障 | 处理 | 签字", *rows)}
    assert not found & {"repair_terms", "repair_fee", "fee_disclosed", "exchange_terms"}


def test_mentions_are_capped_but_denials_stay() -> None:
    lines = [f"热线 400-700-66{number:02} 受理报修。" for number in range(20)] + ["客服热线不受理报修。"]
    found = [one for one in _said("客服", *lines) if one.concept == "function_repair"]
    assert [one.polarity for one in found].count("affirmed") == 12
    assert found[-1].polarity == "negated"


def test_one_mention_for_a_sentence() -> None:
    found = _said("投诉", "投诉由专人受理，投诉专员为李敏。")
    assert [one.concept for one in found].count("complaint_person") == 1


def test_dates_are_those_of_the_sentence_or_of_the_title() -> None:
    own = _said("目标考核（2026年8月3日）", "2026年6月及时率目标 95%，实际完成 96%。")
    above = _said("目标考核（2026年8月3日）", "及时率目标 95%，实际完成 96%。")
    assert [one.dates for one in own if one.concept == "target_review"] == [("2026-06",)]
    assert [one.dates for one in above if one.concept == "target_review"] == [("2026-08-03",)]


def test_long_sentences_are_quoted_around_the_statement() -> None:
    filler = "、".join(f"第{number}组按照职责分工协同配合" for number in range(20))
    (one,) = (one for one in _said("投诉", f"{filler}，投诉由专人受理。") if one.concept == "complaint_person")
    assert len(one.source.quote) == 120
    assert "专人受理" in one.source.quote


@pytest.mark.parametrize(
    "text",
    [
        "主动服务、回馈活动、免费清洗、会员日、签到、参与记录、满意、口碑",
        "标准化 参编 回馈 活动 签到 标准化 参编 回馈 活动 签到",
        "关键词：投诉、回访、满意度、热线、专人",
        "售后 维修 投诉 回访 培训 满意",
        "评奖/奖金/晋级/体检/慰问/团建/补贴",
        "热线 · 邮箱 · 公众号 · 答复 · 时限 · 4小时 · 工程师",
    ],
)
def test_word_lists(text: str) -> None:
    assert is_word_list(text)


@pytest.mark.parametrize(
    "text",
    [
        "服务范围包括送货、安装调试、讲解、维修、退换、投诉受理和回访。",
        "电话 400-700-6688，可以咨询、报修、投诉。",
        "维修步骤：接报、诊断、报价、同意、更换、测试、签字。",
        "公司设客服部、销售部、质量部、生产部、采购部、财务部。",
        "检 验 报 告",
        "市区/近郊/远郊/县城/乡镇/海岛：4小时/6小时/8小时/12小时/24小时/48小时",
        "受理约时，上门检测，书面报价，客户认可后动手。",
    ],
)
def test_statements_are_no_word_lists(text: str) -> None:
    assert not is_word_list(text)


def test_sizes_count_what_stands_below_the_titles() -> None:
    blocks = [
        Block("heading", "服务手册", "段落1", 1),
        Block("heading", "一、投诉", "段落2", 2),
        Block("paragraph", "投诉由专人受理。", "段落3"),
        Block("heading", "二、培训", "段落4", 2),
        Block("heading", "三、关键词", "段落5", 2),
        Block("paragraph", "投诉、回访、热线、专人、时限、渠道、公示、满意", "段落6"),
    ]
    assert part_sizes(_reading(*blocks)) == ((23, 1), (23, 1), (7, 1), (0, 0), (16, 0))


def test_a_blank_table_states_nothing() -> None:
    sizes = part_sizes(_reading(Block("table_row", "日期 | 客户 | 签字", "表1!A1"), Block("table_row", "2026-03-05 | 王敏 | 已签", "表1!A2")))
    blank = part_sizes(_reading(Block("table_row", "日期 | 客户 | 签字", "表1!A1")))
    assert (sizes[0][1], blank[0][1]) == (1, 0)


def test_a_question_is_about_its_answer() -> None:
    found = {one.concept for one in _said("顾客调查", "您对上门维修满意吗？答的 60 人里：满意52，一般6，不满意2。")}
    assert "survey_aftersales" in found
