"""A filled gap list -> remarks on the clauses it speaks of."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from assistant.reports.excel import GapEntry
from assistant.reports.excel.gaps_import import parse_gaps
from assistant.reports.words import GAP_STATES
from assistant.workspace import Workspace
from assistant.workspace.errors import RefusedError
from assistant.workspace.files import remark

_FAULTS = 10
_NAMED = 5  # rows that stop the import


def import_gap_list(workspace: Workspace, client: str, result: Mapping[str, Any], file: Path, who: str) -> str:
    """What was done, in Chinese: a line, and one for each row that was not taken. The same list twice is noted once.

    Raises ReportError, and RefusedError where a row cannot be kept: then none of the list is, and the row is named.
    """
    found = parse_gaps(file.read_bytes(), result, file.name)
    known = {(note.clause, note.text) for note in workspace.notes(client)}
    written = [one for one in found.entries if one.owner or one.due or one.note or one.state not in ("", GAP_STATES[0])]  # that stands in every row
    fresh = [one for one in written if (one.clause, _text(one)) not in known]
    _refuse_unfit(fresh)
    if fresh:
        workspace.add_notes(client, [(one.clause, _text(one)) for one in fresh], who)
    told = [f"差距清单：{len(written)} 条有填写，{len(fresh)} 条记到条款上" + ("" if fresh or not written else "（都记过了）")]
    return "\n".join([*told, *found.faults[:_FAULTS], *([f"另有 {len(found.faults) - _FAULTS} 处没有导入"] if len(found.faults) > _FAULTS else [])])


def _refuse_unfit(entries: Iterable[GapEntry]) -> None:
    """Before anything is kept: a list half of which is kept looks imported and is not."""
    faults = []
    for one in entries:
        try:
            remark(_text(one))
        except RefusedError as fault:
            faults.append(f"第 {one.row} 行（{one.clause}）：{fault}（连同责任人、截止和状态）")
    if faults:
        more = f"；另有 {len(faults) - _NAMED} 行也是这样" if len(faults) > _NAMED else ""
        raise RefusedError(f"差距清单没有导入：{'；'.join(faults[:_NAMED])}{more}；改好后请再导入一次")


def _text(one: GapEntry) -> str:
    parts = (("责任人", one.owner), ("截止", one.due), ("状态", one.state), ("", one.note))
    return f"整改跟踪（{one.condition}）" + "；".join(f"{name} {value}".strip() for name, value in parts if value)
