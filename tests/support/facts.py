"""Facts made by hand, so that judging can be tested without a document.

    file("维修单.xlsx", table("repair_record", "id start finish", [("R1", "2026-01-02 09:00", "2026-01-02 15:00")]))

A file counts unless a test says otherwise: it has a number (so a policy is issued), letters and statements. Pieces that
are not in a `part` belong to the whole file.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from typing import Any

from scoring.facts.model import (
    Claim,
    CreditCode,
    FileFacts,
    Instrument,
    Marks,
    Mention,
    Organisation,
    OrganisationRole,
    Polarity,
    Problem,
    Promise,
    Record,
    RecordTable,
    Section,
    Source,
)
from scoring.profile import Profile

OWN = "临江棋石净水设备有限公司"
OTHER = "远山锅炉制造有限公司"
AS_OF = date(2026, 11, 20)
UNREAD = "(看不清)"
PROFILE = Profile(name=OWN)
ISSUED = Marks(number=Source("段落2", "棋石规〔2026〕2号"))


@dataclass(frozen=True)
class Part:
    """A chapter or sheet with what it says."""

    title: str
    pieces: "tuple[Piece, ...]"
    kinds: tuple[str, ...]
    hidden: bool
    letters: int
    dates: tuple[str, ...]


Fact = Mention | Promise | Claim | RecordTable | Instrument | Organisation | CreditCode
Piece = Fact | Part


def file(
    path: str,
    *pieces: Piece,
    kinds: Sequence[str] = (),
    title: str = "",
    letters: int = 400,
    statements: int = 6,
    dates: Sequence[str] = (),
    marks: Marks = ISSUED,
    fingerprint: str = "",
    content: str = "",
) -> FileFacts:
    """One readable file. Its kinds are those given, else those of its tables and papers; `content` stands for its bytes."""
    own = tuple(kinds) or tuple(dict.fromkeys(one.kind for one in pieces if isinstance(one, RecordTable | Instrument)))
    name = path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    sections = [Section(title or name, "段落1", own, letters, statements=statements, dates=tuple(dates))]
    facts: list[Fact] = []
    for piece in pieces:
        if isinstance(piece, Part):
            number = len(sections)
            sections.append(Section(piece.title, f"段落{number * 100}", piece.kinds, piece.letters, 0, piece.hidden, statements, piece.dates))
            facts += [replace(one, section=number) for one in piece.pieces if not isinstance(one, Part)]
        else:
            facts.append(piece)
    placed = [_placed(one, number) for number, one in enumerate(facts, start=3)]
    return FileFacts(
        path=path,
        sha256=sha256((content or path).encode()).hexdigest(),
        media_type="text/plain",
        title=title or name,
        fingerprint=fingerprint,
        sections=tuple(sections),
        mentions=tuple(one for one in placed if isinstance(one, Mention)),
        promises=tuple(one for one in placed if isinstance(one, Promise)),
        claims=tuple(one for one in placed if isinstance(one, Claim)),
        tables=tuple(one for one in placed if isinstance(one, RecordTable)),
        instruments=tuple(one for one in placed if isinstance(one, Instrument)),
        organisations=tuple(one for one in placed if isinstance(one, Organisation)),
        codes=tuple(one for one in placed if isinstance(one, CreditCode)),
        marks=marks,
    )


def unreadable(path: str, *hinted: str, reason: str = "no_text") -> FileFacts:
    """A file of which only the name can be read."""
    return FileFacts(path, sha256(path.encode()).hexdigest(), "", path, Problem(reason, f"{path}：没有可读的文字"), tuple(hinted))


def part(
    title: str, *pieces: Fact, kinds: Sequence[str] = (), hidden: bool = False, letters: int = 200, dates: Sequence[str] = ()
) -> Part:
    """A chapter or sheet of a file."""
    return Part(title, pieces, tuple(kinds), hidden, letters, tuple(dates))


def says(concept: str, polarity: Polarity = "affirmed", *dates: str, quote: str = "", at: str = "") -> Mention:
    """A sentence that states a concept."""
    return Mention(concept, 0, polarity, Source(at, quote or f"原文说到 {concept}"), tuple(dates))


def promise(
    subject: str, value: str | int, unit: str = "hour", scope: str = "", *, polarity: Polarity = "affirmed", superseded: bool = False
) -> Promise:
    """A time limit, a term of warranty, or a hotline (unit text)."""
    return Promise(subject, scope, str(value), unit, 0, Source("", f"{scope}{value}{unit}"), polarity, superseded)  # type: ignore[arg-type]


def table(
    kind: str,
    roles: str,
    rows: Iterable[Sequence[str | None]],
    *,
    title: str = "",
    hidden: bool = False,
    headers: Mapping[str, str] | None = None,
) -> RecordTable:
    """A record table. `roles` are parted by spaces; an empty cell is None or "", one that cannot be read is UNREAD."""
    names = roles.split()
    sheet = title or kind
    records = tuple(_record(f"{sheet}!A{number}", names, row) for number, row in enumerate(rows, start=2))
    return RecordTable(kind, 0, title, f"{sheet}!A1", {name: (headers or {}).get(name, "") for name in names}, records, hidden)


def paper(
    kind: str,
    *holders: str,
    person: str = "",
    number: str = "",
    issuer: str = "",
    issued: str = "",
    starts: str = "",
    expires: str = "",
    conclusion: str = "",
    roles: Mapping[str, str] | None = None,
    title: str = "",
) -> Instrument:
    """A certificate, licence, policy, agreement or report."""
    name = title or kind
    return Instrument(
        kind, 0, name, tuple(holders), dict(roles or {}), person, number, issuer, issued, starts, expires, conclusion, Source("", name)
    )


def by(name: str, role: OrganisationRole = "issuer") -> Organisation:
    """An organisation that the file names."""
    return Organisation(name, role, 0, Source("", name))


def code(text: str, valid: bool = True) -> CreditCode:
    return CreditCode(text, valid, 0, Source("", text))


def source(quote: str, locator: str = "段落9") -> Source:
    return Source(locator, quote)


def _record(locator: str, names: Sequence[str], row: Sequence[str | None]) -> Record:
    cells = {name: cell for name, cell in zip(names, row, strict=True) if cell and cell != UNREAD}
    unread = tuple(name for name, cell in zip(names, row, strict=True) if cell == UNREAD)
    return Record(locator, cells, " | ".join(cell or "" for cell in row), unread)


def _placed(one: Any, number: int) -> Any:
    """With a place of its own in the file, where it has none."""
    if isinstance(one, RecordTable) or one.source.locator:
        return one
    return replace(one, source=Source(f"段落{number}", one.source.quote))
