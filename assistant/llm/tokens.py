"""A request's size as the server counts it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tokens:
    sent: int
    written: int
