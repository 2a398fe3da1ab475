"""What a clause is worth and loses: the rule of the standard, the points marked as this product's own, nothing beside the clause."""

import pytest

from assistant.answering.clause_points import clause_points_asked
from assistant.answering.engine import Answerer
from assistant.answering.hearing import Heard
from assistant.knowledge.analysis import reading_table
from assistant.knowledge.model import Corpus
from scoring.figures import shown
from scoring.rubric import Clause, Indicator, load_rubric

READINGS = reading_table()
RUBRIC = load_rubric()
WORKING = [clause for clause in RUBRIC.clauses() if clause.provenance == "working"]
NUMBERED = [clause for clause in WORKING if "-" not in clause.id]
MARK = "分算（工作分值，不是标准分值）"


def told(question: str) -> str | None:
    found = clause_points_asked(Heard.of(question, READINGS), RUBRIC)
    return found.text if found else None


@pytest.mark.parametrize("clause", NUMBERED, ids=lambda clause: clause.id)
def test_each_clause_by_number(clause: Clause, corpus: Corpus) -> None:
    asked = {f"{clause.id} {how}": how for how in ("扣几分", "没做到会扣多少分", "不符合怎么扣", "丢几分", "值几分", "占多少分", "多少分")}
    for question in asked:
        found = clause_points_asked(Heard.of(question, READINGS), RUBRIC)
        assert found is not None, question
        assert f"{clause.id} {clause.title}" in found.text
        assert f"暂按 {shown(clause.points)} {MARK}" in found.text
        assert "公开资料没有找到" in found.text
        assert found.clause == clause.id
        assert set(found.passages) <= {passage.id for passage in corpus.passages}, "cites what exists"
    lost = told(f"{clause.id} 扣几分")
    assert lost is not None
    assert ("按不符合的比例扣" in lost) == (clause.mode == "sample_ratio")
    assert ("扣该条的全部分值" in lost) == (clause.mode == "all_or_nothing")


@pytest.mark.parametrize("indicator", list(RUBRIC.indicators()), ids=lambda indicator: indicator.id)
def test_each_indicator_by_number(indicator: Indicator) -> None:
    total = shown(sum(clause.points for clause in indicator.clauses))
    for question in (f"{indicator.id} 扣几分", f"{indicator.id}{indicator.title}占几分"):
        text = told(question)
        assert text is not None
        assert f"暂按 {total} {MARK}" in text
    lost = told(f"{indicator.id} 怎么扣分")
    assert lost is not None
    assert all(f"{clause.title} {shown(clause.points)} 分" in lost for clause in indicator.clauses)


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("商品服务那块35分里，维修占几分，配送占几分", ["5.2.4 维修、5.2.3 配送各几分，公开资料没有找到", "暂按 9、5 分算（工作分值"]),
        ("没网站扣几分", ["5.3.1.2 网站不符合", "2 个条件有一个不成立"]),
        ("热线电话没有会扣几分", ["5.3.1.1 反馈渠道不符合"]),
        ("网站这条值几分", ["5.3.1.2 网站几分", "40、35、25 分和 5.1.2.2 的 5 分"]),
        ("维修记录不全咋扣", ["维修记录完整（工作条目）", "抽 10 份有 2 份不符合，扣 0.6 分", "一份样本都没有的不得分"]),
        ("投诉处理怎么扣分", ["投诉制度 3 分、重大投诉与改进 2 分，不符合就全扣", "投诉记录完整 3 分、投诉解决 4 分，可按不符合的比例扣"]),
        ("5.1.2 扣几分", ["其中只有 5.1.2.2 的分值有公开来源"]),
        ("没有网站能评五星吗", ["没有单凭这一条就否决的说法", "五星级要 95 分", "最多丢 5 分", "5.3.1.2 网站不符合"]),
        ("没做满意度调查影响评星吗", ["没有单凭这一条就否决的说法", "5.3.1.4 满意度调查不符合"]),
        ("没有维修能评四星吗", ["四星级要 90 分", "最多丢 10 分", "申请删减、不计分"]),
    ],
)  # fmt: skip
def test_by_name(question: str, says: list[str]) -> None:
    text = told(question)
    assert text is not None
    assert all(part in text for part in says), text


@pytest.mark.parametrize(
    "question",
    [
        "5.1.2.2 没人扣几分", "管理师占几分",  # its points have a source: the corpus tells them
        "售后服务体系占多少分", "5.1 多少分", "商品服务满分多少",  # so have those of the groups
        "满意度要多少分", "五星要多少分", "网站和热线各扣几分", "特别扣分一个扣几分",
        "旧标准维修占几分", "老行标附录里投诉占多少分", "本公司投诉专席的工号是多少", "配送及时率定到百分之多少",
        "5 分的维修条款抽 10 份坏 2 份扣几分",
        "5.1.9.9 扣几分", "5.3.1.2 要什么材料", "有网站能评五星吗", "网站没问题能评五星吗", "5.3.1 至少要几分才算好",
        "扣几分", "保证金怎么扣",
    ],
)  # fmt: skip
def test_what_is_none(question: str) -> None:
    assert told(question) is None


def test_what_is_told_beside_is_of_the_clause(answerer: Answerer) -> None:
    for question in ("没有网站能评五星吗", "网站这条值几分", "5.3.1.2 没网站扣几分"):
        answer = answerer.answer(question)
        assert answer.mode == "calculator"
        assert "相关：5.3.1.2 " in answer.text, answer.text
        assert any("工作" in note for note in answer.notes)


def test_a_follow_up_asks_what_the_clause_before_loses(answerer: Answerer) -> None:
    answer = answerer.answer("那扣几分", [("user", "5.3.1.2 要求啥"), ("assistant", "要有网站。")])
    assert answer.text.startswith("5.3.1.2 网站不符合")


def test_an_entry_on_that_very_loss_comes_first(answerer: Answerer) -> None:
    answer = answerer.answer("没有 ISO 9001 会不会扣分，5.1.6.3 要什么认证？")
    assert answer.mode == "extractive"
    assert answer.text.startswith("不一定扣。5.1.6.3 ")


@pytest.mark.parametrize("question", ["交警网站查驾照扣几分", "打游戏掉线举报热线扣几分"])
def test_other_subjects_are_not_let_in_by_a_name(answerer: Answerer, question: str) -> None:
    """Names of clauses are everyday words; whether it is the subject at all is decided without them."""
    assert told(question) is not None
    assert answerer.answer(question).refused
