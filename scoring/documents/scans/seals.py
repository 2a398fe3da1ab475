"""Round red seals on a picture: what is printed around their rim, and which pieces of print are only fragments of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.documents.scans.ocr import Image, Read

_SIDE = 1000  # pixels; seals are looked for in a picture no larger than this
_SMALLEST, _LARGEST = 0.05, 0.35  # of the picture's longer side
_ROUND = 0.75  # of a circle's rim, at least, is red
_SQUARE = 1.35
_RIM = (0.56, 0.96)  # of the radius: between the star and the ring
_REACH = 1.08  # of the radius
_RED_OVER_BLACK = 1.5
_BLACK = 0.6  # of the paper's brightness
_MOST_SEALS = 8


@dataclass(frozen=True, slots=True)
class Seal:
    x: float
    y: float
    radius: float

    def holds(self, quad: NDArray[np.floating]) -> bool:
        x, y = quad.mean(axis=0)
        return float(np.hypot(x - self.x, y - self.y)) < _REACH * self.radius


def seals(image: Image) -> list[Seal]:
    import cv2

    height, width = image.shape[:2]
    ratio = min(1.0, _SIDE / max(height, width))
    small = cv2.resize(image, None, fx=ratio, fy=ratio, interpolation=cv2.INTER_AREA) if ratio < 1 else image
    mask = _red(np.asarray(small)).astype(np.uint8) * 255
    if np.count_nonzero(mask) < 200:
        return []
    side = max(mask.shape)
    whole = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (9, 9)))
    contours, _ = cv2.findContours(whole, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    found: list[Seal] = []
    for contour in sorted(contours, key=lambda one: -cv2.boundingRect(one)[2]):
        left, top, wide, high = cv2.boundingRect(contour)
        if not _SMALLEST * side < max(wide, high) < _LARGEST * side or max(wide, high) > _SQUARE * min(wide, high):
            continue
        seal = Seal(left + wide / 2, top + high / 2, (wide + high) / 4)
        known = any(abs(seal.x / ratio - one.x) + abs(seal.y / ratio - one.y) < one.radius for one in found)
        if not known and _has_rim(mask, seal):
            found.append(Seal(seal.x / ratio, seal.y / ratio, seal.radius / ratio))
    return sorted(found, key=lambda one: (one.y, one.x))[:_MOST_SEALS]


def _red(image: Image) -> NDArray[np.bool_]:
    red, green, blue = (image[:, :, n].astype(np.int16) for n in range(3))
    return np.asarray((red - np.maximum(green, blue) > 30) & (10 * red > 13 * green) & (10 * red > 13 * blue))


def _has_rim(mask: NDArray[np.uint8], seal: Seal) -> bool:
    strip = _unrolled(mask, seal, (0.86, 1.06))
    return float((strip.max(axis=0) > 0).mean()) > _ROUND


def _unrolled(image: NDArray[Any], seal: Seal, band: tuple[float, float]) -> NDArray[Any]:
    """The ring between two radii as a strip: clockwise from the bottom, the outer edge on top."""
    import cv2

    around = int(2 * np.pi * seal.radius * 0.8)
    out = round(seal.radius * band[1])
    strip = cv2.warpPolar(image, (out, around), (seal.x, seal.y), out, cv2.WARP_POLAR_LINEAR | cv2.INTER_LINEAR)
    strip = np.roll(np.asarray(strip), -around // 4, axis=0)
    inner = round(seal.radius * band[0])
    return np.ascontiguousarray(np.rot90(strip[:, inner:], 1))


def rim(image: Image, seal: Seal) -> Image:
    """A strip of what stands around the rim of a seal, black on white, for the recogniser."""
    left, top = max(int(seal.x - 1.2 * seal.radius), 0), max(int(seal.y - 1.2 * seal.radius), 0)
    right, bottom = int(seal.x + 1.2 * seal.radius) + 1, int(seal.y + 1.2 * seal.radius) + 1
    part = image[top:bottom, left:right]
    # Red ink is dark in green light, sharper than its colour, which photographs keep at half the size; black is left out.
    paper = float(np.percentile(part[:, :, 0], 90))
    gray = np.where(part[:, :, 0] < _BLACK * paper, np.uint8(paper), part[:, :, 1])
    gray = np.clip(gray.astype(np.float32) * (255 / max(paper, 1.0)), 0, 255).astype(np.uint8)
    strip = _unrolled(gray, Seal(seal.x - left, seal.y - top, seal.radius), _RIM)
    return np.ascontiguousarray(np.repeat(strip[:, :, None], 3, axis=2))


def without_ink(image: Image, found: Sequence[Seal]) -> Image:
    """The picture with its seals bleached: in red light only what is printed in black below them is dark."""
    out = image.copy()
    for one in found:
        reach = _REACH * one.radius
        left, top = max(int(one.x - reach), 0), max(int(one.y - reach), 0)
        part = out[top : int(one.y + reach) + 1, left : int(one.x + reach) + 1]
        part[:] = part[:, :, :1]
    return out


def is_fragment(line: Image) -> bool:
    """Whether the print of a line, in its colours, is the seal's ink rather than black below it."""
    light = line[:, :, 0]
    black = light < _BLACK * float(np.percentile(light, 95))
    return bool(np.count_nonzero(_red(line)) > _RED_OVER_BLACK * np.count_nonzero(black))


def names(read: Sequence[Read], least: float) -> list[Read]:
    """Those that can be told: six characters or more of a body's name, read well."""
    out = []
    for one in read:
        text = "".join(char for char in one.text if "一" <= char <= "鿿")
        if len(text) >= 6 and one.confidence >= least:
            out.append(Read(text, one.confidence))
    return out
