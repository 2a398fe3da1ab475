"""A follow-up that only gives another number or level, or asks on about a clause, stands for a whole question."""

import pytest

from assistant.answering.carried import carried, one_more
from assistant.answering.engine import Answerer
from assistant.answering.hearing import Heard
from assistant.knowledge.analysis import reading_table

READINGS = reading_table()


def told(question: str, *earlier: str) -> str | None:
    history = [turn for one in earlier for turn in (("user", one), ("assistant", "答 7 个。"))]
    found = carried(Heard.of(question, READINGS), history)  # type: ignore[arg-type]
    return found.text if found else None


@pytest.mark.parametrize(
    ("earlier", "question", "meant"),
    [
        ("服务管理人员有50个,管理师要几个?", "要是有260个呢？", "服务管理人员有260个,管理师要几个?"),
        ("服务管理人员有50个,管理师要几个?", "那300呢", "服务管理人员有300个,管理师要几个?"),
        ("服务管理人员有五十人,管理师要几个?", "换成八十个", "服务管理人员有八十人,管理师要几个?"),
        ("92分几星", "那我们88分呢", "88分几星"),
        ("88分,2个特别扣分,几星", "那要是5个呢", "88分,5个特别扣分,几星"),
        ("涉及项90分,实得81,几星", "要是实得78呢", "涉及项90分,实得78,几星"),
        ("5分的条抽10份坏2份扣几分", "坏4份呢", "5分的条抽10份坏4份扣几分"),
        ("实得80涉及90折算多少", "涉及项改成85呢", "实得80涉及85折算多少"),
        ("抽10份工单2份不合格,5分条款扣多少", "如果是3份不合格呢", "抽10份工单3份不合格,5分条款扣多少"),
        ("92分扣2个特别扣分几星", "再加一个加分项呢", "92分扣2个特别扣分几星,再加一个加分项呢"),
        ("现在83分离四星差多少", "离五星呢", "现在83分离五星差多少"),
        ("四星要多少分", "那五星呢", "五星要多少分"),
        ("86分能评几星", "离五星呢", "86分能评几星,离五星差多少"),
        ("服务管理人员58人要几个管理师", "已经有3个了，还差几个", "服务管理人员58人要几个管理师,已经有3个了,还差几个"),
        ("配送5分删减,其余实得84分", "如果连维修3分也删掉呢", "配送5分删减,其余实得84分,如果连维修3分也删掉呢"),
        ("5.1.5.1要求什么", "谁负责", "5.1.5.1 谁负责"),
        ("5.1.5.1要求什么", "查出有人兼职扣几分", "5.1.5.1 查出有人兼职扣几分"),
        ("5.1.4.1审核员怎么查", "5.1.4.2呢", "5.1.4.2审核员怎么查"),
        ("5.2分几个指标", "那5.3呢", "5.3分几个指标"),
        ("五星要多少分", "为什么", "五星要多少分,为什么"),
        ("5.1.5.1监督人员能兼职吗", "依据呢", "5.1.5.1监督人员能兼职吗,依据呢"),
        ("85分是几星", "如果再被扣6个特别扣分呢", "85分是几星,如果再被扣6个特别扣分呢"),
        ("5.1.1.2要求什么", "它的证据呢", "5.1.1.2 它的证据呢"),
        ("管理师要配多少？", "我们有40个呢", "管理师要配多少,我们有40个呢"),
        ("we have 120 service managers. how many?", "What about 45?", "we have 45 service managers. how many?"),
    ],
)
def test_the_number_takes_the_place_of_the_earlier_one(earlier: str, question: str, meant: str) -> None:
    assert told(question, earlier) == meant


def test_a_chain_keeps_the_question_that_began_it() -> None:
    assert told("那300呢", "服务管理人员有50个,管理师要几个?", "要是有260个呢") == "服务管理人员有300个,管理师要几个?"


@pytest.mark.parametrize(
    ("earlier", "question"),
    [
        (("服务管理人员有50个,管理师要几个?",), "那3个网点呢"),  # of something else
        (("服务管理人员有50个,管理师要几个?",), "那92分呢"),  # no people
        (("得76分、涉及95分是几分",), "那80分呢"),  # which of the two?
        (("5.1.5.1和5.1.5.2有什么不同",), "谁负责"),  # for which?
        (("5.1.5.1要求什么",), "多少钱"),
        (("5.1.5.1和5.1.5.2有什么不同",), "5.1.6.1呢"),  # in whose place?
        (("5.1.5.1要求什么",), "5.1.6.1要什么记录"),
        (("四星和五星差几分",), "那三星呢"),
        (("92分几星",), "证书多少钱"),
        (("92分几星", "证书多少钱？"), "办下来多久"),
        ((), "那300呢"),
        (("那300呢",), "五星要多少分"),
    ],
)
def test_what_says_more_or_fits_nowhere_stands_for_itself(earlier: tuple[str, ...], question: str) -> None:
    assert told(question, *earlier) is None


@pytest.mark.parametrize(
    ("question", "fits"), [("那酒店呢", True), ("酒店呢？", True), ("那酒店要交多少钱呢", False), ("那3个呢", False), ("酒店", False)]
)
def test_one_more_of_the_kind_goes_behind_the_question_before(question: str, fits: bool) -> None:
    history = (("user", "软件公司可以做吗"), ("assistant", "可以。"))
    found = one_more(Heard.of(question, READINGS), history)  # type: ignore[arg-type]
    assert (found.text if found else None) == (f"软件公司可以做吗,{question.replace('？', '?')}" if fits else None)
    assert one_more(Heard.of(question, READINGS), ()) is None


def test_it_is_answered_where_it_would_be_refused_by_itself(answerer: Answerer) -> None:
    assert answerer.answer("那酒店呢").refused
    assert not answerer.answer("那酒店呢", (("user", "软件公司可以做吗"), ("assistant", "可以。"))).refused  # type: ignore[arg-type]
    assert answerer.answer("那天气呢", (("user", "你好"), ("assistant", "你好。"))).refused  # type: ignore[arg-type]


def test_numbers_and_what_is_asked_of_them_may_come_one_after_the_other(answerer: Answerer) -> None:
    history = (("user", "我们有20个网点，要全查吗"), ("assistant", "没有找到规定。"))
    assert answerer.answer("最少几个人天", history).text.startswith("20 个固定网点至少 10 人天")  # type: ignore[arg-type]
    assert answerer.answer("证书多少钱", history).mode == "extractive"  # type: ignore[arg-type]


def test_it_is_computed_and_what_belongs_to_it_is_told(answerer: Answerer) -> None:
    history = (("user", "服务管理人员有50个,管理师要几个?"), ("assistant", "需要 5 名。"), ("user", "要是有260个呢"), ("assistant", "需要 26 名。"))
    answer = answerer.answer("那300呢", history)  # type: ignore[arg-type]
    assert answer.mode == "calculator"
    assert answer.text.startswith("需要 30 名")


def test_a_number_of_its_own_is_computed_as_it_stands(answerer: Answerer) -> None:
    history = (("user", "服务管理人员有50个,管理师要几个?"), ("assistant", "需要 5 名。"))
    assert answerer.answer("我们考了88分，几星", history).text.startswith("88 分是三星级")  # type: ignore[arg-type]
