"""One normal form for Chinese text, so that matching never depends on script, width or stray spaces."""

import re
import unicodedata
from functools import lru_cache
from typing import Any

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"

# Web text copied through a broken converter carries the reading behind a character: 服務(wù), I(xiàn)SO.
_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
_PINYIN_NOISE = re.compile(
    rf"(?<=[{HAN}])[(（][a-zü{_TONES}]{{1,6}}[)）]|[(（][a-zü]{{0,5}}[{_TONES}][a-zü]{{0,5}}[)）]"
)
_SPACE_IN_HAN = re.compile(rf"(?<=[{HAN},。、;:!?])[ \t\u3000]+(?=[{HAN},。、;:!?])")
# Soft hyphens, joiners, marks of direction, fillers, variation selectors, tags: they stand between letters and show nothing.
INVISIBLE = re.compile(
    r"[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
    r"\ufff9-\ufffb\U000e0000-\U000e01ef]"
)
_SHORT = 64
_RUN_CHARS = 16
_RUN = re.compile(rf"([^\w\n])\1{{{_RUN_CHARS},}}|(\w)\2{{{2 * _RUN_CHARS},}}")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u2028\u2029]")


@lru_cache(maxsize=1)
def _traditional_to_simplified() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")


def to_simplified(text: str) -> str:
    """Traditional characters become Simplified ones; everything else stays."""
    return str(_traditional_to_simplified().convert(text))


def strip_pinyin_noise(text: str) -> str:
    """服務(wù)體(tǐ)系 -> 服務體系. Real brackets such as 售后(CRM) stay: a reading is short and lower-case."""
    return _PINYIN_NOISE.sub("", text)


def short_runs(text: str) -> str:
    """Rules and blanks drawn with one character over and over say no more when they are shorter, and cost patterns less."""
    return _RUN.sub(lambda found: found[0][:_RUN_CHARS], text)


def normalise(text: str) -> str:
    """NFKC, Simplified script, lower case, no control or invisible characters, no spaces inside Chinese, no reading noise.

    For matching and searching only: quotes are always taken from the raw text. Short texts are remembered: cells and
    names come again and again.
    """
    return _short(text) if len(text) <= _SHORT else _normalise(text)


@lru_cache(maxsize=1 << 15)
def _short(text: str) -> str:
    return _normalise(text)


def _normalise(text: str) -> str:
    if text.isascii():  # what is plain already: most cells hold nothing but figures
        return _SPACE_IN_HAN.sub("", short_runs(_CONTROL.sub(" ", text))).strip().lower()
    text = text.encode("utf-8", "ignore").decode("utf-8")  # half a surrogate pair is no character
    text = INVISIBLE.sub("", _CONTROL.sub(" ", text))
    text = unicodedata.normalize("NFKC", text)
    text = short_runs(to_simplified(strip_pinyin_noise(text)))
    return _SPACE_IN_HAN.sub("", text).strip().lower()
