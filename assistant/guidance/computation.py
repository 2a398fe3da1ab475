"""What every calculator returns."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Computation:
    """Worked sentences in Chinese, and the ids of the passages that carry the rules used."""

    text: str
    passages: tuple[str, ...]
