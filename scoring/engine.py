"""Which engine made a result: its version, and a fingerprint of all that extraction depends on."""

from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from scoring.libreoffice import soffice_version

ENGINE = "xingping-scoring/0.2"

_HERE = Path(__file__).resolve().parent
_READERS = ("rapidocr", "onnxruntime", "opencv-python-headless", "pillow", "pypdfium2")  # text read off pictures differs between versions
_EXTRACTION = ("documents", "facts", "lexicon")


@lru_cache(maxsize=1)
def extraction_fingerprint() -> str:
    """Changes with a reader, an extractor, a lexicon, the recogniser of pictures or LibreOffice: cached facts of older ones are not used then."""
    parts = [_HERE / "strict_yaml.py", *(path for folder in _EXTRACTION for path in (_HERE / folder).rglob("*"))]
    return _fingerprint(parts, soffice_version())


@lru_cache(maxsize=1)
def reading_fingerprint() -> str:
    """The same of what pages of pictures depend on: facts and words may change without reading them anew."""
    return _fingerprint([*(_HERE / "documents").rglob("*"), _HERE / "lexicon" / "ocr.yaml"])


def _fingerprint(paths: Iterable[Path], *versions: str) -> str:
    digest = sha256("\n".join((*(f"{name} {_version(name)}" for name in _READERS), *versions)).encode())
    for path in sorted(paths):
        if path.suffix in (".py", ".yaml"):
            digest.update(path.relative_to(_HERE).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"
