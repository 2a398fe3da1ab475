"""The model that answers are written with, where one is configured: what only a model needs is loaded on first use."""

import logging
import threading
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from assistant.answering.generative.messages import Cancelled, never
from assistant.errors import DeclaredError
from assistant.llm.endpoint import configured
from assistant.llm.usage import UsageBook, UsageRow, per_day, since_days
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.answering.generative.pen import Pen

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ModelUse:
    """`model` describes the endpoint without its key, empty where none is configured; rows by day, model and purpose, and by day."""

    model: str
    rows: tuple[UsageRow, ...]
    days: tuple[UsageRow, ...]


class ModelInUse:
    """Shared by threads."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._made: Pen | None = None

    @property
    def configured(self) -> bool:
        return configured(self._settings)

    def pen(self) -> "Pen | None":
        """What answers are written with; None where no model is configured. Raises EndpointError, PromptError."""
        if not self.configured:
            return None
        from assistant.answering.generative.pen import Pen
        from assistant.answering.generative.prompts import load_prompts
        from assistant.llm.wire import wire_of

        with self._lock:
            if self._made is None:
                prompts = load_prompts(self._settings.prompts_dir)
                wire = wire_of(self._settings)
                assert wire is not None
                self._made = Pen.of(wire, prompts)
            return self._made

    def name(self) -> str:
        """What the model is called, empty where none is configured. Raises EndpointError, PromptError."""
        pen = self.pen()
        return "" if pen is None else pen.wire.name

    def title(self, question: str, cancelled: Cancelled = never) -> str:
        """A short title for a conversation that begins with this question; empty without a model or where it fails."""
        try:
            from assistant.answering.generative.titling import title_of

            pen = self.pen()
            return "" if pen is None else title_of(question, pen.wire, pen.prompts["title"], cancelled)
        except DeclaredError as fault:
            log.info("no title: %s", type(fault).__name__)
            return ""

    def used(self, days: int, today: date) -> ModelUse:
        """What the model was used for in the last days, as shown in the administrator's view."""
        pen = self.pen()
        book = UsageBook(self._settings.data_dir)
        rows = book.rows(since_days(today, days))
        return ModelUse("" if pen is None else pen.wire.endpoint.describe(), tuple(rows), tuple(per_day(rows)))

    def close(self) -> None:
        """End what is under way at the model's endpoint."""
        with self._lock:
            if self._made is not None:
                self._made.wire.close()
