"""Records that a paper tells in running text instead of a table: certificate holders, managers, regions and outlets, laws."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from scoring.documents.normalise import normalise
from scoring.facts.dates import FoundDate, find_dates, find_ranges, last_day, shift
from scoring.facts.model import Record, RecordTable
from scoring.facts.quantities import number
from scoring.facts.quoting import cut
from scoring.facts.reading import Reading
from scoring.facts.statements import is_word_list
from scoring.strict_yaml import LEXICON, Frozen, compile_pattern, load_strict

_REACH = 12  # characters in front of a date in which its meaning stands
_TITLE_LINES = 2
_MOST = 60  # records of one kind that running text can hold
_MOST_MANAGERS = 500
_TOPIC = 40  # characters that tell what a training was about


class _File(Frozen):
    holder: str
    not_holding: str
    certificate_no: str
    holder_name: str
    valid_until: str
    term_years: str
    qualified: str
    managers: str
    managers_count: str
    sole_manager: str
    regions_before: str
    regions_around: str
    region_name: str
    served_own: str
    served_by_agreement: str
    not_served: str
    law_paper: str
    not_law_paper: str
    law_name: str
    law_abolished: str
    session_taught: str
    session_attended: str
    not_session: str
    not_session_paper: str


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    raw: str
    locator: str
    section: int


@lru_cache(maxsize=1)
def _words() -> dict[str, re.Pattern[str]]:
    path = LEXICON / "prose.yaml"
    file = load_strict(path, _File)
    return {key: compile_pattern(pattern, {}, path.name) for key, pattern in file.model_dump().items()}


def prose_tables(reading: Reading, found: Sequence[RecordTable]) -> tuple[RecordTable, ...]:
    """Tables of one record for each fact told in sentences; nothing of a kind that the file has a table of."""
    lines = _lines(reading)
    if not lines:
        return ()
    title = reading.parts[0].title
    kinds = {table.kind for table in found}
    out: dict[str, list[tuple[_Line, dict[str, str]]]] = {}
    if "service_manager_certificate" not in kinds:
        out["service_manager_certificate"] = list(_holders(lines))
    out["manager_roster"] = list(_managers(lines, title))
    if "staff_roster" not in kinds:
        out["staff_roster"] = list(_qualified(lines))
    if "outlet_list" not in kinds:
        regions = _regions(lines)
        out["sales_region_list"] = [] if "sales_region_list" in kinds else [(line, {"region": region}) for region, line in regions.items()]
        out["outlet_list"] = list(_outlets(lines, list(regions)))
    if "training_record" not in kinds:
        out["training_record"] = list(_sessions(lines, title))
    if "law_list" not in kinds:
        out["law_list"] = list(_laws(lines, f"{title} {reading.path}"))
    return tuple(
        RecordTable(kind, rows[0][0].section, title, rows[0][0].locator, {role: "" for _, cells in rows for role in cells}, _records(rows))
        for kind, rows in out.items()
        if rows
    )


def _records(rows: Sequence[tuple[_Line, dict[str, str]]]) -> tuple[Record, ...]:
    """Numbered, so that several of one paragraph stay several."""
    return tuple(
        Record(line.locator, {"id": f"{line.locator}-{number}", **cells}, cut(line.raw)) for number, (line, cells) in enumerate(rows[:_MOST], 1)
    )


def _lines(reading: Reading) -> list[_Line]:
    """Paragraphs: the sentences of a block together. Rows of tables and hidden parts are left out."""
    told = [one for one in reading.sentences if not reading.parts[one.section].hidden and (not one.table_row or " | " not in one.raw)]
    out = []
    for locator, some in groupby(told, key=lambda one: one.locator):
        block = list(some)
        raw = "".join(one.raw for one in block)
        out.append(_Line(normalise(raw), raw, locator, block[0].section))
    return out


def _holders(lines: Sequence[_Line]) -> Iterator[tuple[_Line, dict[str, str]]]:
    """One for each certificate number beside 售后服务管理师; its term stands in the same paragraph or the paragraphs below."""
    words = _words()
    seen: set[str] = set()
    for at, line in enumerate(lines):
        if not words["holder"].search(line.text):
            continue
        for text in (line.text, *(line.text + one.text for one in lines[at + 1 : at + 3])):
            numbers = [(found, one) for found in words["certificate_no"].finditer(text) for one in re.split(r"[、,和及]", found[1]) if one]
            if numbers:
                break
        for found, one in numbers:
            opening = max((text.rfind(cut, 0, found.start()) for cut in "。;\n"), default=-1) + 1
            if one in seen or words["not_holding"].search(text, opening, found.start()):
                continue
            seen.add(one)
            cells = {"certificate": "售后服务管理师", "certificate_no": one}
            expires = _expires(text, found.end()) or _expires(" ".join(other.text for other in lines[at : at + 4]), 0)
            if expires:
                cells["expires"] = expires
            named = list(words["holder_name"].finditer(text, 0, found.start()))
            if named and len(found[1]) == len(one):
                cells["name"] = named[-1][1]
            yield line, cells


def _expires(text: str, start: int) -> str:
    """The end of the term named behind a place: 至 2028-05-19, 2025-06-08 颁发, 三年有效."""
    words = _words()
    ranges = find_ranges(text[start:])
    if ranges:
        return last_day(ranges[0][1])
    dates = [one for one in find_dates(text) if one.start >= start and one.precision != "year"]
    ending = [one for one in dates if words["valid_until"].search(text[max(0, one.start - _REACH) : one.start])]
    if ending:
        return last_day(ending[0].iso)
    term = words["term_years"].search(text)
    issued = _first(dates) or _first([one for one in find_dates(text) if one.precision == "day"])
    years = number(term[1] or term[2]) if term else None
    if issued is not None and years is not None:
        return shift(last_day(issued.iso), months=12 * int(years))
    return ""


def _first(dates: Sequence[FoundDate]) -> FoundDate | None:
    return dates[0] if dates else None


def _qualified(lines: Sequence[_Line]) -> Iterator[tuple[_Line, dict[str, str]]]:
    """电工甲，岗位要求低压电工证，持低压电工作业证，有效期至 2028-03-01."""
    words = _words()
    for line in lines:
        for clause in re.split(r"[。;]", line.text):
            found = words["qualified"].search(clause)
            if found is None or words["not_holding"].search(clause, found.end(1)):
                continue
            dates = [one for one in find_dates(clause) if one.start >= found.end(1) and one.precision != "year"]
            if dates:
                required = found[1]
                yield line, {"required": required, "certificate": found[2] or required, "expires": last_day(dates[-1].iso)}


def _managers(lines: Sequence[_Line], title: str) -> Iterator[tuple[_Line, dict[str, str]]]:
    """How many manage the service, where a paper says so in words."""
    words = _words()
    listed = words["managers"].search(normalise(title)) is not None
    for line in lines:
        if words["sole_manager"].search(line.text):
            yield line, {"headcount": "1"}
            return
        for sentence in re.split(r"[。;]", line.text):
            said = words["managers"].search(sentence)
            if said is None and not (listed and re.search(r"[共计]", sentence)):
                continue
            count = words["managers_count"].search(sentence, said.end() if said else 0)
            value = number(count[1].replace("俩", "二")) if count else None
            if value is not None and 0 < value <= _MOST_MANAGERS:
                yield line, {"headcount": str(int(value))}
                return


_COUNTED = re.compile(r"(?<=[\u4e00-\u9fff]{2})[两二三四五六七八九十]{1,2}个?(?:[省市县区地]|[大片]区|省份|城市)$")  # 江西三省 ends a list of three


def _regions(lines: Sequence[_Line]) -> dict[str, _Line]:
    words = _words()
    out: dict[str, _Line] = {}
    for line in lines:
        told = [line.text[found.end() :] for found in words["regions_before"].finditer(line.text)]
        told += [found[1] for found in words["regions_around"].finditer(line.text)]
        for text in told:
            listed = re.match(rf"{words['region_name'].pattern}(?:[、,和及]{words['region_name'].pattern})*(?=[。;,四五六两三二共等(]|$)", text)
            if listed and not is_word_list(listed[0] + "。"):
                for name in re.split(r"[、,和及]", listed[0]):
                    out.setdefault(_COUNTED.sub("", name), line)
    return out


def _outlets(lines: Sequence[_Line], regions: Sequence[str]) -> Iterator[tuple[_Line, dict[str, str]]]:
    """For each region the clause that says who serves it, and until when."""
    words = _words()
    if not regions:
        return
    names = re.compile("|".join(map(re.escape, sorted(regions, key=len, reverse=True))))
    for line in lines:
        for clause in re.split(r"[。;]", line.text):
            here = list(dict.fromkeys(names.findall(clause)))
            entrusted = words["served_by_agreement"].search(clause)
            own = words["served_own"].search(clause)
            if not here or not (own or entrusted) or words["not_served"].search(clause):
                continue
            cells = {"outlet": clause[:40], "mode": "委托" if entrusted and not own else "自营"}
            expires = [one for one in find_dates(clause) if one.precision == "day"]
            if expires:
                cells["expires"] = expires[-1].iso
            for region in here:
                yield line, {"region": region, **cells}


def _sessions(lines: Sequence[_Line], title: str) -> Iterator[tuple[_Line, dict[str, str]]]:
    """A paragraph that tells of one training: somebody taught, and people signed or were tested."""
    words = _words()
    if words["not_session_paper"].search(normalise(title)):
        return
    for line in lines:
        taught, attended = words["session_taught"].search(line.text), words["session_attended"].search(line.text)
        if taught is None or attended is None or words["not_session"].search(line.text):
            continue
        cells = {"topic": line.text[taught.start() : taught.start() + _TOPIC], "attended": attended[0]}
        days = [one.iso for one in find_dates(line.text) if one.precision == "day"]
        yield line, {**cells, "date": days[0]} if days else cells


def _laws(lines: Sequence[_Line], title: str) -> Iterator[tuple[_Line, dict[str, str]]]:
    """Each law a list in words names; a paper that lists laws has such a title."""
    words = _words()
    said = normalise(" ".join((title, *(line.text for line in lines[:_TITLE_LINES] if len(line.text) <= 40))))
    if not words["law_paper"].search(said) or words["not_law_paper"].search(said):
        return
    seen: set[str] = set()
    for line in lines:
        for found in words["law_name"].finditer(line.text):
            law = found[1] or found[2]
            if law in seen:
                continue
            seen.add(law)
            after = line.text[found.end() : found.end() + 16]
            cells = {"law": law}
            if words["law_abolished"].search(after):
                cells["law_status"] = after
            yield line, cells
