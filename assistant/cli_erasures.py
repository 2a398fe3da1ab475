"""`xingping client erase | erasures | retention`: erasing clients for good, and the proofs. Prints values, derives nothing."""

import argparse
import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.cli_client import Write, of_client, person, who
from assistant.errors import UsageError
from scoring.beijing import moment
from scoring.cli.chinese_parser import ChineseParser
from scoring.errors import os_fault

if TYPE_CHECKING:
    from assistant.workspace import Workspace
    from assistant.workspace.values import Client, Erasure

OK, BROKEN = 0, 1


def add_erasures(commands: Any, clients: Any) -> None:
    """Adds the commands to a parser's subcommands, and `erase` to those of `client`."""
    erase = of_client(
        clients, "erase", "彻底删除客户", "彻底删除已归档的客户：资料、材料、结果、结论、备注都删掉，不能恢复；操作记录只留编号和哈希。"
    )
    erase.switches.add_argument("--yes", action="store_true", help="不再要求输入企业名称确认")
    erase.switches.add_argument("--proof", type=Path, metavar="文件.json", help="把删除凭证写到这里（含企业名称，只此一份）")
    who(erase)

    erasures = commands.add_parser("erasures", help="删除凭证：列出、查看、核验", description="彻底删除客户的凭证。")
    what = erasures.add_subparsers(title="命令", metavar="命令", dest="what", required=True, parser_class=ChineseParser)
    what.add_parser("list", help="列出", description="列出删除凭证。")
    show = what.add_parser("show", help="查看一份", description="查看一份删除凭证。")
    show.values.add_argument("erasure", metavar="编号", help="用 xingping erasures list 查看")
    show.switches.add_argument("--json", type=Path, metavar="文件.json", help="写成 JSON 文件")
    verify = what.add_parser("verify", help="核验删掉的内容确已不在", description="核验：资料库、存储和缓存里都没有删掉的内容，操作记录完整。")
    verify.values.add_argument("erasure", nargs="?", metavar="编号", help="只核验这一份，默认全部")
    verify.switches.add_argument("--proof", type=Path, metavar="文件.json", help="按这份凭证核验，资料库里没有它也行（如恢复了旧备份）")

    keeping = commands.add_parser("retention", help="到期的资料", description="列出归档已满保留期的客户；加 --apply 才删除，并给出凭证。")
    keeping.switches.add_argument("--days", type=int, metavar="天数", help="保留几天，默认用设置 XINGPING_RETENTION_DAYS")
    keeping.switches.add_argument("--apply", action="store_true", help="彻底删除列出的客户，以及到期的反馈和用量；不能恢复")
    keeping.switches.add_argument("--proofs", type=Path, metavar="文件夹", help="把删除凭证写进这个文件夹")
    who(keeping)


def _erase(workspace: "Workspace", options: argparse.Namespace, write: Write) -> None:
    client = workspace.find_client(options.client)
    if options.proof is not None and (options.proof.exists() or not options.proof.absolute().parent.is_dir()):
        raise UsageError(f"{options.proof} 已经存在，或没有那个文件夹，没有删除；请换一个文件名")
    name = client.name if options.yes else _typed(client)
    _prove(workspace, workspace.erase_client(client.id, person(options), name), client, options.proof, write)


def _prove(workspace: "Workspace", erased: "Erasure", client: "Client", file: Path | None, write: Write) -> None:
    from assistant.workspace.proof import proof_lines

    document = {**workspace.proof(erased.id), "enterprise": client.name}
    for line in proof_lines(document):
        write(line)
    if file is not None:
        _write_json(file, document, f"已经删除，但凭证没有写成；请用 xingping erasures show {erased.id} --json 另写一份")
        write(f"凭证已写入 {file}")


def _typed(client: "Client") -> str:
    sys.stderr.write(f"将彻底删除“{client.name}”的全部资料、材料和结果，不能恢复。请输入企业名称确认：")
    sys.stderr.flush()
    return sys.stdin.readline().strip()


