"""What the service counts, in a registry of its own. No label names a client, a person or a file."""

import platform
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector
from prometheus_client.exposition import generate_latest

from assistant.answering.model import Answer
from assistant.web.log_lines import Heard
from assistant.web.stock import Stock
from assistant.web.stopping import Stopping
from assistant.workspace.values import Job

_REQUEST = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 120.0)
_GRADING = (1.0, 5.0, 15.0, 30.0, 60.0, 120.0, 300.0, 600.0, 1800.0)


class Metrics:
    """One per application. `heard`, `answered` and `graded` are called from any thread."""

    def __init__(self, stock: Stock, stopping: Stopping) -> None:
        own = self._registry = CollectorRegistry()
        self._requests = Counter("xingping_http_requests", "HTTP requests", ["method", "route", "status"], registry=own)
        self._seconds = Histogram("xingping_http_request_seconds", "Seconds a request took", ["method", "route"], registry=own, buckets=_REQUEST)
        self._uploaded = Counter("xingping_upload_bytes", "Bytes of files that were taken", registry=own)
        self._answers = Counter("xingping_answers", "Questions answered", ["mode", "refused"], registry=own)
        self._graded = Counter("xingping_gradings", "Gradings that ended in this process", ["state"], registry=own)
        self._grading = Histogram("xingping_grading_seconds", "Seconds a grading took", registry=own, buckets=_GRADING)
        flying = Gauge("xingping_http_requests_in_flight", "HTTP requests under way", registry=own)
        flying.set_function(lambda: stopping.in_flight)
        build = Gauge("xingping_build_info", "Version of the program", ["version", "python"], registry=own)
        build.labels(_version(), platform.python_version()).set(1)
        own.register(stock)
        ProcessCollector(registry=own)

    def heard(self, one: Heard) -> None:
        """A request that is over."""
        self._requests.labels(one.method, one.route, str(one.status)).inc()
        self._seconds.labels(one.method, one.route).observe(one.seconds)
        if one.method == "PUT" and one.status < 300:
            self._uploaded.inc(one.received)

    def answered(self, answer: Answer) -> None:
        self._answers.labels(answer.mode, str(answer.refused).lower()).inc()

    def graded(self, job: Job) -> None:
        """A grading that ended, however it did."""
        self._graded.labels(job.state).inc()
        if job.state == "done" and job.started_at and job.ended_at:
            self._grading.observe(_seconds(job.started_at, job.ended_at))

    def text(self) -> bytes:
        """All of it as Prometheus reads it."""
        return generate_latest(self._registry)


def _version() -> str:
    try:
        return version("xingping")
    except PackageNotFoundError:  # run from a checkout that is not installed
        return "unknown"


def _seconds(started: str, ended: str) -> float:
    return (datetime.fromisoformat(ended) - datetime.fromisoformat(started)).total_seconds()
