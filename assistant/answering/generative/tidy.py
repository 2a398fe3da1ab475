"""What a model wrote, made fit to show: no pictures, no links, no markup, no traces of the prompt."""

import re
from collections.abc import Container

_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)|!\[[^\]]*\]\[[^\]]*\]|<img\b[^>]*>", re.IGNORECASE)
_LINK = re.compile(r"\[([^\[\]]*)\]\([^)]*\)|\[([^\[\]]*[^\d\[\]][^\[\]]*)\]\[[^\]]*\]")
_DEFINITION = re.compile(r"^\s*\[[^\]]+\]:\s*\S+.*$", re.MULTILINE)
_ADDRESS = re.compile(
    r"(?:(?:https?|ftp|file|data|javascript|vbscript):|//|www\.)[^\s，。；！？、（）《》“”\[\]]+"
    r"|(?<![a-z0-9.-])[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|cn|net|org|io|info|top|xyz|me|co|ru|link|site)\b(?:/[^\s，。；！？、（）《》“”\[\]]*)?",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|<!--.*?-->", re.DOTALL)
_FENCE = re.compile(r"</?(?:资料|要点|对话|提问|问题)-[0-9a-f]*[^<>\n]*>")
_THINKING = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL | re.IGNORECASE)
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_STARS = re.compile(r"\*\*(.+?)\*\*|__(.+?)__")
_HEADING = re.compile(r"^\s{0,3}(?:#{1,6}\s+|>\s?|```.*$)", re.MULTILINE)
_WIDE_MARK = re.compile(r"[［【]\s*(\d{1,2})\s*[］】]|\[\s*(\d{1,2})\s*\]")
_MANY_MARKS = re.compile(r"\[(\d{1,2}(?:\s*[,，、]\s*\d{1,2})+)\]")
_NO_MARK = re.compile(r"\[\d{3,}\](?!\s*第?\s*\d+\s*号)")  # nothing is numbered so high; 〔2014〕26号 is no mark
_TIMES = 8
_BLANKS = re.compile(r"\n{3,}")


def tidy(text: str, known: Container[str] = ()) -> str:
    """The text with citation marks as [n] and nothing that a page could load, follow or run.

    Of an address the host is left as plain words where it is one of the `known` (in small letters): cx.cnca.cn of a passage.

    Reasoning that some models print before the answer, and fences they copy, are taken out.
    """
    text = text.replace("\r\n", "\n")
    for _ in range(_TIMES):  # what is taken out may leave something of the same kind behind
        before, text = text, _once(text, known)
        if text == before:
            break
    return text


def _once(text: str, known: Container[str]) -> str:
    text = _UNSEEN.sub("", text)
    text = _FENCE.sub("", _THINKING.sub("", text))
    text = _WIDE_MARK.sub(lambda found: f"[{found[1] or found[2]}]", text)
    text = _MANY_MARKS.sub(lambda found: "".join(f"[{one}]" for one in re.findall(r"\d+", found[1])), text)
    text = _DEFINITION.sub("", _IMAGE.sub("", _NO_MARK.sub("", text)))
    text = _LINK.sub(_label, text)
    text = _MARKUP.sub("", _ADDRESS.sub(lambda found: _host(found[0], known), text))
    text = _STARS.sub(lambda found: found[1] or found[2], _HEADING.sub("", text))
    return _BLANKS.sub("\n\n", "\n".join(line.rstrip() for line in text.split("\n"))).strip()


def _host(address: str, known: Container[str]) -> str:
    host = re.sub(r"^(?:https?:)?//", "", address.lower()).removeprefix("www.").partition("/")[0]
    return host if host in known else ""


def _label(link: re.Match[str]) -> str:
    """A link's words; a citation mark stays one, with the remark in brackets that may follow it."""
    label = str(link[1] or link[2] or "")
    if not label.isdecimal():
        return label
    remark = link[0][len(label) + 2 :]
    return f"[{label}]" + ("" if _ADDRESS.search(remark) or "#" in remark or "/" in remark else remark)
