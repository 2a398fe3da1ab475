"""What may be asked at all: bad input is answered by one polite sentence, never by an error."""

import re

from scoring.documents.normalise import HAN, normalise

_WORDLIKE = re.compile(rf"[{HAN}a-z]|\d\.(?=\d)", re.IGNORECASE)  # a clause number may stand alone


def complaint(question: object, max_chars: int) -> str | None:
    """Why the text is no question, in one Chinese sentence; None when it can be read."""
    if not isinstance(question, str):
        return "问题应是一段文字，请直接输入要问的内容。"
    if not question.strip():
        return "问题是空的，请输入要问的内容，例如“五星要多少分”。"
    if len(question) > max_chars:
        return f"问题太长（{len(question)} 字），请精简到 {max_chars} 字以内，或拆成几个问题。"
    text = normalise(question)
    if len(_WORDLIKE.findall(text)) < 2:
        return "没有看到可以理解的文字，请用一句话说明要问的内容。"
    return None


def is_english(question: str) -> bool:
    """Whether the question is mostly English words."""
    text = normalise(question)
    han = len(re.findall(f"[{HAN}]", text))
    words = re.findall(r"[a-z]{2,}", text)
    return len(words) >= 3 and han < len(words)
