"""A decision on what a file is says which judgements it changed, and which still quote the file's words."""

from typing import Any

from scoring.grading import grade_facts
from scoring.profile import Profile
from scoring.result import to_json
from tests.support.facts import AS_OF, OWN, file, part, says
from tests.support.overrides import conclude
from tests.support.rubrics import clause, group, provided, said, small

RUBRIC = small(group(clause("A", 60, provided("target_review")), clause("B", 40, said("internal_evaluation"))))
PAPER = file("评审.docx", part("评审", kinds=["evaluation_report"]), says("internal_evaluation"), kinds=["evaluation_report"])


def _why(kind: str) -> str:
    before: Any = to_json(grade_facts((PAPER,), Profile(name=OWN), AS_OF, RUBRIC))
    one = conclude(before, kind="file_kind", file=PAPER.sha256, kinds=[kind])
    after: Any = to_json(grade_facts((PAPER,), Profile(name=OWN), AS_OF, RUBRIC, (one,)))
    return str(after["overrides"][0]["why"])


def test_what_changed_and_what_did_not() -> None:
    why = _why("target_review")
    assert "结论改变的有 A“" in why
    assert "（不符合→符合）" in why
    assert "照旧引用它的有 B“" in why


def test_nothing_changed_is_said() -> None:
    why = _why("supervision_record")
    assert "没有要求的结论因此改变" in why
    assert "照旧引用它的有 B“" in why