def _write_json(file: Path, document: Any, otherwise: str) -> None:
    try:
        with file.open("x", encoding="utf-8") as out:
            out.write(json.dumps(document, ensure_ascii=False, indent=1) + "\n")
    except OSError as error:
        raise UsageError(f"写不了 {file}：{os_fault(error)}；{otherwise}") from error


def _list(workspace: "Workspace", _: argparse.Namespace, write: Write) -> int:
    listed = workspace.erasures()
    if not listed:
        write("还没有彻底删除过客户")
    for one in listed:
        state = "" if one.finished_at else "  还没有从磁盘清完"
        write(f"{one.id}  {one.client_id}  {moment(one.created_at)} 由 {one.created_by} 删除，内容 {len(one.contents)} 份{state}")
    return OK


def _show(workspace: "Workspace", options: argparse.Namespace, write: Write) -> int:
    from assistant.workspace.proof import proof_lines

    document = workspace.proof(options.erasure)
    if options.json is not None:
        _write_json(options.json, document, "请换一个位置")
        write(f"已写入 {options.json}")
        return OK
    for line in proof_lines(document):
        write(line)
    return OK


def _verify(workspace: "Workspace", options: argparse.Namespace, write: Write) -> int:
    from assistant.workspace.proof import read_proof

    if options.proof is not None:
        try:
            chosen = [read_proof(options.proof.read_bytes(), options.proof.name)]
        except OSError as error:
            raise UsageError(f"读不了 {options.proof}：{os_fault(error)}") from error
    else:
        chosen = [workspace.erasure(options.erasure)] if options.erasure else workspace.erasures()
    sound = True
    for one in chosen:
        found = workspace.remains(one)
        for fault in found.faults:
            sys.stderr.write(f"{one.id}：{fault}\n")
        if not found.faults:
            again = f"；其中 {len(found.again)} 份别的客户后来又上传过，归那些客户所有" if found.again else ""
            write(f"{one.id}：删掉的 {len(one.contents)} 份内容都已不在{again}")
        sound = sound and not found.faults
    log = workspace.verify_audit()
    if log.sound:
        write(f"操作记录 {log.rows} 条，逐条相符")
    else:
        sys.stderr.write(f"操作记录不完整：{log.text}\n")
    return OK if sound and log.sound else BROKEN


def run_retention(workspace: "Workspace", options: argparse.Namespace, write: Write, days: int) -> int:
    """`days`: as the settings have it. Raises UsageError."""
    from assistant.workspace.retention import due, since

    days = options.days if options.days is not None else days
    if not 0 <= days <= 36_500:
        raise UsageError("--days 应是 0 到 36500 的整数")
    if not days:
        write("没有设保留期（XINGPING_RETENTION_DAYS 为 0），一直保留；可用 --days 看看")
        return OK
    now = workspace.database.now()
    found = due(workspace.clients(archived=True), now, days)
    for one in found:
        write(f"{one.id}  {one.name}  {moment(one.archived_at or '')} 归档")
    write(f"归档满 {days} 天的客户 {len(found)} 家" + ("" if options.apply or not found else "；加 --apply 彻底删除"))
    if options.apply:
        for one in found:
            file = options.proofs / f"{one.id}.json" if options.proofs is not None else None
            _prove(workspace, workspace.erase_client(one.id, person(options), one.name), one, file, write)
        votes = workspace.forget_votes(since(now, days))
        rows = _usage(workspace.data_dir, date.fromisoformat(since(now, days)[:10]))
        write(f"到期的反馈 {votes} 条、用量 {rows} 行已删除")
    return OK


def _usage(data_dir: Path, before: date) -> int:
    from assistant.llm.usage import UsageBook

    return UsageBook(data_dir).forget(before)


ERASE: dict[str, Callable[["Workspace", argparse.Namespace, Write], None]] = {"erase": _erase}
ERASURES = {"list": _list, "show": _show, "verify": _verify}
