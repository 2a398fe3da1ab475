"""How long an account stays locked after wrong passwords. Pure; the clock is the caller's."""

from datetime import timedelta

TRIES = 5
_FIRST, _LONGEST = timedelta(minutes=15), timedelta(hours=24)


def locked_for(failures: int) -> timedelta | None:
    """After that many wrong tries since the last log-in; None where no lock begins. Each lock is twice the one before."""
    if failures <= 0 or failures % TRIES:
        return None
    return min(_FIRST * (1 << min(failures // TRIES - 1, 16)), _LONGEST)
