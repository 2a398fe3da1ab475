"""The base and the cases as files: path -> bytes."""

from collections.abc import Mapping
from functools import lru_cache
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tests.support.tricks.markup import paper
from tests.support.tricks.places import BASE
from tests.support.tricks.steps import table
from tests.support.tricks.write import write

Files = dict[str, bytes]


@lru_cache(maxsize=1)
def texts() -> Mapping[str, str]:
    """The base's papers as they are written, by path."""
    chunks = (BASE / "papers.txt").read_text(encoding="utf-8").split("\n=== ")[1:]
    return {path: body for path, _, body in (chunk.partition("\n") for chunk in chunks)}


def profile() -> str:
    return (BASE / "profile.yaml").read_text(encoding="utf-8")


def made(path: str, text: str) -> bytes:
    """The bytes of a paper; its suffix says what it becomes."""
    return write(paper(path, text, texts().__getitem__, table))


@lru_cache(maxsize=1)
def base() -> Mapping[str, bytes]:
    return {path: made(path, text) for path, text in texts().items()}


def zipped(members: Mapping[str, bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(ZipInfo(name, (2026, 11, 16, 9, 0, 0)), data, ZIP_DEFLATED)
    return out.getvalue()
