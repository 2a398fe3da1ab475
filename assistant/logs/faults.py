"""An exception as a log may tell it: its kinds and where it came from. Its own words may quote what a user wrote."""

import errno
import traceback
from collections.abc import Iterator
from pathlib import PurePath

_PARTS = 3  # of a file's path: enough to find it, nothing of the machine


def trace(error: BaseException, *, verbatim: bool = False) -> str:
    """A line each for the error and its frames, causes first. `verbatim` adds the errors' own words."""
    return "\n".join(line for one in _chain(error) for line in (_named(one, verbatim=verbatim), *_frames(one)))


def _chain(error: BaseException) -> list[BaseException]:
    found: list[BaseException] = []
    one: BaseException | None = error
    while one is not None and one not in found:
        found.append(one)
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
    return found[::-1]


def _named(error: BaseException, *, verbatim: bool) -> str:
    kind = type(error).__name__
    code = errno.errorcode.get(error.errno or 0, "") if isinstance(error, OSError) else getattr(error, "sqlite_errorname", "")
    told = f"{kind} {code}" if code else kind
    return f"{told}: {error}" if verbatim else told


def _frames(error: BaseException) -> Iterator[str]:
    for frame in traceback.extract_tb(error.__traceback__):
        yield f"  {'/'.join(PurePath(frame.filename).parts[-_PARTS:])}:{frame.lineno} {frame.name}"
