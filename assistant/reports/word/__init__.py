"""The report as a Word document, on a template that users may replace."""

from assistant.reports.word.document import DEFAULT_TEMPLATE, Rendered, to_docx

__all__ = ["DEFAULT_TEMPLATE", "Rendered", "to_docx"]
