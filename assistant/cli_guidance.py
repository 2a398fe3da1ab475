"""`xingping materials` and `xingping timeline`: what to hand in, and how long it takes."""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from assistant.errors import UsageError
from scoring.cli.chinese_parser import ChineseParser
from scoring.cli.files import read_file, save_file
from scoring.errors import os_fault

Write = Callable[[str], None]

_FIRST = date(2000, 1, 1)
_MOST = 400_000_000  # bytes of a file that is read whole


def add(commands: Any) -> None:
    """Adds both commands to a parser's subcommands."""
    materials = commands.add_parser(
        "materials",
        help="列出申请材料，对照预评结果看缺哪些",
        description="列出公开清单里的全部申请材料；给了预评结果时逐项说明已有、不能用、缺少、不适用，认不出的请人工确认。",
    )
    materials.values.add_argument("profile", nargs="?", type=Path, metavar="企业档案", help="profile.yaml；不给时用预评结果里的")
    materials.switches.add_argument("--result", type=Path, metavar="结果", help="xingping grade --json 写出的文件")
    _outputs(materials)

    timeline = commands.add_parser(
        "timeline",
        help="排出从筹备到拿证的时间，或从拿证日倒排",
        description="按公开说法排出各环节的时间范围；给了希望拿证的日子时倒排最迟何时开始。没有公开数字的环节不计天数，可以自己填。",
    )
    timeline.switches.add_argument("--from", dest="start", type=_day, metavar="日期", help="从哪天开始，如 2026-11-20；默认今天")
    timeline.switches.add_argument("--by", dest="wanted", type=_day, metavar="日期", help="希望哪天拿证，按这天倒排")
    timeline.switches.add_argument("--plan", type=Path, metavar="计划", help="xingping plan --json 写出的文件，用它的完成日代替一般的筹备时间")
    timeline.switches.add_argument(
        "--days", action="append", default=[], metavar="环节=天数", help="自己填一个环节的时间（可多次），如 整改=14、文件审核=5-10个工作日"
    )
    timeline.switches.add_argument("--running-since", type=_day, metavar="日期", help="体系从哪天开始运行")
    timeline.switches.add_argument("--founded", type=_day, metavar="日期", help="企业哪天成立")
    _outputs(timeline)
    timeline.switches.add_argument("--ics", type=Path, metavar="文件.ics", help="写成日历文件")


def _outputs(parser: ChineseParser) -> None:
    parser.switches.add_argument("--json", metavar="文件", help="把完整结果写成 JSON；- 表示标准输出")
    parser.switches.add_argument("--xlsx", type=Path, metavar="文件.xlsx", help="写成 Excel 表格")


def run(options: argparse.Namespace, today: date, corpus: Path, write: Write) -> int:
    """Run one of both commands; `corpus` gives sources their names. Raises DeclaredError for what the user can mend."""
    files = _files(options)
    document = _materials(options, corpus) if options.command == "materials" else _timeline(options, today, corpus)
    return _tell(options, document, files, write)


def _materials(options: argparse.Namespace, corpus: Path) -> dict[str, Any]:
    from assistant.guidance.cited import read_sources
    from assistant.guidance.materials import checklist, to_json
    from assistant.guidance.materials_found import read_result
    from scoring.profile import ProfileError, parse_profile

    graded = None if options.result is None else read_result(_read(options.result), options.result.name)
    profile = None
    if options.profile is not None:
        try:
            profile = parse_profile(_read(options.profile).decode("utf-8-sig"), options.profile.name)
        except UnicodeDecodeError as error:
            raise ProfileError(f"{options.profile.name} 不是 UTF-8 编码，请另存为 UTF-8") from error
    if profile and graded and profile.name and graded.profile.name and profile.name != graded.profile.name:
        raise UsageError(f"企业档案是“{profile.name}”的，预评结果是“{graded.profile.name}”的，请用同一家企业的")
    return to_json(checklist(profile, graded), read_sources(corpus))


def _timeline(options: argparse.Namespace, today: date, corpus: Path) -> dict[str, Any]:
    from assistant.guidance.cited import read_sources
    from assistant.guidance.timeline import Asked, timeline
    from assistant.guidance.timeline_document import to_json
    from assistant.guidance.timeline_own import own_days
    from assistant.guidance.timeline_plan import read_plan

    since = {"running": options.running_since, "founded": options.founded}
    asked = Asked(
        start=options.start or today,
        wanted=options.wanted,
        own=own_days(options.days),
        plan=None if options.plan is None else read_plan(_read(options.plan), options.plan.name),
        since={name: day for name, day in since.items() if day is not None},
    )
    if asked.plan is not None and "prepare" in asked.own:
        raise UsageError("体系筹备已按计划的完成日，不能再用 --days 填")
    return to_json(timeline(asked), read_sources(corpus))


def _tell(options: argparse.Namespace, document: dict[str, Any], files: dict[str, Path], write: Write) -> int:
    from assistant.guidance import calendar_export, materials_view, tables_export, timeline_view
    from scoring.result import canonical

    of_materials = options.command == "materials"
    makers: dict[str, Callable[[dict[str, Any]], bytes]] = {
        "json": canonical,
        "xlsx": tables_export.checklist_table if of_materials else tables_export.timeline_table,
        "ics": calendar_export.calendar,
    }
    for kind, path in files.items():
        save_file(path, makers[kind](document))
    if options.json == "-":
        write(canonical(document).decode())
        return 0
    for line in (materials_view if of_materials else timeline_view).report(document):
        write(line + "\n")
    if files:
        write(f"\n已写入 {'、'.join(str(path) for path in files.values())}\n")
    return 0


def _files(options: argparse.Namespace) -> dict[str, Path]:
    """What to write where; checked before anything is done. Raises UsageError."""
    asked = {"json": Path(options.json) if options.json and options.json != "-" else None, "xlsx": options.xlsx, "ics": getattr(options, "ics", None)}
    files = {kind: path for kind, path in asked.items() if path is not None}
    read = {path.resolve() for name in ("profile", "result", "plan") if (path := getattr(options, name, None)) is not None}
    for kind, path in files.items():
        if kind != "json" and path.suffix.lower() != f".{kind}":
            raise UsageError(f"{path} 应以 .{kind} 结尾")
        if path.resolve() in read:
            raise UsageError(f"{path} 就是要读的文件，请换一个文件名")
    return files


def _day(text: str) -> date:
    """A day as typed; argparse's own complaint would be English."""
    from assistant.guidance.timeline_durations import LAST

    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"日期“{text}”不对，应写成 2026-11-20 这样的形式") from error
    if not _FIRST <= day <= LAST:
        raise UsageError(f"日期 {day.isoformat()} 太早或太晚，应在 {_FIRST.isoformat()} 到 {LAST.isoformat()} 之间")
    return day


def _read(path: Path) -> bytes:
    """Raises UsageError; what nobody would read is not even opened."""
    try:
        size = path.stat().st_size
    except OSError as error:
        raise UsageError(f"读不了 {path}：{os_fault(error)}") from error
    if size > _MOST:
        raise UsageError(f"{path} 太大，不像要读的文件")
    return read_file(path)
