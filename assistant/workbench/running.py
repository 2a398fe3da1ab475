"""Gradings in the background: one after the other, so that questions and pages are answered meanwhile."""

import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import date

from assistant.workspace import Workspace
from assistant.workspace.grading import KIND, run_job
from assistant.workspace.values import Job

log = logging.getLogger(__name__)


class Runner:
    """Takes jobs in the order they were asked for. A grading uses all cores itself; a second one beside it would win nothing."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="grading")

    def start(self, client: str, as_of: date, rubric: str, who: str) -> Job:
        """A queued job; a client that is being graded already gives the job that runs."""
        running = self._workspace.jobs(client, ("queued", "running"))
        if running:
            return running[0]
        job = self._workspace.create_job(KIND, who, client)
        self._pool.submit(self._run, job.id, as_of, rubric)
        return job

    def stop(self) -> None:
        """Take no more jobs; one that runs is left to its end or to the end of the process."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _run(self, job: str, as_of: date, rubric: str) -> None:
        try:
            run_job(self._workspace, job, as_of, rubric)
        except Exception as problem:  # a thread has no caller; the job itself tells the user
            log.error("grading failed", exc_info=problem)
