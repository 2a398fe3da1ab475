"""One file's bytes -> FileFacts: reads the document, opens it, and runs every extractor."""

from collections.abc import Iterable
from hashlib import sha256

from scoring.documents import DocumentError
from scoring.documents.model import Document
from scoring.documents.registry import DEFAULT_MAX_BYTES, parse_document
from scoring.documents.scans.reading import Scanning
from scoring.facts.blank_forms import without_blanks
from scoring.facts.claims import claims
from scoring.facts.credit_code import credit_codes
from scoring.facts.instrument_lists import KIND, listed_certificates
from scoring.facts.instruments import instruments
from scoring.facts.kinds import hinted_kinds, section_kinds
from scoring.facts.marks import marks
from scoring.facts.mentions import mentions
from scoring.facts.model import FileFacts, Problem, RecordTable, Section, UnreadPage
from scoring.facts.organisations import organisations
from scoring.facts.promises import promises
from scoring.facts.reading import Reading, read
from scoring.facts.record_prose import prose_tables
from scoring.facts.record_sessions import KINDS as SESSION_KINDS
from scoring.facts.records import record_tables
from scoring.facts.renamings import renamings
from scoring.facts.section_dates import section_dates
from scoring.facts.statements import part_sizes
from scoring.facts.totals import miscounts

_FINGERPRINT_LETTERS = 60  # shorter texts are too common to call two files the same


def extract(data: bytes, path: str, scanning: Scanning | None = None, max_bytes: int = DEFAULT_MAX_BYTES) -> FileFacts:
    """All facts of a file. A file that cannot be read gives its problem and what its name suggests; nothing is raised for it."""
    name = path.replace("\\", "/").rsplit("/", 1)[-1]
    digest = sha256(data).hexdigest()
    try:
        document = parse_document(data, name, max_bytes, scanning)
    except DocumentError as error:
        return FileFacts(path, digest, "", name, Problem(error.reason, error.text), hinted_kinds(path))
    return facts_of(document, path)


def facts_of(document: Document, path: str) -> FileFacts:
    """All facts of a document that has been read."""
    reading = read(document, path)
    papers = instruments(reading)
    tables = record_tables(reading)
    return FileFacts(
        path=path,
        sha256=document.sha256,
        media_type=document.media_type,
        title=reading.parts[0].title,
        hinted=hinted_kinds(path),
        fingerprint=_fingerprint(reading),
        sections=_sections(reading, tables),
        mentions=mentions(reading),
        promises=promises(reading),
        tables=tables,
        told=prose_tables(reading, tables),
        claims=claims(reading),
        miscounts=miscounts(reading),
        instruments=papers if any(one.kind == KIND for one in papers) else (*papers, *listed_certificates(reading)),
        organisations=organisations(reading, papers),
        codes=credit_codes(reading),
        renamings=renamings(reading),
        marks=marks(reading),
        unread=tuple(UnreadPage(f"p.{page.number}", page.confidence or 0.0) for page in document.pages if page.unread),
    )


def _sections(reading: Reading, tables: tuple[RecordTable, ...]) -> tuple[Section, ...]:
    dates = section_dates(reading, tables)
    events = {(table.section, table.kind): None for table in tables if table.form and table.kind in SESSION_KINDS}
    found = without_blanks(reading, section_kinds(reading), tables, dates)
    return tuple(
        Section(part.title, part.locator, _with_event(kinds, part.number, events), letters, part.parent, part.hidden, statements, dates[part.number])
        for part, kinds, (letters, statements) in zip(reading.parts, found, part_sizes(reading), strict=True)
    )


def _with_event(kinds: tuple[str, ...], number: int, events: Iterable[tuple[int, str]]) -> tuple[str, ...]:
    """A page that is the record of one training is a training record, whatever its title."""
    return (*kinds, *(kind for section, kind in events if section == number and kind not in kinds))


def _fingerprint(reading: Reading) -> str:
    """Of letters and digits alone: the same text in another format, or with other spacing, has the same one."""
    letters = "".join(filter(str.isalnum, reading.text))
    return sha256(letters.encode()).hexdigest() if len(letters) >= _FINGERPRINT_LETTERS else ""


