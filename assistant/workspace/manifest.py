"""What a backup says of itself: the schema, each table's rows and hash, each content's and file's hash, the heads of the logs."""

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.workspace.audit import Head
from assistant.workspace.errors import WorkspaceError

FORMAT = "xingping-backup/1"
MEMBER = "manifest.json"
MOST = 512 * 1024 * 1024  # bytes of a manifest


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class TablePart(_Frozen):
    """`sha256` of the member's bytes: a JSON object a line."""

    rows: int
    sha256: str


class ContentPart(_Frozen):
    """`size` and `sha256` of the stored bytes, compressed or not."""

    size: int
    sha256: str


class LogHead(_Frozen):
    rows: int
    sha256: str


class Manifest(_Frozen):
    """`contents` by their names in the store; `lost` are those that were damaged when the backup was made, and are not in it.

    `files` are those of carried.py, by their paths in the data folder; older backups have none.
    """

    format: str
    schema_revision: str
    made_at: str
    tables: dict[str, TablePart]
    contents: dict[str, ContentPart]
    lost: list[str]
    heads: dict[str, LogHead]
    files: dict[str, ContentPart] = {}

    def anchor(self, organisation: str) -> Head | None:
        """How far the log of an organisation had come."""
        head = self.heads.get(organisation)
        return Head(head.rows, head.sha256) if head is not None else None


def parse_manifest(data: bytes, name: str) -> Manifest:
    """Raises WorkspaceError; `name` is the backup's, for the message."""
    try:
        manifest = Manifest.model_validate_json(data)
    except ValidationError as error:
        raise WorkspaceError(f"{name} 的清单读不懂：不是本程序的备份，或由更新版本的程序生成") from error
    if manifest.format != FORMAT:
        raise WorkspaceError(f"{name} 的备份格式是 {manifest.format[:40]}，这个版本只认 {FORMAT}；请升级程序")
    return manifest
