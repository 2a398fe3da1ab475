"""Grading a client: its files and decisions as of one moment -> a saved assessment."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath
from time import monotonic

from assistant.errors import DeclaredError
from assistant.workspace.errors import ChangedError, NotFoundError, RefusedError, WorkspaceError, told
from assistant.workspace.offered import offers
from assistant.workspace.transactions import FACTS
from assistant.workspace.values import Assessment, Basis, Job, JobState, StoredOverride
from assistant.workspace.workspace import Workspace
from scoring.extraction import Progress, facts_of_files
from scoring.facts.model import FileFacts
from scoring.grading import grade_facts
from scoring.judge import Grade
from scoring.overrides import overrides_from_json
from scoring.pack.opening import PROFILE_NAMES
from scoring.profile import Profile
from scoring.result import canonical, with_facts
from scoring.rubric import Rubric, load_rubric
from scoring.rubric.loader import DEFAULT, check_names

KIND = "grade"  # of jobs
_AGAIN = 4  # times that a grade is judged anew because somebody decided meanwhile
_EVERY = 0.5  # seconds between two notes of progress
_STOPPED = "服务停止了，这次预评没有做完；请重新预评"


_here: list[str] = []  # jobs that this process is at work on


@dataclass(frozen=True, slots=True)
class End:
    """How a job ended, as finish_job takes it."""

    state: JobState
    result_id: str | None = None
    error: str | None = None


class CancelledError(WorkspaceError):
    """Someone asked to stop; nothing was saved."""


class UnfinishedError(WorkspaceError):
    """A job is over and that could not be written down (a full disk); `end` is what there is to write."""

    def __init__(self, text: str, end: End) -> None:
        super().__init__(text)
        self.end = end


def grade(
    workspace: Workspace,
    client_id: str,
    as_of: date,
    rubric: str = DEFAULT,
    *,
    who: str,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] = lambda: False,
    note: str = "",
) -> Assessment:
    """Read, judge and save; facts are cached in the data folder. Nothing is saved unless all of it is.

    Papers are those of the beginning; profile and decisions are those of the end, for reading may take minutes in which people decide.
    `progress` hears (done, of, path) of every file and page. Raises WorkspaceError, CancelledError, PackError and RubricError.
    """
    loaded = load_rubric(rubric)
    check_names(loaded, rubric)
    basis = workspace.basis(client_id)
    pack = workspace.pack_of(basis)
    papers = tuple(one for one in pack.files if PurePosixPath(one.path).name not in PROFILE_NAMES)
    unused = bool(offers(workspace, client_id))

    def heard(done: int, of: int, path: str) -> None:
        if cancelled():
            raise CancelledError("已取消，没有保存结果")
        if progress is not None:
            progress(done, of, path)

    heard(0, len(papers), "")
    with workspace.erased_meanwhile(), told():
        facts = facts_of_files(papers, workspace.data_dir / FACTS, progress=heard, limits=workspace.limits)
        workspace.client(client_id)
    heard(len(papers), len(papers), "")
    for last in (*[False] * _AGAIN, True):
        now = replace(workspace.basis(client_id), files=basis.files)
        profile = _with_notices(now, pack.notices, unused)
        result = canonical(with_facts(_judged(facts, profile, as_of, loaded, now.overrides)))
        heard(len(papers), len(papers), "")
        with suppress(ChangedError):
            return workspace.save_assessment(
                client_id,
                result,
                who,
                file_ids=[one.id for one in now.files],
                override_ids=[one.id for one in now.overrides],
                note=note,
                seen=None if last else now,  # a grade that is behind is told as such; none at all would help nobody
            )
    raise AssertionError("the last one is saved as it is")


def run_job(
    workspace: Workspace,
    job_id: str,
    as_of: date | None = None,
    rubric: str = DEFAULT,
    *,
    named: Callable[[str], str] = str,
    stopped: Callable[[], bool] = lambda: False,
) -> Job:
    """Grade as a queued job says, and leave it done, failed or cancelled, whatever happens. A fault of our own is raised after that.

    `as_of` and `rubric` are for a job that does not say them itself; `named` gives what scoring calls the rubric that was chosen.
    `stopped` turning true leaves it interrupted: the process is about to end.
    Raises UnfinishedError where the end could not be written down.
    """
    _here.append(job_id)
    try:
        job = workspace.start_job(job_id)
        if job is None or job.client_id is None:
            return workspace.job(job_id)
        reporter = _Reporter(workspace, job_id, stopped)
        try:
            day, chosen = _ordered(job, as_of), named(job.rubric or rubric)
            made = grade(workspace, job.client_id, day, chosen, who=job.created_by, progress=reporter.heard, cancelled=reporter.stop)
            end = End("done", result_id=made.id)
        except CancelledError as error:
            end = End("cancelled", error=str(error)) if reporter.told else End("interrupted", error=_STOPPED)
        except DeclaredError as error:
            end = End("failed", error=str(error))
        except Exception as error:
            _finish(workspace, job_id, End("failed", error=f"程序内部出错（{type(error).__name__}），请反馈给我们"))
            raise
        return _finish(workspace, job_id, end)
    finally:
        _here.remove(job_id)


def runs_here(job_id: str) -> bool:
    """Whether this process is at work on that job this very moment."""
    return job_id in _here


def _ordered(job: Job, as_of: date | None) -> date:
    day = date.fromisoformat(job.as_of) if job.as_of else as_of
    if day is None:
        raise WorkspaceError("这次预评没有记下评定日（由旧版程序发起），请重新预评")
    return day


def _finish(workspace: Workspace, job_id: str, end: End) -> Job:
    try:
        return workspace.finish_job(job_id, end.state, result_id=end.result_id, error=end.error)
    except (NotFoundError, RefusedError):
        raise  # it has ended already
    except WorkspaceError as fault:
        raise UnfinishedError(str(fault), end) from fault


class _Reporter:
    """Notes progress now and then, and remembers whether the job should stop; `told` by a person, or with its process."""

    def __init__(self, workspace: Workspace, job_id: str, stopped: Callable[[], bool]) -> None:
        self._workspace, self._job_id, self._stopped = workspace, job_id, stopped
        self._last, self.told = 0.0, False

    def heard(self, done: int, of: int, path: str) -> None:
        if done == of or monotonic() - self._last >= _EVERY:
            self._last = monotonic()
            self.told = self._workspace.report_progress(self._job_id, done, of, path)

    def stop(self) -> bool:
        return self.told or self._stopped()


def _judged(files: tuple[FileFacts, ...], profile: Profile, as_of: date, rubric: Rubric, decisions: Sequence[StoredOverride]) -> Grade:
    """The one place where people's decisions enter a grade; which of them hold is scoring's to say."""
    overrides = overrides_from_json([dict(one.body) for one in decisions])
    return grade_facts(files, profile, as_of, rubric, overrides)


def _with_notices(basis: Basis, notices: tuple[str, ...], unused: bool) -> Profile:
    told_of = [*basis.client.profile.notices, *notices]
    if unused:
        told_of.append("材料里的 profile.yaml 没有使用，企业资料以客户资料为准；要用它，请先用它填写客户资料，再预评")
    return replace(basis.client.profile, notices=tuple(told_of))
