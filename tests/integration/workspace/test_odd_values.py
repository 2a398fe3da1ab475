"""What no database can hold or find: one Chinese line, on both databases, and the next call works."""

import random
from collections.abc import Callable

import pytest

from assistant.errors import DeclaredError
from assistant.workspace import NotFoundError, RefusedError, Workspace, WorkspaceError
from assistant.workspace.values import Client
from tests.support.workspaces import NAME, WHO, decision

_ODD = ["\0", "\ud800", "x\udcff", "cl-\0", "字" * 5000]
_chance = random.Random(27922)


def _hanzi(number: int) -> str:
    """Text that does not compress, as PostgreSQL's indexes would do with repeated characters."""
    return "".join(chr(_chance.randint(0x4E00, 0x9FA5)) for _ in range(number))


@pytest.mark.parametrize("odd", _ODD)
def test_an_id_that_cannot_be_one_is_not_found(workspace: Workspace, client: Client, odd: str) -> None:
    looks: list[Callable[[], object]] = [
        lambda: workspace.client(odd),
        lambda: workspace.find_client(odd),
        lambda: workspace.files(odd),
        lambda: workspace.file(odd),
        lambda: workspace.assessment_bytes(odd),
        lambda: workspace.job(odd),
        lambda: workspace.remove_file(odd, WHO),
        lambda: workspace.revoke_override(odd, "理由", WHO),
        lambda: workspace.add_note(odd, "备注", WHO),
        lambda: workspace.cancel_job(odd, WHO),
    ]
    for look in looks:
        with pytest.raises(NotFoundError, match="没有") as caught:
            look()
        assert str(caught.value).isprintable()
    assert workspace.audit(odd) == []
    for _ in range(6):  # all of the pool's connections
        assert workspace.clients() == [client]


def test_what_is_not_looked_at_before_is_refused_before_the_database_sees_it(workspace: Workspace, client: Client) -> None:
    jobs: list[Callable[[], object]] = [
        lambda: workspace.start_job("\0"),
        lambda: workspace.report_progress("\ud800", 1, 2),
        lambda: workspace.report_progress(workspace.create_job("grade", WHO, client.id).id, 2**70, 2**70),
        lambda: workspace.audit(limit=10**23),
    ]
    for act in jobs:
        with pytest.raises(WorkspaceError) as caught:
            act()
        assert "\n" not in str(caught.value)
        assert workspace.clients() == [client]


def test_a_number_beyond_a_column_is_one_line(workspace: Workspace, client: Client) -> None:
    job = workspace.start_job(workspace.create_job("grade", WHO, client.id).id)
    assert job is not None
    if workspace.database.sqlite:
        assert workspace.report_progress(job.id, 2**40, 2**40) is False
        return
    with pytest.raises(WorkspaceError, match="数据库存不下"):
        workspace.report_progress(job.id, 2**40, 2**40)
    assert workspace.clients() == [client]


def test_a_path_that_is_too_long_costs_only_itself(workspace: Workspace, client: Client) -> None:
    long = "/".join(_hanzi(190) for _ in range(5)) + ".pdf"
    upload = workspace.add_files(client.id, [("a.pdf", b"1"), (long, b"2"), ("b.pdf", b"3")], WHO)
    assert [one.path for one in upload.added] == ["a.pdf", "b.pdf"]
    assert [one.path for one in upload.refused] == [long]
    assert "路径太长" in upload.refused[0].text
    fits = f"{_hanzi(190)}/{_hanzi(190)}/{_hanzi(190)}.pdf"
    assert [one.path for one in workspace.add_files(client.id, [(fits, b"4")], WHO).added] == [fits]


def test_names_of_clients_have_a_length(workspace: Workspace) -> None:
    for name in (_hanzi(201), "\ufdfa" * 190):  # the second grows when it is made comparable
        with pytest.raises(RefusedError, match="企业名称太长"):
            workspace.create_client({"name": name}, WHO)
    assert workspace.create_client({"name": _hanzi(200)}, WHO).id
    assert len(workspace.clients()) == 1


def test_a_decision_that_was_recorded_is_still_there_after_all_that(workspace: Workspace, client: Client) -> None:
    workspace.add_override(client.id, decision(), WHO)
    with pytest.raises(DeclaredError):
        workspace.add_override(client.id, decision(2, reason="\ud800"), WHO)
    assert [one.id for one in workspace.overrides(client.id)] == [decision()["id"]]
    assert workspace.find_client(NAME) == client
    assert workspace.verify_audit().sound
