"""Labelled values in any layout: 姓 名：张三, 单位 | 某公司, and lines where label follows value without a separator."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from scoring.documents.normalise import HAN

_BOUNDARY = re.compile(r"[\s|,，;；。:：()\[\]【】/、·\-—*#>\d.]")
_VALUE_LINES = 2
# The end of a name or of a longer word rather than a label.
_NEVER_GLUED = re.compile(
    r"公司|企业|单位|厂家|厂商|机构|总经理|经理|董事长|厂长|总裁|负责人|制造商|供应商|服务商|经销商|代理商|编制人|联系人|出卖人|买受人|承包人|委托人"
)
_SHORT_GLUED = re.compile(
    r"类型|住所|住址|姓名|性别|级别|等级|范围|期限|签发|发证|结论|地址|电话|传真|邮编|保费|型号|规格|商标|收样|学历|工种"
)


@dataclass(frozen=True, slots=True)
class Field:
    """`value` is what stands between the label and the next one, on the label's line or, if that is empty, the next."""

    key: str
    label: str
    gloss: str  # what stands in brackets behind the label: 甲方（委托方）
    value: str
    start: int
    end: int  # of the label and its separator
    stop: int  # where the next label begins
    clear: bool  # set off by a colon, a cell border or a line of its own

    def after(self, text: str, chars: int) -> str:
        """What follows the label up to the next one, over line ends."""
        return text[self.end : min(self.stop, self.end + chars)]


class Labels:
    """Finds the labels of a vocabulary {key: words}. A word may stand under several keys; the first one named wins."""

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        self._keys: dict[str, str] = {}
        for key, some in words.items():
            for word in some:
                self._keys.setdefault(word.lower().replace(" ", "").rstrip("."), key)
        ordered = sorted(sorted({word for some in words.values() for word in some}), key=len, reverse=True)
        first = "".join(sorted({re.escape(word[0].lower()) + re.escape(word[0].upper()) for word in ordered}))
        any_word = "|".join(_spaced(word) for word in ordered)
        self._pattern = re.compile(
            rf"(?=[{first}])(?P<label>{any_word})"
            r"(?P<gloss>\s{0,2}\([^()\n]{1,16}\))?"
            r"(?:\s{0,2}/?\s{0,2}[A-Za-z][A-Za-z .'/&()]{1,32}(?=\s*[:|]))?"
            r"(?P<sep>\s*(?:[:|]\s*)+|[ \t]+|(?=\n)|$|(?=[\d自从至]|No|[A-Z]{2}))",
            re.IGNORECASE,
        )

        self.find = lru_cache(maxsize=4096)(self._find)  # several extractors ask for the labels of one line

    def knows(self, word: str) -> bool:
        """Whether a word without spaces, in lower case, is a label."""
        return word in self._keys

    def _find(self, text: str) -> tuple[Field, ...]:
        """In order. `text` is plain text, a line a line."""
        found = [match for match in self._pattern.finditer(text) if _is_label(match, text)]
        out = []
        for n, match in enumerate(found):
            stop = found[n + 1].start() if n + 1 < len(found) else len(text)
            value = _value(text[match.end() : stop])
            label = re.sub(r"\s+", "", match["label"]) if re.match(rf"[{HAN}]", match["label"]) else match["label"]
            key = self._keys[re.sub(r"[\s_]+", "", match["label"]).lower().rstrip(".")]
            gloss = (match["gloss"] or "").strip(" ()")
            before = text[match.start() - 1] if match.start() else "\n"
            clear = ":" in match["sep"] or "|" in match["sep"] or (before in "\n|" and not match["sep"])
            out.append(Field(key, label, gloss, value, match.start(), match.end(), stop, clear))
        return tuple(out)


def _is_label(match: re.Match[str], text: str) -> bool:
    before = text[match.start() - 1] if match.start() else "\n"
    sep = match["sep"]
    if match["label"][0].isascii() and before.isascii() and before.isalnum():
        return False
    if _BOUNDARY.match(before):
        return True
    label = re.sub(r"\s", "", match["label"])
    if "|" in sep or _NEVER_GLUED.fullmatch(label):
        return False  # a cell is a label as a whole or not at all
    # Glued to the value before it, a word is a label only if it is unmistakable and set off from what follows.
    return (":" in sep and len(label) >= 4) or (bool(sep) and (len(label) >= 3 or _SHORT_GLUED.fullmatch(label) is not None))


def _value(text: str) -> str:
    lines = [line.strip(" \t:|") for line in text.split("\n")[:_VALUE_LINES]]
    value = next((line for line in lines if line), "")
    return value.split(" | ")[0].strip()


def _spaced(word: str) -> str:
    gap = r"[ \t]{0,4}" if len(word) <= 4 else r"[ \t]?"
    parts = [re.escape(one) for one in word if one != " "]
    if word.isascii():
        return re.escape(word).replace(r"\ ", r"(?:\s{0,2}|_)") + r"(?![A-Za-z])\.?"
    return gap.join(parts)
