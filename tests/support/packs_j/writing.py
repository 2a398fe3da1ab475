"""A draft to the bytes of its format, and whole folders of them."""

from collections.abc import Mapping
from pathlib import Path

from tests.support.packs_j import offices, pictures
from tests.support.packs_j.markup import Draft, Rows, load

TEXTS = Path(__file__).parent / "texts"


def written(draft: Draft) -> bytes:
    kind = draft.path.rsplit(".", 1)[-1].lower()
    if kind == "pdf" and "scan" in draft.options:
        return pictures.scanned(draft)
    if kind in ("jpg", "png", "tif"):
        return pictures.picture(draft, {"jpg": "JPEG", "png": "PNG", "tif": "TIFF"}[kind])
    plain = {"txt": offices.plain, "md": offices.plain, "eml": offices.plain, "csv": offices.csv, "html": offices.html}
    office = {"docx": offices.docx, "xlsx": offices.xlsx, "pptx": offices.pptx, "pdf": offices.pdf}
    return {**plain, **office}[kind](draft)


def files(names: tuple[str, ...], registers: Mapping[str, Rows], words: Mapping[str, str]) -> dict[str, bytes]:
    """Path to bytes for all papers of the named text files; a paper `as=other` is written twice. ValueError for a path used twice."""
    made: dict[str, bytes] = {}
    for name in names:
        for draft in load(TEXTS / name, registers, words):
            for path in filter(None, (draft.path, draft.options.get("as"))):
                if path in made:
                    raise ValueError(f"{path} is written twice")
                made[path] = written(draft)
    return made


def put(folder: Path, made: Mapping[str, bytes]) -> None:
    for path, data in made.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def uscc(seventeen: str) -> str:
    """A unified social credit code with its check character (GB 32100)."""
    signs = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    total = sum(signs.index(sign) * pow(3, place, 31) for place, sign in enumerate(seventeen))
    return seventeen + signs[(31 - total % 31) % 31]
