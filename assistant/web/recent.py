"""How often each caller came lately: moving windows of `limits` over a storage that forgets and that no change of the clock disturbs."""

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

from limits import RateLimitItem
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

_MOST = 100_000  # visits kept of all callers, some 20 MB at worst


class Windows:
    """Kept in this process; safe for threads. `clock` counts seconds and never goes back."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._limiter = MovingWindowRateLimiter(Recent(clock=clock))

    def wait(self, rate: RateLimitItem, kind: str, key: str) -> int:
        """0 where the caller may come now, which is then counted; else the seconds until it may."""
        if self._limiter.hit(rate, kind, key):
            return 0
        return max(1, math.ceil(self._limiter.get_window_stats(rate, kind, key).reset_time - self._clock()))


class Recent(MemoryStorage):
    """Moving windows by the monotonic clock. The library's own keeps each key for good and starts a thread at each visit."""

    STORAGE_SCHEME: list[str] = []  # noqa: RUF012  made by hand, never by address

    def __init__(self, most: int = _MOST, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._most, self._kept, self._clock = most, 0, clock
        self._visits: OrderedDict[str, list[float]] = OrderedDict()  # by key, the one that came last at the end; times oldest first
        self._lock = threading.Lock()

    def acquire_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        """Whether `amount` more visits fit into the window of `expiry` seconds; they are kept when they do."""
        with self._lock:
            visits = self._within(key, expiry)
            if len(visits) + amount > limit:
                return False
            self._keep(key, [*visits, *[self._clock()] * amount])
            while self._kept > self._most:
                self._keep(next(iter(self._visits)), [])
            return True

    def get_moving_window(self, key: str, limit: int, expiry: int) -> tuple[float, int]:  # noqa: ARG002
        """The oldest visit within the window by the monotonic clock, and how many there are."""
        with self._lock:
            visits = self._within(key, expiry)
            return (visits[0] if visits else self._clock()), len(visits)

    @property
    def callers(self) -> int:
        """Keys kept."""
        return len(self._visits)

    def _within(self, key: str, expiry: int) -> list[float]:
        """The key's visits that still count; the others are forgotten."""
        since = self._clock() - expiry
        visits = [one for one in self._visits.get(key, ()) if one > since]
        self._keep(key, visits)
        return visits

    def _keep(self, key: str, visits: list[float]) -> None:
        self._kept += len(visits) - len(self._visits.pop(key, ()))
        if visits:
            self._visits[key] = visits
