"""How long to wait before another attempt. Pure: chance is passed in."""

from assistant.llm.endpoint import Times
from assistant.llm.faults import LlmFault


def wait_before(attempt: int, fault: LlmFault, times: Times, chance: float) -> float | None:
    """Seconds until attempt number `attempt` (2 is the first repeated one); None when it is not worth it.

    `chance` from 0 to 1 spreads clients that failed together over half of the wait. A server's own wish is never undercut.
    """
    if not fault.retriable:
        return None
    if fault.retry_after is not None and fault.retry_after > times.longest_wait:
        return None
    own: float = min(times.longest_wait, times.backoff * 2.0 ** (attempt - 2)) * (0.5 + chance / 2)
    return max(own, fault.retry_after or 0.0)
