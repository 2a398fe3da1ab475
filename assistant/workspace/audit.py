"""The log's hash chain: each row's hash covers all of the row and the hash before it. Pure; no database here.

Where a client was erased its rows have lost their details. The chain still goes through their hashes, and the erasure's own entry
holds all else of them: how many they are and the hash of what is left.
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Protocol

START = "0" * 64  # what the first row follows
ERASED = "erasure.made"  # the entry of an erasure; its subject is the erasure
_REDACTED = re.compile(r'\{"erased":"(er-[0-9a-f]{1,37})"\}')


class Row(Protocol):
    """What the chain covers; AuditRow and values alike."""

    @property
    def organisation_id(self) -> str: ...
    @property
    def seq(self) -> int: ...
    @property
    def at(self) -> str: ...
    @property
    def who(self) -> str: ...
    @property
    def action(self) -> str: ...
    @property
    def client_id(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def details(self) -> str: ...
    @property
    def previous(self) -> str: ...
    @property
    def sha256(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Head:
    """How far a log had come when someone looked: its rows and the hash of the last."""

    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Verification:
    """`rows` were looked at; `broken` is the first one that does not hold (None where all do), `text` why, in Chinese."""

    rows: int
    head: str
    broken: int | None = None
    text: str = ""

    @property
    def sound(self) -> bool:
        return self.broken is None and not self.text


def canonical(value: Any) -> str:
    """JSON that is the same text for the same value."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def row_hash(row: Row) -> str:
    """Of the row's content and the hash before it; a list keeps fields from running into each other."""
    fields = [row.previous, row.organisation_id, row.seq, row.at, row.who, row.action, row.client_id, row.subject, row.details]
    return sha256(canonical(fields).encode("utf-8", "surrogatepass")).hexdigest()


def redacted(erasure: str) -> str:
    """What stands for the details of a row that an erasure took."""
    return canonical({"erased": erasure})


def erasure_of(row: Row) -> str:
    """The erasure that took the row's details; "" where they are there."""
    found = _REDACTED.fullmatch(row.details)
    return found[1] if found else ""


class Tally:
    """What is left of the rows that one erasure took the details of, in their order."""

    def __init__(self) -> None:
        self.first, self._rows, self._digest = 0, 0, sha256()

    def add(self, row: Row) -> None:
        fields = [row.seq, row.at, row.who, row.action, row.client_id, row.subject, row.sha256]
        self._digest.update(canonical(fields).encode("utf-8", "surrogatepass") + b"\n")
        self.first, self._rows = self.first or row.seq, self._rows + 1

    def told(self) -> dict[str, Any]:
        """As the erasure's entry says it: rows, sha256."""
        return {"rows": self._rows, "sha256": self._digest.hexdigest()}


def verify_chain(rows: Iterable[Row], anchors: Sequence[Head] = ()) -> Verification:
    """Walk the rows in their order. `anchors` are heads noted elsewhere: the log must still go through each.

    Not to be seen from in here: rows cut off the end since the last anchor, and a log rewritten as a whole with all its anchors.
    """
    previous, count = START, 0
    taken: dict[str, Tally] = {}
    marks: dict[int, set[str]] = {}
    for anchor in anchors:
        marks.setdefault(anchor.rows, set()).add(anchor.sha256)
    for row in rows:
        count += 1
        fault = _fault(row, count, previous, marks.get(count, set()))
        if fault:
            return Verification(count, previous, count, fault)
        if erasure := erasure_of(row):
            taken.setdefault(erasure, Tally()).add(row)
        elif row.action == ERASED:
            tally = taken.pop(row.subject, Tally())
            if _told_of_log(row) != tally.told():
                return Verification(count, previous, tally.first or count, f"删除凭证 {row.subject} 抹去过的记录与第 {count} 条所记的不符")
        previous = row.sha256
    for erasure, tally in taken.items():
        return Verification(count, previous, tally.first, f"第 {tally.first} 条的内容被抹去，却没有 {erasure} 的删除记录")
    if marks.get(0, {START}) != {START}:
        return Verification(count, previous, 0, "记录的起点与锚点不符")
    if (furthest := max(marks, default=0)) > count:
        return Verification(count, previous, count + 1, f"第 {count + 1} 条起被截掉了：别处的锚点记着至少有 {furthest} 条")
    return Verification(count, previous)


def _fault(row: Row, number: int, previous: str, marks: set[str]) -> str:
    """"" or what is wrong with the row that should be the number-th."""
    if row.seq != number:
        return f"第 {number} 条缺失（下一条的编号是 {row.seq}）"
    if row.previous != previous:
        return f"第 {number} 条与前一条接不上"
    if not erasure_of(row) and row_hash(row) != row.sha256:
        return f"第 {number} 条的内容被改过"
    if marks - {row.sha256}:
        return f"第 {number} 条与别处的锚点不符，记录被重写过"
    return ""


def _told_of_log(row: Row) -> Any:
    """Its hash was held against it before, so that it is JSON as it was written."""
    details = json.loads(row.details)
    return details.get("log") if isinstance(details, dict) else None
