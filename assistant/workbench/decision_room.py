"""What people conclude on a grade: recorded, withdrawn, and graded with."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from assistant.errors import DeclaredError, UsageError
from assistant.workbench.decisions import outcome_of_recording, outcome_of_revoking, said_of
from assistant.workbench.room import Room, named
from assistant.workspace.errors import NotFoundError, WorkspaceError
from assistant.workspace.grading import grade
from assistant.workspace.values import Assessment

AFTER_DECISION = "人工结论后重算"


class DecisionRoom(Room):
    """A conclusion is kept whether or not the grade can be made again at once."""

    def record(self, assessment: str, values: Mapping[str, str], who: str) -> Assessment:
        """Record what a person concludes on a grade, and grade again with it."""
        from scoring.overrides.record import recorded

        if not who.strip():
            raise UsageError("请先填写页面上方的操作人姓名，再按一次“记录”")
        made = self.workspace.assessment(assessment)
        moment = datetime.now(UTC).isoformat(timespec="seconds")
        signed = {"who": who, "when": moment, "reason": values.get("reason", ""), "until": values.get("until", "")}
        one = recorded(self._results.document(assessment), said_of(values), **signed, today=date.fromisoformat(made.as_of), whose=made.client_id)
        self.workspace.add_override(made.client_id, one.model_dump(mode="json", exclude_none=True), who)
        return self._again(made, who, "结论已记下")

    def told_of_decision(self, before: str, after: Assessment) -> str:
        """What a decision did between two grades, in Chinese."""
        fresh = set(after.overrides) - set(self.workspace.assessment(before).overrides)
        return outcome_of_recording(self._results.document(before), self._results.document(after.id), fresh)

    def revoke(self, assessment: str, override: str, who: str) -> Assessment:
        made = self.workspace.assessment(assessment)
        if override not in {one.id for one in self.workspace.overrides(made.client_id, revoked=True)}:
            raise NotFoundError("这条人工结论不属于当前客户")
        self.workspace.revoke_override(override, "在页面上撤回", named(who))
        return self._again(made, who, "已撤回")

    def told_of_revocation(self, before: str, after: Assessment) -> str:
        """What taking a decision back did between two grades, in Chinese."""
        return outcome_of_revoking(self._results.document(before), self._results.document(after.id))

    def _again(self, made: Assessment, who: str, done: str) -> Assessment:
        """The same grade with today's decisions: papers were read before, so it takes a moment only. `done` stands even where that fails."""
        try:
            rubric = self._same_rubric(made)
            return grade(self.workspace, made.client_id, date.fromisoformat(made.as_of), rubric, who=named(who), note=AFTER_DECISION)
        except DeclaredError as problem:
            raise WorkspaceError(f"{done}，但没能重新评分：{problem}；解决后再预评一次") from problem

    def _same_rubric(self, made: Assessment) -> str:
        """Raises UsageError where it is gone or has changed: another one in its place would be another grade."""
        if not self._rubrics.choice(made.rubric_sha256):
            title = self._rubrics.title_of(made.rubric_sha256, made.rubric_id)
            raise UsageError(f"这次预评所用的评分表“{title}”已不能选用，请另选一张评分表")
        return self._rubrics.name_of(made.rubric_sha256, made.rubric_id)
