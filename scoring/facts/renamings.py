"""A registrar's notice that an enterprise has another name. The enterprise's own announcement proves none."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from scoring.facts.credit_code import labelled_codes
from scoring.facts.model import Renaming, Source
from scoring.facts.names import name_at, names_in
from scoring.facts.paper_lexicon import instrument_words
from scoring.facts.paper_lines import Line, paper_lines
from scoring.facts.reading import Reading

_LINES = 400
_SIGNATURE_CHARS = 44
_GAP = 12  # characters between the old name and 变更为
_QUOTES = " :：|“”\"'「」《》,，"


def renamings(reading: Reading) -> tuple[Renaming, ...]:
    """All changes of name that a paper of a registrar states, old and new name in full; () for any other paper."""
    lines = paper_lines(reading)[:_LINES]
    text = "\n".join(line.text for line in lines)
    words = _words()
    if not words["notice"].search(text) or words["refused"].search(text) or not any(map(_is_registrar, lines)):
        return ()
    code = next((code for _, code in labelled_codes(text)), "")
    found: dict[tuple[str, str], Renaming] = {}
    for old, new, source, section in (*_told(lines), *_tabled(lines), *_labelled(lines)):
        if old != new:
            found.setdefault((old, new), Renaming(old, new, code, section, source))
    return tuple(found.values())


def _is_registrar(line: Line) -> bool:
    """Its letterhead, signature or seal: a line that holds its name, a date and little else."""
    found = _words()["registrar"].search(line.text) if len(line.text) <= _SIGNATURE_CHARS else None
    return found is not None and not _words()["speaking"].search(line.text)


def _told(lines: Sequence[Line]) -> Iterator[tuple[str, str, Source, int]]:
    """由某甲公司变更为某乙公司."""
    for line in lines:
        for found in _words()["became"].finditer(line.text):
            before = _last_name(line.text[: found.start()])
            after = name_at(line.text[found.end() :].lstrip(_QUOTES), shops=False)
            if before and after is not None:
                yield before, after.text, line.source, line.section


def _last_name(text: str) -> str:
    """The name a text ends with, up to a few characters; what stands before 由 is no part of it."""
    for found in reversed(list(_words()["origin"].finditer(text))):
        name = name_at(text[found.end() :], shops=False)
        if name is not None:
            return name.text if len(text) - found.end() - name.end <= _GAP else ""
    last = list(names_in(text))[-1:]
    return last[0].text if last and len(text) - last[0].end <= _GAP else ""


def _tabled(lines: Sequence[Line]) -> Iterator[tuple[str, str, Source, int]]:
    """变更事项 | 变更前 | 变更后, and a row of the name."""
    old = new = -1
    for line in lines:
        cells = [cell.strip() for cell in line.text.split("|")]
        heads = {role: at for at, cell in enumerate(cells) for role in ("old", "new") if _words()[role].fullmatch(cell)}
        if len(heads) > 1:
            old, new = heads["old"], heads["new"]
        elif min(old, new) >= 0 and max(old, new) < len(cells):
            first, second = name_at(cells[old], shops=False), name_at(cells[new], shops=False)
            if first is not None and second is not None and not first.start and not second.start:
                yield first.text, second.text, line.source, line.section


def _labelled(lines: Sequence[Line]) -> Iterator[tuple[str, str, Source, int]]:
    """变更前名称：某甲公司, and on the next line 变更后名称：某乙公司."""
    old = ""
    for line in lines:
        for role in ("old", "new"):
            label, _, value = line.text.replace("|", ":", 1).partition(":")
            name = name_at(value, shops=False) if _words()[role].fullmatch(label.strip()) else None
            if name is not None and role == "old":
                old = name.text
            elif name is not None and old:
                yield old, name.text, line.source, line.section


@lru_cache(maxsize=1)
def _words() -> dict[str, re.Pattern[str]]:
    words = instrument_words().renaming
    named = {
        "notice": words.notice,
        "refused": words.refused,
        "registrar": words.registrar,
        "speaking": words.speaking,
        "origin": words.origin,
        "became": words.became,
        "old": words.old,
        "new": words.new,
    }
    return {name: re.compile("|".join(f"(?:{one})" for one in some), re.IGNORECASE) for name, some in named.items()}
