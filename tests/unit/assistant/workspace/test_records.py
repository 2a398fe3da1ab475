"""Assessments, decisions, notes and jobs: what is kept, what is refused, what is on record."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from assistant.workspace import RefusedError, Workspace
from assistant.workspace.tables import JobRow
from assistant.workspace.values import Client
from tests.support.workspaces import WHO, decision, result


def test_a_result_comes_back_byte_for_byte_with_what_it_rests_on(workspace: Workspace, client: Client) -> None:
    (file,) = workspace.add_files(client.id, [("a.txt", b"a")], WHO).added
    override = workspace.add_override(client.id, decision(), WHO)
    data = result(notices=["注：甲"]) + b"\n"
    saved = workspace.save_assessment(client.id, data, WHO, file_ids=[file.id], override_ids=[override.id], note="初评")
    workspace.remove_file(file.id, WHO)
    workspace.revoke_override(override.id, "复核", WHO)
    assert workspace.assessment_bytes(saved.id) == data
    assert workspace.assessment(saved.id) == saved
    assert (saved.as_of, saved.score_confirmed, saved.level_confirmed, saved.result_size) == ("2026-11-20", "81.75", "three_star", len(data))
    assert (saved.files, saved.overrides, saved.note) == ((file.id,), (override.id,), "初评")


def test_results_are_listed_newest_first_and_may_have_no_score(workspace: Workspace, client: Client) -> None:
    first = workspace.save_assessment(client.id, result(), WHO)
    second = workspace.save_assessment(client.id, result(score=None, level=None), WHO)
    assert workspace.assessments(client.id) == [second, first]
    assert (second.score_confirmed, second.level_possible) == (None, None)


def test_the_result_saved_last_comes_first_whatever_the_clock_says(workspace: Workspace, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    saved = []
    for hour in (9, 8, 8):
        monkeypatch.setattr(workspace.database, "_clock", lambda hour=hour: datetime(2027, 1, 1, hour, tzinfo=UTC))
        saved.append(workspace.save_assessment(client.id, result(), WHO))
    assert workspace.assessments(client.id) == saved[::-1]
    times = [one.at for one in workspace.audit(client.id, limit=3)]
    assert times == sorted(set(times), reverse=True)
    assert [one.created_at for one in saved] == times[::-1]


def _without(name: str) -> bytes:
    return json.dumps({key: value for key, value in json.loads(result()).items() if key != name}).encode()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "不是 JSON"),
        (b"\xff\xfe", "不是 JSON"),
        (b"[]", "没有 xingping-grade 的标记"),
        (b'{"schema": "other"}', "没有 xingping-grade 的标记"),
        (_without("rubric"), "不完整"),
        (_without("as_of"), "不完整"),
        (result(as_of="昨天"), "不完整"),
        (result(rubric=[]), "不完整"),
        (result(engine="甲" * 201), "engine 不对"),
        (result(engine="甲\0"), "不能保存"),
        (result(score={"confirmed": 81.75, "possible": None}), "score_confirmed 不对"),
    ],
)
def test_what_is_no_result_is_refused(workspace: Workspace, client: Client, data: bytes, says: str) -> None:
    with pytest.raises(RefusedError, match=says):
        workspace.save_assessment(client.id, data, WHO)
    assert workspace.assessments(client.id) == []


def test_a_result_rests_on_this_clients_files_only(workspace: Workspace, client: Client) -> None:
    other = workspace.create_client({"name": "别家"}, WHO)
    (file,) = workspace.add_files(other.id, [("a.txt", b"a")], WHO).added
    with pytest.raises(RefusedError, match="不属于这个客户"):
        workspace.save_assessment(client.id, result(), WHO, file_ids=[file.id])


def test_a_decision_is_kept_as_it_is_and_revoked_with_a_reason(workspace: Workspace, client: Client) -> None:
    special = {key: value for key, value in decision(2).items() if key not in ("clause", "condition", "outcome")}
    bodies = [decision(), special | {"kind": "special", "deduction": "sd-0123456789ab", "decision": "dismiss"}]
    for body in bodies:
        workspace.add_override(client.id, body, "李四")
    assert [dict(one.body) for one in workspace.overrides(client.id)] == bodies
    assert [(one.kind, one.clause, one.until) for one in workspace.overrides(client.id)] == [
        ("condition", "5.1.1.2", "2027-11-19"),
        ("special", None, "2027-11-19"),
    ]
    with pytest.raises(RefusedError, match="请写明撤销的理由"):
        workspace.revoke_override(bodies[0]["id"], " ", WHO)
    revoked = workspace.revoke_override(bodies[0]["id"], "证据更新", WHO)
    assert (revoked.revoked_by, revoked.revoked_why) == (WHO, "证据更新")
    with pytest.raises(RefusedError, match="已经撤销过"):
        workspace.revoke_override(bodies[0]["id"], "再撤", WHO)
    with pytest.raises(RefusedError, match="已经记录过"):
        workspace.add_override(client.id, bodies[0], WHO)
    assert [one.id for one in workspace.overrides(client.id)] == [bodies[1]["id"]]
    assert len(workspace.overrides(client.id, revoked=True)) == 2


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"id": "ov-1"}, "id 应是"),
        ({"kind": "wish"}, "kind 应是"),
        ({"who": " "}, "who 没有写"),
        ({"reason": ""}, "reason 没有写"),
        ({"when": "2026-11-20T10:00:00"}, "when 应是带时区"),
        ({"until": "2027-13-01"}, "until 应是日期"),
        ({"until": None}, "until 应是日期"),
        ({"basis": "x"}, "basis 应是"),
        ({"clause": 5}, "clause 应是"),
        ({"clause": "5\0"}, "不能保存"),
        ({"reason": "甲" * 20_001}, "太长"),
    ],
)
def test_an_incomplete_decision_is_refused(workspace: Workspace, client: Client, changes: dict[str, Any], says: str) -> None:
    with pytest.raises(RefusedError, match=says):
        workspace.add_override(client.id, decision(**changes), WHO)
    assert workspace.overrides(client.id) == []


def test_notes_stand_at_clauses(workspace: Workspace, client: Client) -> None:
    workspace.add_note(client.id, " 待补培训记录 ", WHO, clause="5.1.3.1")
    workspace.add_note(client.id, "已约现场", WHO)
    assert [(one.text, one.clause) for one in workspace.notes(client.id)] == [("待补培训记录", "5.1.3.1"), ("已约现场", "")]
    with pytest.raises(RefusedError, match="是空的"):
        workspace.add_note(client.id, "  ", WHO)


def test_a_job_goes_through_its_states(workspace: Workspace, client: Client) -> None:
    queued = workspace.create_job("grade", WHO, client.id)
    assert (queued.state, queued.done, queued.total) == ("queued", 0, 0)
    running = workspace.start_job(queued.id)
    assert running is not None
    assert running.state == "running"
    assert workspace.start_job(queued.id) is None
    assert not workspace.report_progress(queued.id, 3, 40, "制度/手册.docx")
    assert (workspace.job(queued.id).done, workspace.job(queued.id).label) == (3, "制度/手册.docx")
    assert workspace.cancel_job(queued.id, "李四").state == "running"
    assert workspace.report_progress(queued.id, 4, 40, "")
    ended = workspace.finish_job(queued.id, "failed", error="缺\n材料")
    assert (ended.state, ended.error) == ("failed", "缺 材料")
    assert ended.ended_at is not None
    with pytest.raises(RefusedError, match="不在进行中"):
        workspace.finish_job(queued.id, "done")
    assert workspace.report_progress(queued.id, 5, 40, "x"), "an ended job should stop"
    assert workspace.job(queued.id) == ended
    assert [one.action for one in workspace.audit(client.id)][:4] == ["job.failed", "job.cancel_requested", "job.started", "job.created"]


def test_a_queued_job_is_cancelled_at_once(workspace: Workspace) -> None:
    job = workspace.create_job("backup", WHO)
    assert workspace.cancel_job(job.id, WHO).state == "cancelled"
    assert workspace.start_job(job.id) is None
    assert workspace.cancel_job(job.id, WHO).state == "cancelled"


def test_jobs_are_listed_by_client_and_state(workspace: Workspace, client: Client) -> None:
    first, second = workspace.create_job("grade", WHO, client.id), workspace.create_job("backup", WHO)
    workspace.start_job(second.id)
    assert [one.id for one in workspace.jobs()] == [second.id, first.id]
    assert [one.id for one in workspace.jobs(client.id)] == [first.id]
    assert [one.id for one in workspace.jobs(states=("running",))] == [second.id]


def test_what_a_process_has_in_hand_is_not_lost(workspace: Workspace, client: Client) -> None:
    """Running and not in hand is lost; queued may wait; what was taken over from a dead process is in hand."""
    running, waiting = (workspace.create_job("grade", WHO, client.id) for _ in range(2))
    workspace.start_job(running.id)
    assert workspace.interrupt_dead_jobs() == []
    assert workspace.interrupt_dead_jobs(lambda _: True) == []
    assert [one.id for one in workspace.interrupt_dead_jobs(lambda _: False)] == [running.id]
    with workspace.database.write(workspace.organisation) as scope:
        scope.row(JobRow, waiting.id).owner = "1-000000000000"
    assert workspace.interrupt_dead_jobs(lambda job: job == waiting.id) == []
    assert [one.id for one in workspace.interrupt_dead_jobs()] == [waiting.id]
