"""How many 售后服务管理师?"""

import re
from fractions import Fraction
from itertools import pairwise

from assistant.answering.compute.cues import cues_of
from assistant.answering.compute.roles import before, behind, whole
from assistant.answering.hearing import Heard
from assistant.answering.numbers import Figure
from assistant.guidance import managers
from assistant.guidance.computation import Computation
from scoring.rubric import Rubric

CUES = cues_of("managers")

_MANAGER = CUES["manager"]
_OTHER_SUBJECT = "客户服务管理师|分钟|学时|考试"
_ALL_STAFF = CUES["all_staff"]
_MANAGING = CUES["managing"]
_TENTH = CUES["tenth"]
_POINTS = "几分|多少分|扣分|0分|零分|满分"
_NO_PEOPLE = CUES["no_people"]
_STAFFED = "配备?(?:几|多少)|[送派](?:几|多少)[^,。;]{0,4}考"  # 25 个服务主管配几名: what is to be provided goes without saying
_MANAGEMENT = re.compile("服务管理(?!师|人员)")
_OF_ALL = re.compile("(?:公司|企业|厂里?|单位|集团)(?:总共|一共|共|大概|差不多|现|才|就|只|统共)?有?$")
_TOTAL = re.compile("(一共|总共|合计|共|总数|总计)[^,。;]{0,4}$")
_PEOPLE_BEHIND = re.compile(r"来?[人个名位头号口员]|\s?(?:[a-z-]+\s){0,3}(?:people|persons?|managers?|staff|supervisors?|employees|heads?)")
_HELD_BEHIND = re.compile(r"\s*(?:个|名|位|人|张)?\s*(?:持证的?|售后服务|售后)?管理师")
_HOLDING = re.compile("现有|已有|已经有|目前有|手上有|只有|现在有")
_ASKED_BEHIND = re.compile(r".{0,8}管理师(?:要|得|该|配|陪|需|应)")
_CARRIES = re.compile("管理师[^,。;]{0,8}(?:撑|带|管|够|覆盖|支持)[^,。;]{0,4}(?:多少|几)[^,。;]{0,6}人")
_OPTION = re.compile("还是#|#[个名位]?还是")  # 要 1 个还是 2 个
_PLACES = "分公司|子公司|网点|站点?(?!长)|门?店(?!长|员)|分部|分店|办事处|大区|片区|省|城市|仓库|部门?|厂|车间|outlets?|branches|offices|sites"
_PLACES_BEHIND = re.compile(rf"\s*[个家]?(?:{_PLACES})")
_EACH = re.compile(rf"\s*[个家]?(?:{_PLACES}|家)(?:[^\d]{{0,4}}(?:各|每)[^\d]{{0,8}}| with )$")
_ALL_BEFORE = re.compile("(?:总人数|全体员工|员工|职工)[^,。;\\d]{0,3}$")
_BELOW_ONE = re.compile("(?:不到|不足|不满)$")  # 10% 不到 1 个
_HELD_BEFORE = re.compile(r"[^,。;\d]{0,3}(?:有|现有|只有|已有|配了|才)\s*")


def read(heard: Heard, rubric: Rubric) -> Computation | None:
    """From the numbers of service managers (several groups add up), or of all staff by rule of thumb."""
    heard = Heard(_MANAGEMENT.sub("服务管理人员", heard.text), heard.readings)
    named = (*_MANAGER, *_MANAGING) if heard.says(*_TENTH) or heard.matches(_STAFFED) else _MANAGER
    place = next((found for word in named if (found := heard.place(word)) is not None), None)
    if place is None or heard.matches(_OTHER_SUBJECT):
        return None
    carried = _CARRIES.search(heard.text)
    if carried and len(heard.figures) == 1 and whole(heard.figures[0]):
        return managers.carried_by(rubric, int(heard.figures[0].value))
    product, spent = _groups_of(heard)
    people = [f for f in heard.figures if f not in spent and whole(f) and f.value >= 1 and _counts_people(heard, f)]
    held = next((f for f in people if _is_held(heard, f, place) or before(heard, f, 3) == "管理师"), None)
    others = [figure for figure in people if figure is not held]
    if not others and held and not product:
        if not _ASKED_BEHIND.match(behind(heard, held, 16)):  # only what they have is told
            return None
        others, held = [held], None
    if not others and not product:
        return None
    of_all = any(_OF_ALL.search(before(heard, figure, 8)) and behind(heard, figure, 2).startswith(("人", "个人")) for figure in others)
    told_as_all = len(others) == 1 and _ALL_BEFORE.search(before(heard, others[0], 10)) is not None
    if told_as_all or ((of_all or heard.says(*_ALL_STAFF)) and (not heard.says(*_MANAGING) or "15%" in heard.text)):
        return managers.for_all_staff(rubric, max(int(figure.value) for figure in others))
    totals = [figure for figure in others if _is_total(heard, figure, others)]
    total = max(f.value for f in totals) if totals and len(others) > 1 else sum((f.value for f in others), product)
    return managers.for_service_managers(rubric, int(total), int(held.value) if held else None, points=heard.matches(_POINTS))


def _is_total(heard: Heard, figure: Figure, people: list[Figure]) -> bool:
    """总部 12 人、网点 19 人，共 31 人; but 总部 12 人、网点站长共 31 人 tells two groups."""
    said = _TOTAL.search(before(heard, figure, 8))
    if said is None:
        return False
    ahead = before(heard, figure, 8)[: said.start()]
    rest = sum((one.value for one in people if one is not figure), Fraction(0))
    return len(people) != 2 or rest == figure.value or not ahead or ahead[-1] in ",。;、 :"


def _counts_people(heard: Heard, figure: Figure) -> bool:
    """58 个, 服务管理人员 63, 120 service managers: a unit of people behind, or people named before."""
    after, ahead = behind(heard, figure, 30), before(heard, figure, 8)
    if _HELD_BEHIND.match(after):
        return True
    if ahead.endswith("百分之") or (figure.value == 1 and _BELOW_ONE.search(ahead)):
        return False
    if after.startswith(_NO_PEOPLE) or _PLACES_BEHIND.match(after) or _OPTION.search(f"{ahead[-3:]}#{after[:4]}"):
        return False
    return _PEOPLE_BEHIND.match(after) is not None or any(word in ahead for word in (*_MANAGING, *_ALL_STAFF, "人数"))


def _groups_of(heard: Heard) -> tuple[Fraction, list[Figure]]:
    """三个分公司各 6 个主管: people of groups of one size, and the figures that say so."""
    total, spent = Fraction(0), []
    for groups, each in pairwise(heard.figures):
        between = heard.text[groups.end : each.start]
        if _EACH.match(between):
            total += groups.value * each.value
            spent += [groups, each]
    return total, spent


def _is_held(heard: Heard, figure: Figure, place: int) -> bool:
    """3 名管理师, 管理师有 3 名: the ones they have; not the 41 of 主管 41 人管理师 5 人."""
    if before(heard, figure, 6).rstrip("有是共").endswith(_MANAGING):
        return False
    if _HELD_BEHIND.match(behind(heard, figure, 10)) or _HOLDING.search(before(heard, figure, 3)):
        return True
    between = heard.text[place + 3 : figure.start]
    if place < figure.start and len(between) <= 1 and _HOLDING.search(heard.text[max(0, place - 8) : place]):
        return True
    return place < figure.start and _HELD_BEFORE.fullmatch(heard.text[place + 3 : figure.start]) is not None
