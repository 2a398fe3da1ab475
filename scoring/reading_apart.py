"""One document, read in a worker process: a file of a stranger can cost itself, never the service that was asked to take it in."""

from pathlib import Path

from scoring.documents import Document, DocumentError, read_document
from scoring.documents.scans.reading import Scanning
from scoring.isolation import Stopped, isolated, tell
from scoring.limits import Limits


def read_apart(path: Path, max_bytes: int, limits: Limits | None = None) -> Document:
    """As `read_document`, within the limits on time and memory. Raises DocumentError."""
    limits = limits or Limits()
    try:
        return isolated(_read, path, max_bytes, limits, limits=limits)
    except Stopped as stop:
        raise DocumentError(path.name, stop.text, stop.reason) from stop


def _read(path: Path, max_bytes: int, limits: Limits) -> Document:
    """In the worker; each page that is read off a picture starts the clock anew."""
    return read_document(path, max_bytes, Scanning(None, lambda page, pages: tell((page, pages)), limits.pages, limits.frames))
