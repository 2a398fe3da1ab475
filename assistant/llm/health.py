"""The breaker with its clock and lock: shared by the threads of a process."""

import threading
import time
from collections.abc import Callable

from assistant.llm.breaker import Breaker, Policy
from assistant.llm.faults import News, PausedFault


class Health:
    """Whether the endpoint may be asked, and what is heard of it."""

    def __init__(self, policy: Policy, clock: Callable[[], float] = time.monotonic) -> None:
        self._lock = threading.Lock()
        self._clock = clock
        self._breaker = Breaker(policy)

    @property
    def paused(self) -> bool:
        """Whether it is being left alone; a probe may still be let through."""
        return self._breaker.opened is not None

    def admit(self) -> int:
        """The request's turn, to be told of later. Raises PausedFault."""
        with self._lock:
            self._breaker, turn = self._breaker.admit(self._clock())
        if turn is None:
            raise PausedFault
        return turn

    def hear(self, turn: int, news: News) -> None:
        """What the request of this turn tells of the endpoint."""
        with self._lock:
            if news == "bad":
                self._breaker = self._breaker.failed(turn, self._clock())
            elif news == "good":
                self._breaker = self._breaker.succeeded(turn)
            else:
                self._breaker = self._breaker.let_go(turn)
