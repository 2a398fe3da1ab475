"""Results to report on: hand-made facts under the shipped rubric or a small one, with names and words that mean harm."""

import json
from dataclasses import replace
from functools import lru_cache
from typing import Any

from scoring.facts.model import FileFacts
from scoring.grading import grade_facts
from scoring.judge import grade
from scoring.profile import Exclusion, Profile
from scoring.result import canonical, with_facts
from scoring.rubric import Rubric, load_rubric
from tests.support.facts import AS_OF, OTHER, PROFILE, by, file, part, says, table, unreadable
from tests.support.overrides import conclude, met
from tests.support.rubrics import clause, group, passed, provided, rule, said, small

Json = dict[str, Any]

SCRIPT = "<script>alert(1)</script>&\"'.docx"
FORMULA = "=HYPERLINK(\"http://example.invalid\",\"x\").xlsx"
TURNED = "合同\u202ecod.exe"
BROKEN = "坏\x00字\x0b符\uffff.docx"
ROWS = [(f"I{number}", "2026-03-02", "不合格" if number in (2, 5) else "合格") for number in range(7)]
HOSTILE: tuple[FileFacts, ...] = (
    file("研究.docx", says("research_unit"), part("旧版", hidden=True)),
    file(FORMULA, table("installation_record", "id date result", ROWS)),
    file(SCRIPT, says("final_interpretation", quote="=1+1 <img src=x onerror=alert(1)>{{企业名称}}"), kinds=["promotion_material"]),
    file(TURNED, by(OTHER)),
    file(BROKEN, by(OTHER)),
    unreadable("手册.pdf", "service_manual"),
)
EXCLUDING = replace(PROFILE, exclusions=(Exclusion("D", "<b>不涉及</b>"),))
SMALL = small(
    group(
        clause("A", 40, said("research_unit"), provenance="confirmed"),
        clause("B", 30, passed("installation_record")),
        clause("C", 13, provided("service_manual")),
    ),
    group(clause("D", 10, said("emergency_plan"), excludable=True), clause("E", 7, said("emergency_plan")), name="2"),
    rules=[rule("SD-law", "stated", concepts=["final_interpretation"])],
)


def made(rubric: Rubric = SMALL, profile: Profile = EXCLUDING, files: tuple[FileFacts, ...] = HOSTILE) -> Json:
    """A result as it is read from its file."""
    loaded: Json = json.loads(canonical_of(rubric, profile, files))
    return loaded


def canonical_of(rubric: Rubric = SMALL, profile: Profile = EXCLUDING, files: tuple[FileFacts, ...] = HOSTILE) -> bytes:
    """The bytes of that file."""
    return canonical(with_facts(grade(files, profile, AS_OF, rubric)))


@lru_cache(maxsize=1)
def _shipped() -> bytes:
    profile = replace(PROFILE, exclusions=(Exclusion("5.2.3-a", "没有配送"), Exclusion("5.2.3-b", "没有配送")))
    return canonical_of(load_rubric("gbt27922-2011"), profile)


def shipped() -> Json:
    """Under the shipped rubric of 44 clauses."""
    loaded: Json = json.loads(_shipped())
    return loaded


def concluded(decision: str = "dismiss") -> Json:
    """The small result after people concluded: B on the spot 29 of 30, E met, the deduction dismissed or confirmed, one out of date."""
    result = made()
    rulings = [
        conclude(result, kind="on_site", clause="B", passed=29, drawn=30),
        met(result, "E", "c1"),
        conclude(result, kind="special", deduction=result["special_deductions"][0]["id"], decision=decision),
        met(result, "C", "c1", until="2026-11-01", when="2026-10-01T09:00:00+08:00"),
    ]
    loaded: Json = json.loads(canonical(with_facts(grade_facts(HOSTILE, EXCLUDING, AS_OF, SMALL, rulings))))
    return loaded


def overridden() -> Json:
    """The small result with a figure for B that no formula gives, the deduction dismissed, one decision run out."""
    result = made()
    automatic = {key: result[key] for key in ("score", "level", "level_titles")}
    automatic["clauses"] = {one["id"]: {key: one[key] for key in ("outcome", "earned", "possible")} for one in result["clauses"]}
    b = next(one for one in result["clauses"] if one["id"] == "B")
    b |= {"outcome": "partial", "earned": "29.00", "possible": "29.00", "overridden_by": ["ov-000000000001"]}
    result["special_deductions"][0]["status"] = "dismissed"
    result["automatic"] = automatic
    common = {"who": "王评审", "when": "2026-11-19T10:00:00+08:00", "reason": "现场看过", "until": "2027-01-01", "why": ""}
    result["overrides"] = [
        {"id": "ov-000000000001", "kind": "on_site", "clause": "B", "passed": 29, "drawn": 30, "state": "active", **common},
        {"id": "ov-000000000002", "kind": "special", "deduction": "x", "decision": "dismiss", "state": "expired", **common, "why": "过期了"},
    ]
    return result
