"""What follows from the short form: vectors worked out by hand, and that every word of it rests on the corpus."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import UsageError
from assistant.guidance.applicant import Applicant, applicant
from assistant.guidance.cited import read_sources
from assistant.guidance.prequalify import Prequalification, prequalify
from assistant.guidance.prequalify_document import read_passages, summary, to_json
from assistant.guidance.prequalify_model import Rule, load_prequalify
from assistant.guidance.prequalify_view import report
from assistant.guidance.timeline_model import load_timeline
from assistant.knowledge.model import Corpus
from scoring.rubric import load_rubric
from scoring.yaml_text import parsed

ROOT = Path(__file__).resolve().parents[4]
TODAY = date(2026, 11, 23)
VECTORS = parsed((ROOT / "tests/data/prequalify.yaml").read_text(encoding="utf-8"))
DATA = load_prequalify()
WHO = {"kind": "sales", "years": 2, "people": 50, "system_months": 6}


def found(**given: Any) -> Prequalification:
    return prequalify(applicant(given), load_rubric(), TODAY)


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    corpus = ROOT / "corpus"
    given = found(**VECTORS[1]["given"], industry="电梯安装维保", certificates=["ISO 9001"])
    return to_json(given, read_passages(corpus), read_sources(corpus))


@pytest.mark.parametrize("vector", VECTORS, ids=lambda one: one["name"])
def test_worked_out_by_hand(vector: dict[str, Any]) -> None:
    one = found(**vector["given"])
    assert {item.id: item.verdict for item in one.eligibility if item.id in vector["verdicts"]} == vector["verdicts"]
    assert [item.state for item in one.leaving] == vector["leaving"]
    assert one.needed == vector["needed"]
    assert one.points == vector["points"]
    assert [one.times.applying.earliest, one.times.applying.latest] == vector["applying"]
    assert [item.step.id for item in one.first] == vector["first"]


def test_both_sides_are_told_and_the_other_certification_is_not_counted(document: dict[str, Any]) -> None:
    running = next(one for one in document["eligibility"] if one["id"] == "running")
    assert [(side["holds"], side["counted"]) for side in running["sides"]] == [(False, True), (False, True), (None, False)]
    for rule in DATA.eligibility:
        told = next(one for one in document["eligibility"] if one["id"] == rule.id)
        assert len(told["sides"]) == (3 if rule.id == "running" else 2 if rule.contested or rule.gate else 0)


def test_an_industry_with_permits_is_asked_for_them(document: dict[str, Any]) -> None:
    (permit,) = (one for one in document["eligibility"] if one["id"].startswith("permit-"))
    assert (permit["title"], permit["verdict"]) == ("行业所需许可：特种设备生产许可证", "unclear")
    assert "工作口径" in permit["text"]


def test_every_statement_is_cited_with_words_and_sources(document: dict[str, Any]) -> None:
    statements = [*document["eligibility"], *document["first"], document["exclusions"], document["managers"], document["certificates"],
                  document["level"], document["time"]]  # fmt: skip
    for one in statements:
        assert one["passages"]
        assert one["confidence"]["label"]
        assert all(document["passages"][name]["text"] for name in one["passages"])
    codes = {code for one in document["passages"].values() for code in one["sources"]}
    assert codes <= set(document["sources"])
    assert all(one["trust"] for one in document["sources"].values())


def test_points_of_what_is_left_out_are_marked_as_working(document: dict[str, Any]) -> None:
    assert all(one["working"] for one in document["exclusions"]["items"])
    assert all(clause["provenance"] == "working" for one in document["exclusions"]["items"] for clause in one["clauses"])


def test_the_materials_are_those_that_apply() -> None:
    def ids(one: Prequalification) -> set[str]:
        return {item.item.id for item in one.materials.items() if item.state != "not_applicable"}

    many, alone = found(**WHO, outlets=2), found(**WHO)
    assert {"several-sites"} <= ids(many) - ids(alone)
    assert "suppliers" in ids(alone)
    assert "suppliers" not in ids(found(**{**WHO, "kind": "production"}))
    assert ids(found(**WHO, activities=[])) != ids(alone)


def test_what_was_asked_and_what_came_out_in_lines(document: dict[str, Any]) -> None:
    lines = "\n".join(report(document))
    for words in ("不满足", "至少运行 3 个月并经内审", "满 3 个月", "工作值", "先准备", "特种设备生产许可证", "来源"):
        assert words in lines
    assert "None" not in lines
    assert "{" not in lines
    assert summary(document)[-1].startswith("大约 2027-02-23 至 2027-09-23 可申请")


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({"kind": "bank"}, "企业类型只能是"),
        ({"years": -1}, "执照登记满几年不能小于 0"),
        ({"years": float("nan")}, "执照登记满几年应是数字"),
        ({"people": 0}, "员工人数不能小于 1"),
        ({"people": "十"}, "员工人数应是整数"),
        ({"people": None}, "员工人数应是整数"),
        ({"managers": 51}, "售后服务管理师（51 人）不能多于全体员工（50 人）"),
        ({"service_managers": 51}, "服务管理人员（51 人）不能多于"),
        ({"system_months": 60}, "售后服务体系运行的时间不能比"),
        ({"industry": "电" * 61}, "行业太长，最多 60 字"),
        ({"industry": "电\x00梯"}, "行业含有不能显示的字符"),
        ({"certificates": ["a"] * 21}, "已有的认证证书太多，最多 20 项"),
        ({"moon": 1}, "moon是不认识的字段"),
        ({"wanted": "seven_star"}, "希望的级别只能是"),
    ],
)
def test_what_cannot_be_is_one_line(change: dict[str, Any], line: str) -> None:
    with pytest.raises(UsageError) as caught:
        applicant({**WHO, **change})
    assert str(caught.value).startswith(line)


def test_what_was_not_filled_in_is_missed() -> None:
    with pytest.raises(UsageError, match="员工人数没有填"):
        applicant({key: value for key, value in WHO.items() if key != "people"})


def test_the_passages_are_there_and_say_both_sides(corpus: Corpus) -> None:
    passages = {one.id: one for one in corpus.passages}
    assert set(DATA.passages()) <= set(passages)
    for rule in DATA.eligibility:
        if rule.contested is not None:
            held = passages[rule.contested.passage]
            assert rule.contested.passage == rule.passages[0]
            assert [(one.says, one.sources) for one in rule.contested.sides] == [(one.says, one.sources) for one in held.sides]


@pytest.mark.parametrize("rule", DATA.eligibility, ids=lambda one: one.id)
def test_a_rule_fits_its_check(rule: Rule) -> None:
    verdicts = {"always": {"met"}, "not_asked": {"unclear"}, "domain": {"met", "contested"}, "gate": {"met", "contested", "not_met"},
                "trained": {"met", "not_met"}, "stars": {"met", "contested", "unclear"}}  # fmt: skip
    assert set(rule.says) == verdicts[rule.check]
    gates = {gate.id: gate for gate in load_timeline().gates}
    assert (rule.gate in gates) is (rule.check == "gate")
    if rule.gate:
        assert rule.passages[0] == gates[rule.gate].passage
        assert set(rule.elsewhere) < {code for side in gates[rule.gate].sides for code in side.sources}
    assert rule.note_of is None or rule.note_of in {one.id for one in load_rubric().eligibility}


def test_what_may_be_left_out_is_what_the_rubric_lets_one_leave_out() -> None:
    named = [clause for one in DATA.exclusions.activities for clause in one.clauses]
    assert sorted(named) == sorted(clause.id for clause in load_rubric().clauses() if clause.excludable)


def test_figures_in_the_texts_stand_in_their_passages(corpus: Corpus) -> None:
    """Numbers are the calculators'; the few in the data are told by a passage it names."""
    passages = {one.id: one.text for one in corpus.passages}
    rules = DATA.exclusions
    texts = [(f"{one.rule}{''.join(one.says.values())}", one.passages) for one in DATA.eligibility]
    texts += [(one.why, one.passages) for one in DATA.first] + [(rules.caveat.says, (*rules.caveat.passages, "exclusion-example"))]
    for text, names in texts:
        held = "".join(passages[name] for name in names)
        for number in re.findall(r"\d+(?:\.\d+)*", re.sub(r"GB/T 27922-2011|GB/T 27922", "", text)):
            assert number in held or (number == "10" and "配得够不够" in text), (number, text)


def test_the_example_of_the_interface_is_an_applicant() -> None:
    (example,) = Applicant.model_json_schema()["examples"]
    assert applicant(example).kind == "sales"
