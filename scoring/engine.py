"""Which engine made a result: its version, and a fingerprint of all that extraction depends on."""

from functools import lru_cache
from hashlib import sha256
from pathlib import Path

ENGINE = "xingping-scoring/0.1"

_HERE = Path(__file__).resolve().parent
_EXTRACTION = ("documents", "facts", "lexicon")


@lru_cache(maxsize=1)
def extraction_fingerprint() -> str:
    """Changes whenever a reader, an extractor or a lexicon changes: cached facts of older ones are not used then."""
    digest = sha256()
    for folder in _EXTRACTION:
        for path in sorted((_HERE / folder).rglob("*")):
            if path.suffix in (".py", ".yaml"):
                digest.update(path.relative_to(_HERE).as_posix().encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
