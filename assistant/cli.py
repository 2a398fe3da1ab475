"""The command line: `xingping ask | search | index | evaluate | serve`. Exit 0 when done, 2 on bad input.

Every error is one Chinese line on stderr; heavy imports happen inside the commands.
"""

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NoReturn, TextIO

OK, BAD_INPUT = 0, 2
_LINE_LIMIT = 1_000_000  # characters of one JSON line


class UsageError(Exception):
    """Bad input; the text is the one line the user sees."""


class _Parser(argparse.ArgumentParser):
    """argparse with Chinese headings and errors."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["add_help"] = False
        kwargs.setdefault("formatter_class", argparse.RawDescriptionHelpFormatter)
        super().__init__(*args, **kwargs)
        self._positionals.title = "参数"
        self._optionals.title = "选项"
        self.add_argument("-h", "--help", action="help", help="显示这份说明")

    def format_usage(self) -> str:
        return super().format_usage().replace("usage:", "用法：", 1)

    def format_help(self) -> str:
        return super().format_help().replace("usage:", "用法：", 1)

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{_in_chinese(message)}（用 {self.prog} --help 看说明）")


def _in_chinese(message: str) -> str:
    """argparse's few English complaints."""
    for pattern, chinese in (
        (r"unrecognized arguments: (.*)", r"不认识的参数：\1"),
        (r"the following arguments are required: (.*)", r"缺少参数：\1"),
        (r"argument (.*?): expected .*", r"参数 \1 后面要有值"),
        (r"argument (.*?): invalid choice: '?(.*?)'? \(choose from (.*)\)", r"参数 \1 没有“\2”这个选择，可用：\3"),
        (r"argument (.*?): invalid \w+ value: '?(.*?)'?$", r"参数 \1 的值“\2”不对"),
        (r"argument (.*?): not allowed with argument (.*)", r"参数 \1 不能与 \2 同用"),
        (r"one of the arguments (.*) is required", r"请给出其中一个：\1"),
    ):
        if re.match(pattern, message):
            return re.sub(pattern, chinese, message)
    return message


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        options = _parser().parse_args(argv)
        command: Callable[[argparse.Namespace], int] = options.command
        return command(options)
    except UsageError as error:
        return _fail(str(error))
    except KeyboardInterrupt:
        return _fail("已中断")
    except BrokenPipeError:
        sys.stderr.close()
        return OK
    except Exception as error:
        known = _known_error(error)
        if known is None:
            raise
        return _fail(known)


