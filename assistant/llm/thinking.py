"""Some models put their thoughts before the answer, between <think> tags: not for readers."""

_OPEN, _CLOSE = "<think>", "</think>"


class Thinking:
    """Takes leading thoughts out of a text that comes piece by piece."""

    def __init__(self) -> None:
        self._held = ""
        self._where = "start"

    def feed(self, piece: str) -> str:
        """What of the text so far may be shown now."""
        if self._where == "answer":
            return piece
        self._held += piece
        if self._where == "start":
            begun = self._held.lstrip()
            if not begun.startswith(_OPEN):
                return "" if _OPEN.startswith(begun) else self._answer(self._held)
            self._where, self._held = "thought", begun[len(_OPEN) :]
        if self._where == "thought":
            _, close, rest = self._held.partition(_CLOSE)
            self._held = rest if close else self._held[-len(_CLOSE) :]
            if not close:
                return ""
            self._where = "gap"
        shown = self._held.lstrip()
        return self._answer(shown) if shown else ""

    def rest(self) -> str:
        """What was held back when the text ends."""
        return self._answer(self._held) if self._where == "start" else ""

    def _answer(self, text: str) -> str:
        self._where, self._held = "answer", ""
        return text
