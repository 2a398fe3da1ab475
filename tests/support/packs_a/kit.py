"""One pack's folder: writes any format below it and puts the company's names into the texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from .write import plain, portable, sheets, word
from .write.sheets import Sheet


class Kit:
    """Writers bound to a folder and to the words that stand behind `@` marks in the texts."""

    def __init__(self, root: Path, words: Mapping[str, str]) -> None:
        self.root = root
        self._words = dict(sorted(words.items(), key=lambda item: -len(item[0])))

    def said(self, text: str) -> str:
        """The text with its marks filled in."""
        for mark, word_ in self._words.items():
            text = text.replace(mark, word_)
        return text

    def docx(self, path: str, text: str, *, styled: bool = True, header: str = "") -> None:
        """A Word file."""
        word.docx(self.root / path, self.said(text), styled=styled, header=self.said(header))

    def pdf(self, path: str, text: str, *, serif: bool = False, footer: str = "") -> None:
        """A PDF with a text layer."""
        portable.pdf(self.root / path, self.said(text), serif=serif, footer=self.said(footer))

    def txt(self, path: str, text: str, encoding: str = "utf-8") -> None:
        """A typed text."""
        plain.txt(self.root / path, self.said(text), encoding)

    def md(self, path: str, text: str) -> None:
        """A Markdown file."""
        plain.md(self.root / path, self.said(text))

    def html(
        self, path: str, title: str, text: str, *, menu: Sequence[str] = (), buttons: Sequence[tuple[str, str]] = ()
    ) -> None:
        """A saved web page."""
        plain.html(self.root / path, self.said(title), self.said(text), menu=menu, buttons=buttons)

    def csv(self, path: str, rows: Sequence[Sequence[Any]], encoding: str = "gbk") -> None:
        """A system's export."""
        plain.table_csv(self.root / path, rows, encoding)

    def xlsx(self, path: str, *pages: Sheet) -> None:
        """A workbook."""
        sheets.xlsx(self.root / path, *pages)
