"""Stored values as people read them: sizes, times, levels."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from assistant.workbench.decision_room import AFTER_DECISION
from assistant.workspace.words import TITLES, value_shown
from scoring.beijing import moment
from scoring.result_scores import level_title
from scoring.rubric import load_rubric
from scoring.rubric.loader import rubric_ids

if TYPE_CHECKING:
    from assistant.workbench.gap_notes import Remark
    from assistant.workspace.inside import Inside
    from assistant.workspace.offered import Offer
    from assistant.workspace.values import Assessment, Job, StoredFile

_STOPPED = {"cancelled": "上次预评已取消。", "interrupted": "上次预评被中断（服务停过），材料都在，请重新预评。"}


def size(count: int) -> str:
    if count < 1024:
        return f"{count} B"
    return f"{count / 1024:.0f} KB" if count < 1024 * 1024 else f"{count / 1024 / 1024:.1f} MB"


def files_shown(files: "Iterable[StoredFile]", inside: "Mapping[str, Inside]") -> list[dict[str, Any]]:
    """`inside`: what archives and mails among them hold, by id."""
    return [
        {
            "id": one.id,
            "path": one.path,
            "size_shown": size(one.size),
            "when_shown": moment(one.created_at),
            "within": f"内有 {inside[one.id].papers} 份" if one.id in inside else "",
            "fault": inside[one.id].why if one.id in inside else "",
        }
        for one in files
    ]


def counted(plain: int, archives: int, within: int, profiles: int = 0) -> str:
    """How many papers there are, those in archives told apart: 3 份材料和 1 个压缩包（内有 40 份）.

    A profile of the enterprise is no paper: a grade counts none.
    """
    parts = [
        f"{plain} 份材料" if plain or not (archives or profiles) else "",
        f"{archives} 个压缩包（内有 {within} 份）" if archives else "",
        f"{profiles} 份企业档案" if profiles else "",
    ]
    *others, last = filter(None, parts)
    return f"{'、'.join(others)}和 {last}" if others else last


def offers_shown(offers: "Iterable[Offer]") -> list[dict[str, Any]]:
    """Profiles among the papers: each change as title, before and after."""
    return [
        {
            "file": one.file,
            "path": one.path,
            "fault": one.fault,
            "changes": [(TITLES[name], value_shown(one.before[name]), value_shown(value)) for name, value in one.changes.items()],
        }
        for one in offers
    ]


def job_label(job: "Job", ahead: int) -> str:
    """What a job is at: its place in the queue, else its step."""
    return f"排队中，前面还有 {ahead} 个" if ahead else job.label


def job_shown(job: "Job | None", ahead: int = 0) -> dict[str, Any] | None:
    """What the page says of the newest job; a finished one says nothing. `ahead`: how many it waits for."""
    if job is None:
        return None
    running = job.state in ("queued", "running")
    problem = job.error or _STOPPED.get(job.state, "")
    said = {"label": job_label(job, ahead), "problem": "" if running else problem}
    return {"id": job.id, "running": running, "done": job.done, "of": job.total, **said}


def assessments_shown(assessments: "Sequence[Assessment]", rubrics: Mapping[str, str]) -> list[dict[str, Any]]:
    """Newest first. `rubrics`: titles by assessment id. `number` counts a client's grades, `label` tells one made again for a decision."""
    return [
        {
            "id": one.id,
            "number": len(assessments) - place,
            "as_of": one.as_of,
            "score_confirmed": one.score_confirmed,
            "score_possible": one.score_possible,
            "level_title": _level_title(one.rubric_id, one.level_confirmed or ""),
            "rubric": rubrics[one.id],
            "note": one.note,
            "label": "人工结论变更后" if one.note == AFTER_DECISION else "",
            "when_shown": moment(one.created_at),
            "created_by": one.created_by,
        }
        for place, one in enumerate(assessments)
    ]


def grouped(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, list[Mapping[str, Any]]]]:
    """Grades, newest first, each with those made again for decisions on it: `shown` are the newest and the first, `folded` those between."""
    groups: list[list[Mapping[str, Any]]] = []
    for one in rows:
        if groups and groups[-1][-1]["label"] and _same_grade(groups[-1][-1], one):
            groups[-1].append(one)
        else:
            groups.append([one])
    return [{"shown": [one[0], *one[-1:]] if len(one) > 1 else one, "folded": one[1:-1]} for one in groups]


def _same_grade(later: Mapping[str, Any], earlier: Mapping[str, Any]) -> bool:
    return all(later[name] == earlier[name] for name in ("as_of", "rubric"))


def _level_title(rubric: str, level: str) -> str:
    """As the rubric calls it; imported points change no titles. The id itself where no such rubric ships any more."""
    return level_title(load_rubric(rubric), level) if level and rubric in rubric_ids() else level


def remarks_shown(remarks: "Iterable[Remark]") -> list[dict[str, Any]]:
    """`about`: clause number and requirement, "" for what is on the client as a whole."""
    return [
        {
            "clause": one.clause,
            "item": one.item,
            "about": f"{one.clause} {one.item}".strip(),
            "text": one.text,
            "when_shown": moment(one.when),
            "created_by": one.who,
            "earlier": remarks_shown(one.earlier),
        }
        for one in remarks
    ]


def by_clause(remarks: "Iterable[Remark]") -> dict[str, list[dict[str, Any]]]:
    """Remarks on clauses, newest first."""
    out: dict[str, list[dict[str, Any]]] = {}
    for one in remarks_shown(remarks):
        if one["clause"]:
            out.setdefault(one["clause"], []).insert(0, one)
    return out
