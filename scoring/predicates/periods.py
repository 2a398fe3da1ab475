"""The dates that place a paper or a statement in time."""

import re
from collections.abc import Sequence
from datetime import date

from scoring.calendar import day_of
from scoring.documents.normalise import normalise
from scoring.evidence import Paper, Row, Statement
from scoring.facts.dates import find_dates, find_ranges
from scoring.validity import record_dates

_YEAR_ONLY = 4  # characters of a date that names but a year
_UNTIL = re.compile(r"(?:有效期?至|[至到止—~-]|截止|到期日?) ?$")
_YEAR = re.compile(r"(?<!\d)(20[0-4]\d)(?!\d)")


def paper_dates(paper: Paper, number: int) -> list[str]:
    """Dates of the records and statements in a section, else of the paper's issue, else the year its titles name."""
    facts = paper.facts
    dates = [iso for table in facts.tables if number in paper.lineage(table.section) for iso in record_dates(table)]
    dates += [iso for one in facts.mentions if number in paper.lineage(one.section) for iso in one.dates]
    return dates or section_dates(paper, number) or issue_dates(paper) or title_years(paper, number)


def section_dates(paper: Paper, number: int) -> list[str]:
    """Dates in the running text of a section, else of one around it."""
    return next((list(paper.facts.sections[at].dates) for at in paper.lineage(number) if paper.facts.sections[at].dates), [])


def issue_dates(paper: Paper) -> list[str]:
    return [iso for iso in (paper.facts.marks.issued, paper.facts.marks.effective) if iso] + [
        one.issued for one in paper.facts.instruments if one.issued
    ]


def statement_dates(one: Statement) -> list[str]:
    """The dates of its sentence, else of the paper's issue, else of its section, else the year its titles name."""
    own = list(one.mention.dates)
    if own and all(len(iso) == _YEAR_ONLY for iso in own):  # 2025 年度考核结果, issued in January 2026
        own += issue_dates(one.paper)
    return own or section_dates(one.paper, one.mention.section) or issue_dates(one.paper) or paper_dates(one.paper, one.mention.section)


def row_dates(row: Row) -> list[str]:
    """The record's own date, else what its table or paper says."""
    if row.date:
        return [row.date]
    return section_dates(row.paper, row.table.section) or issue_dates(row.paper) or title_years(row.paper, row.table.section, (row.table.title,))


def title_years(paper: Paper, number: int, more: Sequence[str] = ()) -> list[str]:
    """Years in the titles of a section and those around it, of the file, and in its path; the last one named is the latest."""
    titles = (*more, *(paper.facts.sections[at].title for at in paper.lineage(number)), paper.facts.title, paper.facts.path)
    return sorted({year for title in titles for year in _YEAR.findall(normalise(title))})


def is_of_year(one: Statement, year: int) -> bool:
    """By the year its words name, else the titles around it, else the paper's issue: a year's paper may be issued at the end of the last."""
    said = _YEAR.findall(normalise(one.mention.source.quote))
    if said:
        return str(year) in said
    titles = title_years(one.paper, one.mention.section)
    if titles:
        return str(year) in titles
    return any(iso[:4] in (str(year), str(year - 1)) for iso in issue_dates(one.paper))


def has_run_out(one: Statement, as_of: date) -> bool:
    """Whether its words, or a paper with a term in the same file, name a term that ended before the date and none that goes on."""
    said = normalise(one.mention.source.quote)
    ends = [end for _, end in find_ranges(said)]
    ends += [found.iso for found in find_dates(said) if found.precision == "day" and _UNTIL.search(said[: found.start])]
    ends = ends or [paper.expires for paper in one.paper.facts.instruments if paper.expires]
    days = [day for iso in ends if (day := day_of(iso)) is not None]
    return bool(days) and max(days) < as_of