def _known_error(error: Exception) -> str | None:
    """The message of an error the product raises on purpose; None for a fault of its own."""
    from pydantic import ValidationError

    from assistant.knowledge.embedding import EmbeddingError
    from assistant.knowledge.index import KnowledgeIndexError
    from assistant.knowledge.library import LibraryError
    from assistant.knowledge.yaml_lines import CorpusError

    if isinstance(error, CorpusError):
        more = f"（另有 {len(error.faults) - 1} 处，用 xingping index --check 看全部）" if len(error.faults) > 1 else ""
        return f"知识库有误：{error.faults[0]}{more}"
    if isinstance(error, ValidationError) and error.title == "Settings":
        first = error.errors()[0]
        return f"设置 XINGPING_{str(first['loc'][0]).upper()} 不对：{first['msg'].removeprefix('Value error, ')}"
    if isinstance(error, EmbeddingError | KnowledgeIndexError | LibraryError) or type(error).__name__ == "FolderError":
        return str(error)
    return None


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="xingping",
        description="星评顾问：GB/T 27922-2011 商品售后服务认证的问答助手（不联网、不用大模型，回答附出处）",
    )
    commands = parser.add_subparsers(title="命令", metavar="命令", required=True, parser_class=_Parser)

    ask = commands.add_parser("ask", help="提一个问题，或用 --jsonl 成批提问", description="提一个问题，打印带编号出处的回答。")
    ask.add_argument("question", nargs="?", metavar="问题", help="要问的话")
    ask.add_argument("--jsonl", action="store_true", help="从标准输入逐行读 {id, question, history}，逐行写回答")
    ask.add_argument("--json", action="store_true", help="把回答写成一个 JSON 对象")
    ask.set_defaults(command=_ask)

    search = commands.add_parser("search", help="只检索段落", description="列出最相关的段落（前 10 条，分数越高越相关）。")
    search.add_argument("question", nargs="?", metavar="问题", help="要找的内容")
    search.add_argument("--jsonl", action="store_true", help="从标准输入逐行读 {id, question}，逐行写命中")
    search.add_argument("--corpus", type=Path, metavar="文件夹", help="改在这个文件夹的 .md/.txt 里检索（一个文件一段）")
    search.set_defaults(command=_search)

    index = commands.add_parser("index", help="建立索引、检查知识库、增删自己的文档", description="建立或更新索引。")
    what = index.add_mutually_exclusive_group()
    what.add_argument("--check", action="store_true", help="只检查知识库，逐条列出文件与行号")
    what.add_argument("--add", nargs="+", type=Path, metavar="文件", help="加入自己的文档（PDF/DOCX/XLSX/TXT/MD/HTML）")
    what.add_argument("--remove", metavar="文档", help="按文件名或编号移除自己的文档")
    what.add_argument("--list", action="store_true", help="列出自己加入的文档")
    index.set_defaults(command=_index)

    evaluate = commands.add_parser(
        "evaluate", help="用评测题检验回答与检索", description="按题型、问法报告通过率，并逐个关掉检索通道看差别。"
    )
    evaluate.add_argument("questions", nargs="*", type=Path, metavar="题库", help="JSONL 题库，默认用随附的两份")
    evaluate.add_argument("--no-ablation", action="store_true", help="不做逐通道关闭的对照")
    evaluate.add_argument("--failures", action="store_true", help="列出没有通过的题")
    evaluate.set_defaults(command=_evaluate)

    serve = commands.add_parser("serve", help="启动网页", description="启动网页与接口（默认 http://127.0.0.1:7860）。")
    serve.set_defaults(command=_serve)
    return parser


def _ask(options: argparse.Namespace) -> int:
    from assistant.service import Service

    service = Service(backend="exact")
    if options.jsonl:
        _each_line(lambda row: service.ask(_question(row), _history(row)).as_dict())
        return OK
    if options.question is None:
        raise UsageError("请给出问题，例如：xingping ask \"五星要多少分\"；成批提问用 --jsonl")
    answer = service.ask(options.question)
    if options.json:
        _print(json.dumps(answer.as_dict(), ensure_ascii=False, indent=2))
        return OK
    _print(answer.text)
    if answer.citations:
        _print("\n出处")
    for citation in answer.citations:
        clause = f"（{citation.clause}）" if citation.clause else ""
        _print(f"[{citation.number}] {citation.title}{clause}｜{citation.confidence}｜{citation.source}")
        for name, url in citation.urls:
            _print(f"      {name} {url}")
    for note in answer.notes:
        _print(f"注：{note}")
    return OK


def _search(options: argparse.Namespace) -> int:
    from assistant.service import Service

    service = Service(backend="exact")
    folder = service.search_folder(options.corpus) if options.corpus else None

    def hits(question: str) -> list[dict[str, object]]:
        if folder is not None:
            return [{"passage": h.passage, "score": round(h.score, 6), "title": h.title} for h in folder.search(question)]
        return [
            {"passage": h.passage.id, "score": round(h.relevance, 6), "title": h.passage.title}
            for h in service.search(question)
        ]

    if options.jsonl:
        _each_line(lambda row: {"hits": hits(_question(row))})
        return OK
    if options.question is None:
        raise UsageError("请给出要找的内容，例如：xingping search \"管理师 配几名\"；成批检索用 --jsonl")
    for hit in hits(options.question):
        _print(f"{hit['score']:<10} {hit['passage']}  {hit['title']}")
    return OK


