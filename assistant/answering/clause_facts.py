"""Does a question ask for one thing about a clause it names by number, 5.1.4.2 要什么记录, 5.2.4 能删减吗? Told from the rubric."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant.answering.grade_subjects import Subjects
from assistant.answering.hearing import Heard
from assistant.guidance import clause_facts
from assistant.guidance.computation import Computation
from assistant.knowledge.model import FaqEntry
from scoring.rubric import Clause, Indicator, Rubric

_WHAT = "(?:什么|哪些|啥|哪几[样种份]?|几[样种份])"
_PAPERS = "(?:证据|记录|材料|资料|文件|凭证|证明|台账|单据)"
_SAYS_WHETHER = re.compile("(?:不|可|能|行|要|必须|算|需|没|有|会|公开资料没有|够|可能|都|只)")  # the beginning of an answer


@dataclass(frozen=True, slots=True)
class Aspect:
    """One thing that may be asked about a clause. `of_indicators`: about a whole indicator, too."""

    asks: re.Pattern[str]
    tell: Callable[[Clause], Computation] | Callable[[Clause | Indicator], Computation]
    of_indicators: bool = False
    whether: bool = False  # asks for a yes or no


# The more telling the words, the earlier.
ASPECTS = (
    Aspect(
        re.compile("(?:能|可以|可|可否|允许|申请|要不要)[^,。;]{0,4}(?:删减|删除|删掉|删|不评)|删减(?:吗|不|么|得了)"), clause_facts.exclusion, True
    ),
    Aspect(
        re.compile(f"谁[^,。;]{{0,3}}(?:负责|准备|牵头|提供|管|做|写|弄)|(?:哪个|{_WHAT})(?:部门|科室|岗位)(?:来|负责|准备|牵头|做|出)|找谁要?|归谁|归哪个部门"),
        clause_facts.prepared_by,
        True,
    ),
    Aspect(re.compile("能不能得分|[得给有算]分[吗么不]"), clause_facts.met_when),
    Aspect(
        re.compile(
            "够不够|行不行|能不能过|可不可以|怎么判|有没有问题|有问题[吗么]|(?:够|行|可以|能过|过得了|过关|合格|符合|达标|没问题)[了的]?(?:吗|不|么)[?？。]?$"
            "|(?:怎样|怎么|如何|什么情况)[^,。;]{0,3}(?:算|才)[^,。;]{0,3}(?:符合|做到|达标|合格|过)|会(?:怎样|怎么样|咋样|如何)|什么后果"
        ),
        clause_facts.met_when,
        whether=True,
    ),
    Aspect(
        re.compile(
            "(?:现场|当场|审核员?|评审员?|评审组|检查|老师|专家)[^,。;]{0,8}(?:看|查|抽|问|验证|核实?)"
            f"|怎么(?:查|验证|抽|核)|[抽查看问](?:{_WHAT}|几)(?!{_PAPERS})"
        ),
        clause_facts.on_site,
    ),
    Aspect(
        re.compile(
            f"{_WHAT}[^,。;]{{0,6}}{_PAPERS}|{_PAPERS}[^,。;]{{0,4}}(?:有|是|要|怎么|包括|呢|$|[?？])|(?:拿|用|凭)(?:什么|啥)[^,。;]{{0,3}}证明"
            f"|怎么(?:证明|举证)|(?:留|准备|提供|交){_WHAT}"
        ),
        clause_facts.evidence,
    ),
)


def clause_fact_asked(heard: Heard, rubric: Rubric, best: FaqEntry | None) -> Computation | None:
    """For the one clause (or indicator) whose number is told; None where the best entry tells that very thing of it."""
    numbered = Subjects.of_standard().by_number(heard)
    if len(numbered) != 1:
        return None
    parts: tuple[Clause | Indicator, ...] = (*rubric.clauses(), *rubric.indicators())
    one = next((part for part in parts if part.id == numbered[0]), None)
    aspect = next((aspect for aspect in ASPECTS if aspect.asks.search(heard.text)), None)
    if one is None or aspect is None or (isinstance(one, Indicator) and not aspect.of_indicators):
        return None
    if best is None or _tells(best, aspect, one.id.partition("-")[0]):
        return None
    return aspect.tell(one)  # type: ignore[arg-type]  # what takes clauses only is asked of clauses only


def _tells(entry: FaqEntry, aspect: Aspect, number: str) -> bool:
    """Whether the entry is about that very thing of that clause; yes or no, or the working reading, answer whether."""
    if number not in entry.question + entry.answer:
        return False
    says = aspect.whether and (_SAYS_WHETHER.match(entry.answer) or "工作口径" in entry.answer)
    return bool(says) or aspect.asks.search(entry.question) is not None
