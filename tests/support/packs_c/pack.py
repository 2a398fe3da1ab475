"""Writes the files of one pack; every writer is repeatable to the byte (fixed seeds and timestamps)."""
from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from .markup import parse
from .render import docx_bytes, html_text, pdf_bytes, plain_text, pptx_bytes, still


@dataclass
class Sheet:
    """A worksheet: its rows; cells to merge ("A1:C1"); how real dates are shown; hidden or not."""

    name: str
    rows: list[list[object]]
    merges: list[str] = field(default_factory=list)
    date_format: str = "yyyy/m/d"
    hidden: bool = False
    widths: int = 16


class Pack:
    """A pack's folder, its profile and the names of its files."""

    def __init__(self, root: Path, name: str) -> None:
        """Makes the folder."""
        self.folder = root / name
        self.name = name
        self.files: list[str] = []
        self.folder.mkdir(parents=True, exist_ok=True)

    def _write(self, path: str, data: bytes) -> None:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        self.files.append(path)

    def docx(self, path: str, text: str, *, styles: bool = True, font: str = "宋体") -> None:
        """A DOCX; without styles its headings are only bold paragraphs."""
        self._write(path, docx_bytes(parse(text), styles=styles, font=font))

    def pdf(self, path: str, text: str, *, landscape: bool = False, size: float = 10.5, footer: str = "") -> None:
        """A PDF with a text layer and ruled tables."""
        self._write(path, pdf_bytes(parse(text), landscape=landscape, size=size, footer=footer))

    def html(self, path: str, text: str, *, site: str) -> None:
        """A printed web page, with the site's navigation around it."""
        self._write(path, html_text(parse(text), site).encode())

    def pptx(self, path: str, text: str) -> None:
        """Slides: a new one at each heading."""
        self._write(path, pptx_bytes(parse(text)))

    def text(self, path: str, text: str, encoding: str = "utf-8") -> None:
        """Plain text; a .md file keeps its marks, a .txt file loses them."""
        body = text.strip() + "\n" if path.endswith(".md") else plain_text(parse(text))
        self._write(path, body.encode(encoding))

    def csv(self, path: str, rows: list[list[object]], encoding: str = "utf-8-sig") -> None:
        """A comma-separated export."""
        out = io.StringIO(newline="")
        csv.writer(out).writerows(rows)
        self._write(path, out.getvalue().encode(encoding))

    def xlsx(self, path: str, *sheets: Sheet) -> None:
        """A workbook; real dates stay dates."""
        book = Workbook()
        book.remove(book.active)
        for sheet in sheets:
            ws = book.create_sheet(sheet.name)
            for row in sheet.rows:
                ws.append(["" if cell is None else cell for cell in row])
            for cells in ws.iter_rows():
                for cell in cells:
                    if isinstance(cell.value, datetime):
                        cell.number_format = sheet.date_format if "h" in sheet.date_format else sheet.date_format + " hh:mm"
                    elif isinstance(cell.value, date):
                        cell.number_format = sheet.date_format
                    elif cell.value == "":
                        cell.value = None
            for column in range(1, ws.max_column + 1):
                ws.column_dimensions[get_column_letter(column)].width = sheet.widths
            for area in sheet.merges:
                ws.merge_cells(area)
                ws[area.split(":")[0]].alignment = Alignment(horizontal="center", vertical="center")
            for cell in ws[1]:
                cell.font = Font(bold=True)
            if sheet.hidden:
                ws.sheet_state = "hidden"
        out = io.BytesIO()
        book.save(out)
        self._write(path, still(out.getvalue()))

    def copy(self, source: str, path: str) -> None:
        """The same file once more under another name."""
        self._write(path, (self.folder / source).read_bytes())

    def profile(self, *, name: str, uscc: str, kind: str, industry: str, branches: tuple[str, ...] = (),
                outlets: tuple[str, ...] = (), exclusions: tuple[tuple[str, str], ...] = ()) -> None:
        """The profile.yaml that stands beside the evidence."""
        lines = ["enterprise:", f'  name: "{name}"', f'  uscc: "{uscc}"', f"  kind: {kind}", f'  industry: "{industry}"']
        for key, values in (("branches", branches), ("entrusted_outlets", outlets)):
            lines.append(f"  {key}:" if values else f"  {key}: []")
            lines += [f'    - "{value}"' for value in values]
        lines.append("period_months: 12")
        lines.append("exclusions:" if exclusions else "exclusions: []")
        for clause, reason in exclusions:
            lines += [f'  - clause: "{clause}"', f'    reason: "{reason}"']
        (self.folder / "profile.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
