"""Which records of service are one and the same, whatever number or name stands on them and in whichever file.

Rubric §2, rule 8: a paper handed in twice counts once. A row that repeats another one in all that was done is no record of
its own because it got another number; nor is one whose times agree to the minute, and whose fault and work agree, because it
got another customer. Rows that tell too little for that (a day and a standard job) are never taken for copies.
"""

from collections.abc import Mapping

from scoring.documents.normalise import normalise
from scoring.facts.model import Record

_KINDS = frozenset(
    {"repair_record", "installation_record", "delivery_record", "complaint_record", "return_record", "feedback_record"}
)
_TIMES = ("start", "date", "respond", "arrive", "finish")
_TOLD = ("fault", "action")
_NUMBERS = frozenset({"id", "ref"})
_NAMES = frozenset({"customer", "name", "sign", "receiver", "source", "phone"})  # who it was done for
_OTHER_NAMES = frozenset({"contact", "consignee", "name", "phone", "email", "customer", "address"})  # the same, of cells without a role
_CLOCK = 16  # characters of an ISO day with a time
_MIDNIGHT = " 00:00"  # a day, as spreadsheets keep it
_DIGITS = 7  # of a telephone number, masked or not
_CELLS = 5  # fewer do not tell one record from another


def identity(record: Record) -> tuple[str, ...]:
    """The record's number and all its cells, spaces aside: the same in two tables is one record. () without a number."""
    number = record.cells.get("id", "")
    return (_tight(number), *sorted(map(_tight, record.cells.values()))) if number else ()


def substance(kind: str, record: Record) -> tuple[str, ...]:
    """What a record shares with its copies and with nothing else; () where it tells too little."""
    cells = record.cells
    if kind not in _KINDS or len(cells) - len(_NUMBERS & cells.keys()) < _CELLS or not any(role in cells for role in _TIMES):
        return ()
    exact = {cells[role] for role in _TIMES if _has_clock(cells.get(role, ""))}
    told = [role for role in _TOLD if cells.get(role)]
    if len(told) == len(_TOLD) and len(exact) > 1:
        return ("times", kind, *_left(cells, _NUMBERS | _NAMES), "", *_left(record.others, _OTHER_NAMES))
    if len(told) == len(_TOLD) and sum(map(str.isdigit, cells.get("phone", ""))) >= _DIGITS:
        return ("phone", kind, *_left(cells, _NUMBERS | (_NAMES - {"phone"})), "", *_left(record.others, frozenset()))
    return ("number", kind, *_left(cells, _NUMBERS), "", *_left(record.others, frozenset())) if told or len(exact) > 1 else ()


def fullness(record: Record) -> tuple[int, tuple[tuple[str, str], ...]]:
    """Of copies the one that says least is counted, so that none is padded out; of equals the order of files does not matter."""
    return len(record.cells), tuple(sorted((role, _plain(text)) for role, text in record.cells.items()))


def _left(cells: Mapping[str, str], without: frozenset[str]) -> list[str]:
    return [f"{name}={_plain(text)}" for name, text in sorted(cells.items()) if name not in without]


def _has_clock(iso: str) -> bool:
    return len(iso) == _CLOCK and not iso.endswith(_MIDNIGHT)


def _plain(text: str) -> str:
    return _tight(normalise(text))


def _tight(text: str) -> str:
    """Without spaces, which a narrow column of a PDF puts anywhere."""
    return "".join(text.split())
