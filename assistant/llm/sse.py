"""What comes over a stream, looked at before it is parsed: no more than agreed, and nothing between the events."""

import re

from assistant.llm.faults import MalformedFault

_LINE = re.compile(rb"(?:|:.*|(?:data|event|id|retry)(?::.*)?)", re.DOTALL)
_BREAK = re.compile(rb"\r\n|\r|\n")
_BOM = b"\xef\xbb\xbf"


class Watched:
    """Counts bytes; in an event stream also looks at each line. A foreign line means that something between us broke the stream,
    and the parser would pass over it in silence: words of the answer could be missing.
    """

    def __init__(self, most: int, events: bool) -> None:
        self._left = most
        self._events = events
        self._open = b""  # the line that is not yet at its end
        self._first = True

    def feed(self, chunk: bytes) -> None:
        """Raises MalformedFault."""
        self._left -= len(chunk)
        if self._left < 0:
            raise MalformedFault("大模型服务返回的内容过大，已中断")
        if not self._events:
            return
        *lines, self._open = _BREAK.split(self._open + chunk)
        if self._first and lines:
            lines[0], self._first = lines[0].removeprefix(_BOM), False
        if not all(_LINE.fullmatch(line) for line in lines):
            raise MalformedFault
