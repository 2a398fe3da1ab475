"""`xingping client …`: clients, their papers and grades on the command line. Prints values, derives nothing."""

import argparse
import getpass
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.errors import UsageError
from scoring.beijing import moment
from scoring.cli.chinese_parser import ChineseParser
from scoring.cli.parser import iso_day
from scoring.errors import os_fault

if TYPE_CHECKING:
    from assistant.workspace import Workspace
    from assistant.workspace.values import StoredFile, Upload

Write = Callable[[str], None]

_FIELDS = (  # option, field, many, help
    ("--name", "name", False, "企业名称（营业执照上的全称）"),
    ("--uscc", "uscc", False, "统一社会信用代码"),
    ("--kind", "kind", False, "生产 production、销售 sales 或服务 service"),
    ("--industry", "industry", False, "行业"),
    ("--branch", "branches", True, "分支机构（可多次）"),
    ("--outlet", "entrusted_outlets", True, "委托服务网点（可多次）"),
    ("--months", "period_months", False, "审核期的月数，12 到 36"),
)



def add_client(commands: Any) -> Any:
    """Adds the command and its own commands to a parser's subcommands; its own, for more of them."""
    client = commands.add_parser("client", help="客户：资料、材料、预评", description="管理客户：资料、证明材料、预评结果。")
    what = client.add_subparsers(title="命令", metavar="命令", dest="what", required=True, parser_class=ChineseParser)
    listing = what.add_parser("list", help="列出客户", description="列出客户。")
    listing.switches.add_argument("--all", action="store_true", help="已归档的也列出")
    new = what.add_parser("new", help="新建客户", description="新建客户：给出 --name，或用 --profile 读一份企业档案。")
    new.switches.add_argument("--profile", type=Path, metavar="文件", help="企业档案 profile.yaml")
    change = of_client(what, "set", "修改客户资料", "只改给出的项。")
    for parser in (new, change):
        for option, field, many, text in _FIELDS:
            parser.switches.add_argument(option, dest=field, action="append" if many else "store", metavar="值", help=text)
    of_client(what, "show", "查看客户资料", "查看客户资料与概况。")
    profile = of_client(what, "profile", "用材料里的企业档案填写", "列出材料（含压缩包）里的 profile.yaml 会改变什么；加 --take 才真的改。")
    profile.switches.add_argument("--take", metavar="材料", help="用这份材料里的档案填写：材料的路径或编号")
    adding = of_client(what, "add", "加入材料", "加入证明材料：文件、压缩包或文件夹。同名的是新版本，旧版本保留。")
    adding.values.add_argument("paths", nargs="+", type=Path, metavar="文件", help="文件或文件夹")
    adding.switches.add_argument("--note", default="", metavar="备注", help="这批材料的备注")
    files = of_client(what, "files", "列出材料", "列出客户的材料。")
    files.switches.add_argument("--all", action="store_true", help="已移除、已替换的也列出")
    remove = of_client(what, "remove", "移除材料", "移除材料：不再参加预评，内容和记录保留。")
    remove.values.add_argument("names", nargs="+", metavar="材料", help="材料的路径或编号")
    grade = of_client(what, "grade", "预评并保存结果", "用客户现有的材料预评，结果存入资料库。")
    grade.switches.add_argument("--on", type=iso_day, metavar="日期", help="评定日，如 2026-11-20；默认今天")
    grade.switches.add_argument("--rubric", default="gbt27922-2011", metavar="评分表", help="评分表编号，默认 gbt27922-2011")
    of_client(what, "results", "列出预评结果", "列出已保存的预评结果，最近的在前。")
    export = what.add_parser("export", help="导出一份预评结果", description="把保存的预评结果原样写成 JSON 文件。")
    export.values.add_argument("assessment", metavar="结果编号", help="用 xingping client results 查看")
    export.values.add_argument("file", type=Path, metavar="文件.json", help="写到哪里")
    archive = of_client(what, "archive", "归档客户", "归档客户：不再列出，什么也不删。")
    unarchive = of_client(what, "unarchive", "取消归档", "取消归档。")
    for parser in (new, change, profile, adding, remove, grade, archive, unarchive):
        who(parser)
    return what


