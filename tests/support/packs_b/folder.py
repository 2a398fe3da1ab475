"""The folder a pack is written to: papers by their file type, record tables by their writer."""

from collections.abc import Sequence
from pathlib import Path
from shutil import copyfile

from . import office, pages, sheets
from .markup import blocks, read_papers
from .profile import Company
from .sheets import Sheet


class Folder:
    """Writes a pack's files; every path is relative to the pack."""

    def __init__(self, root: Path, company: Company) -> None:
        self.root = root
        self.company = company

    def place(self, path: str) -> Path:
        """The full path, with its folders made."""
        full = self.root / path
        full.parent.mkdir(parents=True, exist_ok=True)
        return full

    def write_papers(self, source: Path) -> None:
        """All papers of a papers.txt."""
        for paper in read_papers(source, {"name": self.company.name, "code": self.company.code}):
            full = self.place(paper.path)
            suffix = full.suffix.lower()
            if suffix == ".docx":
                office.write_docx(full, blocks(paper.text), styled="plain" not in paper.options)
            elif suffix == ".xlsx":
                sheets.write_xlsx(full, sheets.sheets_of(paper.text))
            elif suffix == ".pdf":
                pages.write_pdf(full, blocks(paper.text), serif="serif" in paper.options)
            elif suffix == ".html":
                full.write_text(pages.html(paper.text), encoding="utf-8")
            elif suffix == ".csv":
                full.write_text(paper.text, encoding="gb18030" if "gbk" in paper.options else "utf-8-sig")
            else:
                full.write_text(paper.text, encoding="gb18030" if "gbk" in paper.options else "utf-8")

    def xlsx(self, path: str, book: Sequence[Sheet]) -> None:
        """A workbook of record tables."""
        sheets.write_xlsx(self.place(path), book)

    def csv(self, path: str, rows: Sequence[Sequence[object]], encoding: str) -> None:
        """A comma-separated export."""
        sheets.write_csv(self.place(path), rows, encoding)

    def copy(self, path: str, again: str) -> None:
        """The same file a second time under another name."""
        copyfile(self.root / path, self.place(again))
