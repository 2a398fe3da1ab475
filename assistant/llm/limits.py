"""How many requests may be under way at once in this process. What a day may cost is counted in usage.py."""

import threading
import time
from collections.abc import Callable

from assistant.llm.faults import BusyFault, CancelledFault

_LOOK = 0.05  # seconds between looks at whether the asker has left


class Slots:
    """Places for requests under way; waiting for one is bounded and can be cancelled."""

    def __init__(self, places: int) -> None:
        self._free = threading.BoundedSemaphore(places)

    def take(self, seconds: float, cancelled: Callable[[], bool]) -> None:
        """Raises BusyFault after `seconds`, CancelledFault as soon as the asker has left."""
        until = time.monotonic() + seconds
        while True:
            if cancelled():
                raise CancelledFault
            left = until - time.monotonic()
            if self._free.acquire(timeout=max(0.0, min(_LOOK, left))):
                return
            if left <= 0:
                raise BusyFault

    def give_back(self) -> None:
        self._free.release()
