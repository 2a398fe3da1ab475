"""FaqBook -> files for sites that embed nothing: one HTML page, JSON, schema.org JSON-LD. The same bytes for the same book."""

import html
import json
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.answering.model import Citation
from assistant.faq.model import FaqBook, FaqItem

SCHEMA = "xingping-faq/1"
_FOLDER = Path(__file__).resolve().parent / "data"
_MARK = re.compile(r"\[(\d{1,2})\]")
_IN_SCRIPT = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}  # so that it may stand within <script>


def to_json(book: FaqBook) -> bytes:
    """`{schema, language, topics[], items[]}`, the items as /api/faq shows them."""
    document = {
        "schema": SCHEMA,
        "language": "zh-CN",
        "topics": [topic.as_dict() for topic in book.topics],
        "items": [item.as_dict() for item in book.items],
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def to_jsonld(book: FaqBook) -> bytes:
    """A schema.org FAQPage. Texts are HTML-escaped, for readers of it take them for HTML; nothing in it ends a <script>."""
    page = {
        "@context": "https://schema.org",
        "@type": "FAQPage",
        "inLanguage": "zh-CN",
        "mainEntity": [_question(item) for item in book.items],
    }
    return (json.dumps(page, ensure_ascii=False, indent=1).translate(_IN_SCRIPT) + "\n").encode()


def to_html(book: FaqBook) -> bytes:
    """One page with everything in it: no script, no request to anywhere, all texts escaped."""
    items = {topic.id: [item for item in book.items if item.topic.id == topic.id] for topic in book.topics}
    text = _template().render(book=book, items=items, pieces=_pieces, sources=_sources)
    return (str(text).strip() + "\n").encode()


def _question(item: FaqItem) -> dict[str, Any]:
    return {
        "@type": "Question",
        "identifier": item.id,
        "name": html.escape(item.question, quote=False),
        "about": {"@type": "Thing", "name": html.escape(item.topic.label, quote=False)},
        "acceptedAnswer": {
            "@type": "Answer",
            "text": html.escape("\n".join(_lines(item)), quote=False),
            "citation": [_work(citation) for citation in item.citations],
        },
    }


def _lines(item: FaqItem) -> list[str]:
    """The answer with what a reader must know of its standing: other accounts, notes, what it rests on."""
    sides = [f"说法：{side.says}（{side.source}）" for side in item.sides]
    notes = [f"注：{note}" for note in item.notes]
    return [item.plain, *sides, *notes, *(f"依据：{_named(citation)}" for citation in item.citations)]


def _named(citation: Citation) -> str:
    clause = f"条款 {citation.clause}；" if citation.clause else ""
    return f"{citation.title}（{clause}{citation.confidence}；{citation.source}）"


def _work(citation: Citation) -> dict[str, Any]:
    urls = [url for _, url in citation.urls]
    return {"@type": "CreativeWork", "name": html.escape(_named(citation), quote=False)} | ({"url": urls} if urls else {})


def _pieces(answer: str) -> list[tuple[str, str]]:
    """(text, number of the mark behind it or empty) in reading order."""
    parts = [*_MARK.split(answer), ""]
    return [(text, number) for text, number in zip(parts[::2], parts[1::2], strict=True) if text or number]


def _sources(citation: Citation) -> Mapping[str, str]:
    """Name -> address; empty for a source that is named, not linked."""
    return dict.fromkeys(citation.source.split("；"), "") | dict(citation.urls)


@lru_cache(maxsize=1)
def _template() -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("faq.html.j2")
