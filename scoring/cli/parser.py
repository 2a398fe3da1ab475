"""The commands of the grading half: grade, replay, compare, overrides, rubric, plan, csi. `xingping` and `python -m scoring` both have them."""

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from scoring.cli import comparing, overrides, plan, satisfaction
from scoring.cli.chinese_parser import ChineseParser
from scoring.errors import UsageError

_RUBRIC_HELP = "评分表编号（用 xingping rubric list 看全部）或 .yaml 文件，默认 gbt27922-2011"

_EARLIEST = 1990


def make_parser() -> argparse.ArgumentParser:
    """The parser of `python -m scoring`."""
    parser = ChineseParser(prog="python -m scoring", description="按评分表预评一个企业的证明材料：不联网、不用大模型、同样的材料永远同样的结果。")
    commands = parser.add_subparsers(title="命令", metavar="命令", dest="command", required=True, parser_class=ChineseParser)
    add_grading(commands)
    return parser


def add_grading(commands: Any) -> None:
    """Adds the grading commands to a parser's subcommands."""
    grade = commands.add_parser("grade", help="预评一个文件夹的证明材料", description="预评一个文件夹或 zip 里的证明材料，逐条说明。")
    grade.values.add_argument("pack", type=Path, metavar="材料", help="放材料的文件夹，或它的 .zip")
    grade.switches.add_argument("--on", type=iso_day, metavar="日期", help="评定日，如 2026-11-20；默认今天")
    grade.switches.add_argument("--profile", type=Path, metavar="文件", help="企业档案，默认用材料根目录的 profile.yaml")
    grade.switches.add_argument("--rubric", default="gbt27922-2011", metavar="评分表", help=_RUBRIC_HELP)
    grade.switches.add_argument("--json", metavar="文件", help="把完整结果写成 JSON；- 表示标准输出")
    grade.switches.add_argument("--clause", action="append", metavar="条款", help="只详细列出这些条款（可多次）")
    grade.switches.add_argument("--whole", action="append", metavar="条款", help="这个抽样条款不抽样，全部记录都看（可多次；all 为全部条款）")
    grade.switches.add_argument("--overrides", type=Path, metavar="文件", help="人工结论文件（用 overrides new 记录），自动评的分并列给出")
    grade.switches.add_argument("--quiet", action="store_true", help="不显示进度")

    replay = commands.add_parser("replay", help="用结果里存的事实重算并逐字节比较", description="用结果里的事实重新评一遍，逐字节比较。")
    replay.values.add_argument("result", type=Path, metavar="结果", help="grade --json 写出的文件")
    replay.switches.add_argument("--rubric", metavar="评分表", help="当时用的评分表文件（默认按结果里的编号找）")

    rubric = commands.add_parser("rubric", help="查看、检查、导出、导入评分表", description="评分表：查看、检查，导出为 Excel 填正式分值再导入。")
    what = rubric.add_subparsers(title="命令", metavar="命令", dest="what", required=True, parser_class=ChineseParser)
    what.add_parser("list", help="列出评分表", description="列出随附的评分表。")
    show = what.add_parser("show", help="查看评分表或其中一条", description="查看评分表；给出条款编号时列出它的条件与整改办法。")
    show.values.add_argument("clause", nargs="?", metavar="条款", help="如 5.1.2.2")
    check = what.add_parser("check", help="检查一份评分表文件", description="检查评分表：未知的项、合计、重复编号、缺少的文字，指出文件与行号。")
    check.values.add_argument("file", nargs="?", metavar="文件", help="要检查的 .yaml，默认检查全部随附评分表")
    export = what.add_parser("export", help="导出为 Excel", description="导出评分表为 Excel，供填写标准正式分值。")
    export.values.add_argument("file", type=Path, metavar="文件.xlsx", help="写到哪里")
    imports = what.add_parser("import", help="导入填好正式分值的 Excel", description="导入 Excel 里的分值，写成新的评分表文件。")
    imports.values.add_argument("file", type=Path, metavar="文件.xlsx", help="填好的 Excel")
    imports.values.add_argument("output", type=Path, metavar="文件.yaml", help="写到哪里")
    for one in (show, export, imports):
        one.switches.add_argument("--rubric", default="gbt27922-2011", metavar="评分表", help=_RUBRIC_HELP)

    plan.add(commands)
    overrides.add(commands, ChineseParser)
    comparing.add(commands)
    satisfaction.add(commands)


def iso_day(text: str) -> date:
    """A day as typed; argparse's own complaint would be English."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = date.min
    if day.year < _EARLIEST:  # no review period fits before the calendar's beginning
        raise UsageError(f"--on 的日期“{text}”不对，应写成 2026-11-20 这样的形式")
    return day
