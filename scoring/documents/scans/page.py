"""A picture of a page -> a `Page`: its blocks and tables, or that it could not be read."""

import re
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from scoring.documents.lattice import Box
from scoring.documents.model import Block, Page
from scoring.documents.normalise import normalise
from scoring.documents.scans.layout import lay_out
from scoring.documents.scans.ocr import Image
from scoring.documents.scans.pieces import confidence_of
from scoring.documents.scans.recognise import Recognised, recognise
from scoring.documents.scans.seals import names
from scoring.documents.scans.slips import Slips, mended
from scoring.strict_yaml import LEXICON, Frozen, compile_pattern, load_strict

_BLANK_CONTRAST = 6.0  # gray levels between the lightest and the darkest parts of an empty sheet
_BLANK_PART = 32
_PAPER = 0.35  # of a page, at least, is light where it is a paper and no photograph


class _File(Frozen):
    piece: float
    page: float
    seal: float
    scanners: tuple[str, ...]
    slips: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Limits:
    """How surely print must be read to count, what programs that scan print on every page, and what is often misread."""

    piece: float
    page: float
    seal: float
    scanner: re.Pattern[str]
    slips: Slips


@lru_cache(maxsize=1)
def limits() -> Limits:
    """Raises LexiconError."""
    path = LEXICON / "ocr.yaml"
    told = load_strict(path, _File)
    slips = tuple((compile_pattern(pattern, {}, path.name), meant) for pattern, meant in told.slips)
    return Limits(told.piece, told.page, told.seal, compile_pattern("|".join(told.scanners), {}, path.name), slips)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page's picture. `scale` is points (or pixels) of the page as told for a pixel here; a page that `may_be_photo` of
    something else than a paper says nothing if nothing is printed on it."""

    image: Image
    number: int
    scale: float = 1.0
    may_be_photo: bool = False


def read_sheet(sheet: Sheet) -> Page:
    """Raises LexiconError."""
    if is_blank(sheet.image):
        return Page(sheet.number, ())
    least = limits()
    found, everything = recognise(
        sheet.image, least.piece, lambda text: least.scanner.fullmatch(normalise(text)) is not None, lambda text: mended(text, least.slips)
    )
    confidence = confidence_of(everything)
    if not any(piece.letters for piece in everything):
        unread = not sheet.may_be_photo or _is_paper(sheet.image)
        return Page(sheet.number, (), confidence=0.0 if unread else None, unread=unread)
    if confidence < least.page:
        return Page(sheet.number, (), confidence=round(confidence, 2), unread=True)
    return _laid_out(sheet, found, round(confidence, 2), least.seal)


def _laid_out(sheet: Sheet, found: Recognised, confidence: float, seal: float) -> Page:
    def told(box: Box) -> tuple[int, int, int, int]:
        left, top, right, bottom = box
        corners = [found.level.back(x, y) for x in (left, right) for y in (top, bottom)]
        xs, ys = [x * sheet.scale for x, _ in corners], [y * sheet.scale for _, y in corners]
        return max(round(min(xs)), 0), max(round(min(ys)), 0), round(max(xs)), round(max(ys))

    page = lay_out(found.free, found.tables, found.level.image.shape[1], sheet.number, told)
    stamped = (Block("paragraph", f"{one.text}（盖章）", f"p.{sheet.number}", confidence=one.confidence) for one in names(found.stamped, seal))
    return Page(sheet.number, (*page.blocks, *stamped), tables=page.tables, confidence=confidence)


def is_blank(image: Image) -> bool:
    """An empty sheet: nowhere darker than its paper. Noise is averaged out."""
    height, width = image.shape[:2]
    if min(height, width) < _BLANK_PART:
        return True
    import cv2

    gray = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    parts = cv2.resize(gray, (max(width // 8, 1), max(height // 8, 1)), interpolation=cv2.INTER_AREA).astype(np.float32)
    smooth = cv2.GaussianBlur(parts, (0, 0), 12)
    return float(np.abs(parts - smooth).max()) < _BLANK_CONTRAST


def _is_paper(image: Image) -> bool:
    light = image.min(axis=2)
    return float((light > 150).mean()) > _PAPER