def _index(options: argparse.Namespace) -> int:
    from assistant.service import Service

    service = Service(backend="exact")
    if options.check:
        return _check(service)
    if options.list:
        for document in service.user_documents():
            _print(f"{document.id}  {document.name}  {len(document.passages)} 段")
        return OK
    if options.remove:
        for document in service.remove_document(options.remove):
            _print(f"已移除：{document.name}")
    failure: Exception | None = None
    if options.add:
        from assistant.knowledge.library import LibraryError

        try:
            for document in service.add_documents(options.add):
                _print(f"已加入：{document.name}（{len(document.passages)} 段，编号 {document.id}）")
        except LibraryError as error:
            failure = error
    report = service.build_index()
    _print(f"索引就绪：{report.passages} 个段落、{report.faq} 个问答、{report.user_documents} 份用户文档")
    return _fail(str(failure)) if failure else OK


def _check(service: Any) -> int:
    from assistant.knowledge.yaml_lines import CorpusError

    try:
        corpus = service.check_corpus()
    except CorpusError as error:
        for fault in error.faults:
            _complain(str(fault))
        _complain(f"知识库有 {len(error.faults)} 处错误")
        return BAD_INPUT
    phrasings = sum(len(entry.phrasings) for entry in corpus.faq)
    _print(f"知识库无误：{len(corpus.passages)} 个段落、{len(corpus.faq)} 个问答、{phrasings} 种问法、{len(corpus.sources)} 个来源")
    return OK


def _evaluate(options: argparse.Namespace) -> int:
    from assistant.evaluation.report import EvaluationError, evaluate

    try:
        for line in evaluate(options.questions, ablation=not options.no_ablation, failures=options.failures):
            _print(line)
    except EvaluationError as error:
        raise UsageError(str(error)) from error
    return OK


def _serve(_: argparse.Namespace) -> int:
    from assistant.settings import get_settings
    from assistant.web.server import serve

    return serve(get_settings())


def _each_line(answer: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    """One JSON line out for each line in; a bad line yields an error line and the rest goes on."""
    for number, line in enumerate(_lines(sys.stdin), 1):
        if not line.strip():
            continue
        row: dict[str, Any] = {}
        try:
            row = _row(line)
            result = {"id": row.get("id"), **answer(row)}
        except UsageError as error:
            result = {"id": row.get("id"), "error": f"第 {number} 行：{error}"}
        _print(json.dumps(result, ensure_ascii=False))


def _lines(stream: TextIO) -> Iterator[str]:
    while line := stream.readline(_LINE_LIMIT):
        if len(line) == _LINE_LIMIT and not line.endswith("\n"):
            while (rest := stream.readline(_LINE_LIMIT)) and not rest.endswith("\n"):
                pass
            line = "太长"
        yield line


def _row(line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        raise UsageError("不是一个完整的 JSON 对象（或超过 1,000,000 字符）") from None
    if not isinstance(row, dict):
        raise UsageError("应是 JSON 对象，例如 {\"id\": 1, \"question\": \"五星要多少分\"}")
    return row


def _question(row: dict[str, Any]) -> str:
    question = row.get("question")
    if not isinstance(question, str):
        raise UsageError("缺少文字型的 question")
    return question


def _history(row: dict[str, Any]) -> list[tuple[Any, str]]:
    history = row.get("history") or []
    if not isinstance(history, list):
        raise UsageError("history 应是列表，每项为 [\"user\" 或 \"assistant\", 文字]")
    turns: list[tuple[Any, str]] = []
    for turn in history:
        if not (isinstance(turn, list) and len(turn) == 2 and turn[0] in ("user", "assistant") and isinstance(turn[1], str)):
            raise UsageError("history 每项应为 [\"user\" 或 \"assistant\", 文字]")
        turns.append((turn[0], turn[1]))
    return turns


def _print(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _complain(line: str) -> None:
    sys.stderr.write(line + "\n")


def _fail(reason: str) -> int:
    _complain(reason.replace("\n", " "))
    return BAD_INPUT


if __name__ == "__main__":
    raise SystemExit(main())
