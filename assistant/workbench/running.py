"""Gradings in the background: one after the other, so that questions and pages are answered meanwhile."""

import logging
from collections.abc import Callable
from datetime import date
from queue import SimpleQueue
from threading import Lock, Thread

from assistant.errors import DeclaredError
from assistant.workspace import Workspace
from assistant.workspace.errors import NotFoundError, RefusedError
from assistant.workspace.grading import KIND, End, UnfinishedError, run_job, runs_here
from assistant.workspace.values import Job

log = logging.getLogger(__name__)
_FAULT = End("failed", error="程序内部出错，这次预评没有做完；请再试一次")


class Runner:
    """Takes jobs in the order they were asked for. A grading uses all cores itself; a second one beside it would win nothing.

    The thread is a daemon: a service that is told to stop stops at once, and what was left is told interrupted on the next start.
    `named` gives what scoring calls a rubric that was chosen.
    """

    def __init__(self, workspace: Workspace, named: Callable[[str], str] = str) -> None:
        self._workspace, self._named = workspace, named
        self._orders: SimpleQueue[str | None] = SimpleQueue()
        self._lock = Lock()
        self._thread: Thread | None = None
        self._ordered: set[str] = set()  # jobs that this process has in hand
        self._unfinished: dict[str, End] = {}  # those that are over and still to be written down as such

    def start(self, client: str, as_of: date, rubric: str, who: str) -> tuple[Job, bool]:
        """A queued job, and whether it is a new one: a client that is being graded already gives the job that runs, by its own day and rubric.

        A queued job that is not in hand here is taken up: who ordered it may be dead, and a job begins once, whoever takes it.
        """
        self.settle()
        with self._lock:  # two people press the button at once: one job, and it is in hand once
            job, new = self._workspace.order_job(KIND, who, client, as_of=as_of, rubric=rubric)
            if job.state == "queued" and job.id not in self._ordered:
                self._ordered.add(job.id)
                self._orders.put(job.id)
            if self._thread is None:
                self._thread = Thread(target=self._work, name="grading", daemon=True)
                self._thread.start()
        return job, new

    def settle(self) -> None:
        """End the jobs that are over: those whose end could not be written down before, and those that nobody works on any more.

        What cannot be written down now is tried again with the next look; no job stands in its client's way until a restart.
        """
        for job, end in list(self._unfinished.items()):
            try:
                self._close(job, end)
            except (NotFoundError, RefusedError):
                pass  # it has ended meanwhile
            except DeclaredError as problem:
                log.warning("the end of job %s is not written down yet: %s", job, problem)
                continue
            self._unfinished.pop(job, None)
        self._workspace.interrupt_dead_jobs(lambda job: job in self._ordered or job in self._unfinished or runs_here(job))

    def settle_if_possible(self) -> None:
        """The same for those who only look: where nothing can be written, jobs are shown as they stand."""
        try:
            self.settle()
        except DeclaredError as problem:
            log.warning("jobs could not be looked through: %s", problem)

    def stop(self) -> None:
        """Begin no further job."""
        self._orders.put(None)

    def _work(self) -> None:
        while (job := self._orders.get()) is not None:
            try:
                run_job(self._workspace, job, named=self._named)
            except UnfinishedError as problem:
                self._unfinished[job] = problem.end
            except Exception as problem:  # a thread has no caller; the job itself tells the user
                log.error("grading failed", exc_info=problem)
                self._unfinished[job] = _FAULT
            with self._lock:
                self._ordered.discard(job)
            if job in self._unfinished:
                self.settle_if_possible()

    def _close(self, job: str, end: End) -> None:
        """One that could not even begin is cancelled; one that has ended stays as it is. Raises WorkspaceError."""
        found = self._workspace.job(job)
        if found.state == "queued":
            self._workspace.cancel_job(job, found.created_by)
        elif found.state == "running":
            self._workspace.finish_job(job, end.state, result_id=end.result_id, error=end.error)
