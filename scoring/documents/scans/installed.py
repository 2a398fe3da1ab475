"""Whether pictures can be read here, and with how many threads; loads nothing of what reads them."""

from functools import lru_cache
from importlib.util import find_spec

_MODULES = ("rapidocr", "onnxruntime", "cv2", "PIL")


class _Threads:
    allowed = 0


def allow_threads(number: int) -> None:
    """For a process that shares the machine with others; before the recogniser is loaded. 0 is as many as there are."""
    _Threads.allowed = number


def allowed_threads() -> int:
    return _Threads.allowed


@lru_cache(maxsize=1)
def ocr_installed() -> bool:
    return all(find_spec(name) is not None for name in _MODULES)


def heic_opened() -> bool:
    """Whether the reader of HEIC is there. It is no dependency: its wheels are under the GPL."""
    try:
        from pillow_heif import register_heif_opener
    except ImportError:
        return False
    register_heif_opener()
    return True
