"""Judging a register of 100,000 records by a sample against judging all of them: the same facts, in one run.

`python -m benchmarks sampling [10000 100000]`. Reading is not counted: the facts are made here. Each figure is the best of three.
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from benchmarks.figures import Done, Figure
from benchmarks.measure import machine, print_each
from scoring.facts.model import FileFacts, Marks, Promise, Record, RecordTable, Section, Source
from scoring.judge import grade
from scoring.profile import ALL, Profile
from scoring.rubric import Rubric, load_rubric

SIZES = (500, 10_000, 100_000)
HEADS = ("records", "drawn", "all looked at, s", "sample, s", "×")
_ON = date(2026, 11, 20)
_ROLES = ("id", "start", "customer", "fault", "action", "arrive", "finish", "sign")


@dataclass(frozen=True, slots=True)
class Judged:
    """A register of `size` records, `drawn` of them as the sample: seconds of judging all and of judging the sample."""

    size: int
    drawn: int
    whole: float
    part: float

    def row(self) -> list[str]:
        return [f"{self.size:,}", str(self.drawn), f"{self.whole:.2f}", f"{self.part:.2f}", f"{self.whole / self.part:.1f}"]

    def figure(self) -> Figure:
        what = f"judging {self.size:,} records by a sample of {self.drawn}"
        return Figure(what, self.part, "s", "judging them all", self.whole, f"python -m benchmarks sampling {self.size}", headline=True)


def run(argv: Sequence[str]) -> Done:
    """Print one table; sizes may be given."""
    print(f"\n## Judging by samples against judging all records\n\n{machine()}\n")
    sizes = tuple(int(one) for one in argv) or SIZES
    return Done(tuple(map(Judged.figure, print_each(HEADS, _measured(sizes), Judged.row))))


def _measured(sizes: Sequence[int]) -> Iterator[Judged]:
    for size in sizes:
        facts = [_register(size), _promise()]
        taken = [(_judged(facts, (ALL,)), _judged(facts, ())) for _ in range(3)]  # in turn: a busy machine is unfair to neither
        (whole, _), (part, drawn) = (min(found) for found in zip(*taken, strict=True))
        yield Judged(size, drawn, whole, part)


def _judged(facts: Sequence[FileFacts], whole: tuple[str, ...]) -> tuple[float, int]:
    """Seconds of judging, and the most records that a clause looked at."""
    started = time.perf_counter()
    found = grade(facts, Profile(name="临江棋石净水设备有限公司", whole_population=whole), _ON, _rubric())
    return time.perf_counter() - started, max(one.sample.drawn for one in found.clauses if one.sample is not None)


@lru_cache(maxsize=1)
def _rubric() -> Rubric:
    return load_rubric()


def _register(size: int) -> FileFacts:
    """The facts of a workbook of repair orders over eleven months."""
    records = tuple(_order(number, size) for number in range(size))
    table = RecordTable("repair_record", 0, "维修工单", "工单!A1", dict.fromkeys(_ROLES, ""), records, False)
    whole = Section("维修工单", "工单!A1", ("repair_record",), 400, statements=6)
    return FileFacts("维修工单.xlsx", "0" * 64, "text/plain", "维修工单", sections=(whole,), tables=(table,))


def _promise() -> FileFacts:
    """A visit within 24 hours, so that times are judged as well."""
    said = Promise("response", "", "24", "hour", 0, Source("段落3", "24 小时内上门"))
    whole = Section("服务承诺", "段落1", ("service_commitment",), 400, statements=6)
    marks = Marks(number=Source("段落2", "棋石规〔2026〕2号"))
    return FileFacts("服务承诺.docx", "1" * 64, "text/plain", "服务承诺", sections=(whole,), promises=(said,), marks=marks)


def _order(number: int, size: int) -> Record:
    begun = datetime(2025, 12, 1, 8) + timedelta(days=number * 340 // size, minutes=number * 37 % 500)
    times = [f"{begun + timedelta(hours=hours):%Y-%m-%d %H:%M}" for hours in (0, 2 + number % 7, 9 + number % 9)]
    customer = f"顾客{number * 7919 % 50_000}"
    signed = customer if number % 11 else ""
    cells = dict(zip(_ROLES, (f"WX{number:06d}", times[0], customer, "不出水", "更换滤芯", times[1], times[2], signed), strict=True))
    return Record(f"工单!A{number + 2}", {role: cell for role, cell in cells.items() if cell}, " | ".join(cells.values()))
