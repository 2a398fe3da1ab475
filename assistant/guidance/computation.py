"""What every calculator returns."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Computation:
    """Worked sentences in Chinese, the ids of the passages that carry the rules used, and the clause it is about, if one."""

    text: str
    passages: tuple[str, ...]
    clause: str = ""
