"""Questions that want a small computation: which one, and with which numbers. None when a number or intent is missing.

Each reader looks at the words around each number, so that "实得 80、涉及 90、特别扣分 2 个" gives each number its role.
"""

import re
from collections.abc import Callable
from fractions import Fraction

from assistant.answering.hearing import Heard
from assistant.answering.numbers import Figure, parse
from assistant.guidance import costs, dates, managers, predecessor, scores
from assistant.guidance.computation import Computation
from assistant.guidance.figures import load_figures
from scoring.rubric import Level, Rubric

_ASKS = ("多少", "几", "够", "怎么算", "算", "是什么", "哪", "什么", "吗", "能", "还差", "落到", "how", "what", "which", "呢", "?", "不", "否")
_DEDUCTION = ("特别扣分", "特别扣", "special deduction")
_APPLICABLE = ("涉及", "满打满算", "总分值", "分母", "适用分", "可得", "应得", "剩下的满分", "满分只", "applicable", "删减后")
_EXCLUDED = ("删掉", "删减", "删去", "去掉", "砍掉", "不涉及", "剔除", "excluded", "exclude")
_MANAGER = ("管理师", "after-sales service manager", "after-sales manager", "certified manager")
_STAFF = ("全公司", "全厂", "总人数", "全体员工", "员工", "职工", "所有人", "公司一共", "公司总共", "公司共", "全员", "employees", "staff")
_LEVEL_WORDS = ("几星", "什么级", "啥级", "哪一级", "哪级", "哪档", "哪一档", "什么档", "啥档", "什么星", "够不够", "能评", "能拿", "级别", "等级",
                "达标", "星级", "合格", "算什么", "够", "which level", "which star", "what level", "what star", "star")  # fmt: skip


_DRAWN = re.compile(r"(抽查?了?样?取?|抽出|样本|看了|翻了|查了?|sampled?|out of|of)[^\d,。;]{0,4}$")
_BAD = "坏|不符合|不行|不合格|有问题|不达标|没|缺|错|漏|failed|fail|were bad|bad"
_BAD_BEFORE = re.compile(rf"({_BAD})[了的有好全填]{{0,3}}\s*$|其中有?$")
_BAD_AFTER = re.compile(rf"\s*[张份个条单人件]?\s*(?:样本|单子|工单|记录)?\s*[是有都]?(?:{_BAD})")
# Said of deductions outside the score, without the term.
_OUTSIDE = ("另扣", "另外扣", "评分之外", "单独扣", "单独记", "特别扣")
_LISTED = re.compile(r"([一二两三四五六七八九]|\d)[个项](?=[、,。;和]|$)")


def compute(heard: Heard, rubric: Rubric) -> Computation | None:
    """The computation a question asks for. Numbers out of range give None: the answer then comes from the corpus."""
    if not heard.says(*_ASKS):
        return None
    readers: tuple[Callable[[Heard, Rubric], Computation | None], ...] = (
        _managers,
        _fees,
        _outlets,
        _sample,
        _predecessor,
        _normalised,
        _expiry,
        _level,
    )
    for reader in readers:
        try:
            result = reader(heard, rubric)
        except ValueError:
            continue
        if result is not None:
            return result
    return None


def _managers(heard: Heard, rubric: Rubric) -> Computation | None:
    place = next((found for word in _MANAGER if (found := heard.place(word)) is not None), None)
    if place is None or heard.matches("客户服务管理师|分钟|学时|考试"):
        return None
    people = [
        figure for figure in heard.figures
        if figure.value.denominator == 1 and not _unit(heard, figure).startswith(("%", "分", "年", "月", "天", "元", "成"))
    ]  # fmt: skip
    held = next((f for f in people if _near_held(heard, f, place)), None)
    others = [figure for figure in people if figure is not held and figure.value >= 1]
    if not others:
        held, others = None, people
    if not others:
        return None
    total = int(sum(figure.value for figure in others))
    if heard.says(*_STAFF) and not heard.says("服务管理人员", "管事", "管售后", "管服务", "负责人", "站长", "经理", "主管"):
        return managers.for_all_staff(rubric, max(int(figure.value) for figure in others))
    totals = [figure for figure in others if re.search("(一共|总共|合计|共|总数|总计)[^,。;]{0,4}$", _before(heard, figure, 8))]
    if totals and len(others) > 1:
        total = int(max(figure.value for figure in totals))
    return managers.for_service_managers(rubric, total, int(held.value) if held else None)


