"""What people hand over: DOCX, XLSX, HTML and JSON views of one grade result. They copy its numbers and compute none."""

from assistant.reports.build import build
from assistant.reports.errors import ReportError
from assistant.reports.loading import read_plan, read_result
from assistant.reports.model import Meta, ReportModel

__all__ = ["Meta", "ReportError", "ReportModel", "build", "read_plan", "read_result"]
