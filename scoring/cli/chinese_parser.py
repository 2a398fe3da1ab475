"""argparse that speaks Chinese: headings, help and complaints."""

import argparse
import re
from collections.abc import Iterable
from typing import Any, NoReturn

from scoring.errors import UsageError

_CHOICE = re.compile(r"argument (.*?): invalid choice: '?(.*?)'? \(choose from (.*)\)", re.DOTALL)


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def add_usage(
        self, usage: str | None, actions: Iterable[argparse.Action], groups: Iterable[Any], prefix: str | None = None
    ) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class ChineseParser(argparse.ArgumentParser):
    """argparse with Chinese headings and errors; arguments go into `values` and `switches`."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{**kwargs, "add_help": False, "allow_abbrev": False, "formatter_class": _Formatter})
        self.values = self.add_argument_group("参数")
        self.switches = self.add_argument_group("选项")
        self.switches.add_argument("-h", "--help", action="help", help="显示这份说明")

    def parse_known_args(self, *arguments: Any, **named: Any) -> Any:
        """What is left over is told by the command it was typed after, not by the program as a whole."""
        found, rest = super().parse_known_args(*arguments, **named)
        if rest:
            self.error(f"unrecognized arguments: {' '.join(rest)}")
        return found, rest

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{in_chinese(message)}（用 {self.prog} --help 看说明）")


def in_chinese(message: str) -> str:
    """argparse's English complaints; one that is not known here becomes a general line."""
    if found := _CHOICE.fullmatch(message):
        codes = "、".join(one.strip("' ") for one in found[3].split(","))
        return f"参数 {found[1]} 没有“{found[2]}”这个选择，可以写：{codes}"
    for pattern, chinese in (
        (r"unrecognized arguments: (.*)", r"不认识的参数：\1"),
        (r"the following arguments are required: (.*)", r"缺少参数：\1"),
        (r"argument (.*?): expected .*", r"参数 \1 后面要有值"),
        (r"argument (.*?): ignored explicit argument '?(.*?)'?", r"参数 \1 后面不能带值“\2”"),
        (r"argument (.*?): invalid \w+ value: '?(.*?)'?", r"参数 \1 的值“\2”不对"),
        (r"argument (.*?): not allowed with argument (.*)", r"参数 \1 不能与 \2 同用"),
        (r"one of the arguments (.*) is required", r"请给出其中一个：\1"),
    ):
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return found.expand(chinese)
    return "命令行参数的写法不对"
