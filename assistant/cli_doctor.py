"""`xingping doctor`: whether everything here is as it has to be. Prints values, derives nothing."""

import argparse
import json
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

OK, BROKEN = 0, 1
_MARKS = {"ok": "✓", "warn": "!", "bad": "✗"}


def add_doctor(commands: Any) -> None:
    """Adds the command to a parser's subcommands."""
    doctor = commands.add_parser(
        "doctor", help="体检：哪里坏了、怎么办", description="逐项检查程序、设置、数据和服务，什么也不改。✓ 正常，! 要留意，✗ 坏了（退出码 1）。"
    )
    doctor.switches.add_argument("--llm", action="store_true", help="也连一下大模型服务（不提问，不计费）")
    doctor.switches.add_argument("--json", action="store_true", help="写成一个 JSON 对象")


def run(options: argparse.Namespace, write: Callable[[str], None]) -> int:
    """0 when all is usable, 1 when something is broken."""
    from pydantic import ValidationError

    from assistant.doctor import examine, examine_without_settings
    from assistant.settings import get_settings
    from assistant.settings_words import settings_fault

    try:
        findings = examine(get_settings(), ask_model=options.llm)
    except ValidationError as error:
        findings = examine_without_settings(settings_fault(error))
    found = []
    for one in findings:
        found.append(one)
        if not options.json:
            write(f"{_MARKS[one.state]} {one.title}：{one.text}{f'。{one.todo}' if one.todo else ''}")
    broken, doubtful = (sum(one.state == state for one in found) for state in ("bad", "warn"))
    if options.json:
        write(json.dumps({"ok": not broken, "findings": [asdict(one) for one in found]}, ensure_ascii=False, indent=2))
    else:
        write(f"{f'{broken} 处坏了' if broken else '可以使用'}{f'，{doubtful} 处要留意' if doubtful else ''}")
    return BROKEN if broken else OK
