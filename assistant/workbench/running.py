"""Gradings in the background: one after the other, so that questions and pages are answered meanwhile."""

import logging
from dataclasses import dataclass
from datetime import date
from queue import SimpleQueue
from threading import Lock, Thread

from assistant.errors import DeclaredError
from assistant.workspace import Workspace
from assistant.workspace.grading import KIND, run_job
from assistant.workspace.values import Job

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Order:
    job: str
    as_of: date
    rubric: str


class Runner:
    """Takes jobs in the order they were asked for. A grading uses all cores itself; a second one beside it would win nothing.

    The thread is a daemon: a service that is told to stop stops at once, and what was left is told interrupted on the next start.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._orders: SimpleQueue[_Order | None] = SimpleQueue()
        self._lock = Lock()
        self._thread: Thread | None = None
        self._ordered: set[str] = set()  # jobs that this process has in hand

    def start(self, client: str, as_of: date, rubric: str, who: str) -> tuple[Job, bool]:
        """A queued job, and whether it is a new one: a client that is being graded already gives the job that runs.

        A queued job that is not in hand here is taken up: who ordered it may be dead, and a job begins once, whoever takes it.
        """
        with self._lock:  # two people press the button at once: one job
            found = self._workspace.jobs(client, ("queued", "running"))
            job = found[0] if found else self._workspace.create_job(KIND, who, client)
            if job.state == "queued" and job.id not in self._ordered:
                self._ordered.add(job.id)
                self._orders.put(_Order(job.id, as_of, rubric))
            if self._thread is None:
                self._thread = Thread(target=self._work, name="grading", daemon=True)
                self._thread.start()
        return job, not found

    def stop(self) -> None:
        """Begin no further job."""
        self._orders.put(None)

    def _work(self) -> None:
        while (order := self._orders.get()) is not None:
            try:
                run_job(self._workspace, order.job, order.as_of, order.rubric)
            except Exception as problem:  # a thread has no caller; the job itself tells the user
                log.error("grading failed", exc_info=problem)
                self._let_go(order.job)
            with self._lock:
                self._ordered.discard(order.job)

    def _let_go(self, job: str) -> None:
        """A job that could not even begin does not stand in the client's way."""
        try:
            found = self._workspace.job(job)
            if found.state == "queued":
                self._workspace.cancel_job(job, found.created_by)
        except DeclaredError as problem:
            log.error("job %s stays queued", job, exc_info=problem)