def _near_held(heard: Heard, figure: Figure, place: int) -> bool:
    """3 名管理师 / 管理师有 3 名 / 管理师只有 3 个: the ones they have."""
    after = heard.text[figure.end : figure.end + 8]
    if re.match(r"\s*(?:个|名|位|人|张)?\s*(?:持证的?|售后服务|售后)?(?:管理师|管理湿)", after):
        return True
    between = heard.text[place + 3 : figure.start]
    return place < figure.start and re.fullmatch(r"[^,。;\d]{0,3}(?:有|现有|只有|已有|配了|才)\s*", between) is not None


def _fees(heard: Heard, _: Rubric) -> Computation | None:
    if not heard.says("方圆", "fangyuan"):
        return None
    if heard.says("副本", "子证书", "copies", "copy"):
        copies = _with_unit(heard, "张份本")
        return costs.fangyuan_copies(int(copies)) if copies else None
    days = _with_unit(heard, r"(?:个)?\s*(?:人日|人天|人·日|man-?days?|person-?days?|auditor days?|天)")
    if days is None:
        return None
    if heard.says("监督", "年审", "年检", "surveillance", "获证后", "复查"):
        return costs.fangyuan_surveillance(days)
    return costs.fangyuan_first(days)


def _outlets(heard: Heard, _: Rubric) -> Computation | None:
    if not heard.says("人天", "人日", "man-day", "person-day"):
        return None
    outlets = _with_unit(heard, r"(?:个|家|处)?\s*(?:固定)?的?(?:网点|门店|维修点|服务点|站点|站|店|点|outlets?|sites?)")
    return costs.outlet_man_days(int(outlets)) if outlets and outlets.denominator == 1 else None


def _sample(heard: Heard, _: Rubric) -> Computation | None:
    if not heard.says("抽", "抽查", "抽样", "样本", "sampled", "sample", "翻了", "看了"):
        return None
    points = _with_unit(heard, r"分(?!钟|之)|points?|marks?")
    drawn = next((f for f in heard.figures if _DRAWN.search(_before(heard, f, 8))), None)
    rest = [f for f in heard.figures if f is not drawn and not _unit(heard, f).startswith("分")]
    failed = next((f for f in rest if _BAD_BEFORE.search(_before(heard, f, 8))), None) or next(
        (f for f in rest if _BAD_AFTER.match(heard.text[f.end : f.end + 12])), None
    )
    if points is None or failed is None or drawn is None or drawn.value.denominator != 1 or failed.value.denominator != 1:
        return None
    return scores.sampled_clause(points, int(drawn.value), int(failed.value))


def _predecessor(heard: Heard, _: Rubric) -> Computation | None:
    if not heard.says("旧行标", "旧标准", "老标准", "旧行业标准", "前身", "10401", "附录a", "老行标", "旧国标", "以前那个标准", "行业标准"):
        return None
    if not heard.says("至少", "最少", "最低", "不低于", "下限", "起码", "一半", "卡住", "50%", "at least", "minimum"):
        return None
    tables = load_figures().predecessor_items
    fast = heard.says("快消", "快速消费", "快销", "fast-moving", "fmcg")
    table = tables.fast_moving if fast else tables.durable
    for name, marks in table.items.items():
        if heard.says(name, name[2:]) or (name[:2] not in ("服务", "客户") and heard.says(name[:2])):
            return predecessor.item_floor(Fraction(marks), f"{table.title}“{name}”单项", table.passage)
    marks_given = [f.value for f in heard.figures if _unit(heard, f).startswith("分") and f.value <= 100]
    return predecessor.item_floor(marks_given[0]) if marks_given else None


def _normalised(heard: Heard, rubric: Rubric) -> Computation | None:
    deductions, used = _deductions(heard)
    rest = [f for f in heard.figures if f is not used and _scorelike(heard, f)]
    applicable = next((f for f in rest if _follows(heard, f, _APPLICABLE)), None)
    if applicable is not None:
        earned = [f for f in rest if f is not applicable and f.value <= applicable.value]
        if earned:
            return scores.normalised_score(rubric, earned[0].value, applicable.value, deductions or 0)
        return None
    excluded = next((f for f in rest if _follows(heard, f, _EXCLUDED) or _precedes(heard, f, _EXCLUDED)), None)
    if excluded is not None:
        earned = [f for f in rest if f is not excluded]
        if earned:
            left = Fraction(rubric.full_marks) - excluded.value
            return scores.normalised_score(rubric, earned[0].value, left, deductions or 0)
        return None
    plausible = [f.value for f in rest if 40 <= f.value <= 100]
    if deductions is not None and plausible:
        return scores.with_deductions(rubric, plausible[0], deductions)
    return None


