"""A picture file's bytes -> upright pages of pixels. Sizes are looked at before anything is unpacked."""

import warnings
from io import BytesIO
from typing import Any

import numpy as np

from scoring.documents.errors import ReadError
from scoring.documents.scans.installed import heic_opened
from scoring.documents.scans.ocr import Image
from scoring.limits import Limits

_FRAMES = Limits().frames
_MAX_PIXELS = 120_000_000
_MAX_SIDE = 4000  # larger ones are shrunk: print is still some 40 pixels high
_HEIC = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")
_NO_HEIC = "HEIC 照片读不了，请在手机相机设置里选“兼容性最佳”（JPG），或另存为 JPG、PNG 后再上传"
_BROKEN = "图片已损坏或不完整，请重新保存或拍摄后再试"
_BREAKS = (OSError, SyntaxError, ValueError, TypeError, EOFError, MemoryError, IndexError, KeyError, ZeroDivisionError)  # what damaged files do


class Frames:
    """Every page of a TIFF, one page of all else. Raises ReadError throughout."""

    def __init__(self, data: bytes, most: int = _FRAMES) -> None:
        from PIL import Image as Pillow

        if data[4:8] == b"ftyp" and data[8:12] in _HEIC and not heic_opened():
            raise ReadError(_NO_HEIC, "unsupported")
        try:
            with warnings.catch_warnings():  # of large pictures, which are refused below
                warnings.simplefilter("ignore")
                self._opened = Pillow.open(BytesIO(data))
            self.count = int(getattr(self._opened, "n_frames", 1)) if self._opened.format == "TIFF" else 1
        except Pillow.DecompressionBombError as error:
            raise ReadError(f"图片的像素太多，请缩小到长边 {_MAX_SIDE} 像素以内再试", "too_large") from error
        except _BREAKS as error:
            raise ReadError(_BROKEN) from error
        if self.count > most:
            raise ReadError(f"TIFF 超过 {most} 页，请拆分后再试", "too_large")

    def __enter__(self) -> "Frames":
        return self

    def __exit__(self, *_: object) -> None:
        self._opened.close()

    def frame(self, number: int) -> tuple[Image, float]:
        """A page, and how many pixels of the file one of its pixels is."""
        from PIL import Image as Pillow

        try:
            self._opened.seek(number)
            return _upright(self._opened)
        except (*_BREAKS, Pillow.DecompressionBombError) as error:
            raise ReadError(_BROKEN) from error


def _upright(frame: Any) -> tuple[Image, float]:
    from PIL import Image as Pillow
    from PIL import ImageOps

    width, height = frame.size
    if width * height > _MAX_PIXELS:
        raise ReadError(f"图片有 {width}×{height} 像素，太大了，请缩小到长边 {_MAX_SIDE} 像素以内再试", "too_large")
    frame.draft("RGB", (_MAX_SIDE, _MAX_SIDE))  # a JPEG is unpacked at a half or a quarter of its size where that is enough
    frame.load()
    one = ImageOps.exif_transpose(frame)
    if one.mode.startswith(("I", "F")):
        levels = np.asarray(one, np.float32)
        one = Pillow.fromarray((levels / max(float(levels.max()), 1.0) * 255).astype(np.uint8))
    if one.mode in ("RGBA", "LA", "PA", "P"):
        one = one.convert("RGBA")
        one = Pillow.alpha_composite(Pillow.new("RGBA", one.size, "white"), one)
    one = one.convert("RGB")
    one.thumbnail((_MAX_SIDE, _MAX_SIDE), Pillow.Resampling.LANCZOS)
    return np.asarray(one, np.uint8), max(width, height) / max(one.size)
