"""`xingping client | audit | backup | restore | erasures | retention`: the workspace on the command line. Prints values, derives nothing."""

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.cli_client import CLIENT, Write, add_client, person, who
from assistant.cli_erasures import ERASE, ERASURES, add_erasures, run_retention
from assistant.errors import UsageError
from scoring.beijing import moment
from scoring.cli.chinese_parser import ChineseParser

if TYPE_CHECKING:
    from assistant.workspace import Workspace

OK, BROKEN = 0, 1
_MOST = 1_000_000  # entries listed at once
COMMANDS = ("client", "audit", "backup", "restore", "erasures", "retention")


def add_workspace(commands: Any) -> None:
    """Adds the commands to a parser's subcommands."""
    add_erasures(commands, add_client(commands))

    audit = commands.add_parser("audit", help="操作记录：查看、核验", description="操作记录：每条都串着前一条的哈希，不能改、不能删。")
    what = audit.add_subparsers(title="命令", metavar="命令", dest="what", required=True, parser_class=ChineseParser)
    verify = what.add_parser("verify", help="核验记录和存储的内容", description="核验操作记录的哈希链，以及登记的文件内容是否完好。")
    verify.switches.add_argument("--backup", action="append", type=Path, metavar="备份", help="再与这份备份里的锚点对照（可多次）")
    show = what.add_parser("list", help="列出记录", description="列出操作记录，最近的在前。")
    show.switches.add_argument("--client", metavar="客户", help="只列这个客户的")
    show.switches.add_argument("--limit", type=int, default=50, metavar="条数", help="最多列几条，默认 50")
    settled = what.add_parser(
        "acknowledge", help="确认记录的缺口", description="记录与锚点不符、已查明原因时，写明理由并确认：缺口和理由留在记录里，以后从现在的记录核验。"
    )
    settled.switches.add_argument("--why", default="", metavar="理由", help="查明的原因，例如：磁盘损坏，用昨天的副本顶上")
    who(settled)

    backup = commands.add_parser("backup", help="备份资料库", description="把客户、材料、结果和记录备份成一个文件。")
    backup.values.add_argument("file", type=Path, metavar="文件.zip", help="写到哪里；已有的文件不会被覆盖")
    restore = commands.add_parser("restore", help="从备份恢复到空的位置", description="从备份恢复：全部核验无误才生效，只恢复到没有资料库的位置。")
    restore.values.add_argument("file", type=Path, metavar="备份", help="xingping backup 写出的文件")
    who(restore)


def run(options: argparse.Namespace, write: Write, today: date) -> int:
    """Run one parsed command. Raises DeclaredError for what the user can mend."""
    from assistant.settings import get_settings
    from assistant.workspace import Workspace

    if options.command == "restore":
        return _restore(options, write)
    workspace = Workspace.open(get_settings())
    try:
        if options.command == "backup":
            return _backup(workspace, options, write)
        if options.command == "audit":
            return AUDIT[options.what](workspace, options, write)
        if options.command == "erasures":
            return ERASURES[options.what](workspace, options, write)
        if options.command == "retention":
            return run_retention(workspace, options, write, get_settings().retention_days)
        options.today = today
        (CLIENT | ERASE)[options.what](workspace, options, write)
        return OK
    finally:
        workspace.close()


def _audit(workspace: "Workspace", options: argparse.Namespace, write: Write) -> int:
    from assistant.workspace.words import action

    client = workspace.find_client(options.client).id if options.client is not None else None
    if not 0 <= options.limit <= _MOST:
        raise UsageError(f"--limit 应是 0 到 {_MOST} 的整数")
    names = {one.id: one.name for one in workspace.clients(archived=True)}
    for one in workspace.audit(client, options.limit):
        whose = names.get(one.client_id, one.client_id)
        about = one.subject if one.subject != one.client_id else ""
        write("  ".join(part for part in (str(one.seq), moment(one.at, seconds=True), one.who, action(one.action), whose, about) if part))
    return OK


def _verify(workspace: "Workspace", options: argparse.Namespace, write: Write) -> int:
    from assistant.workspace.restore import read_manifest

    heads = [read_manifest(path).anchor(workspace.organisation) for path in options.backup or ()]
    found = workspace.verify_audit([one for one in heads if one is not None])
    damaged = workspace.damaged_contents()
    if found.sound:
        write(f"操作记录 {found.rows} 条，逐条相符；末条哈希 {found.head}")
    else:
        sys.stderr.write(f"操作记录不完整：{found.text}\n")
    if damaged:
        sys.stderr.write(f"有 {len(damaged)} 份内容缺失或损坏：{'、'.join(damaged[:5])}；请从备份恢复\n")
    else:
        write("登记的文件内容都完好")
    return OK if found.sound and not damaged else BROKEN


def _acknowledge(workspace: "Workspace", options: argparse.Namespace, write: Write) -> int:
    workspace.acknowledge_audit(options.why, person(options))
    write("已确认，缺口和理由已记入操作记录")
    return OK


AUDIT = {"verify": _verify, "list": _audit, "acknowledge": _acknowledge}


def _backup(workspace: "Workspace", options: argparse.Namespace, write: Write) -> int:
    from assistant.workspace.backup import backup

    made = backup(workspace, options.file)
    write(f"已备份到 {made.file}：{made.rows} 行，{made.contents} 份内容{_beside(made.files)}；清单指纹 {made.fingerprint}")
    if made.lost:
        sys.stderr.write(f"有 {len(made.lost)} 份内容缺失或损坏，没有备份进去：{'、'.join(made.lost[:5])}\n")
    return BROKEN if made.lost else OK


def _restore(options: argparse.Namespace, write: Write) -> int:
    from assistant.settings import get_settings
    from assistant.workspace.restore import restore

    made = restore(get_settings(), options.file, person(options))
    write(f"已恢复 {moment(made.made_at)[:10]} 的备份：{made.rows} 行，{made.contents} 份内容{_beside(made.files)}，核验无误")
    if made.aside_in is not None:
        write(f"这里有以前的资料库留下的文件，没有使用，已移到 {made.aside_in}：{'、'.join(made.aside)}")
    if made.lost:
        sys.stderr.write(f"有 {len(made.lost)} 份内容在备份时就已损坏，没有恢复：{'、'.join(made.lost[:5])}\n")
    return OK


def _beside(files: tuple[str, ...]) -> str:
    from assistant.workspace.carried import counted

    text = counted(files)
    return f"，{text}" if text else ""
