"""Which engine made a result: its version, and a fingerprint of all that extraction depends on."""

from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

ENGINE = "xingping-scoring/0.1"

_HERE = Path(__file__).resolve().parent
_EXTRACTION = ("documents", "facts", "lexicon")


@lru_cache(maxsize=1)
def extraction_fingerprint() -> str:
    """Changes with a reader, an extractor, a lexicon, the recogniser of pictures or LibreOffice: cached facts of older ones are not used then."""
    from scoring.documents.soffice import soffice_version

    return _fingerprint((path for folder in _EXTRACTION for path in (_HERE / folder).rglob("*")), soffice_version())


@lru_cache(maxsize=1)
def reading_fingerprint() -> str:
    """The same of what pages of pictures depend on: facts and words may change without reading them anew."""
    return _fingerprint([*(_HERE / "documents").rglob("*"), _HERE / "lexicon" / "ocr.yaml"])


def _fingerprint(paths: Iterable[Path], *versions: str) -> str:
    from scoring.documents.ocr_version import ocr_version

    digest = sha256("\n".join((ocr_version(), *versions)).encode())
    for path in sorted(paths):
        if path.suffix in (".py", ".yaml"):
            digest.update(path.relative_to(_HERE).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
