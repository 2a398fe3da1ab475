"""ReportModel -> one HTML file: no script, no request to anywhere, everything from files escaped."""

from base64 import b64encode
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.reports import words
from assistant.reports.model import ReportModel
from assistant.reports.svg import bars, radar
from assistant.reports.tables import sum_rows, summary
from scoring.locators import shown_place

_FOLDER = Path(__file__).resolve().parent / "data"
_PNG = b"\x89PNG\r\n\x1a\n"


def to_html(model: ReportModel) -> bytes:
    """UTF-8; the same bytes for the same model."""
    scored = model.score is not None
    text = _template().render(
        model=model,
        summary=list(summary(model)),
        sums=list(sum_rows(model)) if scored else [],
        bars=bars(model.indicators) if scored else None,
        radar=radar(model.indicators) if scored else None,
        refused=[one for one in model.files if one.why_not],
        on_site=[one for one in model.clauses if one.outcome != "not_applicable"],
        method=words.method(scored),
        limits=words.LIMITS,
        words=words,
        short=words.short,
        shown_place=shown_place,
        logo=_data_url(model.meta.logo),
    )
    return (str(text).strip() + "\n").encode()


def _data_url(logo: bytes) -> str:
    if not logo:
        return ""
    kind = "png" if logo.startswith(_PNG) else "jpeg"
    return f"data:image/{kind};base64,{b64encode(logo).decode()}"


@lru_cache(maxsize=1)
def _template() -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("report.html.j2")
