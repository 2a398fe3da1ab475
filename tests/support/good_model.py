"""A model that answers well: it rewrites what it is given in other words and other forms of numbers, and cites it.

Deterministic: the same request gives the same answer. It knows the shape of the prompts and nothing else.
"""

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.generative.messages import Message

_DIGITS = "零一二三四五六七八九"
_UNITS = ("", "十", "百", "千")
_DRAFT = re.compile(r"<要点-\w+>\n(.*?)\n</要点-\w+>", re.DOTALL)
_PASSAGE = re.compile(r"<资料-\w+ 编号=(\d+)>\n(.*?)\n(.*?)\n</资料-\w+>", re.DOTALL)
_RUN = re.compile(r"(.+?)((?:\[\d+\])+|$)", re.DOTALL)
_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]?[”」』）)]*")
_COUNT = re.compile(r"(?<![\d.\-/—A-Za-z年第~～至到―－（(])(\d{1,4})(?=\s*(?:个月|天|年内|名|人|家|项|份|分(?![之钟])))(?![\d.])")
_PERCENT = re.compile(r"(?<![\d.\-~～至到])(\d{1,2})%")
_LEADS = ("", "", "按资料，", "简单说，", "目前能查到的是：")


@dataclass(frozen=True, slots=True)
class Given:
    """What a request for an answer gives: the draft, the passages by number, the question."""

    draft: str
    passages: dict[int, str]
    question: str


def given(messages: Sequence[Message]) -> Given:
    """Read out of the first request of the user."""
    text = next(one.text for one in messages if one.speaker == "user")
    draft = _DRAFT.search(text)
    passages = {int(number): body for number, _, body in _PASSAGE.findall(text)}
    return Given(draft[1] if draft else "", passages, text.rpartition("用户的问题：\n")[2])


def chinese(number: int) -> str:
    """95 -> 九十五, for 0 to 9999."""
    if number == 0:
        return "零"
    text, gap = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit:
            text += ("零" if gap and text else "") + _DIGITS[digit] + _UNITS[place]
            gap = False
        else:
            gap = True
    return text.removeprefix("一") if 10 <= number < 20 else text


def good_answer(messages: Sequence[Message]) -> str:
    """The draft's sentences, each with its marks, some with numbers in Chinese, some joined, some as a list."""
    lines: list[str] = []
    for body, marks in _RUN.findall(given(messages).draft):
        for sentence in _SENTENCE.findall(body):
            said = sentence.strip()
            if len(said) > 1:
                lines.append(_reworded(said, marks) if marks else said)
    seed = zlib.crc32("".join(lines).encode())
    if len(lines) > 3 and seed % 3 == 0:
        return "\n".join([lines[0], *(f"- {line}" for line in lines[1:])])
    return _LEADS[seed % len(_LEADS)] + "".join(lines)


def _reworded(sentence: str, marks: str) -> str:
    form = zlib.crc32(sentence.encode()) % 4
    if "“" not in sentence:  # a quote stays word for word
        if form in (1, 3):
            sentence = _COUNT.sub(lambda found: chinese(int(found[1])), sentence)
        if form in (2, 3):
            sentence = _PERCENT.sub(lambda found: f"百分之{chinese(int(found[1]))}", sentence)
    end = sentence[-1] if sentence[-1] in "。！？!?" else ""
    return f"{sentence.removesuffix(end)}{marks}{end or '。'}" if form % 2 else f"{sentence}{marks}"


def good_condensation(messages: Sequence[Message]) -> str:
    """The follow-up with the question before it as its subject."""
    text = next(one.text for one in messages if one.speaker == "user")
    asked = re.findall(r"^用户：(.*)$", text, re.MULTILINE)
    follow_up = text.rpartition("追问：\n")[2].strip()
    return f"{asked[-1].rstrip('？?。')}，{follow_up}" if asked else follow_up


def good_title(messages: Sequence[Message]) -> str:
    question = next(one.text for one in messages if one.speaker == "user")
    found = re.search(r"<提问-\w+>\n(.*?)\n</提问", question, re.DOTALL)
    return re.sub(r"[？?。，,！!吗呢么]", "", found[1] if found else "提问")[:12]


def good(messages: Sequence[Message]) -> str:
    """Whatever is asked for, by the prompt that asks."""
    system = messages[0].text
    if "追问改写" in system:
        return good_condensation(messages)
    if "起一个标题" in system:
        return good_title(messages)
    return good_answer(messages)
