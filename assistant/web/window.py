"""How often one address may do a thing: a moving window in memory, one for each process."""

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from ipaddress import ip_address

from fastapi import Request

_MOST = 10_000  # addresses remembered; the one not heard of longest is forgotten first


class MovingWindow:
    """At most `most` in any `seconds`, for each key. `clock` counts seconds and never goes back."""

    def __init__(self, most: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._seconds, self._clock = most, seconds, clock
        self._seen: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = threading.Lock()

    def wait(self, key: str) -> int:
        """0 where it may be done now, which is then counted; else the seconds until it may."""
        now = self._clock()
        with self._lock:
            times = self._seen.setdefault(key, deque())
            self._seen.move_to_end(key)
            while times and times[0] <= now - self._seconds:
                times.popleft()
            if len(times) >= self._most:
                return max(1, round(times[0] + self._seconds - now))
            times.append(now)
            while len(self._seen) > _MOST:
                self._seen.popitem(last=False)
            return 0


def address_of(request: Request) -> str:
    """Who is counted as one: an IPv4 address, or the network a household or firm has in IPv6."""
    host = request.client.host if request.client else ""
    try:
        found = ip_address(host.partition("%")[0])
    except ValueError:
        return host
    return str(found) if found.version == 4 else found.exploded[:19]