def _level(heard: Heard, rubric: Rubric) -> Computation | None:
    scorelike = [f for f in heard.figures if _scorelike(heard, f) and 0 < f.value <= 100]
    if heard.says("满意度", "人日", *_OUTSIDE):
        return None
    lines = {Fraction(level.lower) for level in rubric.levels}
    target = _target(heard, rubric)
    gap = heard.says("差几分", "还差", "差多少", "缺几分", "缺多少", "short", "how many more", "补几分", "差")
    for figure in scorelike:
        explicit = _unit(heard, figure).startswith("分") or re.search(
            "(得了?|考了?|打了?|自评|自评了?|评了?|总分|得分|评分|打分|分数|平均|净得|score[d]?|got|have|算出来|才|只有)[^\\d,。;]{0,4}$", _before(heard, figure, 12)
        )  # fmt: skip
        if not explicit and not (gap and target):
            continue
        if figure.value in lines and not gap and not heard.says("我们", "自评", "得了", "考了", "打了"):
            continue  # 五星要 95 分吗: asks for the line itself
        if figure.value < 40 and not heard.says("总分", "得分", "score"):
            continue
        if (gap and (target or heard.says("及格", "达标", "合格"))) or heard.says(*_LEVEL_WORDS):
            return scores.level_of(rubric, figure.value, target if gap else None)
    return None


def _expiry(heard: Heard, _: Rubric) -> Computation | None:
    if not heard.says("到期", "过期", "有效到", "失效", "用到", "expire", "valid until"):
        return None
    match = re.search(r"(20\d\d)\s*[年./-]\s*(?:(\d{1,2})\s*[月./-]?\s*(?:(\d{1,2})\s*[日号]?)?)?", heard.text)
    if not match or not heard.says("发", "拿", "下来", "颁", "取得", "获证", "issued", "got", "办"):
        return None
    month = int(match[2]) if match[2] and 1 <= int(match[2]) <= 12 else None
    return dates.expiry(int(match[1]), month, int(match[3]) if match[3] else None)


def _deductions(heard: Heard) -> tuple[int | None, Figure | None]:
    """How many special deductions, and the figure that says so. Several single counts of one list add up."""
    place = next((found for word in _DEDUCTION if (found := heard.place(word)) is not None), None)
    if heard.says(*_OUTSIDE):
        listed = [parse(match[1]) for match in _LISTED.finditer(heard.text)]
        if len(listed) > 1:
            return int(sum(value for value in listed if value)), None
    if place is None:
        return None, None
    counts = [
        f for f in heard.figures
        if f.value.denominator == 1 and f.value <= 20 and (
            re.match(r"\s*(?:个|项|处|条|次)?\s*(?:特别扣|special)", heard.text[f.end : f.end + 10])
            or (re.search("(特别扣分项?|特别扣)[^\\d,。;]{0,6}$", _before(heard, f, 12)) and not _unit(heard, f).startswith("星"))
        )
    ]  # fmt: skip
    return (int(counts[0].value), counts[0]) if counts else (None, None)


def _target(heard: Heard, rubric: Rubric) -> Level | None:
    names = {
        "pass": ("达标级", "及格线", "70分"),
        "three_star": ("三星", "3星", "three-star", "three star", "3-star"),
        "four_star": ("四星", "4星", "four-star", "four star", "4-star"),
        "five_star": ("五星", "5星", "five-star", "five star", "5-star"),
    }
    asked = [level for level in rubric.levels if heard.says(*names.get(level.id, ()))]
    return asked[-1] if asked else None


def _scorelike(heard: Heard, figure: Figure) -> bool:
    unit = _unit(heard, figure)
    return not re.match(r"\s*(?:%|星|年|个?月|天|日|人|家|名|位|元|块|万|条|项指|个指|大类|份|张|小时|个(?!特别))", unit) and not re.search(
        r"(第|条款)\s*$", _before(heard, figure, 4)
    )


def _follows(heard: Heard, figure: Figure, words: tuple[str, ...]) -> bool:
    before = re.split("[,。;、]", _before(heard, figure, 14))[-1]
    return any(word in before for word in words)


def _precedes(heard: Heard, figure: Figure, words: tuple[str, ...]) -> bool:
    after = re.split("[,。;、]", heard.text[figure.end : figure.end + 8])[0]
    return any(word in after for word in words)


def _with_unit(heard: Heard, unit: str) -> Fraction | None:
    pattern = re.compile(rf"\s*(?:[{unit}])" if re.fullmatch(r"[\u4e00-\u9fff]+", unit) and len(unit) < 4 else rf"\s*(?:{unit})")
    return next((f.value for f in heard.figures if pattern.match(heard.text[f.end : f.end + 24])), None)


def _unit(heard: Heard, figure: Figure) -> str:
    return heard.text[figure.end : figure.end + 6].lstrip()


def _before(heard: Heard, figure: Figure, width: int) -> str:
    return heard.text[max(0, figure.start - width) : figure.start]
