"""What a role is called: by the table's own header, else by the standard word."""

from functools import lru_cache
from pathlib import Path

from scoring.facts.model import RecordTable
from scoring.yaml_text import parsed

_FILE = Path(__file__).resolve().parent.parent / "lexicon" / "role_titles.yaml"


@lru_cache(maxsize=1)
def _titles() -> dict[str, str]:
    return {str(key): str(value) for key, value in parsed(_FILE.read_text(encoding="utf-8")).items()}


def role_title(role: str, table: RecordTable | None = None) -> str:
    """“顾客签字” as the table's header has it, else 确认签字."""
    header = table.columns.get(role, "") if table is not None else ""
    return f"“{header}”" if header else _titles().get(role, role)


def role_names() -> frozenset[str]:
    """All roles that have a name."""
    return frozenset(_titles())
