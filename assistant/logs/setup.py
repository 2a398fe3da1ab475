"""One handler on stderr for every logger of the process, ours and the libraries'."""

import logging
import sys
from collections.abc import Iterable
from contextlib import suppress

from assistant.logs.lines import OWN, JsonLine, TextLine
from assistant.logs.redaction import Redactor

_LIBRARIES = logging.WARNING  # below that they tell what they were handed
log = logging.getLogger("assistant")


def set_up(*, as_json: bool, level: str = "", secrets: Iterable[str] = (), verbatim: bool = False) -> None:
    """`level`: debug, info, warning or error; "" is info in JSON and warning in text. `verbatim` adds exceptions' own words."""
    redactor = Redactor(secrets)
    handler = _Stderr()
    handler.setFormatter(JsonLine(redactor, verbatim=verbatim) if as_json else TextLine(redactor, verbatim=verbatim))
    root = logging.getLogger()
    for before in list(root.handlers):
        root.removeHandler(before)
    root.addHandler(handler)
    chosen = logging.getLevelNamesMapping()[(level or ("info" if as_json else "warning")).upper()]
    root.setLevel(max(chosen, _LIBRARIES))
    for name in OWN:
        logging.getLogger(name).setLevel(chosen)
    logging.captureWarnings(True)


class _Stderr(logging.Handler):
    """Where stderr is at the moment. A line that cannot be written is lost: logging's own report of that repeats what it was handed."""

    def emit(self, record: logging.LogRecord) -> None:
        with suppress(OSError, ValueError):  # a full disk, a closed stream
            sys.stderr.write(f"{self.format(record)}\n")
            sys.stderr.flush()


def tell(line: str, level: int = logging.WARNING) -> None:
    """One Chinese line for who runs the service: as it is among text, as a log line among JSON."""
    if any(isinstance(one.formatter, JsonLine) for one in logging.getLogger().handlers):
        log.log(level, line)
        return
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()