def of_client(what: Any, name: str, text: str, description: str) -> Any:
    parser = what.add_parser(name, help=text, description=description)
    parser.values.add_argument("client", metavar="客户", help="客户的名称或编号")
    return parser


def who(parser: Any) -> None:
    parser.switches.add_argument("--who", metavar="姓名", help="操作人，记入操作记录；默认本机的登录名")


def person(options: argparse.Namespace) -> str:
    if options.who is not None:
        return str(options.who)
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a container's user may have no name
        raise UsageError("请用 --who 写明操作人") from None


def _list(workspace: "Workspace", options: argparse.Namespace, write: Write) -> None:
    for one in workspace.clients(archived=options.all):
        write(f"{one.id}  {one.name}{'（已归档）' if one.archived_at else ''}")


def _given(options: argparse.Namespace) -> dict[str, Any]:
    values = {field: getattr(options, field) for _, field, _, _ in _FIELDS if getattr(options, field) is not None}
    months = values.get("period_months")
    if months is not None:
        if not months.isascii() or not months.isdecimal():
            raise UsageError(f"--months 应是 12 到 36 的整数，现在是“{months[:20]}”")
        values["period_months"] = int(months[:9])
    return values


def _new(workspace: "Workspace", options: argparse.Namespace, write: Write) -> None:
    from assistant.workspace.clients import profile_fields
    from scoring.profile import parse_profile

    fields: dict[str, Any] = {}
    if options.profile is not None:
        try:
            profile = parse_profile(options.profile.read_text(encoding="utf-8-sig"), options.profile.name)
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"读不了档案 {options.profile}：{os_fault(error) if isinstance(error, OSError) else '不是 UTF-8 文本'}") from error
        if profile.notices:
            raise UsageError(f"没有新建：{'；'.join(profile.faults)}")
        fields = profile_fields(profile)
    with _undone("没有新建"):
        made = workspace.create_client(fields | _given(options), person(options))
    write(f"已新建客户：{made.name}（{made.id}）")


@contextmanager
def _undone(what: str) -> Iterator[None]:
    """Says first that nothing was done."""
    from assistant.workspace.errors import RefusedError

    try:
        yield
    except RefusedError as error:
        raise UsageError(f"{what}：{error}") from error


def _set(workspace: "Workspace", options: argparse.Namespace, write: Write) -> None:
    changes = _given(options)
    if not changes:
        raise UsageError("请给出要改的项，例如 --industry 家电维修")
    client = workspace.find_client(options.client)
    with _undone("没有修改"):
        changed = workspace.update_client(client.id, changes, person(options))
    write(f"已修改：{changed.name}（{changed.id}）")


def _profile(workspace: "Workspace", options: argparse.Namespace, write: Write) -> None:
    from assistant.workspace.offered import offers, take
    from assistant.workspace.words import TITLES, value_shown

    client = workspace.find_client(options.client)
    files = {one.id: one.path for one in workspace.files(client.id)}
    found = offers(workspace, client.id)
    if options.take is not None:
        chosen = [one.file for one in found if options.take in (one.file, files[one.file], one.path)]
        if not chosen:
            raise UsageError(f"“{options.take[:60]}”里没有可用来填写的企业档案；不加 --take 可列出有哪些")
        write(f"已填写：{take(workspace, client.id, chosen[0], person(options)).name}（{client.id}）")
        return
    for one in found:
        write(f"{one.file}  {one.path}{f'：{one.fault}' if one.fault else ''}")
        for name, value in one.changes.items():
            write(f"  {TITLES[name]}：{value_shown(one.before[name])} → {value_shown(value)}")
    if not found:
        write("材料里没有企业档案（profile.yaml），或与客户资料一致")


def _show(workspace: "Workspace", options: argparse.Namespace, write: Write) -> None:
    from assistant.workspace.clients import profile_fields
    from assistant.workspace.words import TITLES, value_shown

    client = workspace.find_client(options.client)
    write(f"{client.name}（{client.id}）{'，已归档' if client.archived_at else ''}")
    for name, value in profile_fields(client.profile).items():
        if name != "name" and value not in (None, "", []):
            write(f"  {TITLES[name]}：{value_shown(value)}")
    write(f"  材料 {len(workspace.files(client.id))} 份，预评结果 {len(workspace.assessments(client.id))} 份")


