"""A process killed while it erases a client: either nothing is erased, or all of it once the workspace is opened again."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from assistant.workspace import Workspace
from tests.support.workspaces import WHO, Somewhere, result

PHRASE = "菊石暗号"
_ROUNDS, _PAPERS = 3, 15


def _erasing(data_dir: Path, client: str, root: Path) -> "subprocess.Popen[bytes]":
    work = (
        "import sys; from pathlib import Path; from assistant.workspace import Workspace; from tests.support.workspaces import Somewhere\n"
        "workspace = Workspace.open(Somewhere(Path(sys.argv[1]))); print(flush=True)\n"
        "workspace.erase_client(sys.argv[2], '李四', sys.argv[3])"
    )
    environment = {**os.environ, "PYTHONPATH": str(root)}
    return subprocess.Popen([sys.executable, "-c", work, str(data_dir), client, PHRASE], stdout=subprocess.PIPE, cwd=root, env=environment)


def _phrase_in(data_dir: Path) -> bool:
    return any(PHRASE.encode() in path.read_bytes() for path in data_dir.rglob("*") if path.is_file())


def test_an_erasure_that_is_killed_is_whole_or_none(tmp_path: Path, root: Path) -> None:
    somewhere, chance = Somewhere(tmp_path / "数据"), random.Random(5)
    workspace = Workspace.open(somewhere)
    other = workspace.create_client({"name": "别家"}, WHO)
    kept = workspace.add_files(other.id, [("别家.txt", b"x")], WHO).added[0]
    for number in range(_ROUNDS):
        client = workspace.create_client({"name": PHRASE}, WHO)
        workspace.add_files(client.id, [(f"{one}.txt", f"{PHRASE}{number}-{one}".encode() * 400) for one in range(_PAPERS)], WHO)
        workspace.save_assessment(client.id, result(note=PHRASE), WHO)
        workspace.archive_client(client.id, WHO)
        workspace.close()
        with _erasing(somewhere.data_dir, client.id, root) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(chance.uniform(0.0, 0.12))
            process.send_signal(signal.SIGKILL)
        workspace = Workspace.open(somewhere)
        assert workspace.verify_audit().sound
        assert workspace.damaged_contents() == []
        left = [one for one in workspace.clients(archived=True) if one.id == client.id]
        if left:  # killed before it was on record: all of it is there
            assert len(workspace.files(client.id)) == _PAPERS
            workspace.erase_client(client.id, WHO, PHRASE)
        assert all(one.finished_at for one in workspace.erasures())
        assert not _phrase_in(somewhere.data_dir)
    assert len(workspace.erasures()) == _ROUNDS
    assert workspace.store.sound(kept.sha256)
    workspace.close()


def test_what_was_not_taken_off_the_disk_is_with_the_next_start(tmp_path: Path) -> None:
    """Killed between the rows and the disk, or a disk without room: the contents are still there, and go at the next opening."""
    somewhere = Somewhere(tmp_path / "数据")
    workspace = Workspace.open(somewhere)
    client = workspace.create_client({"name": PHRASE}, WHO)
    workspace.add_files(client.id, [("a.txt", PHRASE.encode())], WHO)
    workspace.archive_client(client.id, WHO)
    workspace.finish_erasures = lambda: None  # type: ignore[method-assign]
    erased = workspace.erase_client(client.id, WHO, PHRASE)
    assert erased.finished_at is None
    assert _phrase_in(somewhere.data_dir)
    assert workspace.remains(erased).faults
    workspace.close()
    again = Workspace.open(somewhere)
    assert not _phrase_in(somewhere.data_dir)
    assert again.erasure(erased.id).finished_at
    assert again.remains(erased).faults == []
    again.close()
