"""A filled gap list -> remarks on the clauses it speaks of: each item has one state in force, what it said before stays behind it.

A remark of this kind reads 整改跟踪（<requirement>）：责任人 …；截止 …；状态 …；备注 …. Older ones have the condition's code and no colon;
they are understood and shown in words where a result knows the code.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from assistant.reports.excel import GapEntry
from assistant.reports.excel.gaps import DUE, NOTE, OWNER, SPECIAL, STATE
from assistant.reports.excel.gaps_import import parse_gaps
from assistant.reports.words import GAP_STATES, clean
from assistant.workspace import Workspace
from assistant.workspace.errors import RefusedError
from assistant.workspace.files import remark
from assistant.workspace.values import Note

_FAULTS = 10
_NAMED = 5  # rows that stop the import
_FIELDS = ((OWNER, "责任人", "owner"), (DUE, "截止", "due"), (STATE, "状态", "state"), (NOTE, "备注", "note"))
_TRACKED = re.compile(r"整改跟踪（(.*?)）：(?=责任人 |截止 |状态 |备注 )(.*)", re.DOTALL)
_EARLIER = re.compile(r"整改跟踪（([^）]*)）(.*)", re.DOTALL)
_TOLD = re.compile(
    r"(?:责任人 (?P<owner>[^；]*)(?:；|$))?(?:截止 (?P<due>\d{4}-\d\d-\d\d)(?:；|$))?"
    rf"(?:状态 (?P<state>{'|'.join(GAP_STATES)})(?:；|$))?(?:备注 )?(?P<note>.*)",
    re.DOTALL,
)

Names = Mapping[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark as people read it. `item` is the requirement that a gap list spoke of, "" for any other.

    `earlier`: what was noted on that item before, newest first.
    """

    clause: str
    item: str
    text: str
    who: str
    when: str
    earlier: tuple["Remark", ...] = ()


def names(result: Mapping[str, Any]) -> Names:
    """The requirement in words, by clause and the condition's code; special deductions by theirs."""
    found = {(clause["id"], one["id"]): clean(one["condition"]) for clause in result.get("clauses", ()) for one in clause["conditions"]}
    return found | {(SPECIAL, one.get("id", "")): clean(one["text"]) for one in result.get("special_deductions", ())}


def remarks(notes: Iterable[Note], known: Names) -> list[Remark]:
    """Oldest first; of those on one item the newest, the others behind it. `notes` are oldest first."""
    out: dict[object, Remark] = {}
    for note in notes:
        item, told = _parted(note, known)
        one = Remark(note.clause, item, told, note.created_by, note.created_at)
        key = (note.clause, item) if item else note.id
        before = out.pop(key, None)
        out[key] = one if before is None else replace(one, earlier=(replace(before, earlier=()), *before.earlier))
    return list(out.values())


def import_gap_list(workspace: Workspace, client: str, result: Mapping[str, Any], file: Path, who: str) -> str:
    """What was done, in Chinese: a line, and one for each cell or row that was not taken. What a list says again is noted once.

    A cell that cannot be used leaves what was noted before. Raises ReportError, and RefusedError where a row cannot be kept: then
    none of the list is, and the row is named.
    """
    found = parse_gaps(file.read_bytes(), result, file.name)
    before = {(one.clause, one.item): one.text for one in remarks(workspace.notes(client), names(result)) if one.item}
    typed = [one for one in found.entries if _typed(one) or one.refused]
    kept = [(one, _told(_kept(one, before.get(_key(one), "")))) for one in typed if _typed(one)]
    fresh = [(one, told) for one, told in kept if before.get(_key(one)) != told]
    _refuse_unfit(fresh)
    if fresh:
        workspace.add_notes(client, [(one.clause, _text(one, told)) for one, told in fresh], who)
    changed = sum(_key(one) in before for one, _ in fresh)
    counts = (
        (len(fresh) - changed, "新记到条款上"),
        (changed, "更新"),
        (len(kept) - len(fresh), "没有变化"),
        (len(typed) - len(kept), "没有能导入的内容"),
    )
    told = "，".join(f"{count} 条{what}" for count, what in counts if count)
    lines = [f"差距清单：{len(typed)} 条有填写" + (f"：{told}" if told else "")]
    return "\n".join([*lines, *found.faults[:_FAULTS], *([f"另有 {len(found.faults) - _FAULTS} 处没有导入"] if len(found.faults) > _FAULTS else [])])


def _typed(one: GapEntry) -> bool:
    """The first state stands in every row."""
    return bool(one.owner or one.due or one.note or one.state not in ("", GAP_STATES[0]))


def _key(one: GapEntry) -> tuple[str, str]:
    return one.clause, one.requirement or one.condition


def _kept(one: GapEntry, before: str) -> GapEntry:
    """With what was noted before in the place of cells that cannot be used."""
    then = _TOLD.fullmatch(before)
    if then is None or not one.refused:
        return one
    was = {column: then[name] or "" for column, _, name in _FIELDS if column in one.refused}
    return replace(
        one, owner=was.get(OWNER, one.owner), due=was.get(DUE, one.due), state=was.get(STATE, one.state), note=was.get(NOTE, one.note)
    )


def _refuse_unfit(entries: Iterable[tuple[GapEntry, str]]) -> None:
    """Before anything is kept: a list half of which is kept looks imported and is not."""
    faults = []
    for one, told in entries:
        try:
            remark(_text(one, told))
        except RefusedError as fault:
            faults.append(f"第 {one.row} 行（{one.called}）：{fault}（连同要求、责任人、截止和状态）")
    if faults:
        more = f"；另有 {len(faults) - _NAMED} 行也是这样" if len(faults) > _NAMED else ""
        raise RefusedError(f"差距清单没有导入：{'；'.join(faults[:_NAMED])}{more}；改好后请再导入一次")


def _told(one: GapEntry) -> str:
    """Such that it can be read back: an owner with a semicolon would be taken for two fields."""
    return _joined({"owner": one.owner.replace("；", "，"), "due": one.due, "state": one.state, "note": one.note})


def _joined(values: Mapping[str, str]) -> str:
    return "；".join(f"{label} {values[name]}" for _, label, name in _FIELDS if values[name])


def _text(one: GapEntry, told: str) -> str:
    return f"整改跟踪（{_key(one)[1]}）：{told}"


def _parted(note: Note, known: Names) -> tuple[str, str]:
    """The item that a remark is on and what it says; ("", all of it) for one that no gap list made."""
    if not note.clause:
        return "", note.text
    if (found := _TRACKED.fullmatch(note.text)) is not None:
        return known.get((note.clause, found[1]), found[1]), found[2]
    if (found := _EARLIER.fullmatch(note.text)) is not None:
        then = _TOLD.fullmatch(found[2])
        return known.get((note.clause, found[1]), found[1]), _joined(then.groupdict("")) if then else found[2]
    return "", note.text
