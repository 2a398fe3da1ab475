"""Leads as files: JSON, CSV and Excel. Whatever a visitor typed stays text; no cell becomes a formula."""

import csv
import json
from collections.abc import Sequence
from dataclasses import asdict
from io import BytesIO, StringIO
from typing import Any

from assistant.workspace.leads import Lead
from scoring.beijing import moment

COLUMNS = {
    "id": ("编号", 22),
    "created_at": ("收到时间", 17),
    "updated_at": ("最近一次", 17),
    "times": ("次数", 6),
    "name": ("称呼", 14),
    "contact": ("联系方式", 24),
    "message": ("留言", 50),
    "summary": ("预评结果", 60),
    "asked": ("预评表", 40),
    "page": ("来自页面", 34),
    "consent_version": ("同意的版本", 14),
    "consent_at": ("同意时间", 17),
}
_TIMES = ("created_at", "updated_at", "consent_at")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # how a cell begins that a spreadsheet might reckon
_CELL = 32_000  # characters a cell holds, less some


def as_json(leads: Sequence[Lead]) -> bytes:
    """A list of objects; times in UTC."""
    return json.dumps([asdict(one) for one in leads], ensure_ascii=False, indent=1).encode()


def as_csv(leads: Sequence[Lead]) -> bytes:
    """With a byte order mark, so that Excel reads it as UTF-8; what looks like a formula begins with an apostrophe."""
    out = StringIO()
    lines = csv.writer(out)
    lines.writerow(head for head, _ in COLUMNS.values())
    lines.writerows([_guarded(text) for text in _row(one)] for one in leads)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def as_xlsx(leads: Sequence[Lead]) -> bytes:
    from xlsxwriter import Workbook

    out = BytesIO()
    book: Any = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False})
    head = book.add_format({"bold": True, "bg_color": "#D9E1F2", "border": 1})
    cell = book.add_format({"border": 1, "text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet("线索")
    for column, (title, width) in enumerate(COLUMNS.values()):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, title, head)
    for number, one in enumerate(leads, start=1):
        for column, text in enumerate(_row(one)):
            sheet.write_string(number, column, text[:_CELL], cell)
    sheet.freeze_panes(1, 1)
    book.close()
    return out.getvalue()


def _row(one: Lead) -> list[str]:
    plain = asdict(one)
    return [moment(plain[name]) if name in _TIMES else str(plain[name]) for name in COLUMNS]


def _guarded(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
