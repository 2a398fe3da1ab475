"""What the rubric says of a clause beside its points: evidence, checks on the spot, who prepares it, exclusion, when it is met.

All of it is this product's working reading (rubric §2 to §4), told as such; no public source gives it clause by clause.
"""

from collections.abc import Mapping
from functools import lru_cache

from assistant.guidance.cited import load_data
from assistant.guidance.clause_points import clauses_of, named, number_of
from assistant.guidance.computation import Computation
from assistant.knowledge.model import Frozen
from scoring.rubric import Clause, Indicator

_RULES = "exclusion-product-rules"
_WORKING = "工作口径，不是标准原文"


class ClausePassages(Frozen):
    """clause-passages.yaml: the beginning of a clause's id -> passage."""

    work: Mapping[str, str]
    evidence: Mapping[str, str]
    on_site: Mapping[str, str]
    exclusion: Mapping[str, str]


@lru_cache(maxsize=1)
def clause_passages() -> ClausePassages:
    return load_data("clause-passages.yaml", ClausePassages)


def evidence(clause: Clause) -> Computation:
    """The kinds of papers and records, and what they must show."""
    # the lexicon of papers: a tenth of a second that no other question needs
    from scoring.facts.kind_titles import kind_title

    kinds = "、".join(kind_title(kind) for kind in clause.evidence)
    known = clause_passages()
    return _told(
        clause,
        f"{named(clause)}的证据（{_WORKING}）：{kinds}。要能看出：{_conditions(clause)}。",
        known.evidence,
        known.work,
    )


def met_when(clause: Clause) -> Computation:
    """Its conditions, and what it means where one fails."""
    if clause.mode == "sample_ratio":
        rest = "逐份样本看，不合格的按比例扣分。"
    elif len(clause.conditions) > 1:
        rest = f"{len(clause.conditions)} 个条件缺一个，这一条就不符合。"
    else:
        rest = "做不到，这一条就不符合。"
    return _told(clause, f"{named(clause)}这样才算符合（{_WORKING}）：{_conditions(clause)}。{rest}", clause_passages().work)


def on_site(clause: Clause) -> Computation:
    """What to check on the spot."""
    known = clause_passages()
    text = f"{named(clause)}的现场核对要点（{_WORKING}）：{'；'.join(clause.on_site)}。"
    return _told(clause, text, known.on_site, known.work)


def prepared_by(one: Clause | Indicator) -> Computation:
    """The departments that the remedies name."""
    parts = [f"{named(clause) if isinstance(one, Indicator) else ''}由{_who(clause)}" for clause in clauses_of(one)]
    known = clause_passages()
    return _told(
        one,
        f"{named(one)}由谁负责准备，公开资料没有逐条规定；本产品的整改建议（工作口径）：{'；'.join(parts)}。企业可以自己分工，写进职责文件。",
        known.evidence,
    )


def exclusion(one: Clause | Indicator) -> Computation:
    """Whether it may be left out of the evaluation where the enterprise has no such business."""
    able = [clause for clause in clauses_of(one) if clause.excludable]
    if not able:
        text = f"{named(one)}不能删减（工作口径）：本产品只允许删减安装调试、配送、维修、废弃商品回收这几类。"
    elif len(able) < len(clauses_of(one)):
        text = f"{named(one)}里只有{'、'.join(clause.title for clause in able)}可以在不涉及时申请删减（工作口径），其余不能。"
    else:
        text = f"{named(one)}确实不涉及的可以申请删减（工作口径），要写明理由；做得差不能靠删减躲掉。"
    text += "标准能删减哪些条款，公开资料没有找到清单，由认证机构判断，请先问机构。"
    return _told(one, text, clause_passages().exclusion, {number_of(one): _RULES})


def _conditions(clause: Clause) -> str:
    return "；".join(condition.text for condition in clause.conditions)


def _who(clause: Clause) -> str:
    return "、".join(dict.fromkeys(name for condition in clause.conditions for name in condition.remedy.who.split("、")))


def _told(one: Clause | Indicator, text: str, *tables: Mapping[str, str]) -> Computation:
    """With the passage of each table whose key is the longest beginning of the id."""
    passages = []
    for table in tables:
        fits = [key for key in table if one.id.startswith(key)]
        passages.append(table[max(fits, key=len)])
    return Computation(text, tuple(dict.fromkeys(passages)), number_of(one))
