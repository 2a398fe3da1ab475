"""A checked answer without its faulty sentences."""

import re

from assistant.answering.grounded.model import Checked, Grounding

_ITEM = re.compile(r"^\s*(?:[-*•·]|\d{1,2}(?:[、)）]|\.(?!\d)))\s*$")
_BEGINS = re.compile(r"\s*(?:[-*•·]|[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})(?:[、)）]|\.(?!\d))|[①-⑳])")
_ENDS = "。！？!?；;"
_LEAD = re.compile(r"[:：]\s*(?:\[\d{1,2}\]\s*)*$")


def repaired(text: str, grounding: Grounding) -> str | None:
    """The text without faulty sentences; no number changes. None when nothing of fact is left.

    A sentence that stood in the run of a dropped one keeps that run's [n]. A lead-in whose list is gone goes too.
    """
    kept = [one for one in grounding.sentences if not one.faults]
    if not any(one.substance for one in kept):
        return None
    lines: list[tuple[str, bool]] = []
    at = 0
    for raw in text.split("\n"):
        inside = [one for one in grounding.sentences if at <= one.span[0] and one.span[1] <= at + len(raw)]
        lines.append((raw if not any(one.faults for one in inside) else _line(inside), bool(inside)))
        at += len(raw) + 1
    return _tidy(lines) or None


def _line(sentences: list[Checked]) -> str:
    out: list[str] = []
    for n, one in enumerate(sentences):
        if one.faults:
            continue
        following = sentences[n + 1] if n + 1 < len(sentences) else None
        mark = not one.own_marks and one.factual and (following is None or following.faults)
        end = len(one.text.rstrip(_ENDS)) if mark else len(one.text)
        marks = "".join(f"[{number}]" for number in one.cited) if mark else ""
        out.append(one.text[:end] + marks + one.text[end:])
    return "".join(out)


def _tidy(lines: list[tuple[str, bool]]) -> str:
    """No empty items, no lead-in without its list, no more than one empty line."""
    kept = [line for line, said in lines if not (said and (not line.strip() or _ITEM.match(line)))]
    out: list[str] = []
    for line in reversed(kept):
        following = next((one for one in reversed(out) if one.strip()), "")
        if _LEAD.search(line) and not _BEGINS.match(following):
            continue
        out.append(line)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(reversed(out))).strip()
