"""A picture of print, however it lies -> upright and level: turned by quarters first, then by the angle of its lines."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scoring.documents.scans.ocr import Image, Quads

Matrix = NDArray[np.float64]  # 3 × 3

_LEAST_SKEW = 0.1  # degrees; less moves no line's end by the height of a character
_MOST_SKEW = 20.0
_TALL = 1.5  # height to width of a line that stands
_LONG = 3.0  # width to height of a line whose angle says something


@dataclass(frozen=True, slots=True)
class Level:
    """`image` is the picture turned by `quarters` counter-clockwise, in which `quads` lie; `matrix` makes its lines level."""

    image: Image
    quads: Quads
    matrix: Matrix
    quarters: int = 0

    def back(self, x: float, y: float) -> tuple[float, float]:
        """From the level page to the picture as it was given."""
        place = np.linalg.inv(self.matrix) @ np.array([x, y, 1.0])
        x, y = float(place[0] / place[2]), float(place[1] / place[2])
        height, width = self.image.shape[:2]
        for _ in range(self.quarters):
            x, y, height, width = height - y, x, width, height
        return x, y


def moved(quads: NDArray[np.number], matrix: Matrix) -> NDArray[np.float64]:
    """Points (… × 2) through a matrix."""
    flat = quads.reshape(-1, 2).astype(np.float64)
    out = np.concatenate([flat, np.ones((len(flat), 1))], axis=1) @ matrix.T
    return (out[:, :2] / out[:, 2:]).reshape(quads.shape)


def lies_on_its_side(quads: Quads) -> bool:
    """Whether most of the print runs up or down the page."""
    wide, high = _sizes(quads)
    stands = high > _TALL * wide
    lies = wide > _TALL * high
    return float(high[stands].sum()) > float(wide[lies].sum())


def half(image: Image, quads: Quads) -> tuple[Image, Quads]:
    height, width = image.shape[:2]
    return np.ascontiguousarray(image[::-1, ::-1]), _ordered(np.array([width, height], np.float32) - quads)


def _ordered(quads: NDArray[np.floating]) -> Quads:
    """Corners clockwise from the top left again."""
    out = np.empty_like(quads)
    for number, quad in enumerate(quads):
        by_x = quad[np.argsort(quad[:, 0], kind="stable")]
        left = by_x[:2][np.argsort(by_x[:2, 1], kind="stable")]
        right = by_x[2:][np.argsort(by_x[2:, 1], kind="stable")]
        out[number] = [left[0], right[0], right[1], left[1]]
    return out.astype(np.float32)


def levelling(shape: Sequence[int], quads: Quads) -> Matrix:
    """The turn about the middle of the page that makes its lines level: by the median of the long ones."""
    wide, high = _sizes(quads)
    long = wide > _LONG * high
    if not long.any():
        return np.eye(3)
    chosen = quads[long]
    rise = chosen[:, 1] - chosen[:, 0] + chosen[:, 2] - chosen[:, 3]
    angles = np.degrees(np.arctan2(rise[:, 1], rise[:, 0]))
    angle = _weighted_median(angles, wide[long])
    if not _LEAST_SKEW < abs(angle) < _MOST_SKEW:
        return np.eye(3)
    height, width = shape[:2]
    radians = np.radians(angle)
    cosine, sine = float(np.cos(radians)), float(np.sin(radians))
    x, y = width / 2, height / 2
    return np.array([[cosine, sine, x - cosine * x - sine * y], [-sine, cosine, y + sine * x - cosine * y], [0.0, 0.0, 1.0]])


def _weighted_median(values: NDArray[np.floating], weights: NDArray[np.floating]) -> float:
    order = np.argsort(values)
    total = np.cumsum(weights[order])
    return float(values[order][np.searchsorted(total, total[-1] / 2)])


def _sizes(quads: Quads) -> tuple[NDArray[np.floating], NDArray[np.floating]]:
    wide = np.linalg.norm(quads[:, 1] - quads[:, 0], axis=1) + np.linalg.norm(quads[:, 2] - quads[:, 3], axis=1)
    high = np.linalg.norm(quads[:, 3] - quads[:, 0], axis=1) + np.linalg.norm(quads[:, 2] - quads[:, 1], axis=1)
    return wide / 2, high / 2


def crop(image: Image, quad: NDArray[np.floating]) -> Image:
    """The line in the quad, level; a narrow upright one (a column of characters) is laid down."""
    import cv2

    width = max(int(max(np.linalg.norm(quad[1] - quad[0]), np.linalg.norm(quad[2] - quad[3]))), 1)
    height = max(int(max(np.linalg.norm(quad[3] - quad[0]), np.linalg.norm(quad[2] - quad[1]))), 1)
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(quad.astype(np.float32), target)
    out = cv2.warpPerspective(image, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.ascontiguousarray(np.rot90(out)) if height >= _TALL * width else np.asarray(out)
