"""The proof of an erasure: what went, by number and hash, when and by whom, where the log tells of it, and what is left by design."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.workspace.errors import WorkspaceError
from assistant.workspace.store import PACKED
from assistant.workspace.tables import AuditRow
from assistant.workspace.values import Erasure

SCHEMA = "xingping-erasure/1"
TITLES = {
    "clients": "客户资料",
    "files": "材料",
    "assessments": "预评结果",
    "overrides": "人工结论",
    "notes": "备注",
    "jobs": "预评任务",
}
REMAINS = (
    "操作记录：这个客户的记录只留编号、时间、操作人、动作和哈希，内容已抹去；哈希不能还原出内容，但知道原文的人可以据此核对",
    "以前用 xingping backup 做的备份里还有这个客户：请找出并销毁，或等它们按贵方的期限到期；恢复旧备份后要再删除一次",
    "数据目录里的 set-aside（恢复时移开的旧资料库）程序不动，里面可能有这个客户：请核对后删除",
    "已经导出、下载或发给别人的报告和文件，浏览器的缓存（最长 1 小时），磁盘快照和数据库服务器自己的日志，不归本程序管",
)

Proof = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Remains:
    """What is there of an erased client. `rows` by table, `details` of entries in the log, `contents` by their names in the store.

    `again` are contents that another client has uploaded since: they are that client's. `cached` papers have facts or pages kept.
    """

    rows: Mapping[str, int]
    details: int
    contents: tuple[str, ...]
    again: tuple[str, ...]
    cached: tuple[str, ...]

    @property
    def faults(self) -> list[str]:
        """What should not be there, in Chinese; empty where all is gone."""
        rows = "、".join(f"{TITLES.get(name, name)} {count} 条" for name, count in self.rows.items())
        return [
            *([f"资料库里又有这个客户的{rows}（恢复过旧备份？请归档后再删除一次）"] if rows else []),
            *([f"操作记录里还有 {self.details} 条的内容没有抹去"] if self.details else []),
            *([f"存储里还有 {len(self.contents)} 份内容：{'、'.join(one[:14] for one in self.contents[:3])}"] if self.contents else []),
            *([f"缓存里还有 {len(self.cached)} 份材料的内容"] if self.cached else []),
        ]


def proof(erased: Erasure, organisation: str, entry: AuditRow) -> Proof:
    """A document of plain values. It holds no name of the client: nothing here should bring it back."""
    return {
        "schema": SCHEMA,
        "id": erased.id,
        "organisation": organisation,
        "client": erased.client_id,
        "erased_at": erased.created_at,
        "erased_by": erased.created_by,
        "finished_at": erased.finished_at,
        "rows": dict(erased.rows),
        "contents": _named(erased.contents),
        "shared": _named(erased.shared),
        "documents": list(erased.documents),
        "audit": {"before": dict(erased.audit_before), "after": {"rows": entry.seq, "sha256": entry.sha256}},
        "remains": list(REMAINS),
    }


def _named(contents: Sequence[str]) -> list[dict[str, str]]:
    """By their hashes, and their names in the store: those of results are kept compressed."""
    return [{"sha256": name.removesuffix(PACKED).replace("/", ""), "name": name} for name in contents]


def read_proof(data: bytes, name: str) -> Erasure:
    """The erasure that a proof is of. Raises WorkspaceError; `name` is the file's, for the message."""
    try:
        told = json.loads(data)
        if told["schema"] != SCHEMA:
            raise ValueError(told["schema"])
        contents = tuple(str(one["name"]) for one in told["contents"])
        shared = tuple(str(one["name"]) for one in told["shared"])
        documents = tuple(str(one) for one in told["documents"])
        made = (str(told["id"]), str(told["client"]), str(told["erased_at"]), str(told["erased_by"]), told["finished_at"])
        return Erasure(*made, contents, shared, documents, dict(told["rows"]), dict(told["audit"]["before"]))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise WorkspaceError(f"{name} 不是删除凭证，或被改过；请换一份") from error


def proof_lines(document: Proof) -> list[str]:
    """The same for people; times are in UTC as the document has them."""
    rows = "、".join(f"{TITLES.get(name, name)} {count} 条" for name, count in document["rows"].items())
    before, after = document["audit"]["before"], document["audit"]["after"]
    named = f"（{document['enterprise']}）" if document.get("enterprise") else ""
    done = f"已从磁盘清除（{document['finished_at']}）" if document["finished_at"] else "还没有从磁盘清完，下次启动时接着清"
    return [
        f"删除凭证 {document['id']}",
        f"客户 {document['client']}{named}，由 {document['erased_by']} 于 {document['erased_at']} 删除，{done}",
        f"删除：{rows}",
        f"删除的内容 {len(document['contents'])} 份：",
        *(f"  {one['sha256']}" for one in document["contents"]),
        *([f"另有 {len(document['shared'])} 份内容别的客户也有，仍归那些客户所有"] if document["shared"] else []),
        f"操作记录：删除前 {before['rows']} 条，末条哈希 {before['sha256']}",
        f"操作记录：删除记在第 {after['rows']} 条，哈希 {after['sha256']}",
        "仍然留有的：",
        *(f"  {one}" for one in document["remains"]),
    ]
