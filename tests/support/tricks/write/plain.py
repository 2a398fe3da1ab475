"""Paper -> UTF-8 text."""

from tests.support.tricks.markup import Paper


def write_plain(paper: Paper) -> bytes:
    lines = [
        "\n".join("\t".join("" if cell is None else str(cell) for cell in row) for row in part.rows) if part.kind == "table" else part.text
        for part in paper.parts
    ]
    return "\n".join([*lines, ""]).encode() if lines else b""
