"""`overrides new`: a person's conclusion on a result, with the fingerprint it rests on. The only place that asks the clock."""

import argparse
import json
import re
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from scoring.beijing import BEIJING
from scoring.errors import UsageError, os_fault

Write = Callable[[str], None]
Save = Callable[[Path, bytes], None]
_SHARE = re.compile(r"(\d{1,7}) ?/ ?(\d{1,7})", re.ASCII)
_TARGETS = ("condition", "special", "on_site", "kind", "bonus")
_ON_SITE_HELP = "现场结论：met、not_met，或 合格数/抽查数（只用于按抽样比例计分的条款），与 --clause 同用"


def add(commands: Any, parser_class: type[argparse.ArgumentParser]) -> None:
    """Adds the command to a parser's subcommands."""
    overrides = commands.add_parser(
        "overrides", help="记录人工结论", description="记录人工结论：条件、现场、特别扣分、特别加分、文件种类。grade --overrides 使用它们。"
    )
    what = overrides.add_subparsers(title="命令", metavar="命令", dest="what", required=True, parser_class=parser_class)
    new = what.add_parser("new", help="对一份结果下一项人工结论", description="对一份结果下一项人工结论，带上它所依据的指纹；打印出来，或加进文件。")
    new.values.add_argument("result", type=Path, metavar="结果", help="grade --json 写出的文件")
    new.switches.add_argument("--clause", metavar="条款", help="如 5.1.1.2")
    new.switches.add_argument("--condition", metavar="条件", help="条款里的条件编号（用 rubric show 条款 查看），与 --clause、--outcome 同用")
    new.switches.add_argument("--outcome", choices=("met", "not_met", "unknown"), help="met 符合、not_met 不符合、unknown 无法判断")
    new.switches.add_argument("--on-site", metavar="结论", help=_ON_SITE_HELP)
    new.switches.add_argument("--special", metavar="编号", help="一项特别扣分，与 --dismiss 或 --confirm 同用")
    decision = new.switches.add_mutually_exclusive_group()
    decision.add_argument("--dismiss", action="store_const", const="dismiss", dest="decision", help="撤销这项特别扣分")
    decision.add_argument("--confirm", action="store_const", const="confirm", dest="decision", help="确认这项特别扣分")
    new.switches.add_argument("--kind", metavar="指纹=种类,种类", help="把一份文件（sha256）定为这些种类")
    new.switches.add_argument("--bonus", metavar="编号", help="确认一项特别加分的主张（工作口径）")
    new.switches.add_argument("--who", required=True, metavar="姓名", help="谁下的结论")
    new.switches.add_argument("--reason", required=True, metavar="理由", help="为什么这样结论")
    new.switches.add_argument("--until", required=True, metavar="日期", help="有效到哪一天，如 2027-05-20")
    new.switches.add_argument("--when", metavar="时间", help="什么时候下的，如 2026-11-22T09:30:00+08:00；默认现在")
    new.switches.add_argument("--into", type=Path, metavar="文件", help="加进这个人工结论文件，没有就新建；不给则打印")


def run(options: argparse.Namespace, read: Callable[[Path], bytes], write: Write, save: Save) -> int:
    """Make one override; print it or add it to a file. Raises DeclaredError for what the user can mend."""
    from scoring.overrides.codec import override_to_json, overrides_file, parse_overrides
    from scoring.overrides.record import recorded

    said = _said(options)
    when = options.when or datetime.now(BEIJING).isoformat(timespec="milliseconds")
    signed = {"who": options.who, "when": when, "reason": options.reason, "until": options.until}
    one = recorded(_result(read(options.result)), said, **signed, today=_day(when))
    if options.into is None:
        write(json.dumps(override_to_json(one), ensure_ascii=False, indent=2) + "\n")
        return 0
    if options.into.resolve() == options.result.resolve():
        raise UsageError(f"{options.into} 就是结果文件本身，请换一个文件名")
    kept = parse_overrides(read(options.into), options.into.name) if _exists(options.into) else ()
    if any(one.id == other.id for other in kept):
        raise UsageError(f"{options.into} 里已有这项结论（{one.id}）")
    save(options.into, overrides_file((*kept, one)))
    write(f"已写入 {options.into}：{one.id}（共 {len(kept) + 1} 项）\n")
    return 0


def _day(when: str) -> date | None:
    """The day of a moment; None for what is none, which is told where the conclusion is read."""
    try:
        moment = datetime.fromisoformat(when)
        return moment.astimezone(BEIJING).date() if moment.tzinfo else moment.date()
    except (ValueError, OverflowError):
        return None


def _said(options: argparse.Namespace) -> dict[str, Any]:
    """The kind and fields that the switches name; exactly one target."""
    given = [name for name in _TARGETS if getattr(options, name) is not None]
    if len(given) != 1:
        raise UsageError("请给出其中一项：--condition、--on-site、--special、--kind、--bonus（一次一项结论）")
    (kind,) = given
    _only_with(options, "clause", kind in ("condition", "on_site"), "--condition 或 --on-site")
    _only_with(options, "outcome", kind == "condition", "--condition")
    _only_with(options, "decision", kind == "special", "--special")
    match kind:
        case "condition":
            return {"kind": "condition", "clause": options.clause, "condition": options.condition, "outcome": options.outcome}
        case "on_site":
            return {"kind": "on_site", "clause": options.clause, **_seen(options.on_site)}
        case "special":
            return {"kind": "special", "deduction": options.special, "decision": options.decision}
        case "bonus":
            return {"kind": "bonus", "claim": options.bonus, "decision": "confirm"}
        case _:
            return _file_kind(options.kind)


def _only_with(options: argparse.Namespace, name: str, wanted: bool, target: str) -> None:
    switch = "--dismiss 或 --confirm" if name == "decision" else f"--{name}"
    if wanted and getattr(options, name) is None:
        raise UsageError(f"{target}要与 {switch} 同用")
    if not wanted and getattr(options, name) is not None:
        raise UsageError(f"{switch} 只与 {target} 同用")


def _seen(text: str) -> dict[str, Any]:
    if text in ("met", "not_met"):
        return {"outcome": text}
    found = _SHARE.fullmatch(text.strip())
    if found is None:
        raise UsageError(f"--on-site 要写 met、not_met 或 合格数/抽查数（如 18/20），“{text}”不对")
    return {"passed": int(found[1]), "drawn": int(found[2])}


def _file_kind(text: str) -> dict[str, Any]:
    file, sign, names = text.partition("=")
    kinds = [name.strip() for name in names.split(",") if name.strip()]
    if not sign or not kinds:
        raise UsageError(f"--kind 要写成 文件指纹=种类,种类，“{text}”不对")
    return {"kind": "file_kind", "file": file.strip().lower(), "kinds": kinds}


def _result(data: bytes) -> dict[str, Any]:
    try:
        result = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise UsageError("这不是评分结果文件（不是有效的 JSON）") from error
    if not isinstance(result, dict):
        raise UsageError("这不是评分结果文件，请用 xingping grade --json 生成")
    return result


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError as error:
        raise UsageError(f"读不了 {path}：{os_fault(error)}") from error
