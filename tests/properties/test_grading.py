"""What must hold for every pack: order, unrelated files, more evidence, repaired rows, bounds."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.facts.model import FileFacts
from scoring.judge import Grade, Scores, grade
from scoring.profile import Exclusion
from scoring.result import canonical, to_json, with_facts
from scoring.rubric import load_rubric
from tests.support.facts import AS_OF, OTHER, OWN, PROFILE, by, file, paper, promise, says, table, unreadable
from tests.support.rubrics import clause, data, group, passed, provided, rule, said, small

IN_TIME = {"test": "within", "start": ["start"], "ends": {"finish": ["response"]}}
WITHIN = {"is": "sampled", "records": ["repair_record"], "pending": "response", "tests": [IN_TIME]}
MANAGERS = {"is": "staffed", "managers": ["manager_roster"], "certificates": ["service_manager_certificate"], "percent": 10}
CLAUSES = [
    clause("A", 12, said("research_unit")),
    clause("B", 10, provided("service_manual"), said("emergency_plan", public=True)),
    clause("C", 14, passed("installation_record")),
    clause("D", 8, WITHIN),
    clause("E", 9, {"is": "certified", "kinds": ["management_certificate"]}),
    clause("F", 11, {"is": "consistent", "subjects": ["response", "warranty"], "kinds": ["service_commitment", "warranty_card"]}),
    clause("G", 7, {"is": "counted", "concepts": ["active_service"], "at_least": 2}),
    clause("H", 13, {"is": "any_of", "of": [said("commissioned_research"), provided("research_agreement")]}, excludable=True),
    clause("I", 9, MANAGERS, excludable=True),
    clause("J", 7, {"is": "quantified", "records": ["spare_list"], "role": "quantity"}),
]
RULES = [rule("SD-law", "stated", concepts=["final_interpretation", "no_refund"]), rule("SD-own", "breached", clauses=["C", "D"])]
RUBRIC = small(group(*CLAUSES[:5], name="1"), group(*CLAUSES[5:], name="2"), rules=RULES)
BACKWARDS = small(group(*CLAUSES[:4:-1], name="2"), group(*CLAUSES[4::-1], name="1"), rules=RULES)

# Valid evidence that contradicts nothing and breaks no promise.
GOOD = [
    file("研究.docx", says("research_unit")),
    file("手册.docx", kinds=["service_manual"]),
    file("预案.docx", says("emergency_plan"), kinds=["website_page"]),
    file("安装一.xlsx", table("installation_record", "id date result", [("I1", "2026-03-02", "合格"), ("I2", "2026-04-02", "合格")])),
    file("维修一.xlsx", table("repair_record", "id start finish", [("R1", "2026-03-02 09:00", "2026-03-02 15:00")])),
    file("证书.pdf", paper("management_certificate", OWN, expires="2028-01-01")),
    file("承诺.pdf", promise("response", 24), promise("warranty", 12, "month"), kinds=["service_commitment"]),
    file("保修卡.pdf", promise("warranty", 12, "month"), kinds=["warranty_card"]),
    file("活动一.docx", says("active_service", "affirmed", "2026-05-01")),
    file("活动二.docx", says("active_service", "affirmed", "2026-06-01")),
    file("委托.docx", says("commissioned_research")),
    file("协议.pdf", kinds=["research_agreement"]),
    file("管理师.pdf", paper("service_manager_certificate", OWN, person="丁一", expires="2028-01-01")),
    file("备件.xlsx", table("spare_list", "item quantity", [("滤芯", "12")])),
]
# Evidence that may take something away, proves nothing, or cannot be read.
DOUBTFUL = [
    file("安装二.xlsx", table("installation_record", "id date result", [("I8", "2026-03-02", "不合格"), ("I9", "2024-03-02", "合格")])),
    file("维修二.xlsx", table("repair_record", "id start finish", [("R8", "2026-03-02 09:00", "2026-03-09 15:00"), ("R9", "2026-11-20 09:00", "")])),
    file("合同.pdf", promise("response", 48), promise("warranty", 24, "month"), kinds=["service_commitment"]),
    file("告示.docx", says("final_interpretation"), says("no_refund"), kinds=["promotion_material"]),
    file("打算.docx", says("research_unit", "planned"), says("active_service", "affirmed", "2024-05-01")),
    file("别家.docx", by(OTHER), says("research_unit"), says("emergency_plan")),
    file("旧证.pdf", paper("management_certificate", OWN, expires="2025-01-01")),
    file("名单.xlsx", table("manager_roster", "name post", [(f"丁{n}", "主管") for n in range(11)])),
    unreadable("扫描手册.pdf", "service_manual", "research_agreement"),
    unreadable("扫描安装.pdf", "installation_record", reason="encrypted"),
    file("副本.docx", says("research_unit"), fingerprint="同"),
    file("复印件.docx", says("emergency_plan"), fingerprint="同"),
]

POOL = {one.path: one for one in (*GOOD, *DOUBTFUL)}


def paths(files: Sequence[FileFacts]) -> st.SearchStrategy[list[str]]:
    """Packs by the paths of their files: short to print, and facts are not hashable."""
    return st.lists(st.sampled_from([one.path for one in files]), unique=True)


def pick(names: Sequence[str]) -> list[FileFacts]:
    return [POOL[name] for name in names]


good = paths(GOOD)
packs = paths([*GOOD, *DOUBTFUL])
exclusions = st.lists(st.sampled_from([Exclusion("H", "不涉及"), Exclusion("I", "不涉及"), Exclusion("A", "不想做"), Exclusion("H", "")]), max_size=3)
quick = settings(max_examples=60, deadline=None)


def judged(files: Sequence[FileFacts], rubric: Any = RUBRIC, cut: Sequence[Exclusion] = ()) -> Grade:
    return grade(files, replace(PROFILE, exclusions=tuple(cut)), AS_OF, rubric)


def scores(files: Sequence[FileFacts], cut: Sequence[Exclusion] = ()) -> Scores:
    found = judged(files, cut=cut).scores
    assert found is not None
    return found


@quick
@given(packs, st.randoms(use_true_random=False), exclusions)
def test_the_order_of_files_changes_no_byte(names: list[str], chance: Any, cut: list[Exclusion]) -> None:
    pack = pick(names)
    shuffled = list(pack)
    chance.shuffle(shuffled)
    assert canonical(with_facts(judged(shuffled, cut=cut))) == canonical(with_facts(judged(pack, cut=cut)))


@quick
@given(packs)
def test_the_order_of_clauses_changes_nothing_but_the_order(names: list[str]) -> None:
    pack = pick(names)
    forwards, backwards = to_json(judged(pack)), to_json(judged(pack, BACKWARDS))
    for one in (*forwards["clauses"], *backwards["clauses"], *forwards["special_deductions"], *backwards["special_deductions"]):
        del one["fingerprint"]  # of the rubric too, which is another one
    assert {one["id"]: one for one in forwards["clauses"]} == {one["id"]: one for one in backwards["clauses"]}
    assert all(forwards[name] == backwards[name] for name in ("score", "level", "special_deductions"))


@quick
@given(packs, exclusions)
def test_an_unrelated_file_changes_the_list_of_documents_alone(names: list[str], cut: list[Exclusion]) -> None:
    pack = pick(names)
    unrelated = file("杂记.docx", by(OWN), says("office_party"))
    before, after = to_json(judged(pack, cut=cut)), to_json(judged([*pack, unrelated], cut=cut))
    assert [one["file"] for one in after.pop("documents") if one not in before["documents"]] == ["杂记.docx"]
    del before["documents"]
    kept = [notice for notice in before.pop("notices") if "没有一份文件能读出内容" not in notice]
    assert after.pop("notices") == kept
    assert after == before


@quick
@given(packs, exclusions)
def test_bounds(names: list[str], cut: list[Exclusion]) -> None:
    pack = pick(names)
    found = scores(pack, cut)
    assert 0 <= found.confirmed.score <= found.possible.score <= 100
    low, high = found.range
    assert low <= found.confirmed.score <= high
    for one in judged(pack, cut=cut).clauses:
        assert 0 <= one.share <= one.possible_share <= 1
        assert one.earned <= one.clause.points


@quick
@given(good, st.sampled_from([one.path for one in GOOD]))
def test_more_valid_evidence_never_lowers_the_confirmed_score(names: list[str], more: str) -> None:
    """A roster of managers and a promise ask for something: records and holders come with them here."""
    pack = pick(names)
    if more not in names:
        assert scores([*pack, POOL[more]]).confirmed.score >= scores(pack).confirmed.score


@quick
@given(packs)
def test_an_unreadable_file_never_changes_what_is_confirmed_upwards_nor_lowers_what_is_possible(names: list[str]) -> None:
    pack = pick(names)
    hidden = unreadable("图.jpg", "service_manual", "installation_record", "management_certificate")
    before, after = scores(pack), scores([*pack, hidden])
    assert after.confirmed.score <= before.confirmed.score
    assert after.possible.score >= before.possible.score


ROW = st.tuples(st.sampled_from(["2026-03-02", "2026-11-20", "2025-11-19", ""]), st.sampled_from(["合格", "不合格", "", "处理中", "PASS"]))


@quick
@given(st.lists(ROW, min_size=1, max_size=8), st.data())
def test_repairing_a_failing_row_never_lowers(rows: list[tuple[str, str]], chance: st.DataObject) -> None:
    def scored(cells: Sequence[tuple[str, str]]) -> Fraction:
        numbered = [(f"I{number}", *cell) for number, cell in enumerate(cells)]
        return scores([GOOD[0], file("安装.xlsx", table("installation_record", "id date result", numbered))]).confirmed.score

    number = chance.draw(st.integers(0, len(rows) - 1))
    day, _ = rows[number]
    assert scored([*rows[:number], (day, "合格"), *rows[number + 1 :]]) >= scored(rows)


@quick
@given(packs, st.sampled_from(["A", "C", "E", "J"]))
def test_what_official_points_say_lies_in_the_range(names: list[str], heavy: str) -> None:
    """Any other admissible allocation scores inside the range told."""
    pack = pick(names)
    low, high = scores(pack).range
    groups = [[dict(one) for one in CLAUSES[:5]], [dict(one) for one in CLAUSES[5:]]]
    for members in groups:
        total = sum(one["points"] for one in members)
        names = [one["id"] for one in members]
        chosen = heavy if heavy in names else names[0]
        for one in members:
            one["points"] = total - 0.5 * (len(members) - 1) if one["id"] == chosen else 0.5
    other = small(group(*groups[0], name="1"), group(*groups[1], name="2"), rules=RULES)
    found = judged(pack, other).scores
    assert found is not None
    assert low <= found.confirmed.score <= high


def test_an_empty_pack_earns_nothing_by_any_rubric() -> None:
    for rubric in (RUBRIC, load_rubric(), load_rubric("sbt10401-2006")):
        result = grade([], PROFILE, AS_OF, rubric)
        assert result.scores is not None
        assert result.scores.confirmed.score == result.scores.possible.score == 0
        assert result.scores.confirmed.level is None
        assert [one.clause.id for one in result.clauses if one.earned] == []
        assert result.special == ()


def test_the_small_rubric_is_a_good_one() -> None:
    assert data(group(*CLAUSES))["full_marks"] == "100"
    assert scores(GOOD).confirmed.score < 100  # without a roster of managers
    assert scores([*GOOD, file("名单二.xlsx", table("manager_roster", "name post", [("丁一", "主管")]))]).confirmed.score == 100
