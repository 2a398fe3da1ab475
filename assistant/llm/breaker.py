"""When to leave an ailing endpoint alone: a pure state machine. Times are seconds of any steady clock, passed in."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Policy:
    """Opens after `faults` faults within `window` seconds; after `rest` seconds one probe is let through."""

    faults: int = 5
    window: float = 60.0
    rest: float = 30.0


@dataclass(frozen=True, slots=True)
class Breaker:
    """Closed while `opened` is None; else open, and half open once the rest is over. Every step returns the next state."""

    policy: Policy = Policy()
    recent: tuple[float, ...] = ()  # times of the faults within the window
    opened: float | None = None
    probe: int | None = None  # the turn of the one request let through half open
    turn: int = 0  # of the last request let through

    def admit(self, now: float) -> tuple["Breaker", int | None]:
        """The next state and the request's turn; None when it may not be sent."""
        if self.opened is None:
            turn = self.turn + 1
            return replace(self, turn=turn), turn
        if self.probe is not None or now - self.opened < self.policy.rest:
            return self, None
        turn = self.turn + 1
        return replace(self, probe=turn, turn=turn), turn

    def succeeded(self, turn: int) -> "Breaker":
        """Good news closes it, except that of a request sent before it opened."""
        if self.opened is not None and turn != self.probe:
            return self
        return replace(self, recent=(), opened=None, probe=None)

    def failed(self, turn: int, now: float) -> "Breaker":
        """A probe's fault opens it anew; a straggler's from before it opened changes nothing."""
        if self.opened is not None:
            return replace(self, opened=now, probe=None) if turn == self.probe else self
        recent = (*(at for at in self.recent if now - at < self.policy.window), now)
        if len(recent) >= self.policy.faults:
            return replace(self, recent=(), opened=now, probe=None)
        return replace(self, recent=recent)

    def let_go(self, turn: int) -> "Breaker":
        """A request that tells nothing of the endpoint (cancelled, out of budget): the next may be the probe."""
        return replace(self, probe=None) if turn == self.probe else self
