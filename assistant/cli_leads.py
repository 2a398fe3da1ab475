"""`xingping leads …` and `xingping prequalify`: visitors who asked to be called back, and whether an enterprise could apply."""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.cli_client import person, who
from assistant.errors import UsageError
from scoring.beijing import moment
from scoring.cli.chinese_parser import ChineseParser
from scoring.cli.files import save_file

if TYPE_CHECKING:
    from assistant.workspace import Workspace
    from assistant.workspace.leads import Lead

Write = Callable[[str], None]
COMMANDS = ("leads", "prequalify")


def add_leads(commands: Any) -> None:
    """Adds both commands to a parser's subcommands."""
    leads = commands.add_parser("leads", help="访客线索：查看、导出、删除", description="访客在网站上留下的联系方式和预评表；到期自动删除。")
    what = leads.add_subparsers(title="命令", metavar="命令", dest="what", required=True, parser_class=ChineseParser)
    what.add_parser("list", help="列出线索", description="列出全部线索，最近的在前。")
    show = what.add_parser("show", help="看一条线索", description="看一条线索的全部内容。")
    show.values.add_argument("id", metavar="编号", help="xingping leads list 列出的编号")
    export = what.add_parser("export", help="导出线索", description="把全部线索写成文件；导出会记入操作记录。")
    for kind, title in (("csv", "CSV 表格"), ("json", "JSON"), ("xlsx", "Excel 表格")):
        export.switches.add_argument(f"--{kind}", type=Path, metavar="文件", help=f"写成{title}")
    who(export)
    delete = what.add_parser("delete", help="彻底删除一条线索", description="彻底删除一条线索；操作记录只留编号、时间和操作人。")
    delete.values.add_argument("id", metavar="编号", help="xingping leads list 列出的编号")
    who(delete)
    what.add_parser("purge", help="删除到期的线索", description="删除超过保留天数（XINGPING_LEAD_DAYS）的线索；服务启动时和每天也会做。")
    _add_prequalify(commands)


def _add_prequalify(commands: Any) -> None:
    asked = commands.add_parser(
        "prequalify",
        help="申请前先看：条件、可能删减的、材料、时间",
        description="按几项基本情况判断申请条件（说法不一的两边都列）、可能删减的条款、要配的管理师、材料、时间和先做什么。",
    )
    asked.switches.add_argument("--kind", required=True, metavar="类型", help="生产 production、销售 sales 或服务 service")
    asked.switches.add_argument("--industry", default="", metavar="行业", help="如 家用电器销售")
    asked.switches.add_argument("--years", required=True, type=float, metavar="年", help="营业执照登记满几年，可带小数")
    asked.switches.add_argument("--people", required=True, type=int, metavar="人数", help="全体员工几人")
    asked.switches.add_argument("--system-months", required=True, type=int, metavar="月", help="售后服务体系运行了几个月，没有运行填 0")
    asked.switches.add_argument("--outlets", default=0, type=int, metavar="个", help="总部以外的网点有几个")
    asked.switches.add_argument("--service-managers", type=int, metavar="人数", help="服务管理人员几人，没数过不填")
    asked.switches.add_argument("--managers", default=0, type=int, metavar="名", help="持证的售后服务管理师几名")
    asked.switches.add_argument("--certificate", action="append", default=[], metavar="证书", help="已有的认证证书（可多次），如 ISO9001")
    asked.switches.add_argument(
        "--does", metavar="活动", help="做哪些（含委托），逗号隔开：installation 安装、delivery 配送、repair 维修、recycling 回收；都不做写 none"
    )
    asked.switches.add_argument("--wanted", metavar="级别", help="希望的级别：pass、three_star、four_star 或 five_star")
    asked.switches.add_argument("--json", metavar="文件", help="把完整结果写成 JSON；- 表示标准输出")


def run(options: argparse.Namespace, write: Write, today: date) -> int:
    """Run one of both. Raises DeclaredError for what the user can mend."""
    from assistant.settings import get_settings
    from assistant.workspace import Workspace

    settings = get_settings()
    if options.command == "prequalify":
        return _prequalify(options, write, today, settings.corpus_dir)
    workspace = Workspace.open(settings)
    try:
        if options.what == "purge":
            write(f"已删除到期的线索 {workspace.expire_leads(settings.lead_days)} 条（保留 {settings.lead_days} 天）")
        else:
            _LEADS[options.what](workspace, options, write)
    finally:
        workspace.close()
    return 0


def _prequalify(options: argparse.Namespace, write: Write, today: date, corpus: Path) -> int:
    from assistant.guidance.applicant import applicant
    from assistant.guidance.cited import read_sources
    from assistant.guidance.prequalify import prequalify
    from assistant.guidance.prequalify_document import read_passages, to_json
    from assistant.guidance.prequalify_view import report
    from scoring.result import canonical
    from scoring.rubric import load_rubric

    names = ("kind", "industry", "years", "people", "system_months", "outlets", "service_managers", "managers", "wanted")
    values = {name: getattr(options, name) for name in names} | {"certificates": options.certificate, "activities": _activities(options.does)}
    document = to_json(prequalify(applicant(values), load_rubric(), today), read_passages(corpus), read_sources(corpus))
    if options.json == "-":
        write(canonical(document).decode())
        return 0
    for line in report(document):
        write(line)
    if options.json:
        _save(Path(options.json), canonical(document), write)
    return 0


def _activities(text: str | None) -> list[str] | None:
    if text is None:
        return None
    return [one for one in (part.strip() for part in text.replace("，", ",").split(",")) if one and one != "none"]


def _list(workspace: "Workspace", _: argparse.Namespace, write: Write) -> None:
    found = workspace.leads()
    for one in found:
        write("  ".join((one.id, moment(one.created_at), one.name, one.contact, " ".join(one.message.split())[:40])).rstrip())
    if not found:
        write("还没有线索")


def _show(workspace: "Workspace", options: argparse.Namespace, write: Write) -> None:
    one = workspace.lead(options.id)
    write(f"{one.name}（{one.id}）  {one.contact}")
    write(f"  {moment(one.created_at)} 收到，共 {one.times} 次，最近 {moment(one.updated_at)}{f'，来自 {one.page}' if one.page else ''}")
    write(f"  {moment(one.consent_at)} 同意保存（说明版本 {one.consent_version}）")
    for title, text in (("留言", one.message), ("预评结果", one.summary), ("预评表", one.asked)):
        if text:
            write(f"  {title}：")
            for line in text.splitlines():
                write(f"    {line}")


def _export(workspace: "Workspace", options: argparse.Namespace, write: Write) -> None:
    from assistant.workbench import leads

    makers: dict[str, Callable[[list[Lead]], bytes]] = {"csv": leads.as_csv, "json": leads.as_json, "xlsx": leads.as_xlsx}
    files = {kind: path for kind in makers if (path := getattr(options, kind)) is not None}
    if not files:
        raise UsageError("请写明导出成什么：--csv、--json 或 --xlsx 后面加文件名")
    found = workspace.export_leads(person(options))
    for kind, path in files.items():
        _save(path, makers[kind](found), write)


def _delete(workspace: "Workspace", options: argparse.Namespace, write: Write) -> None:
    workspace.delete_lead(options.id, person(options))
    write(f"已彻底删除 {options.id}")


_LEADS: dict[str, Callable[["Workspace", argparse.Namespace, Write], None]] = {"list": _list, "show": _show, "export": _export, "delete": _delete}


def _save(path: Path, data: bytes, write: Write) -> None:
    save_file(path, data)
    write(f"已写入 {path}")
