"""What each method of the workbench asks of whoever calls it. A method that stands nowhere here is closed."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from assistant.accounts import Action
from assistant.workspace import Workspace
from assistant.workspace.scope import missing
from assistant.workspace.tables import AssessmentRow, ClientRow, FileRow, JobRow, Owned

# The client that something belongs to, what it is, and its id. A job without a client (None) is only an administrator's.
Owner = tuple[str | None, type[Owned], str]


@dataclass(frozen=True, slots=True)
class Rule:
    """`whose`: parameters that name or hold something of a client; the action must be allowed on each of those clients.

    Without any the action is on what is shared. `none`: what is not there or not theirs gives None rather than NotFoundError.
    `within`: parameters that the method itself holds against the client.
    """

    action: Action
    whose: tuple[str, ...] = ()
    none: bool = False
    within: tuple[str, ...] = ()


def _on(action: Action, *whose: str, none: bool = False, within: tuple[str, ...] = ()) -> Rule:
    return Rule(action, whose, none, within)


RULES: Mapping[str, Rule] = {
    # clients
    "client": _on(Action.LOOK, "client", none=True),
    "profile_now": _on(Action.LOOK, "client"),
    "last_change": _on(Action.LOOK, "client"),
    "offers": _on(Action.LOOK, "client"),
    "take_profile": _on(Action.EDIT, "client", within=("file",)),
    "check_exclusions": _on(Action.CREATE),
    "archive": _on(Action.ARCHIVE, "client"),
    "unarchive": _on(Action.ARCHIVE, "client"),
    "erase_client": _on(Action.ERASE, "client"),
    "notes": _on(Action.LOOK, "client"),
    "remarks": _on(Action.LOOK, "client", within=("assessment",)),
    "add_note": _on(Action.REMARK, "client"),
    "opened": _on(Action.LOOK, "client", none=True, within=("assessment",)),
    "materials": _on(Action.LOOK, "client"),
    "timeline": _on(Action.LOOK, "client"),
    "table": _on(Action.LOOK, "client"),
    "trend": _on(Action.LOOK, "client"),
    # papers
    "files": _on(Action.LOOK, "client"),
    "inside": _on(Action.LOOK, "files"),
    "put_file": _on(Action.UPLOAD, "client"),
    "remove_file": _on(Action.REMOVE, "client", "file"),
    "page": _on(Action.LOOK, "client", within=("sha256",)),
    "quote": _on(Action.LOOK, "client", within=("sha256",)),
    # grades
    "start_grading": _on(Action.GRADE, "client"),
    "order_grading": _on(Action.GRADE, "client"),
    "cancel": _on(Action.GRADE, "client", "job"),
    "told_of_other_order": _on(Action.LOOK, "job"),
    "job": _on(Action.LOOK, "job", none=True),
    "ahead": _on(Action.LOOK, "job"),
    "latest_job": _on(Action.LOOK, "client"),
    "assessments": _on(Action.LOOK, "client"),
    "shown": _on(Action.LOOK, "client", within=("assessment",)),
    "result": _on(Action.LOOK, "assessment"),
    "changed_since": _on(Action.LOOK, "client", "assessment"),
    "plan": _on(Action.LOOK, "assessment"),
    "gantt": _on(Action.COMMON),
    "comparison": _on(Action.LOOK, "client", within=("before", "after")),
    "report": _on(Action.LOOK, "assessment"),
    "import_gaps": _on(Action.REMARK, "assessment"),
    "rubric_titles": _on(Action.LOOK, "assessments"),
    "rubric_named": _on(Action.LOOK, "assessment"),
    "rubric_of": _on(Action.LOOK, "assessment"),
    "missing_rubric": _on(Action.LOOK, "assessment"),
    # conclusions
    "record": _on(Action.CONCLUDE, "assessment"),
    "revoke": _on(Action.CONCLUDE, "assessment", within=("override",)),
    "told_of_decision": _on(Action.LOOK, "before", "after"),
    "told_of_revocation": _on(Action.LOOK, "before", "after"),
    # what is shared
    "rubric": _on(Action.COMMON),
    "export_rubric": _on(Action.COMMON),
    "told_of_import": _on(Action.RUBRICS),
    "import_rubric": _on(Action.RUBRICS_CHANGE),
    "rename_rubric": _on(Action.RUBRICS_CHANGE),
    "remove_rubric": _on(Action.RUBRICS_CHANGE),
    "library": _on(Action.LIBRARY),
    "add_to_library": _on(Action.LIBRARY_CHANGE),
    "remove_from_library": _on(Action.LIBRARY_CHANGE),
    "model_use": _on(Action.LIBRARY),
    "corpus_size": _on(Action.COMMON),
    "export_leads": _on(Action.LEADS),
    "delete_lead": _on(Action.LEADS),
}
CLOSED = frozenset({"close", "settings", "workspace", "sample_there", "resume", "on_graded", "begin_to_stop"})  # of whoever runs the service


def owners(workspace: Workspace, parameter: str, value: Any) -> Iterable[Owner]:
    """Whose the argument is; a value that was read before says it itself. Raises NotFoundError for an id of nothing."""
    if parameter == "client":
        return [(value, ClientRow, value)]
    if isinstance(value, str):
        row, look = _BY_ID[parameter]
        return [(look(workspace, value).client_id, row, value)]
    many = value if parameter in ("files", "assessments") else (value,)
    return [(one.client_id, ClientRow, one.client_id or "") for one in many]


def not_theirs(owner: Owner) -> Exception:
    """The very error that something that is not there gives."""
    _, row, row_id = owner
    return missing(row, row_id)


_BY_ID: Mapping[str, tuple[type[Owned], Callable[[Workspace, str], Any]]] = {
    **dict.fromkeys(("assessment", "before", "after"), (AssessmentRow, lambda workspace, one: workspace.assessment(one))),
    "file": (FileRow, lambda workspace, one: workspace.file(one)),
    "job": (JobRow, lambda workspace, one: workspace.job(one)),
}
