"""A client's paper by its content: as it was uploaded, or out of an uploaded archive."""

from hashlib import sha256 as digest

from assistant.workspace import Workspace
from assistant.workspace.errors import NotFoundError, told


def paper_of(workspace: Workspace, client: str, sha256: str) -> tuple[str, bytes]:
    """Name and bytes. Removed versions count, too: older grades quote them. Raises NotFoundError."""
    files = workspace.files(client, removed=True)
    with told():
        for one in files:
            if one.sha256 == sha256:
                return one.path, workspace.store.path(sha256).read_bytes()
        for member in workspace.pack(client).files:
            if member.location is None and not member.reason and digest(member.data).hexdigest() == sha256:
                return member.path, member.data
    raise NotFoundError("这份材料已经不在当前材料里，看不了原件")
