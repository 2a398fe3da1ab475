"""A filled gap list -> remarks on the clauses it speaks of."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from assistant.reports.excel import GapEntry
from assistant.reports.excel.gaps_import import parse_gaps
from assistant.reports.words import GAP_STATES
from assistant.workspace import Workspace

_FAULTS = 10


def import_gap_list(workspace: Workspace, client: str, result: Mapping[str, Any], file: Path, who: str) -> str:
    """What was done, in Chinese: a line, and one for each row that was not taken. The same list twice is noted once. Raises ReportError."""
    found = parse_gaps(file.read_bytes(), result, file.name)
    known = {(note.clause, note.text) for note in workspace.notes(client)}
    written = [one for one in found.entries if one.owner or one.due or one.note or one.state not in ("", GAP_STATES[0])]  # that stands in every row
    fresh = [one for one in written if (one.clause, _text(one)) not in known]
    for one in fresh:
        workspace.add_note(client, _text(one), who, one.clause)
    told = [f"差距清单：{len(written)} 条有填写，{len(fresh)} 条记到条款上" + ("" if fresh or not written else "（都记过了）")]
    return "\n".join([*told, *found.faults[:_FAULTS], *([f"另有 {len(found.faults) - _FAULTS} 处没有导入"] if len(found.faults) > _FAULTS else [])])


def _text(one: GapEntry) -> str:
    parts = (("责任人", one.owner), ("截止", one.due), ("状态", one.state), ("", one.note))
    return f"整改跟踪（{one.condition}）" + "；".join(f"{name} {value}".strip() for name, value in parts if value)
