"""`plan`: the least-effort way from a stored result to a level."""

import argparse
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from scoring.errors import UsageError

Read = Callable[[Path], bytes]
Write = Callable[[str], None]
Save = Callable[[Path, bytes], None]

_EARLIEST = 1990


def add(commands: Any) -> None:
    """Adds the command to a parser's subcommands."""
    plan = commands.add_parser(
        "plan",
        help="从评分结果编排到某一星级的最省计划",
        description="从评分结果算出到某一星级最省的整改计划：补哪些条款、做哪些事、最早哪天完成、到审核日什么会失效。人日、天数、分值是工作口径。",
    )
    plan.values.add_argument("result", type=Path, metavar="结果", help="grade --json 写出的文件")
    plan.switches.add_argument("--target", metavar="等级", help="如 five_star 或 五星级；默认评分表的最高级")
    plan.switches.add_argument("--by", metavar="日期", help="审核日，开始日之后三年以内：此前做不完的不算，此前会失效的也补；默认按计划的完工日推")
    plan.switches.add_argument("--from", dest="start", metavar="日期", help="开始日，默认结果的评定日")
    plan.switches.add_argument("--cannot", action="append", default=[], metavar="条款", help="这个条款做不了，不列入（可多次）")
    plan.switches.add_argument("--doing", action="append", default=[], metavar="条款", help="这个条款已在做，一定列入（可多次）")
    plan.switches.add_argument("--on", action="append", default=[], metavar="条款", help="假设这个条款符合，看分数（可多次）")
    plan.switches.add_argument("--off", action="append", default=[], metavar="条款", help="假设这个条款不符合，看分数（可多次）")
    plan.switches.add_argument("--rubric", metavar="评分表", help="当时用的评分表文件（默认按结果里的编号找）")
    plan.switches.add_argument("--json", metavar="文件", help="把完整计划写成 JSON；- 表示标准输出")
    plan.switches.add_argument("--svg", type=Path, metavar="文件.svg", help="把行动画成甘特图")


def run(options: argparse.Namespace, read: Read, write: Write, save: Save) -> int:
    """Plan, write the files asked for, and report. Raises DeclaredError for what the user can mend."""
    from scoring.plan import PlanError, Wish, plan
    from scoring.plan.document import to_json
    from scoring.plan.terminal import report
    from scoring.result import canonical
    from scoring.stored import stored

    wish = Wish(
        target=options.target,
        start=_day("开始日", options.start),
        audit=_day("审核日", options.by),
        cannot=tuple(options.cannot),
        doing=tuple(options.doing),
        on=tuple(options.on),
        off=tuple(options.off),
    )
    _check_outputs(options)
    kept = stored(read(options.result), options.rubric)
    if not kept.same_rubric:
        raise PlanError(f"评分表 {kept.rubric.id} 已不是评分时那一版（内容指纹不同）；请指明当时的评分表文件，或重新评分再做计划")
    made = to_json(plan(kept.regraded(), kept.regraded, wish))
    made["notes"] = [*_moved(kept.result, made), *made["notes"]]
    if options.svg:
        from scoring.plan.gantt import gantt

        save(options.svg, gantt(made))
    if options.json == "-":
        write(canonical(made).decode())
        return 0
    if options.json:
        save(Path(options.json), canonical(made))
    for line in report(made):
        write(line + "\n")
    written = [str(one) for one in (options.json, options.svg) if one]
    if written:
        write(f"\n已写入 {'、'.join(written)}\n")
    return 0


def _moved(result: Mapping[str, Any], made: Mapping[str, Any]) -> Iterator[str]:
    """Tells where the file's own score is not what its facts give today: another engine made it, or it was changed."""
    score = result.get("score")
    said = score.get("confirmed") if isinstance(score, Mapping) else None
    now = made["before"]["score"]
    if said != now:
        yield f"结果文件里写的是 {said} 分，用其中的事实重评是 {now} 分（引擎已更新或文件被改过），计划以重评为准"


def _check_outputs(options: argparse.Namespace) -> None:
    if options.svg is not None and options.svg.suffix.lower() != ".svg":
        raise UsageError(f"{options.svg} 应以 .svg 结尾")
    for path in (options.svg, Path(options.json) if options.json and options.json != "-" else None):
        if path is not None and path.resolve() == options.result.resolve():
            raise UsageError(f"{path} 就是评分结果本身，请换一个文件名")


def _day(what: str, text: str | None) -> date | None:
    if text is None:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = date.min
    if day.year < _EARLIEST:
        raise UsageError(f"{what}“{text}”不对，应写成 2026-11-20 这样的形式")
    return day
