"""The words of the rubrics that ship: every gap says what is missing and how it is closed; the other rubrics are whole."""

import re
from collections.abc import Iterator

import pytest

from scoring.rubric import Clause, Rubric, load_rubric
from scoring.rubric.loader import DEFAULT, check_names, rubric_ids
from scoring.rubric.model import Condition
from scoring.rubric.predicates import Graded

OTHERS = ("completeness", "sbt10401-2006")
_PLACEHOLDER = re.compile(r"没有找到相应证据|补充相应证据|相应文件|待写|TODO|XX|\?\?")
_SPACE_IN_CHINESE = re.compile(r"[\u4e00-\u9fff，。；、] +[\u4e00-\u9fff，。；、]")

# Evidence that takes time to come about, whoever writes it: clause, condition, least calendar days.
_SLOW = [
    ("5.1.2.2", "managers", 30),
    ("5.1.4.1", "issued", 7),
    ("5.1.5.2", "checks", 30),
    ("5.1.5.2", "external", 30),
    ("5.1.6.3", "certificate", 90),
    ("5.2.5-a", "report", 20),
    ("5.3.1.3", "visited", 30),
    ("5.3.1.4", "sample", 21),
    ("5.3.2-c", "solved", 30),
]


def _conditions(rubric: Rubric) -> Iterator[tuple[Clause, Condition]]:
    for clause in rubric.clauses():
        for condition in clause.conditions:
            yield clause, condition


def _texts(rubric: Rubric) -> Iterator[tuple[str, str]]:
    """All words that people read, with the place they stand at."""
    for clause, one in _conditions(rubric):
        for text in (one.text, one.missing, one.remedy.do, one.remedy.hand_in, one.remedy.who):
            yield f"{clause.id} {one.id}", text
    for clause in rubric.clauses():
        yield from ((clause.id, text) for text in clause.on_site)
    for rule in rubric.special_deductions.rules:
        yield from ((rule.code, text) for text in (rule.title, rule.remedy.do, rule.remedy.hand_in, rule.remedy.who))
    for threshold in rubric.eligibility:
        yield from ((threshold.id, text) for text in (threshold.text, threshold.missing, threshold.note) if text)


@pytest.mark.parametrize("rubric", [DEFAULT, *OTHERS])
def test_no_placeholder_is_left(rubric: str) -> None:
    assert [(place, text) for place, text in _texts(load_rubric(rubric)) if _PLACEHOLDER.search(text)] == []


@pytest.mark.parametrize("rubric", [DEFAULT, *OTHERS])
def test_texts_end_without_a_mark_and_hold_no_stray_space(rubric: str) -> None:
    assert [(place, text) for place, text in _texts(load_rubric(rubric)) if text[-1] in "。；，、.;,"] == []
    assert [(place, text) for place, text in _texts(load_rubric(rubric)) if _SPACE_IN_CHINESE.search(text)] == []


@pytest.mark.parametrize("rubric", [DEFAULT, *OTHERS])
def test_every_condition_of_a_clause_says_its_own_gap_and_remedy(rubric: str) -> None:
    for clause in load_rubric(rubric).clauses():
        missing = [one.missing for one in clause.conditions]
        remedies = [one.remedy.do for one in clause.conditions]
        assert len(set(missing)) == len(missing), clause.id
        assert len(set(remedies)) == len(remedies), clause.id
        assert 2 <= len(clause.on_site) <= 4, clause.id
        assert len(set(clause.on_site)) == len(clause.on_site), clause.id


def test_no_two_conditions_of_the_standard_share_a_remedy() -> None:
    remedies = [one.remedy.do for _, one in _conditions(load_rubric())]
    assert len(set(remedies)) == len(remedies)


@pytest.mark.parametrize("rubric", [DEFAULT, *OTHERS])
def test_a_remedy_is_something_to_do_and_never_an_exclusion(rubric: str) -> None:
    for clause, one in _conditions(load_rubric(rubric)):
        said = one.remedy.do + one.remedy.hand_in
        assert not re.search("删减|不适用", said), (clause.id, one.id)
        assert len(one.remedy.do) >= 20, (clause.id, one.id)
        assert one.remedy.days > 0, (clause.id, one.id)
        assert one.remedy.lead_days > 0, (clause.id, one.id)


@pytest.mark.parametrize(("clause", "condition", "least"), _SLOW)
def test_evidence_that_takes_time_has_its_lead_time(clause: str, condition: str, least: int) -> None:
    found = [one for place, one in _conditions(load_rubric()) if place.id == clause and one.id == condition]
    assert [one.remedy.lead_days >= least for one in found] == [True]


def test_contested_thresholds_tell_both_sides() -> None:
    notes = {one.id: one.note for one in load_rubric().eligibility}
    assert all(said in notes["running"] for said in ("两说", "3 个月", "6 个月"))
    assert all(said in notes["legal_person"] for said in ("两说", "独立法人", "事业单位"))


def test_special_deductions_say_how_they_are_put_right() -> None:
    rules = load_rubric().special_deductions.rules
    assert {rule.code for rule in rules} == {"SD-law", "SD-own", "SD-industry", "SD-system"}
    assert all(len(rule.remedy.do) >= 20 and rule.remedy.lead_days > 0 for rule in rules)


@pytest.mark.parametrize("rubric", [DEFAULT, *OTHERS])
def test_every_name_a_rubric_uses_is_in_the_lexicon(rubric: str) -> None:
    check_names(load_rubric(rubric), rubric)


@pytest.mark.parametrize("rubric", OTHERS)
def test_conditions_that_read_alike_ask_for_the_same(rubric: str) -> None:
    standard = {(one.id, one.text): one for _, one in _conditions(load_rubric())}
    shared = [one for _, one in _conditions(load_rubric(rubric)) if (one.id, one.text) in standard]
    assert len(shared) > 20
    assert [one.id for one in shared if one != standard[one.id, one.text]] == []


def test_the_rubrics_that_ship() -> None:
    assert set(rubric_ids()) == {DEFAULT, *OTHERS}


def test_the_predecessor_has_eight_items_and_27_indicators() -> None:
    rubric = load_rubric("sbt10401-2006")
    assert [int(group.points) for group in rubric.groups] == [6, 6, 8, 10, 20, 30, 10, 10]
    assert len(list(rubric.clauses())) == 27
    assert rubric.group_floor_percent == 50
    assert [(level.title, int(level.lower)) for level in rubric.levels] == [("达标", 70)]
    assert rubric.special_deductions.rules == ()


def test_readiness_gives_no_points_and_reads_the_standard() -> None:
    rubric = load_rubric("completeness")
    assert not rubric.scored
    assert (len(rubric.levels), int(rubric.full_marks)) == (0, 0)
    assert [group.title for group in rubric.groups] == ["七星", "十二星"]
    assert rubric.needs == (DEFAULT,)
    assert all(clause.mode == "all_or_nothing" for clause in rubric.clauses())
    graded = [one.predicate for _, one in _conditions(rubric) if isinstance(one.predicate, Graded)]
    assert [(one.rubric, one.level, one.at_least and int(one.at_least)) for one in graded] == [(DEFAULT, "five_star", None), (DEFAULT, None, 97)]


def test_readiness_says_that_its_sources_are_single_and_its_numbers_working() -> None:
    rubric = load_rubric("completeness")
    numbers = [one.text for _, one in _conditions(rubric) if isinstance(one.predicate, Graded) or one.id == "running"]
    assert len(numbers) == 3
    assert all(said in text for text in (rubric.title, *numbers) for said in ("来源单一", "工作口径"))
