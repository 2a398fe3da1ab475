"""The benchmarks, in the order of the table: what each is run with for the table and for a quick try, and when it is given up.

The dear ones are bounded here, so that all together end within about an hour on two cores; run alone they use their own defaults.
"""

from dataclasses import dataclass
from importlib import import_module
from types import ModuleType


@dataclass(frozen=True, slots=True)
class Part:
    """A module of benchmarks/ with `run(arguments) -> Done`. `seconds`: after them its processes are ended and it counts as failed."""

    name: str
    whole: str = ""
    quick: str = ""
    seconds: int = 600

    def arguments(self, quick: bool) -> list[str]:
        return (self.quick if quick else self.whole).split()

    def module(self) -> ModuleType:
        """Imported when it is run: no part pays for the imports of another."""
        return import_module(f"benchmarks.{self.name}")


PARTS = {
    one.name: one
    for one in (
        Part("answers", quick="--most 30"),
        Part("retrieval", quick="--most 100"),
        Part("latency", quick="--sets held-out"),
        Part("agreement", quick="--most 1", seconds=1500),
        Part("grading", quick="20 40 80"),
        Part("mixed", quick="--divide 12"),
        Part("ocr", quick="--wears 2 --rounds 1", seconds=900),
        Part("sampling", quick="500 5000", seconds=900),
        Part("plan", whole="44 200", quick="44"),
        Part("workbench", whole="3 --no-plan", quick="1 --no-plan"),
        Part("load", whole="--seconds 20", quick="--users 10 --graders 2 --seconds 4"),
        Part("faults", whole="--rounds 3", quick="--rounds 1", seconds=900),
        Part("written", quick="--questions 5 --every 120 --most 12", seconds=900),
        Part("fuzz", whole="--seconds 300", quick="--inputs 10 --seconds 60", seconds=900),
        Part("scale", whole="--most-embedded 1000", quick="--sizes 200 1000 --most-embedded 200", seconds=900),
    )
}