def _add(workspace: "Workspace", options: argparse.Namespace, write: Write) -> None:
    client = workspace.find_client(options.client)
    upload = workspace.add_files(client.id, _entries(options.paths), person(options), options.note)
    for one in upload.added:
        write(f"已加入：{one.path}{'（新版本）' if one.replaces else ''}{_within(workspace, one)}")
    _told(upload, write)


def _within(workspace: "Workspace", file: "StoredFile") -> str:
    """"" for a paper; what an archive holds for others."""
    within = workspace.inside(file)
    if within is None:
        return ""
    return f"，内有 {within.papers} 份" + (f"；{within.why}" if within.why else "")


def _told(upload: "Upload", write: Write) -> None:
    write(f"加入 {len(upload.added)} 份，没有变化 {len(upload.unchanged)} 份，没有接受 {len(upload.refused)} 份")
    for refused in upload.refused:
        sys.stderr.write(f"没有接受：{refused.path}：{refused.text}\n")


def _entries(paths: list[Path]) -> Iterator[tuple[str, Path]]:
    """A file by its name, those of a folder by their paths in it."""
    for path in paths:
        if path.is_dir() and not path.is_symlink():
            yield from ((one.relative_to(path).as_posix(), one) for one in sorted(path.rglob("*")) if one.is_file() or one.is_symlink())
        elif path.exists():
            yield path.name, path
        else:
            raise UsageError(f"找不到 {path}，请检查路径")


def _files(workspace: "Workspace", options: argparse.Namespace, write: Write) -> None:
    for one in workspace.files(workspace.find_client(options.client).id, removed=options.all):
        gone = f"  （{moment(one.removed_at)} 由 {one.removed_by} 移除或替换）" if one.removed_at else ""
        write(f"{one.id}  {one.size:>10}  {one.path}{_within(workspace, one)}{gone}")


def _remove(workspace: "Workspace", options: argparse.Namespace, write: Write) -> None:
    client = workspace.find_client(options.client)
    known = {name: one for one in workspace.files(client.id) for name in (one.path, one.id)}
    if unknown := [name for name in options.names if name not in known]:
        raise UsageError(f"客户“{client.name}”没有这份材料：{'、'.join(unknown)}；用 xingping client files 查看")
    for name in options.names:
        write(f"已移除：{workspace.remove_file(known[name].id, person(options)).path}")


def _grade(workspace: "Workspace", options: argparse.Namespace, write: Write) -> None:
    from assistant.workspace.grading import grade
    from scoring.terminal import report

    client = workspace.find_client(options.client)
    made = grade(workspace, client.id, options.on or options.today, options.rubric, who=person(options))
    for line in report(json.loads(workspace.assessment_bytes(made.id))):
        write(line)
    write(f"\n结果已保存，编号 {made.id}")


def _results(workspace: "Workspace", options: argparse.Namespace, write: Write) -> None:
    for one in workspace.assessments(workspace.find_client(options.client).id):
        score = f"{one.score_confirmed} 分" if one.score_confirmed is not None else "不计分"
        write(f"{one.id}  评定日 {one.as_of}  {one.rubric_id}  {score}  （{one.created_by} 于 {moment(one.created_at)}）")


def _export(workspace: "Workspace", options: argparse.Namespace, write: Write) -> None:
    data = workspace.assessment_bytes(options.assessment)
    try:
        options.file.write_bytes(data)
    except OSError as error:
        raise UsageError(f"写不了 {options.file}：{os_fault(error)}") from error
    write(f"已写入 {options.file}")


def _archive(workspace: "Workspace", options: argparse.Namespace, write: Write) -> None:
    write(f"已归档：{workspace.archive_client(workspace.find_client(options.client).id, person(options)).name}")


def _unarchive(workspace: "Workspace", options: argparse.Namespace, write: Write) -> None:
    write(f"已取消归档：{workspace.restore_client(workspace.find_client(options.client).id, person(options)).name}")


CLIENT: dict[str, Callable[["Workspace", argparse.Namespace, Write], None]] = {
    "list": _list,
    "new": _new,
    "set": _set,
    "show": _show,
    "profile": _profile,
    "add": _add,
    "files": _files,
    "remove": _remove,
    "grade": _grade,
    "results": _results,
    "export": _export,
    "archive": _archive,
    "unarchive": _unarchive,
}
