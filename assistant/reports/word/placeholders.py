"""Filling {{企业名称}} and the like anywhere in a template: body, tables, text boxes, headers, footers, torn over runs."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from assistant.reports.model import ReportModel
from assistant.reports.words import STANDING

BODY, CONTENTS, LOGO = "正文", "目录", "标志"
MARKERS = (BODY, CONTENTS, LOGO)
NAMES = (
    "企业名称", "统一社会信用代码", "行业", "评分表", "评分表版本", "报告日期", "评定日期", "审核期", "星级", "确认分", "可能星级", "可能分",
    "得分范围", "下一级", "还差", "咨询机构", "顾问", "性质",
)  # fmt: skip
_PLACE = re.compile(r"[{｛]{2}\s*([^{}｛｝]{1,40}?)\s*[}｝]{2}")


def values(model: ReportModel) -> dict[str, str]:
    """What each placeholder stands for; those without a value become empty."""
    score = model.score
    of_score = (
        (
            score.confirmed_level, score.confirmed, score.possible_level, score.possible, f"{score.low}—{score.high}",
            score.next_title or "无", score.missing or "0",
        )
        if score
        else ("不评星级", "不计分", "不评星级", "不计分", "不计分", "无", "不计分")
    )  # fmt: skip
    told = (
        model.enterprise, model.uscc, model.industry, model.rubric, model.rubric_version, model.date, model.as_of, model.period,
        *of_score, model.meta.organisation, model.meta.consultant, STANDING,
    )  # fmt: skip
    return dict(zip(NAMES, told, strict=True))


def fill(root: Any, known: Mapping[str, str]) -> Iterator[str]:
    """Replaces in this part's tree; yields the names of placeholders that nobody knows."""
    from docx.oxml.ns import qn

    for one in root.iter(qn("w:p")):
        texts = [node for node in one.iter(qn("w:t")) if next(node.iterancestors(qn("w:p"))) is one]
        whole = "".join(node.text or "" for node in texts)
        for found in reversed(list(_PLACE.finditer(whole))):
            name = found[1]
            if name in MARKERS:
                continue
            if name not in known:
                yield name
                continue
            _put(texts, found.start(), found.end(), known[name])


def marked(root: Any, name: str) -> list[Any]:
    """The paragraphs of the body that hold nothing but this marker."""
    from docx.oxml.ns import qn

    out = []
    for one in root.iter(qn("w:p")):
        whole = "".join(node.text or "" for node in one.iter(qn("w:t")) if next(node.iterancestors(qn("w:p"))) is one)
        found = _PLACE.fullmatch(whole.strip())
        if found and found[1] == name:
            out.append(one)
    return out


def _put(texts: list[Any], start: int, end: int, value: str) -> None:
    """The words from start to end of these nodes together become `value`, in the first node they touch."""
    from docx.oxml.ns import qn

    at = 0
    first = True
    for node in texts:
        text = node.text or ""
        begin, stop = max(start - at, 0), min(end - at, len(text))
        at += len(text)
        if begin >= stop:
            continue
        node.text = text[:begin] + (value if first else "") + text[stop:]
        node.set(qn("xml:space"), "preserve")
        first = False
