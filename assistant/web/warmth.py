"""Opening the index in the background, so that the port answers at once and the first visitor does not wait."""

import logging
import threading
from typing import TYPE_CHECKING

from assistant.web.failures import for_operator

if TYPE_CHECKING:
    from assistant.service import Service

log = logging.getLogger(__name__)


class Warmth:
    """Whether the service is warm; `problem` is one Chinese line for the operator when warming up failed."""

    def __init__(self, service: "Service") -> None:
        self._service = service
        self._done = threading.Event()
        self._started = False
        self.problem = ""

    @property
    def warm(self) -> bool:
        return self._done.is_set() and not self.problem

    def start(self) -> None:
        """Start once; later calls do nothing."""
        if not self._started:
            self._started = True
            threading.Thread(target=self._run, name="warm-up", daemon=True).start()

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until warm or failed. False when the time ran out."""
        return self._done.wait(seconds)

    def _run(self) -> None:
        try:
            self._service.warm_up()
        except Exception as error:  # a thread has no caller: what it met must be kept and told
            self.problem = for_operator(error)
            log.debug("warm-up failed", exc_info=error)
        finally:
            self._done.set()
