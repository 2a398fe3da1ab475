"""What may be typed after `xingping`, in Chinese throughout. `command` names the chosen command."""

import argparse
from pathlib import Path

from assistant import cli_guidance
from assistant.cli_doctor import add_doctor
from assistant.cli_faq import add_faq
from assistant.cli_leads import add_leads
from assistant.cli_reports import add_reports
from assistant.cli_samples import add_samples
from assistant.cli_usage import add_usage
from assistant.cli_user import add_user
from assistant.cli_workspace import add_workspace
from scoring.cli.chinese_parser import ChineseParser
from scoring.cli.parser import add_grading


def make_parser() -> argparse.ArgumentParser:
    """The parser of every command. Raises UsageError for what it cannot read."""
    parser = ChineseParser(
        prog="xingping",
        description="星评顾问：GB/T 27922-2011 商品售后服务认证的问答与预评助手（回答附出处；不接入大模型时不联网）",
        epilog="程序内部出错时，设环境变量 XINGPING_DEBUG=1 再试可看到详情。",
    )
    commands = parser.add_subparsers(title="命令", metavar="命令", dest="command", required=True, parser_class=ChineseParser)

    ask = commands.add_parser("ask", help="提一个问题，或用 --jsonl 成批提问", description="提一个问题，打印带编号出处的回答。")
    ask.values.add_argument("question", nargs="?", metavar="问题", help="要问的话")
    ask.switches.add_argument("--jsonl", action="store_true", help="从标准输入逐行读 {id, question, history}，逐行写回答")
    ask.switches.add_argument("--json", action="store_true", help="把回答写成一个 JSON 对象")
    model = ask.switches.add_mutually_exclusive_group()
    model.add_argument("--llm", action="store_true", default=None, help="用接入的大模型写回答（接入后默认就用）")
    model.add_argument("--no-llm", action="store_false", dest="llm", help="不用大模型，只摘录")

    whose = ask.switches.add_mutually_exclusive_group()
    whose.add_argument("--client", metavar="客户", help="按这个客户最近的预评结果回答“现在几星、为什么丢分”之类的问题；名称或编号")
    whose.add_argument("--result", type=Path, metavar="结果", help="同上，用 xingping grade --json 写出的文件")

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
    evaluate.values.add_argument("questions", nargs="*", type=Path, metavar="题库", help="JSONL 题库，默认用源代码里随附的几份")
    evaluate.switches.add_argument("--no-ablation", action="store_true", help="不做逐通道关闭的对照")
    evaluate.switches.add_argument("--llm", action="store_true", help="同样的题再用接入的大模型答一遍，两种方式并列")
    evaluate.switches.add_argument("--failures", action="store_true", help="列出没有通过的题")

    add_grading(commands)
    cli_guidance.add(commands)
    add_workspace(commands)
    add_reports(commands)
    add_usage(commands)
    add_faq(commands)
    add_doctor(commands)
    add_leads(commands)
    add_user(commands)
    add_samples(commands)
    commands.add_parser("serve", help="启动网页", description="启动网页与接口（默认 http://127.0.0.1:7860）。")
    return parser
