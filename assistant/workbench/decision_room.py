"""What people conclude on a grade: recorded, withdrawn, and graded with."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from threading import Lock
from typing import Any

from assistant.errors import DeclaredError, UsageError
from assistant.workbench.decisions import outcome_of_recording, outcome_of_revoking, said_of
from assistant.workbench.room import Room, named
from assistant.workspace.errors import NotFoundError, WorkspaceError
from assistant.workspace.grading import grade
from assistant.workspace.values import Assessment, StoredOverride

AFTER_DECISION = "人工结论后重算"
_TWICE = timedelta(seconds=1)
_one_at_a_time = Lock()  # of conclusions: each is later than the one before


class DecisionRoom(Room):
    """A conclusion is kept whether or not the grade can be made again at once."""

    def record(self, assessment: str, values: Mapping[str, str], who: str) -> Assessment:
        """Record what a person concludes on a grade, and grade again with it."""
        from scoring.overrides.record import recorded

        if not who.strip():
            raise UsageError("请先填写页面上方的操作人姓名，再按一次“记录”")
        made = self.workspace.assessment(assessment)
        self._same_rubric(made, "这条结论没有记录；请另选一张评分表重新预评，再在新的结果上记录")
        signed = {"who": who, "reason": values.get("reason", ""), "until": values.get("until", "")}
        day = date.fromisoformat(made.as_of)
        with _one_at_a_time:
            moment = self._moment(made.client_id)
            one = recorded(self._results.document(assessment), said_of(values), **signed, when=moment, today=day, whose=made.client_id)
            body = one.model_dump(mode="json", exclude_none=True)
            self._refuse_twin(made.client_id, body)
            self.workspace.add_override(made.client_id, body, who)
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
            rubric = self._same_rubric(made, "请另选一张评分表")
            return grade(self.workspace, made.client_id, date.fromisoformat(made.as_of), rubric, who=named(who), note=AFTER_DECISION)
        except DeclaredError as problem:
            raise WorkspaceError(f"{done}，但没能重新评分：{problem}；解决后再预评一次") from problem

    def _same_rubric(self, made: Assessment, then: str) -> str:
        """Raises UsageError where it is gone or has changed: another one in its place would be another grade. `then`: what to do."""
        found = self._rubrics.choice(made.rubric_sha256)
        if not found:
            title = self._rubrics.title_of(made.rubric_sha256, made.rubric_id)
            raise UsageError(f"这次预评所用的评分表“{title}”已不能选用，{then}")
        return self._rubrics.name(found)

    def _moment(self, client: str) -> str:
        """Now, or just after the client's last conclusion where the clock was set back: of two on one place the one made later holds."""
        now = datetime.fromisoformat(self.workspace.database.now()).replace(microsecond=0)
        last = max((_when(one) for one in self.workspace.overrides(client, revoked=True)), default=None)
        moment = now if last is None or now > last else last + timedelta(seconds=1)
        return moment.astimezone(UTC).isoformat(timespec="seconds")

    def _refuse_twin(self, client: str, body: Mapping[str, Any]) -> None:
        """Raises UsageError for what was recorded this very moment: a button pressed twice is one conclusion."""
        last = max(self.workspace.overrides(client), key=_when, default=None)
        if last is not None and datetime.fromisoformat(body["when"]) - _when(last) <= _TWICE and _content(last.body) == _content(body):
            raise UsageError("这条结论刚刚已经记录过")


def _when(one: StoredOverride) -> datetime:
    return datetime.fromisoformat(one.body["when"])


def _content(body: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in body.items() if name not in ("id", "when")}
