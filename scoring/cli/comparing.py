"""`compare`: two results side by side."""

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from scoring.errors import UsageError

Write = Callable[[str], None]
Save = Callable[[Path, bytes], None]


def add(commands: Any) -> None:
    """Adds the command to a parser's subcommands."""
    compare = commands.add_parser("compare", help="比较两次预评的结果", description="比较两份结果：分数、等级、逐条变化和原因、材料增减。")
    compare.values.add_argument("before", type=Path, metavar="前", help="先前的结果，grade --json 写出的文件")
    compare.values.add_argument("after", type=Path, metavar="后", help="后来的结果")
    compare.switches.add_argument("--json", metavar="文件", help="把比较写成 JSON；- 表示标准输出")


def run(options: argparse.Namespace, read: Callable[[Path], bytes], write: Write, save: Save) -> int:
    """Compare and report. Raises DeclaredError for what the user can mend."""
    from scoring.compare import compare
    from scoring.compare.document import to_json
    from scoring.compare.report import report
    from scoring.result import canonical

    if options.json not in (None, "-") and Path(options.json).resolve() in (options.before.resolve(), options.after.resolve()):
        raise UsageError(f"{options.json} 就是要比较的结果，请换一个文件名")
    told = to_json(compare(_result(options.before, read), _result(options.after, read)))
    try:
        data = canonical(told)
    except UnicodeEncodeError as error:
        raise UsageError("结果文件里有无法保存的字符（被改动过），不能比较") from error
    if options.json == "-":
        write(data.decode())
        return 0
    if options.json:
        save(Path(options.json), data)
    for line in report(told):
        write(line + "\n")
    if options.json:
        write(f"\n已写入 {options.json}\n")
    return 0


def _result(path: Path, read: Callable[[Path], bytes]) -> Any:
    try:
        return json.loads(read(path))
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path} 不是评分结果文件（不是有效的 JSON）") from error
