"""Small real files -> facts: a DOCX of lines and tables, an XLSX of sheets, as offices write them."""

from collections.abc import Mapping, Sequence
from io import BytesIO

from scoring.calendar import Period
from scoring.evidence import Evidence
from scoring.facts.extract import extract
from scoring.facts.model import FileFacts
from scoring.industry import industry_of
from scoring.kind_groups import kind_groups
from scoring.validity import Frame
from tests.support.facts import AS_OF, OWN, PROFILE

_SUBSTANCE = "本文件由客户部负责解释，员工应当认真学习。各部门按分工做好配合，发现问题及时向客户部报告。"
Rows = Sequence[Sequence[object]]


def docx(path: str, *parts: str | Rows, owner: str = OWN) -> FileFacts:
    """Lines (one that begins with # is a heading) and tables; the last lines are words that make it a paper, and the enterprise's name."""
    import docx as library

    document = library.Document()
    for part in (*parts, _SUBSTANCE, owner):
        if isinstance(part, str):
            if part.startswith("#"):
                document.add_heading(part.lstrip("# "), 1)
            else:
                document.add_paragraph(part)
            continue
        grid = document.add_table(len(part), len(part[0]))
        for number, row in enumerate(part):
            for column, cell in enumerate(row):
                grid.cell(number, column).text = str(cell)
    out = BytesIO()
    document.save(out)
    return extract(out.getvalue(), path)


def xlsx(path: str, sheets: Mapping[str, Rows]) -> FileFacts:
    from openpyxl import Workbook

    book = Workbook()
    for number, (name, rows) in enumerate(sheets.items()):
        sheet = book.active if not number else book.create_sheet()
        assert sheet is not None
        sheet.title = name
        for row in rows:
            sheet.append(list(row))
    out = BytesIO()
    book.save(out)
    return extract(out.getvalue(), path)


def evidence_of(*files: FileFacts) -> Evidence:
    """Under the profile and date that facts made by hand are judged under."""
    frame = Frame(PROFILE, AS_OF, Period.before(AS_OF, PROFILE.period_months), kind_groups(), {})
    return Evidence.of(files, frame, industry_of(""))
