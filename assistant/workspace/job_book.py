"""Jobs of a workspace, and which of them died with their process."""

from collections.abc import Callable, Sequence
from datetime import date

from assistant import alive
from assistant.workspace import jobs
from assistant.workspace.errors import told
from assistant.workspace.tables import JobRow
from assistant.workspace.transactions import Transactions
from assistant.workspace.values import Job, JobState, Room


class JobBook(Transactions):
    """Every method raises WorkspaceError with one Chinese line."""

    def create_job(self, kind: str, who: str, client_id: str | None = None, *, as_of: date | None = None, rubric: str = "") -> Job:
        """`as_of` and `rubric` are what a grading is ordered by."""
        with told():
            owner = alive.own_token(self._alive)
        with self._write() as scope:
            return jobs.create(scope, kind, who, client_id, owner, room=None, **_ordered(as_of, rubric))

    def order_job(
        self, kind: str, who: str, client_id: str, *, as_of: date, rubric: str, room: Room | None = None
    ) -> tuple[Job, bool]:
        """The client's job of that kind that waits or runs already, in whatever process, else a new one; and whether it is new.

        Raises BusyError where `room` is full, whichever process has the jobs.
        """
        with told():
            owner = alive.own_token(self._alive)
        with self._write() as scope:
            return jobs.order(scope, kind, who, client_id, owner, room=room, **_ordered(as_of, rubric))

    def start_job(self, job_id: str) -> Job | None:
        """Take a queued job for this process; None where another took it or it was cancelled."""
        with told():
            owner = alive.own_token(self._alive)
        with self._write() as scope:
            return jobs.start(scope, job_id, owner)

    def report_progress(self, job_id: str, done: int, total: int, label: str = "") -> bool:
        """Whether the job should stop: someone cancelled it."""
        with self.database.write(self.organisation) as scope:
            return jobs.progress(scope, job_id, done, total, label)

    def cancel_job(self, job_id: str, who: str) -> Job:
        with self._write() as scope:
            return jobs.cancel(scope, job_id, who)

    def finish_job(self, job_id: str, state: JobState, *, result_id: str | None = None, error: str | None = None) -> Job:
        with self._write() as scope:
            return jobs.finish(scope, job_id, state, result_id=result_id, error=error)

    def release_jobs(self) -> int:
        """Leave what this process has queued for the next start; how many there were."""
        with told():
            owner = alive.own_token(self._alive)
        with self._write() as scope:
            return jobs.release(scope, owner)

    def adopt_jobs(self) -> list[str]:
        """Take what an orderly stop left queued; ids in the order they were created."""
        with told():
            owner = alive.own_token(self._alive)
        with self._read() as scope:
            if not scope.count(JobRow, JobRow.state == "queued", JobRow.owner == jobs.NEXT_START):
                return []
        with self._write() as scope:
            return jobs.adopt(scope, owner)

    def job_counts(self) -> dict[str, int]:
        """How many there are in each state."""
        with self._read() as scope:
            return jobs.counts(scope)

    def job(self, job_id: str) -> Job:
        with self._read() as scope:
            return jobs.job(scope.row(JobRow, job_id))

    def jobs(self, client_id: str | None = None, states: Sequence[JobState] = ()) -> list[Job]:
        """Newest first; of one client, in these states, if given."""
        with self._read() as scope:
            return jobs.listed(scope, client_id, states)

    def ahead(self, job_id: str) -> int:
        """How many jobs a queued one waits for; 0 for any other."""
        with self._read() as scope:
            return jobs.ahead(scope, job_id)

    def interrupt_dead_jobs(self, in_hand: Callable[[str], bool] | None = None) -> list[Job]:
        """Queued and running jobs of processes that died become `interrupted`; done when a workspace is opened, and whenever one waits for them.

        `in_hand` says whether this very process has a job to do: it may have taken it over from one that died, and one of its own
        whose end could not be written down would otherwise run until the process ends.
        """

        def is_lost(row: JobRow) -> bool:
            held = in_hand is not None and in_hand(row.id)
            if row.owner == jobs.NEXT_START:
                return False
            if row.owner is None or not alive.is_alive(self._alive, row.owner):
                return not held
            return row.state == "running" and in_hand is not None and not held and row.owner == alive.own_token(self._alive)

        with told(), self._read() as scope:
            if not jobs.lost(scope, is_lost):
                return []
        with told(), self._write() as scope:
            return jobs.interrupt(scope, is_lost)


def _ordered(as_of: date | None, rubric: str) -> dict[str, str]:
    return ({"as_of": as_of.isoformat()} if as_of else {}) | ({"rubric": rubric} if rubric else {})
