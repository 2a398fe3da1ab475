"""A process that works on a workspace until it is killed, and tells line by line what was accepted. Usage: DATA_DIR CLIENT URL SEED."""

import random
import sys
from pathlib import Path

from assistant.workspace import Workspace
from tests.support.workspaces import WHO, Somewhere, result


def main(data_dir: str, client_id: str, url: str, seed: str) -> None:
    """Uploads of all sizes, versions and grades, for ever."""
    workspace = Workspace.open(Somewhere(Path(data_dir), url))
    chance = random.Random(seed)
    job = workspace.start_job(workspace.create_job("grade", WHO, client_id).id)
    assert job is not None
    _tell("job", job.id)
    for number in range(1_000_000):
        content = chance.randbytes(chance.choice((0, 10, 5_000, 300_000)))
        upload = workspace.add_files(client_id, [(f"台账/{seed}-{number % 40}.bin", content), (f"{seed}-{number}.txt", b"x")], WHO)
        for file in upload.added:
            _tell("file", file.id, file.sha256)
        saved = workspace.save_assessment(client_id, result(note=f"{seed}-{number}", pad="甲" * chance.randrange(50_000)), WHO)
        _tell("grade", saved.id, saved.result_sha256)
        workspace.report_progress(job.id, number, 0, "…")


def _tell(*words: str) -> None:
    sys.stdout.write(" ".join(words) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
