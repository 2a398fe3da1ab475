"""`csi`: the satisfaction index of a survey."""

import argparse
import re
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from scoring.errors import UsageError

Write = Callable[[str], None]
Save = Callable[[Path, bytes], None]
_PERIOD = re.compile(r"(\d{4}-\d\d-\d\d) ?(?:\.\.|至|到|~) ?(\d{4}-\d\d-\d\d)")
_SCALE = re.compile(r"(\d{1,3}) ?[-~至到] ?(\d{1,4})")
_MAP = re.compile(r"(?P<column>.+)=(?P<target>[^=]+)", re.DOTALL)

_MAP_HELP = "说明一列或一道题属于哪个因素（可多次）；也可写 =编号、=日期、=不用"
_XLSX_HELP = "写出可作 5.3.1.4 佐证的表格：结果、图、公式、逐份答案；结论与改进留空由企业填写"


def add(commands: Any) -> None:
    """Adds the command to a parser's subcommands."""
    csi = commands.add_parser(
        "csi",
        help="从满意度答卷计算顾客满意度指数",
        description="从满意度答卷（一行一位受访者，或一行一个答案）按五个因素加权计算顾客满意度指数，满分 1000。",
    )
    csi.values.add_argument("survey", type=Path, metavar="答卷", help="Excel 或 CSV 表格")
    csi.switches.add_argument("--map", action="append", default=[], metavar="列名=因素", help=_MAP_HELP)
    csi.switches.add_argument("--scale", metavar="量表", help="最低分-最高分，如 1-5、1-10、0-100；默认按表中说明，没有说明时推定")
    csi.switches.add_argument("--period", metavar="期间", help="调查期间，如 2026-01-01..2026-06-30；有日期列时只计这段时间的答卷")
    csi.switches.add_argument("--complete-only", action="store_true", help="只用每道题都回答了的答卷")
    csi.switches.add_argument("--enterprise", metavar="企业名称", help="写在图表和佐证表格上，与营业执照一致")
    csi.switches.add_argument("--json", metavar="文件", help="把完整结果写成 JSON；- 表示标准输出")
    csi.switches.add_argument("--chart", type=Path, metavar="文件.svg", help="把各因素得分画成图")
    csi.switches.add_argument("--xlsx", type=Path, metavar="文件.xlsx", help=_XLSX_HELP)


def run(options: argparse.Namespace, write: Write, save: Save) -> int:
    """Compute, write the files asked for, and report. Raises DeclaredError for what the user can mend."""
    from scoring.result import canonical
    from scoring.satisfaction import Asked, compute, read_survey
    from scoring.satisfaction.document import to_json
    from scoring.satisfaction.report import report

    asked = Asked(_columns(options.map), _scale(options.scale), _period(options.period))
    _check_outputs(options)
    survey = read_survey(options.survey, asked)
    index = compute(survey, options.complete_only)
    result = to_json(survey, index, options.enterprise)
    if options.chart:
        from scoring.satisfaction.chart import chart

        save(options.chart, chart(result))
    if options.xlsx:
        from scoring.satisfaction.workbook import workbook

        save(options.xlsx, workbook(survey, index, result))
    if options.json == "-":
        write(canonical(result).decode())
        return 0
    if options.json:
        save(Path(options.json), canonical(result))
    for line in report(result):
        write(line + "\n")
    written = [str(one) for one in (options.json, options.chart, options.xlsx) if one]
    if written:
        write(f"\n已写入 {'、'.join(written)}\n")
    return 0


def _check_outputs(options: argparse.Namespace) -> None:
    for path, suffix in ((options.chart, ".svg"), (options.xlsx, ".xlsx")):
        if path is not None and path.suffix.lower() != suffix:
            raise UsageError(f"{path} 应以 {suffix} 结尾")
        if path is not None and path.resolve() == options.survey.resolve():
            raise UsageError(f"{path} 就是答卷本身，请换一个文件名")


def _columns(said: list[str]) -> dict[str, str]:
    from scoring.satisfaction.columns import TARGETS
    from scoring.satisfaction.lexicon import words

    out: dict[str, str] = {}
    for text in said:
        parts = _MAP.fullmatch(text)
        if parts is None:
            raise UsageError(f"--map 要写成 列名=因素，“{text}”不对")
        target = parts["target"].strip()
        factor = words().factor(target)
        if factor is None and target not in TARGETS:
            names = "、".join([*(one.title for one in words().factors), *TARGETS])
            raise UsageError(f"--map 里没有“{target}”这个因素，可用：{names}")
        out[parts["column"].strip()] = factor.id if factor else target
    return out


def _scale(text: str | None) -> tuple[Fraction, Fraction] | None:
    if text is None:
        return None
    found = _SCALE.fullmatch(text.strip())
    if found is None or int(found[1]) >= int(found[2]):
        raise UsageError(f"--scale 要写成 最低分-最高分，如 1-5，“{text}”不对")
    return Fraction(found[1]), Fraction(found[2])


def _period(text: str | None) -> tuple[str, str] | None:
    if text is None:
        return None
    found = _PERIOD.fullmatch(text.strip())
    try:
        days = [date.fromisoformat(one) for one in found.groups()] if found else []
    except ValueError:
        days = []
    if not days or days[0] > days[1]:
        raise UsageError(f"--period 要写成 起始日..截止日，如 2026-01-01..2026-06-30，“{text}”不对")
    return days[0].isoformat(), days[1].isoformat()
