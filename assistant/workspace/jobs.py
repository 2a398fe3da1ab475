"""Jobs: what takes a while and may outlive the page that asked for it. Progress is no change and leaves no trace in the log."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import and_, or_

from assistant.workspace import clients
from assistant.workspace.errors import BusyError, RefusedError
from assistant.workspace.scope import Scope, clean, person
from assistant.workspace.tables import ClientRow, JobRow
from assistant.workspace.values import Job, JobState, Room

_ENDED = ("done", "failed", "cancelled", "interrupted")
_INTERRUPTED = "程序中断了，这个任务没有做完；请重新开始"
_LONGEST = 500
_UNDER_WAY = JobRow.state.in_(("queued", "running"))
NEXT_START = "next-start"  # the owner of what an orderly stop left queued: no process's name


Lost = Callable[[JobRow], bool]  # whether nobody works on it any more


def create(scope: Scope, kind: str, who: str, client_id: str | None, owner: str, *, room: Room | None = None, **order: str) -> Job:
    """A queued job of the process that will run it. `order`: as_of and rubric, where it has them.

    Raises NotFoundError and RefusedError for its client, BusyError where there is no room for it.
    """
    if client_id is not None:
        clients.in_work(scope, client_id)
    if room is not None:
        _refuse_crowd(scope, who, room)
    start: dict[str, Any] = {"state": "queued", "done": 0, "total": 0, "label": "", "cancel_requested": 0}
    row = scope.add(JobRow, who, client_id=client_id, kind=kind, owner=owner, **start, **order)
    scope.log(who, "job.created", client_id or "", row.id, kind=kind, **order)
    return job(row)


def _refuse_crowd(scope: Scope, who: str, room: Room) -> None:
    whole = scope.count(JobRow, _UNDER_WAY)
    if whole >= room.whole:
        raise BusyError(f"已有 {whole} 个预评在排队或进行，排满了（设置 XINGPING_JOBS_QUEUE）；请等其中一些结束再开始")
    own = scope.count(JobRow, _UNDER_WAY, JobRow.created_by == person(who))
    if own >= room.per_person:
        most = f"一个人最多 {room.per_person} 个（设置 XINGPING_JOBS_PER_USER）"
        raise BusyError(f"{person(who)} 已有 {own} 个预评在排队或进行，{most}；请等其中一个结束再开始")


def ahead(scope: Scope, job_id: str) -> int:
    """How many jobs a queued one waits for; 0 for any other."""
    row = scope.row(JobRow, job_id)
    earlier = or_(JobRow.created_at < row.created_at, and_(JobRow.created_at == row.created_at, JobRow.id < row.id))
    return scope.count(JobRow, _UNDER_WAY, or_(JobRow.state == "running", earlier)) if row.state == "queued" else 0


def order(
    scope: Scope, kind: str, who: str, client_id: str, owner: str, *, room: Room | None = None, **ordered: str
) -> tuple[Job, bool]:
    """The job of that kind that waits or runs for the client, else a new one, and whether it is new: in one transaction, for two processes."""
    under_way = [one for one in listed(scope, client_id, ("queued", "running")) if one.kind == kind]
    return (under_way[0], False) if under_way else (create(scope, kind, who, client_id, owner, room=room, **ordered), True)


def start(scope: Scope, job_id: str, owner: str) -> Job | None:
    """Take a queued job for this process; None where another was faster or it was cancelled."""
    taken = scope.change(JobRow, (JobRow.id == job_id, JobRow.state == "queued"), state="running", owner=owner, started_at=scope.now)
    row = scope.row(JobRow, job_id)
    if not taken:
        return None
    scope.session.refresh(row)
    scope.log(row.created_by, "job.started", row.client_id or "", row.id)
    return job(row)


def progress(scope: Scope, job_id: str, done: int, total: int, label: str) -> bool:
    """Note how far a running job is; whether it should stop."""
    values = {"done": done, "total": total, "label": clean(label[:_LONGEST], "进度")}
    scope.change(JobRow, (JobRow.id == job_id, JobRow.state == "running"), **values)
    row = scope.row(JobRow, job_id)
    return row.state != "running" or bool(row.cancel_requested)


def cancel(scope: Scope, job_id: str, who: str) -> Job:
    """A queued job ends at once; a running one is asked to, and ends when it looks. An ended one stays as it is."""
    row = scope.row(JobRow, job_id)
    if row.state == "queued":
        _end(scope, row, "cancelled", who)
    elif row.state == "running" and not row.cancel_requested:
        row.cancel_requested = 1
        scope.log(who, "job.cancel_requested", row.client_id or "", row.id)
    return job(row)


def finish(scope: Scope, job_id: str, state: JobState, *, result_id: str | None, error: str | None) -> Job:
    """End a running job as done, failed or cancelled. Raises RefusedError for one that does not run."""
    row = scope.row(JobRow, job_id)
    if row.state != "running" or state not in _ENDED:
        raise RefusedError(f"任务 {row.id} 不在进行中，不能再改")
    row.result_id = result_id
    row.error = clean(" ".join(error.split())[:_LONGEST], "错误说明") if error else None
    _end(scope, row, state, row.created_by)
    return job(row)


def release(scope: Scope, owner: str) -> int:
    """Leave what that process has queued for the next start; how many there were."""
    return scope.change(JobRow, (JobRow.state == "queued", JobRow.owner == owner), owner=NEXT_START)


def adopt(scope: Scope, owner: str) -> list[str]:
    """Take for that process what an orderly stop left; ids in the order they were created."""
    rows = scope.rows(JobRow, JobRow.state == "queued", JobRow.owner == NEXT_START)
    for row in rows:
        row.owner = owner
    return [row.id for row in rows]


def counts(scope: Scope) -> dict[str, int]:
    """How many there are in each state."""
    return {state: scope.count(JobRow, JobRow.state == state) for state in ("queued", "running", *_ENDED)}


def lost(scope: Scope, is_lost: Lost) -> list[JobRow]:
    """Queued and running jobs that nobody works on."""
    return [row for row in scope.rows(JobRow, JobRow.state.in_(("queued", "running"))) if is_lost(row)]


def interrupt(scope: Scope, is_lost: Lost) -> list[Job]:
    """Lost jobs are `interrupted`: whoever wants them asks anew."""
    rows = lost(scope, is_lost)
    for row in rows:
        row.error = _INTERRUPTED
        _end(scope, row, "interrupted", row.created_by)
    return [job(row) for row in rows]


def listed(scope: Scope, client_id: str | None, states: Sequence[JobState]) -> list[Job]:
    """Newest first."""
    where = []
    if client_id is not None:
        scope.row(ClientRow, client_id)
        where.append(JobRow.client_id == client_id)
    if states:
        where.append(JobRow.state.in_(states))
    return [job(row) for row in scope.rows(JobRow, *where, order=(JobRow.created_at.desc(), JobRow.id))]


def job(row: JobRow) -> Job:
    return Job(
        row.id,
        row.client_id,
        row.kind,
        row.state,  # type: ignore[arg-type]  # written above only
        row.done,
        row.total,
        row.label,
        row.result_id,
        row.error,
        bool(row.cancel_requested),
        row.created_at,
        row.created_by,
        row.started_at,
        row.ended_at,
        row.as_of,
        row.rubric,
    )


def _end(scope: Scope, row: JobRow, state: JobState, who: str) -> None:
    row.state, row.ended_at = state, scope.now
    scope.log(who, f"job.{state}", row.client_id or "", row.id, result=row.result_id, error=row.error)
