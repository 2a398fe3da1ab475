"""A data folder as revision 0001 of the workspace's schema left it. `python -m tests.support.old_workspace OUT` writes tests/data/workspace/0001."""

import sys
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from sqlalchemy import URL, Connection, MetaData, text

from assistant.workspace import schema
from assistant.workspace.audit import START, canonical, row_hash
from assistant.workspace.database import Database
from assistant.workspace.store import Store
from tests.support.workspaces import decision, result

WHO = "张三"
CLIENT, SECOND = "cl-0000000000000001", "cl-0000000000000002"
NAMES = {CLIENT: "武汉墨衡（Office）设备有限公司", SECOND: "厦门屿信 软件 技术有限公司"}
MANUAL = "第一章 售后服务制度".encode()
_AT = "2026-11-20T08:00:{:02d}.000000+00:00"


@dataclass
class _Log:
    """A chain in the making."""

    rows: list[dict[str, Any]]

    def add(self, action: str, client: str, subject: str, **details: Any) -> None:
        row = {
            "organisation_id": "default",
            "seq": len(self.rows) + 1,
            "at": _AT.format(len(self.rows)),
            "who": WHO,
            "action": action,
            "client_id": client,
            "subject": subject,
            "details": canonical(details),
            "previous": self.rows[-1]["sha256"] if self.rows else START,
        }
        self.rows.append(row | {"sha256": row_hash(SimpleNamespace(**row, sha256=""))})


def fill(connection: Connection, store: Store) -> None:
    """Revision 0001 and a few rows in every table; contents into the store."""
    schema.upgrade_to(connection, "0001")
    metadata = MetaData()
    metadata.reflect(connection)
    log = _Log([])

    def insert(table: str, **values: Any) -> None:
        at = _AT.format(len(log.rows))  # as of the entry that tells of it
        common = {"organisation_id": "default", "created_at": at, "created_by": WHO} | ({"updated_at": at} if table == "clients" else {})
        connection.execute(metadata.tables[table].insert(), [common | values if table != "audit_log" else values])

    for client, name in NAMES.items():
        insert("clients", id=client, name=name, **_profile())
        log.add("client.created", client, client, profile={"name": name})
    manual, grade = store.put(MANUAL), store.put_packed(result())
    own = {"client_id": CLIENT}
    told = {"path": "制度/手册.txt", "sha256": manual.sha256, "size": manual.size}
    insert("files", id="fi-0000000000000001", **own, **told, media_type="text/plain", note="")
    log.add("file.added", CLIENT, "fi-0000000000000001", **told, replaces=None)
    insert(
        "assessments",
        id="as-0000000000000001",
        **own,
        as_of="2026-11-20",
        rubric_id="gbt27922-2011",
        rubric_sha256="2c" * 32,
        engine="xingping-scoring/0.1",
        score_confirmed="81.75",
        score_possible="83.00",
        level_confirmed="three_star",
        level_possible="three_star",
        result_sha256=grade.sha256,
        result_size=grade.size,
        files='["fi-0000000000000001"]',
        overrides="[]",
        note="",
    )
    scores = {"as_of": "2026-11-20", "rubric": "gbt27922-2011", "score": "81.75", "level": "three_star"}
    log.add("assessment.saved", CLIENT, "as-0000000000000001", sha256=grade.sha256, **scores)
    body = decision()
    insert("overrides", id=body["id"], **own, kind="condition", clause=body["clause"], until=body["until"], body=canonical(body))
    log.add("override.added", CLIENT, body["id"], override=body)
    insert("notes", id="no-0000000000000001", **own, text="待补培训记录")
    log.add("note.added", CLIENT, "no-0000000000000001", text="待补培训记录")
    job = {"done": 3, "total": 9, "label": "制度/手册.txt", "owner": "1-gone", "cancel_requested": 0}
    insert("jobs", id="jo-0000000000000001", **own, kind="grade", state="running", **job)
    log.add("job.created", CLIENT, "jo-0000000000000001", kind="grade")
    for row in log.rows:
        insert("audit_log", **row)
    head = {"rows": len(log.rows), "digest": log.rows[-1]["sha256"]}
    connection.execute(text("UPDATE audit_heads SET rows = :rows, sha256 = :digest"), head)


def _profile() -> dict[str, Any]:
    empty = dict.fromkeys(("branches", "entrusted_outlets", "exclusions", "whole_population"), "[]")
    return {"uscc": "", "kind": "sales", "industry": "", "period_months": 12, **empty}


def write(folder: Path) -> None:
    """The whole data folder."""
    folder.mkdir(parents=True)
    database = Database(URL.create("sqlite", database=str(folder / "workspace.db")))
    with database.connection() as connection:
        fill(connection, Store(folder / "store"))
    database.close()
    (folder / "store" / ".drafts").rmdir()


if __name__ == "__main__":
    write(Path(sys.argv[1]))
