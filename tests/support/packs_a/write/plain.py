"""Plain files by hand: TXT and CSV in any encoding, Markdown, and the print of a web page."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date, datetime
from html import escape
from io import StringIO
from pathlib import Path
from typing import Any

from .markup import parse
from .sheets import Cell


def raw(path: Path, text: str, encoding: str = "utf-8") -> None:
    """Write text as it stands."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.strip("\n").encode(encoding) + b"\n")


def txt(path: Path, text: str, encoding: str = "utf-8") -> None:
    """Write the markup as a typed text: headings bare, table cells apart by tabs."""
    lines: list[str] = []
    for block in parse(text):
        if block.kind == "table":
            lines += ["\t".join(row) for row in block.rows]
        elif block.kind == "heading":
            lines += ["", block.text]
        else:
            lines.append(block.text)
    raw(path, "\n".join(lines), encoding)


def md(path: Path, text: str) -> None:
    """Write the markup as Markdown, which it nearly is."""
    parts: list[str] = []
    for block in parse(text):
        if block.kind == "table":
            head, *body = ["| " + " | ".join(row) + " |" for row in block.rows]
            parts.append("\n".join([head, "|" + " --- |" * len(block.rows[0]), *body]))
        elif block.kind == "heading":
            parts.append("#" * block.level + " " + block.text)
        else:
            parts.append(block.text)
    raw(path, "\n\n".join(parts))


def table_csv(path: Path, rows: Sequence[Sequence[Any]], encoding: str = "gbk") -> None:
    """Write rows as an export would, times to the minute."""
    buffer = StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerows([[_shown(cell) for cell in row] for row in rows])
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(buffer.getvalue().encode(encoding))


def _shown(value: Cell) -> str:
    if isinstance(value, datetime):
        return f"{value:%Y/%m/%d %H:%M}"
    if isinstance(value, date):
        return f"{value.year}/{value.month}/{value.day}"
    return "" if value is None else str(value)


def html(
    path: Path, title: str, text: str, *, menu: Sequence[str] = (), buttons: Sequence[tuple[str, str]] = ()
) -> None:
    """Write the markup as a saved web page with a menu, and links to the services it offers."""
    body = [f"<nav><ul>{''.join(f'<li>{escape(item)}</li>' for item in menu)}</ul></nav>"]
    for block in parse(text):
        if block.kind == "table":
            rows = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in block.rows)
            body.append(f"<table border='1'>{rows}</table>")
        elif block.kind == "heading":
            body.append(f"<h{block.level}>{escape(block.text)}</h{block.level}>")
        else:
            body.append(f"<p>{escape(block.text)}</p>")
    body += [f'<a class="btn" href="{escape(link)}">{escape(label)}</a>' for label, link in buttons]
    head = f'<meta charset="utf-8"><title>{escape(title)}</title><style>.btn{{padding:4px}}</style><script>var t=1;</script>'
    raw(
        path,
        f'<!DOCTYPE html>\n<html lang="zh-CN">\n<head>{head}</head>\n<body>\n' + "\n".join(body) + "\n</body>\n</html>",
    )
