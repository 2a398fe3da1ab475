"""`xingping faq`: the public questions and answers, read and exported. Needs no index; derives nothing."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.errors import UsageError
from scoring.cli.chinese_parser import ChineseParser
from scoring.cli.files import save_file

if TYPE_CHECKING:
    from assistant.faq.model import FaqBook, FaqItem

Write = Callable[[str], None]

_STDOUT = "-"
_KINDS = {"html": ("网页", (".html", ".htm")), "json": ("JSON", (".json",)), "jsonld": ("schema.org JSON-LD", (".jsonld", ".json"))}


def add_faq(commands: Any) -> None:
    """Adds the command to a parser's subcommands."""
    faq = commands.add_parser("faq", help="公开问答：列出、查看、导出", description="网站访客能看到的问答；导出给不嵌入组件的网站用。")
    what = faq.add_subparsers(title="命令", metavar="命令", dest="what", required=True, parser_class=ChineseParser)
    listed = what.add_parser("list", help="列出编号和问题", description="按主题列出编号和问题。")
    shown = what.add_parser("show", help="看一条", description="一条问答和它的依据。")
    shown.values.add_argument("id", metavar="编号", help="用 xingping faq list 查看")
    export = what.add_parser("export", help="导出成文件", description="写成一个网页、JSON 或搜索引擎认得的 FAQPage，可以同时写几种。")
    for kind, (name, _) in _KINDS.items():
        export.switches.add_argument(f"--{kind}", metavar="文件", help=f"写成{name}；- 表示标准输出")
    for parser in (listed, export):
        parser.switches.add_argument("--tag", default="", metavar="主题", help="只要这个主题的；主题的代号由 xingping faq list 列出")


def run(options: argparse.Namespace, corpus_dir: Path, write: Write) -> int:
    """Run one parsed command; `write` takes text as it is. Raises DeclaredError for what the user can mend."""
    files = _files(options) if options.what == "export" else {}
    book = _book(corpus_dir)
    if options.what == "show":
        _show(book.item(options.id), write)
        return 0
    chosen = book.of_topic(options.tag) if options.tag else book
    if options.what == "list":
        _list(chosen, write)
    else:
        _export(chosen, files, write)
    return 0


def _book(corpus_dir: Path) -> "FaqBook":
    from assistant.faq.book import book_of
    from assistant.knowledge.loader import load_corpus

    return book_of(load_corpus(corpus_dir))


def _list(book: "FaqBook", write: Write) -> None:
    for topic in book.topics:
        write(f"{topic.label}（{topic.id}，{topic.count} 个）\n")
        for item in book.items:
            if item.topic.id == topic.id:
                write(f"  {item.id}  {item.question}\n")


def _show(item: "FaqItem", write: Write) -> None:
    write(f"{item.question}\n\n{item.answer}\n")
    for side in item.sides:
        write(f"- 一方说：{side.says}（{side.source}）[{side.number}]\n")
    write("\n出处\n")
    for citation in item.citations:
        clause = f"（{citation.clause}）" if citation.clause else ""
        write(f"[{citation.number}] {citation.title}{clause}｜{citation.confidence}｜{citation.source}\n")
        for name, url in citation.urls:
            write(f"      {name} {url}\n")
    for note in item.notes:
        write(f"注：{note}\n")


def _export(book: "FaqBook", files: dict[str, str], write: Write) -> None:
    from assistant.faq.export import to_html, to_json, to_jsonld

    makers = {"html": to_html, "json": to_json, "jsonld": to_jsonld}
    for kind, name in files.items():
        data = makers[kind](book)
        if name == _STDOUT:
            write(data.decode())
        else:
            save_file(Path(name), data)
    written = [name for name in files.values() if name != _STDOUT]
    if written and len(written) == len(files):
        write(f"已把 {len(book.items)} 个问答写入 {'、'.join(written)}\n")


def _files(options: argparse.Namespace) -> dict[str, str]:
    """What to write where. Raises UsageError."""
    files = {kind: name for kind in _KINDS if (name := getattr(options, kind))}
    if not files:
        raise UsageError("请说明写成什么：--html、--json 或 --jsonld 后面写文件名")
    if len({name if name == _STDOUT else Path(name).resolve() for name in files.values()}) < len(files):
        raise UsageError("几种格式不能写进同一个文件，请各起一个名字")
    for kind, name in files.items():
        suffixes = _KINDS[kind][1]
        if name != _STDOUT and Path(name).suffix.lower() not in suffixes:
            raise UsageError(f"{name} 应以 {' 或 '.join(suffixes)} 结尾")
    return files
