"""`xingping usage`: what the model was used for, day by day. Prints values, derives nothing."""

import argparse
import json
from collections.abc import Callable
from datetime import date
from typing import Any

from assistant.errors import UsageError

_MOST = 3660
_COLUMNS = {
    "day": "日期",
    "model": "模型",
    "purpose": "用途",
    "requests": "请求",
    "faults": "出错",
    "chars_in": "发出字符",
    "chars_out": "收到字符",
    "tokens_in": "输入token",
    "tokens_out": "输出token",
    "cost": "费用估算（元）",
}


def add_usage(commands: Any) -> None:
    """Adds the command to a parser's subcommands."""
    usage = commands.add_parser(
        "usage", help="大模型用量", description="大模型每天的请求数、字符数和费用估算；没有接入大模型时用不到。"
    )
    usage.switches.add_argument("--days", type=int, default=30, metavar="天数", help="最近几天，默认 30")
    usage.switches.add_argument("--json", action="store_true", help="写成一个 JSON 对象")


def run(options: argparse.Namespace, write: Callable[[str], None], today: date) -> int:
    """Raises DeclaredError for what the user can mend."""
    from assistant.llm.endpoint import endpoint_of
    from assistant.llm.usage import UsageBook, per_day, since_days, usage_view
    from assistant.settings import get_settings

    if not 1 <= options.days <= _MOST:
        raise UsageError(f"--days 应是 1 到 {_MOST} 的整数")
    settings = get_settings()
    endpoint = endpoint_of(settings)
    rows = UsageBook(settings.data_dir).rows(since_days(today, options.days))
    if options.json:
        view = {"days": usage_view(per_day(rows)), "rows": usage_view(rows)}
        write(json.dumps(view, ensure_ascii=False, indent=2))
        return 0
    write("没有接入大模型（XINGPING_LLM_BASE_URL 为空），回答都是离线抽取" if endpoint is None else f"已接入{endpoint.describe()}")
    for note in () if endpoint is None else endpoint.notes:
        write(f"注：{note}")
    if not rows:
        write(f"最近 {options.days} 天没有用过大模型")
        return 0
    write("\t".join(_COLUMNS.values()))
    for row in usage_view(rows):
        write("\t".join(str(row[name]) for name in _COLUMNS))
    write("每天合计")
    for row in usage_view(per_day(rows)):
        write("\t".join(str(row[name]) for name in _COLUMNS if name not in ("model", "purpose")))
    write("费用按服务端报告的 token 数和所填单价估算，没有报告的一个字符算一个 token；请以服务商账单为准")
    return 0
