"""One thing asked about a clause by its number: evidence, checks on the spot, who prepares it, exclusion, when it is met."""

import pytest

from assistant.answering.clause_facts import clause_fact_asked
from assistant.answering.engine import Answerer
from assistant.answering.hearing import Heard
from assistant.guidance import clause_facts
from assistant.guidance.clause_facts import clause_passages
from assistant.knowledge.analysis import reading_table
from assistant.knowledge.model import Corpus, FaqEntry
from scoring.facts.kind_titles import kind_title
from scoring.rubric import Clause, Indicator, load_rubric

READINGS = reading_table()
RUBRIC = load_rubric()
CLAUSES = list(RUBRIC.clauses())


@pytest.fixture(scope="module")
def elsewhere(corpus: Corpus) -> FaqEntry:
    """An entry on something else: nothing of a clause is told by it."""
    return next(entry for entry in corpus.faq if entry.id == "faq-level-five-star")


def told(question: str, best: FaqEntry | None) -> str | None:
    found = clause_fact_asked(Heard.of(question, READINGS), RUBRIC, best)
    return found.text if found else None


@pytest.mark.parametrize("clause", CLAUSES, ids=lambda clause: clause.id)
def test_each_clause_from_the_rubric(clause: Clause, corpus: Corpus, elsewhere: FaqEntry) -> None:
    known = {passage.id for passage in corpus.passages}
    asked = {
        "要什么记录": [kind_title(kind) for kind in clause.evidence] + [condition.text for condition in clause.conditions],
        "审核员怎么查": list(clause.on_site),
        "谁负责": clause.conditions[0].remedy.who.split("、"),
        "怎样算符合": [condition.text for condition in clause.conditions],
        "能不能删减": ["可以申请删减" if clause.excludable else "不能删减"],
    }
    for how, says in asked.items():
        found = clause_fact_asked(Heard.of(f"{clause.id} {how}", READINGS), RUBRIC, elsewhere)
        assert found is not None, how
        assert all(part in found.text for part in says), found.text
        assert "工作口径" in found.text
        assert clause.title in found.text
        assert clause.id.startswith(found.clause)
        assert found.passages
        assert set(found.passages) <= known, "cites what exists"


@pytest.mark.parametrize("indicator", list(RUBRIC.indicators()), ids=lambda indicator: indicator.id)
def test_each_indicator_by_exclusion_and_people(indicator: Indicator, elsewhere: FaqEntry) -> None:
    able = [clause for clause in indicator.clauses if clause.excludable]
    text = told(f"{indicator.id} 可以删减吗", elsewhere)
    assert text is not None
    if able and len(able) < len(indicator.clauses):
        assert f"只有{'、'.join(clause.title for clause in able)}可以" in text
    else:
        assert ("不能删减" in text) == (not able)
    people = told(f"{indicator.id} 谁来准备", elsewhere)
    assert people is not None
    assert all(clause.title in people for clause in indicator.clauses)
    assert told(f"{indicator.id} 要什么记录", elsewhere) is None, "the corpus tells it by indicator"


def test_the_passages_are_of_the_clause(corpus: Corpus) -> None:
    """Each clause's working rules rest on a passage that names it or its indicator."""
    by_id = {passage.id: passage for passage in corpus.passages}
    for clause in CLAUSES:
        for tell in (clause_facts.evidence, clause_facts.met_when):
            work = by_id[tell(clause).passages[-1]]
            assert clause.id.startswith(work.clause or "none") or (work.clause or "").startswith(clause.id[:5]), (clause.id, work.id)
    assert {name for table in clause_passages() for name in dict(table[1]).values()} <= set(by_id)


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("5.1.1.2 审核员会抽网点的什么东西看", "抽 2～3 个网点"),
        ("5.1.3.2 三个分项分别要留什么记录", "培训记录、培训计划、"),
        ("5.1.4.2 除了法规清单，还要什么记录", "审核期内有法规宣贯记录"),
        ("5.1.5.2 外部监督评价拿什么证明", "外部报告或等效凭证"),
        ("5.1.6.1 现场怎么验证信息反馈是真的", "抽 3 张已关闭的反馈单"),
        ("5.2.4-b 要什么证据", "工单的报修时间、顾客、故障、处理、完成时间、顾客确认齐全"),
        ("5.1.3.1 归谁管、谁负责", "财务部门"),
        ("5.2.2 能删减吗", "只有安装调试可以"),
        ("5.1.3.1 光有年度售后预算、没买产品责任险，能得分吗", "2 个条件缺一个"),
    ],
)
def test_spoken(question: str, says: str, elsewhere: FaqEntry) -> None:
    assert says in (told(question, elsewhere) or "")


@pytest.mark.parametrize("question", ["5.1.4.2 要求什么", "5.1.1.1 和 5.1.1.2 要什么记录", "网站要什么记录", "5.9.9.9 谁负责", "5.1 要什么材料"])
def test_what_is_none(question: str, elsewhere: FaqEntry) -> None:
    assert told(question, elsewhere) is None


def test_what_the_corpus_tells_of_the_clause_comes_first(answerer: Answerer) -> None:
    """An entry on just that, and one that says whether, are written for the case; the rubric is not put in their place."""
    for question, begins in {
        "5.1.7.1 现场抽问员工答不上服务理念，会怎样": "算问题。",
        "5.1.6.2 没有研究部门，跟大学签了委托协议行不行": "据公开资料推断，工作口径是有研究部门",
        "5.3.1.2 企业只有微信小程序没有官网，行吗": "公开资料没有找到公众号、小程序或网店能否代替网站的说法",
    }.items():
        answer = answerer.answer(question)
        assert answer.mode == "extractive"
        assert answer.text.startswith(begins)


def test_a_case_of_a_clause_is_told_when_it_is_met(answerer: Answerer) -> None:
    answer = answerer.answer("5.1.7.3 只有一个公众号在宣传，够吗")
    assert answer.text.startswith("5.1.7.3 文化传播这样才算符合（工作口径，不是标准原文）：服务文化有两种以上渠道")
    assert any("工作口径" in note for note in answer.notes)


@pytest.mark.parametrize(
    ("before", "question", "begins"),
    [
        ("5.1.4.1 审核员怎么查？", "5.1.4.2呢", "5.1.4.2 法规识别的现场核对要点"),
        ("5.2.3 能删减吗？", "那 5.2.4 呢", "5.2.4 维修确实不涉及的可以申请删减"),
        ("5.1.2.2 占几分？", "那 5.1.2.1 呢", "5.1.2.1 售后人员资质几分，公开资料没有找到"),
        ("5.2.5 能不能删减？", "为什么", "5.2.5 质量保证不能删减"),
        ("5.1.1.2 网点可以委托吗？", "要留什么", "5.1.1.2 网点覆盖与管理的证据"),
        ("5.1.7.2承诺一致查哪些材料", "查出不一致扣几分", "5.1.7.2 承诺一致不符合，据转述扣该条的全部分值"),
        ("5.1.1.2怎么扣分", "10个区域8个有网点得几分", "按比例扣这一条分值的 20%"),
        ("5.1.1.2 网点覆盖怎么打分？", "10个区缺1个的话呢", "按比例扣这一条分值的 10%"),
        ("5.1.3.1 要准备什么记录？", "谁负责", "5.1.3.1 经费由谁负责准备"),
    ],
)
def test_follow_ups(before: str, question: str, begins: str, answerer: Answerer) -> None:
    assert answerer.answer(question, [("user", before), ("assistant", "……")]).text.startswith(begins)
