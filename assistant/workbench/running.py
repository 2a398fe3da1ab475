"""Gradings in the background: one after the other, so that questions and pages are answered meanwhile."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from queue import SimpleQueue
from threading import Event, Lock, Thread

from assistant.errors import DeclaredError
from assistant.workspace import Workspace
from assistant.workspace.errors import NotFoundError, RefusedError
from assistant.workspace.grading import KIND, End, UnfinishedError, run_job, runs_here
from assistant.workspace.values import Job, Room

log = logging.getLogger(__name__)
_FAULT = End("failed", error="程序内部出错，这次预评没有做完；请再试一次")


@dataclass(frozen=True, slots=True)
class Left:
    """Gradings that a stop left: `cut` were begun and are interrupted, `waiting` were not and go on with the next start."""

    cut: int = 0
    waiting: int = 0


class Runner:
    """Takes jobs in the order they were asked for. A grading uses all cores itself; a second one beside it would win nothing.

    The thread is a daemon: what a stop has no time for, or a crash leaves, is told interrupted on the next start.
    `named` gives what scoring calls a rubric that was chosen; `room` is how many may be under way.
    """

    def __init__(self, workspace: Workspace, named: Callable[[str], str] = str, room: Room | None = None) -> None:
        self._workspace, self._named, self._room = workspace, named, room
        self._orders: SimpleQueue[str | None] = SimpleQueue()
        self._lock = Lock()
        self._thread: Thread | None = None
        self._ordered: set[str] = set()  # jobs that this process has in hand
        self._stopping = Event()
        self._in_hand: list[str] = []  # when the stop began
        self._heard: list[Callable[[Job], None]] = []
        self._unfinished: dict[str, End] = {}  # those that are over and still to be written down as such

    def start(self, client: str, as_of: date, rubric: str, who: str) -> tuple[Job, bool]:
        """A queued job, and whether it is a new one: a client that is being graded already gives the job that runs, by its own day and rubric.

        Raises BusyError for a new one where there is no room.

        A queued job that is not in hand here is taken up: who ordered it may be dead, and a job begins once, whoever takes it.
        """
        self.settle()
        with self._lock:  # two people press the button at once: one job, and it is in hand once
            job, new = self._workspace.order_job(KIND, who, client, as_of=as_of, rubric=rubric, room=self._room)
            if job.state == "queued":
                self._take_up(job.id)
        return job, new

    def resume(self) -> int:
        """Take up what an orderly stop left queued; how many there were. Where that cannot be known now, they wait for the next start."""
        with self._lock:
            try:
                adopted = self._workspace.adopt_jobs()
            except DeclaredError as problem:
                log.warning("jobs of before could not be taken up: %s", problem)
                return 0
            for job in adopted:
                self._take_up(job)
        return len(adopted)

    def hear(self, heard: Callable[[Job], None]) -> None:
        """Call it with each job that this process has done, as it ended."""
        self._heard.append(heard)

    def _take_up(self, job: str) -> None:
        if job not in self._ordered:
            self._ordered.add(job)
            self._orders.put(job)
        if self._thread is None:
            self._thread = Thread(target=self._work, name="grading", daemon=True)
            self._thread.start()

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

    def begin_to_stop(self) -> None:
        """Begin no further job, and interrupt the one that runs with the next file it reads. Does not wait."""
        if not self._stopping.is_set():
            self._in_hand = list(self._ordered)
        self._stopping.set()
        self._orders.put(None)

    def stop(self, seconds: float = 0.0) -> Left:
        """The same, and wait so long for the one that runs. Those that were not begun are left for the next start."""
        self.begin_to_stop()
        if self._thread is not None and self._thread.is_alive():
            self._thread.join(seconds)
        try:
            waiting = self._workspace.release_jobs() if self._ordered else 0
            return Left(sum(self._workspace.job(job).state in ("running", "interrupted") for job in self._in_hand), waiting)
        except DeclaredError as problem:  # the next start tells what became of them
            log.warning("jobs could not be left for the next start: %s", problem)
            return Left()

    def _work(self) -> None:
        while (job := self._orders.get()) is not None and not self._stopping.is_set():
            try:
                ended = run_job(self._workspace, job, named=self._named, stopped=self._stopping.is_set)
                for heard in self._heard:
                    heard(ended)
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
