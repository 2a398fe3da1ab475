"""The recogniser of printed text: one per process, loaded on first use, without network and without a word on the terminal."""

import itertools
import logging
import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NoReturn

import numpy as np
from numpy.typing import NDArray

from scoring.documents.normalise import HAN
from scoring.documents.scans.installed import allowed_threads

Image = NDArray[np.uint8]  # height × width × RGB
Quads = NDArray[np.float32]  # number × 4 corners × (x, y); clockwise from the top left of the text as found

_FIND_SIDE = 2000  # pixels; text is looked for in a picture no larger than this
_MOST = 0.5
_WIDE_GAP = 1.6  # times the distance from character to character
_MIN_PITCHES = 2
_HAN = re.compile(rf"[{HAN}]")
_LOCK = threading.Lock()


@dataclass(frozen=True, slots=True)
class Part:
    """Print without a wide gap; it goes from `begins` to `ends` of its line (0 to 1). `middles` are those of its characters, blanks left out."""

    text: str
    begins: float
    ends: float
    middles: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Read:
    """What one line of print says, how sure that is (0 to 1), and its parts between wide gaps."""

    text: str
    confidence: float
    parts: tuple[Part, ...] = ()


@lru_cache(maxsize=1)
def recogniser() -> "Recogniser":
    return Recogniser(allowed_threads())


class Recogniser:
    """Finds lines of print in a picture and reads them. Calls from several threads wait for each other."""

    def __init__(self, threads: int = 0) -> None:
        import cv2
        from rapidocr import RapidOCR
        from rapidocr.utils import download_file, load_image

        for module in (download_file, load_image):
            module.requests = _NoNetwork()
        models = Path(str(find_spec("rapidocr").origin)).parent / "models"  # type: ignore[union-attr]
        params: dict[str, Any] = {"Global.log_level": "critical", "Global.return_word_box": True}
        for part in ("Det", "Cls", "Rec"):
            path = next(iter(sorted(models.glob(f"*_{part.lower()}_*.onnx"))), None)
            if path is not None:
                params[f"{part}.model_path"] = str(path)
        if threads:
            params["EngineConfig.onnxruntime.intra_op_num_threads"] = threads
            cv2.setNumThreads(threads)
        logging.getLogger("RapidOCR").setLevel(logging.CRITICAL)
        self._engine = RapidOCR(params=params)

    def find(self, image: Image) -> Quads:
        """Where lines of print are; none in a picture without text."""
        import cv2
        from rapidocr.main import RapidOCRError

        ratio = min(1.0, _FIND_SIDE / max(image.shape[:2]))
        small = cv2.resize(image, None, fx=ratio, fy=ratio, interpolation=cv2.INTER_AREA) if ratio < 1 else image
        record: dict[str, Any] = {}
        try:
            with _LOCK:
                _, found = self._engine.detect_and_crop(_bgr(small), record)
        except RapidOCRError:
            return np.zeros((0, 4, 2), np.float32)
        padding = record["padding_1"]
        boxes = np.asarray(found.boxes, np.float32) - np.array([padding["left"], padding["top"]], np.float32)
        return np.asarray(boxes / ratio, np.float32)

    def upside_down(self, lines: Sequence[Image]) -> bool:
        """Whether most of these lines stand on their heads."""
        if not lines:
            return False
        with _LOCK:
            _, told = self._engine.cls_and_rotate([_bgr(one) for one in lines])
        turned = sum(float(score) for label, score in told.cls_res if "180" in label)
        return turned > _MOST * sum(float(score) for _, score in told.cls_res)

    def read(self, lines: Sequence[Image]) -> list[Read]:
        """The text of each line, in the order given."""
        if not lines:
            return []
        with _LOCK:
            result = self._engine.recognize_txt([_bgr(one) for one in lines])
        found = zip(result.txts, result.scores, result.word_results, strict=True)
        return [Read(text, round(float(score), 4), _parted(text, info)) for text, score, info in found]


def _bgr(image: Image) -> Image:
    return np.ascontiguousarray(image[:, :, ::-1])


def _parted(text: str, info: Any) -> tuple[Part, ...]:
    """The parts of a line between which its characters stand further apart than print does: 姓名 张三  性别 女 is found as one."""
    whole = (Part(text, 0.0, 1.0),)
    if info is None or not text or not info.line_txt_len:
        return whole
    steps = [step for word in info.word_cols for step in word]
    letters = [place for place, char in enumerate(text) if not char.isspace()]
    if len(steps) != len(letters):
        return whole
    middles = [min((step + 0.5) / info.line_txt_len, 1.0) for step in steps]
    pitch = _pitch(text, letters, middles)
    out: list[Part] = []
    first, begins = 0, 0.0
    for number, (one, other) in enumerate(itertools.pairwise(letters)):
        if pitch and middles[number + 1] - middles[number] > _WIDE_GAP * pitch and text[one].isalnum() and text[other].isalnum():
            own = tuple(middle for place, middle in zip(letters, middles, strict=True) if first <= place <= one)
            out.append(Part(text[first : one + 1], begins, min(middles[number] + pitch / 2, 1.0), own))
            first, begins = other, max(middles[number + 1] - pitch / 2, 0.0)
    return (*out, Part(text[first:], begins, 1.0, tuple(middle for place, middle in zip(letters, middles, strict=True) if place >= first)))


def _pitch(text: str, letters: Sequence[int], middles: Sequence[float]) -> float:
    """From character to character in Chinese print; 0 where there is too little of it."""
    han = [_HAN.match(char) is not None for char in text]
    found = sorted(
        middles[n + 1] - middles[n] for n, (one, other) in enumerate(itertools.pairwise(letters)) if other == one + 1 and han[one] and han[other]
    )
    return found[len(found) // 2] if len(found) >= _MIN_PITCHES else 0.0


class _NoNetwork:
    """Stands in for the library that fetches models: they came with the package, and nothing here may reach out."""

    RequestException = OSError

    def get(self, *_: object, **__: object) -> NoReturn:
        raise OSError("no network for reading pictures")
