"""A result (and a plan) as the papers people hand over."""

from collections.abc import Mapping
from typing import Any

from assistant.errors import UsageError
from assistant.reports import Meta, build, read_result


def report(result: bytes, plan: Mapping[str, Any] | None, kind: str, rubric: str = "") -> bytes:
    """DOCX, XLSX, HTML or JSON. `rubric` is its own name, "" for its title. Raises ReportError and UsageError."""
    document = read_result(result)
    if kind == "json":
        from assistant.reports.json_view import to_json

        return to_json(document, plan)
    model = build(document, plan, Meta(rubric=rubric))
    if kind == "docx":
        from assistant.reports.word import to_docx

        return to_docx(model).data
    if kind == "xlsx":
        from assistant.reports.excel import to_xlsx

        return to_xlsx(model)
    if kind == "html":
        from assistant.reports.html import to_html

        return to_html(model)
    raise UsageError(f"没有 {kind} 格式的报告")
