"""What may be typed after `xingping`, in Chinese throughout. `command` names the chosen command."""

import argparse
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NoReturn

from assistant.errors import UsageError


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def add_usage(
        self, usage: str | None, actions: Iterable[argparse.Action], groups: Iterable[Any], prefix: str | None = None
    ) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    """argparse with Chinese headings and errors; arguments go into `values` and `switches`."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{**kwargs, "add_help": False, "allow_abbrev": False, "formatter_class": _Formatter})
        self.values = self.add_argument_group("参数")
        self.switches = self.add_argument_group("选项")
        self.switches.add_argument("-h", "--help", action="help", help="显示这份说明")

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{in_chinese(message)}（用 {self.prog} --help 看说明）")


def in_chinese(message: str) -> str:
    """argparse's English complaints; one that is not known here becomes a general line."""
    for pattern, chinese in (
        (r"unrecognized arguments: (.*)", r"不认识的参数：\1"),
        (r"the following arguments are required: (.*)", r"缺少参数：\1"),
        (r"argument (.*?): expected .*", r"参数 \1 后面要有值"),
        (r"argument (.*?): ignored explicit argument '?(.*?)'?", r"参数 \1 后面不能带值“\2”"),
        (r"argument (.*?): invalid choice: '?(.*?)'? \(choose from (.*)\)", r"参数 \1 没有“\2”这个选择，可用：\3"),
        (r"argument (.*?): invalid \w+ value: '?(.*?)'?", r"参数 \1 的值“\2”不对"),
        (r"argument (.*?): not allowed with argument (.*)", r"参数 \1 不能与 \2 同用"),
        (r"one of the arguments (.*) is required", r"请给出其中一个：\1"),
    ):
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return found.expand(chinese)
    return "命令行参数的写法不对"


def make_parser() -> argparse.ArgumentParser:
    """The parser of every command. Raises UsageError for what it cannot read."""
    parser = _Parser(
        prog="xingping",
        description="星评顾问：GB/T 27922-2011 商品售后服务认证的问答助手（不联网、不用大模型，回答附出处）",
        epilog="程序内部出错时，设环境变量 XINGPING_DEBUG=1 再试可看到详情。",
    )
    commands = parser.add_subparsers(title="命令", metavar="命令", dest="command", required=True, parser_class=_Parser)

    ask = commands.add_parser("ask", help="提一个问题，或用 --jsonl 成批提问", description="提一个问题，打印带编号出处的回答。")
    ask.values.add_argument("question", nargs="?", metavar="问题", help="要问的话")
    ask.switches.add_argument("--jsonl", action="store_true", help="从标准输入逐行读 {id, question, history}，逐行写回答")
    ask.switches.add_argument("--json", action="store_true", help="把回答写成一个 JSON 对象")

    search = commands.add_parser("search", help="只检索段落", description="列出最相关的段落（前 10 条，分数越高越相关）。")
    search.values.add_argument("question", nargs="?", metavar="问题", help="要找的内容")
    search.switches.add_argument("--jsonl", action="store_true", help="从标准输入逐行读 {id, question}，逐行写命中")
    search.switches.add_argument(
        "--corpus", type=Path, metavar="文件夹", help="改在这个文件夹的 .md/.txt 里检索（一个文件一段）"
    )

    index = commands.add_parser("index", help="建立索引、检查知识库、增删自己的文档", description="建立或更新索引。")
    what = index.switches.add_mutually_exclusive_group()
    what.add_argument("--check", action="store_true", help="只检查知识库，逐条列出文件与行号")
    what.add_argument("--add", nargs="+", type=Path, metavar="文件", help="加入自己的文档（PDF/DOCX/XLSX/TXT/MD/HTML）")
    what.add_argument("--remove", metavar="文档", help="按文件名或编号移除自己的文档")
    what.add_argument("--list", action="store_true", help="列出自己加入的文档")

    evaluate = commands.add_parser(
        "evaluate", help="用评测题检验回答与检索", description="按题型、问法报告通过率，并逐个关掉检索通道看差别。"
    )
    evaluate.values.add_argument("questions", nargs="*", type=Path, metavar="题库", help="JSONL 题库，默认用随附的两份")
    evaluate.switches.add_argument("--no-ablation", action="store_true", help="不做逐通道关闭的对照")
    evaluate.switches.add_argument("--failures", action="store_true", help="列出没有通过的题")

    commands.add_parser("serve", help="启动网页", description="启动网页与接口（默认 http://127.0.0.1:7860）。")
    return parser
