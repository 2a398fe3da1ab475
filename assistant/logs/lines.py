"""A record -> a line: JSON for machines, text for people."""

import json
import logging
from collections.abc import Mapping
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from assistant.logs.faults import trace
from assistant.logs.redaction import Redactor

request_id: ContextVar[str] = ContextVar("request_id", default="")  # of the request under way

FIELDS = "fields"  # the attribute of a record that holds further ones: `extra={FIELDS: {...}}`
OWN = ("assistant", "scoring")
_LONGEST = 300  # characters of a library's message
_LEVELS = {"WARNING": "警告", "ERROR": "错误", "CRITICAL": "严重", "INFO": "信息", "DEBUG": "调试"}


class _Line(logging.Formatter):
    """`verbatim`: with exceptions' own words."""

    def __init__(self, redactor: Redactor, *, verbatim: bool = False) -> None:
        super().__init__()
        self._redactor, self._verbatim = redactor, verbatim

    def _message(self, record: logging.LogRecord) -> str:
        """On one line; of a library's the first, for later ones quote what it was handed."""
        try:
            text = record.getMessage()
        except (TypeError, ValueError, KeyError):  # a message and values that do not fit together
            text = str(record.msg)
        if record.name.partition(".")[0] not in OWN and not self._verbatim:
            text = text.strip().partition("\n")[0][:_LONGEST]
        return self._clean(text)

    def _clean(self, text: str) -> str:
        return "".join(one if one.isprintable() else " " for one in self._redactor.clean(text))

    def _trace(self, record: logging.LogRecord) -> str:
        error = record.exc_info[1] if record.exc_info else None
        return self._redactor.clean(trace(error, verbatim=self._verbatim)) if error is not None else ""


class JsonLine(_Line):
    """time (UTC), level, logger, message; request_id, trace and the record's own fields where there are any."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": self._message(record),
        }
        if request_id.get():
            line["request_id"] = request_id.get()
        line |= {name: self._clean(value) if isinstance(value, str) else value for name, value in _fields(record).items()}
        if found := self._trace(record):
            line["trace"] = found
        return json.dumps(line, ensure_ascii=False, default=lambda value: type(value).__name__)


class TextLine(_Line):
    """08:30:59 警告 assistant.web.api：… and, below, where an exception came from."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created).strftime("%H:%M:%S")
        told = " ".join(self._clean(str(value)) for value in _fields(record).values())
        line = f"{at} {_LEVELS.get(record.levelname, record.levelname)} {record.name}：{self._message(record)}{told and f' {told}'}"
        found = self._trace(record)
        return f"{line}\n{found}" if found else line


def _fields(record: logging.LogRecord) -> Mapping[str, Any]:
    found = getattr(record, FIELDS, None)
    return found if isinstance(found, Mapping) else {}
