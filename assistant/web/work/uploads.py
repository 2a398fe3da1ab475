"""What is said after files were sent: the browser counts what each reply told, the words are here."""

from assistant.web.work.island import Act
from assistant.web.work.shown import counted
from assistant.web.work.tab import Said


def uploaded(act: Act) -> Said:
    """After an upload of papers: how many are kept, which of them replaced others or were there already, and what was refused."""
    papers, archives, within, profiles = (_number(act, name) for name in ("papers", "archives", "inside", "profiles"))
    replaced, unchanged = _number(act, "replaced"), _number(act, "unchanged")
    faults, doubts = act.lines("faults"), act.lines("doubts")
    told = f"{counted(papers, archives, within, profiles)}已存下"
    notes = [f"{replaced} 份替换了同名的旧版本" if replaced else "", f"{unchanged} 份与已有的相同" if unchanged else ""]
    line = "，其中 ".join((told, "、".join(one for one in notes if one))) if any(notes) else told
    if not faults:
        return Said("\n".join((f"{line}，但有打不开的：", *doubts)), "bad") if doubts else Said(line)
    failed = f"{_number(act, 'failed') or len(faults)} 份没有存下："
    return Said("\n".join((f"{line}；{failed}" if papers or archives or profiles else failed, *faults, *doubts)), "bad")


def not_imported(act: Act) -> Said:
    """A file that was sent to be imported and was not; its name is said once."""
    name, fault = act.text("name"), act.text("fault")
    return Said(f"没有导入：{fault}" if fault.startswith(name) else f"{name} 没有导入：{fault}", "bad")


def _number(act: Act, name: str) -> int:
    text = act.text(name)
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
