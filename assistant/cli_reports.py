"""`xingping report`: reports from a grade result, a gap list read back, the Word template to start from."""

import argparse
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from assistant.errors import UsageError
from scoring.cli.files import read_file, save_file

Write = Callable[[str], None]
OK, BAD_INPUT = 0, 2
_SUFFIXES = {"docx": (".docx",), "xlsx": (".xlsx",), "html": (".html", ".htm"), "json": (".json",)}
_IMPORT, _TEMPLATE = "import-gaps", "template"


def add_reports(commands: Any) -> None:
    """Adds the command to a parser's subcommands."""
    report = commands.add_parser(
        "report",
        help="把评分结果写成 Word、Excel、网页报告",
        description=(
            "把评分结果写成可交付的报告：\n"
            "  xingping report 结果.json --docx 报告.docx --xlsx 评分表.xlsx --html 报告.html\n"
            "  xingping report import-gaps 结果.json 评分表.xlsx [--json 进度.json]   读回填好的差距清单\n"
            "  xingping report template 模板.docx                                   取一份默认 Word 模板来改"
        ),
    )
    report.values.add_argument("words", nargs="+", metavar="结果", help="grade --json 写出的文件；或上面的两种用法")
    report.switches.add_argument("--plan", type=Path, metavar="文件", help="plan --json 写出的整改计划")
    for name, what in (("docx", "Word 报告"), ("xlsx", "Excel 评分表"), ("html", "网页报告"), ("json", "结果连同计划")):
        report.switches.add_argument(f"--{name}", type=Path, metavar="文件", help=f"写出{what}")
    report.switches.add_argument("--template", type=Path, metavar="文件.docx", help="Word 报告用的模板，里面的 {{企业名称}} 等占位会被填上")
    report.switches.add_argument("--consultant", default="", metavar="姓名", help="顾问姓名，写在封面")
    report.switches.add_argument("--organisation", default="", metavar="名称", help="咨询机构，写在封面")
    report.switches.add_argument("--date", default="", metavar="日期", help="报告日期，如 2026-11-20；默认评定日")
    report.switches.add_argument("--logo", type=Path, metavar="图片", help="封面标志，PNG 或 JPEG")


def run(options: argparse.Namespace, write: Write, complain: Write) -> int:
    """Raises DeclaredError for what the user can mend."""
    first, rest = options.words[0], options.words[1:]
    if first == _IMPORT:
        return _import(options, rest, write, complain)
    if first == _TEMPLATE:
        return _template(rest, write)
    if rest:
        raise UsageError(f"一次只能写一份结果的报告，多出了：{'、'.join(rest)}")
    return _report(options, Path(first), write, complain)


def _report(options: argparse.Namespace, source: Path, write: Write, complain: Write) -> int:
    from assistant.reports import Meta, build, read_plan, read_result

    outputs = _outputs(options, [one for one in (source, options.plan, options.template, options.logo) if one is not None])
    if not outputs:
        raise UsageError("请说明写成什么：--docx、--xlsx、--html 或 --json 后面写文件名")
    if options.template is not None and "docx" not in outputs:
        raise UsageError("--template 只用于 Word 报告，请同时给出 --docx")
    result = read_result(read_file(source), source.name)
    plan = read_plan(read_file(options.plan), result, options.plan.name) if options.plan is not None else None
    logo = _logo(options.logo) if options.logo is not None else b""
    model = build(result, plan, Meta(options.consultant, options.organisation, _day(options.date), logo))
    made: dict[str, bytes] = {}
    if "docx" in outputs:
        from assistant.reports.word import to_docx

        rendered = to_docx(model, read_file(options.template) if options.template is not None else None)
        made["docx"] = rendered.data
        for note in rendered.notes:
            complain(note)
    if "xlsx" in outputs:
        from assistant.reports.excel import to_xlsx

        made["xlsx"] = to_xlsx(model)
    if "html" in outputs:
        from assistant.reports.html import to_html

        made["html"] = to_html(model)
    if "json" in outputs:
        from assistant.reports.json_view import to_json

        made["json"] = to_json(result, plan)
    for name, data in made.items():
        save_file(outputs[name], data)
    write(f"已写入 {'、'.join(str(outputs[name]) for name in made)}")
    return OK


def _import(options: argparse.Namespace, rest: Sequence[str], write: Write, complain: Write) -> int:
    """Exit 2 where something could not be taken over; what could is still written."""
    from assistant.reports import read_result
    from assistant.reports.excel import import_gaps
    from scoring.result import canonical

    if len(rest) != 2:
        raise UsageError("要写成：xingping report import-gaps 结果.json 评分表.xlsx")
    source, filled = Path(rest[0]), Path(rest[1])
    if options.json is not None:
        _outputs(options, [source, filled])
    found = import_gaps(filled, read_result(read_file(source), source.name))
    for fault in found.faults:
        complain(fault)
    for one in found.entries:
        told = "　".join(part for part in (one.owner, one.due, one.state, one.note) if part)
        write(f"{one.called}　{told}")
    write(f"读到 {len(found.entries)} 项" + (f"，{len(found.faults)} 处没有导入或有改动" if found.faults else ""))
    if options.json is not None:
        entries = [{name: getattr(one, name) for name in ("clause", "condition", "owner", "due", "state", "note")} for one in found.entries]
        save_file(options.json, canonical({"schema": "xingping-gaps/1", "entries": entries, "faults": list(found.faults)}))
        write(f"已写入 {options.json}")
    return BAD_INPUT if found.faults else OK


def _template(rest: Sequence[str], write: Write) -> int:
    from assistant.reports.word import DEFAULT_TEMPLATE
    from assistant.reports.word.placeholders import MARKERS, NAMES

    if len(rest) != 1:
        raise UsageError("要写成：xingping report template 模板.docx")
    path = Path(rest[0])
    _suffix(path, "docx")
    if path.exists():
        raise UsageError(f"{path} 已经存在，没有覆盖，请换一个文件名")
    save_file(path, DEFAULT_TEMPLATE.read_bytes())
    write(f"已写入 {path}。可用的占位：{'、'.join(f'{{{{{name}}}}}' for name in (*NAMES, *MARKERS))}")
    return OK


def _outputs(options: argparse.Namespace, inputs: Sequence[Path]) -> dict[str, Path]:
    """What is to be written, none over another or over what is read."""
    wanted = {name: path for name in _SUFFIXES if (path := getattr(options, name)) is not None}
    seen = [one.resolve() for one in inputs]
    for name, path in wanted.items():
        _suffix(path, name)
        if path.resolve() in seen:
            raise UsageError(f"{path} 同时用作另一个文件，请换一个文件名")
        seen.append(path.resolve())
    return wanted


def _suffix(path: Path, name: str) -> None:
    if path.suffix.lower() not in _SUFFIXES[name]:
        raise UsageError(f"{path} 应以 {_SUFFIXES[name][0]} 结尾")


def _day(text: str) -> str:
    if not text:
        return ""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise UsageError(f"--date 的日期“{text}”不对，应写成 2026-11-20 这样的形式") from error


def _logo(path: Path) -> bytes:
    """An empty file would pass for no logo. Raises UsageError."""
    data = read_file(path)
    if not data:
        raise UsageError(f"标志图片 {path} 是空文件，请用完好的 PNG 或 JPEG 图片")
    return data
