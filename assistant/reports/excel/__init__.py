"""The score sheet with live formulas, the gap list people fill in, and reading it back."""

from assistant.reports.excel.gaps_import import GapEntry, GapImport, import_gaps
from assistant.reports.excel.workbook import to_xlsx

__all__ = ["GapEntry", "GapImport", "import_gaps", "to_xlsx"]
