"""Paper -> UTF-8 text."""

from tests.support.samples.markup import Line, Paper


def write_plain(paper: Paper) -> bytes:
    lines = [
        part.text if isinstance(part, Line) else "\n".join("\t".join(map(str, row)) for row in part.rows)
        for part in paper.parts
    ]
    return ("\n".join(lines) + "\n").encode()
