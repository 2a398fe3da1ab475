"""What there is at the moment of asking: jobs, the index, what the model was used for."""

import logging
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from assistant.errors import DeclaredError
from assistant.llm.endpoint import configured
from assistant.llm.usage import UsageBook, UsageRow

if TYPE_CHECKING:
    from assistant.service import Service
    from assistant.workbench import Workbench

log = logging.getLogger(__name__)

_USED = {
    "requests": "Requests to the model",
    "faults": "Requests to the model that failed",
    "chars_in": "Characters sent to the model",
    "chars_out": "Characters the model wrote",
    "tokens_in": "Tokens sent to the model, where it told",
    "tokens_out": "Tokens the model wrote, where it told",
}


class Stock(Collector):
    """Looked up with each reading; what cannot be looked up is left out and told in the log."""

    def __init__(self, service: "Service", bench: "Workbench") -> None:
        self._service, self._bench = service, bench

    def describe(self) -> Iterable[Metric]:
        """Nothing is looked up when it is registered."""
        return ()

    def collect(self) -> Iterable[Metric]:
        yield GaugeMetricFamily("xingping_ready", "1 when a question is answered at once", float(self._service.ready()))
        for part in (self._jobs, self._index, self._model):
            try:
                yield from part()
            except DeclaredError as problem:
                log.warning("metrics without %s: %s", part.__name__.strip("_"), type(problem).__name__)

    def _jobs(self) -> list[Metric]:
        family = GaugeMetricFamily("xingping_jobs", "Gradings by state, those of earlier runs too", labels=["state"])
        for state, number in self._bench.workspace.job_counts().items():
            family.add_metric([state], number)
        return [family]

    def _index(self) -> list[Metric]:
        held = self._service.indexed()
        if held is None:
            return []
        passages = GaugeMetricFamily("xingping_index_passages", "Passages of the index in use", labels=["source"])
        for source, number in (("curated", held.passages), ("user", held.user_passages), ("faq", held.faq)):
            passages.add_metric([source], number)
        age = max(time.time() - held.made_at, 0.0)
        return [passages, *([GaugeMetricFamily("xingping_index_age_seconds", "Age of the index in use", age)] if held.made_at else [])]

    def _model(self) -> list[Metric]:
        if not configured(self._service.settings):
            return []
        rows = _summed(UsageBook(self._service.settings.data_dir).rows())
        families: list[Metric] = []
        for name, text in _USED.items():
            family = CounterMetricFamily(f"xingping_model_{name}", text, labels=["model", "purpose"])
            for (model, purpose), row in rows.items():
                family.add_metric([model, purpose], row[name])
            families.append(family)
        spent = CounterMetricFamily("xingping_model_spend_yuan", "Estimated spend", labels=["model", "purpose"])
        for (model, purpose), row in rows.items():
            spent.add_metric([model, purpose], row["cost"] / 1_000_000)
        return [*families, spent]


def _summed(rows: Iterable[UsageRow]) -> dict[tuple[str, str], dict[str, int]]:
    """All days together, by model and purpose."""
    sums: dict[tuple[str, str], dict[str, int]] = {}
    for row in rows:
        one = sums.setdefault((row.model, row.purpose), dict.fromkeys((*_USED, "cost"), 0))
        for name in one:
            one[name] += getattr(row, name)
    return sums
