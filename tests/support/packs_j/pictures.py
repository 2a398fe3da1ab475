"""Writes drafts as photos and scans: every page drawn, worn its own way, kept as a picture or in a PDF of pictures."""

import time
from io import BytesIO
from itertools import groupby

from PIL import Image

from tests.support.packs_j.markup import Block, Draft, shown
from tests.support.packs_j.offices import widths
from tests.support.scans import INK, Paper, Wear, draw, worn

WEARS = {
    "flat": Wear("flat", angle=0.4, noise=3.0),
    "tilt": Wear("tilt", angle=1.8, quality=70),
    "back": Wear("back", angle=-2.2, noise=4.0),
    "photo": Wear("photo", aside=0.025, shade=0.2, desk=True, angle=0.8),
    "shade": Wear("shade", shade=0.4, noise=5.0),
    "gray": Wear("gray", gray=True, angle=-0.7, noise=3.0),
    "side": Wear("side", quarters=1),
    "down": Wear("down", quarters=2, angle=0.8),
    "blur": Wear("blur", blur=8.0, scale=0.5, shade=0.5, quality=30, noise=9.0),
}
_MOMENT = time.struct_time((2026, 11, 9, 9, 30, 0, 0, 313, 0))


def pages(draft: Draft) -> list[Image.Image]:
    sheets = [list(part) for page, part in groupby(draft.blocks, lambda block: block.kind == "page") if not page]
    names = draft.options.get("wear", "flat").split(",")
    images = []
    for number, sheet in enumerate(sheets):
        wear = WEARS[names[number % len(names)]]
        images.append(worn(_drawn(sheet, draft, last=number == len(sheets) - 1), wear, seed=number + len(draft.path)))
    return images


def _drawn(sheet: list[Block], draft: Draft, *, last: bool) -> Image.Image:
    paper = _paper(sheet, draft.options.get("seal", "") if last or "seals" in draft.options else "")
    wide = len(paper.widths) >= 7
    image = draw(paper, 24, 2100, 1485) if wide else draw(paper, 26)
    strip = image.crop((0, image.height - 24, image.width, image.height)).convert("L")
    if min(strip.tobytes()) <= INK[0] + 100:
        raise ValueError(f"{draft.path}: a page is too full")
    return image


def _paper(sheet: list[Block], seal: str) -> Paper:
    tables = [number for number, block in enumerate(sheet) if block.kind == "table"]
    if len(tables) > 1:
        raise ValueError("a drawn page holds one table at most")
    middle = tables[0] if tables else next((n for n, block in enumerate(sheet) if block.kind == "form"), len(sheet))
    title = next((block.text for block in sheet if block.kind == "title"), "")
    rows = tuple(tuple(map(shown, row)) for row in sheet[tables[0]].rows) if tables else ()
    broad = widths(rows) if rows else ()
    return Paper(
        title=title,
        above=tuple(block.text for block in sheet[:middle] if block.kind in ("heading", "text")),
        pairs=tuple((str(a), str(b)) for block in sheet if block.kind == "form" for a, b in block.rows),
        rows=rows,
        widths=tuple(each / sum(broad) for each in broad),
        below=tuple(block.text for block in sheet[middle + 1 :] if block.kind in ("heading", "text")),
        seal=seal,
    )


def picture(draft: Draft, kind: str) -> bytes:
    out = BytesIO()
    images = pages(draft)
    if kind == "TIFF":
        images[0].convert("L").save(out, "TIFF", save_all=True, append_images=[page.convert("L") for page in images[1:]])
    else:
        (image,) = images
        image.save(out, kind, **({"quality": 80} if kind == "JPEG" else {"optimize": True}))
    return out.getvalue()


def scanned(draft: Draft) -> bytes:
    """A PDF of pictures, one a page, as an office scanner writes it."""
    out = BytesIO()
    images = [page.convert("L") if "gray" in draft.options else page for page in pages(draft)]
    more = {"save_all": True, "append_images": images[1:], "resolution": 150, "quality": 75}
    images[0].save(out, "PDF", creationDate=_MOMENT, modDate=_MOMENT, **more)
    return out.getvalue()
