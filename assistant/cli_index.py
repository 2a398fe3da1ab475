"""xingping index: the knowledge base checked, documents of one's own in and out, the index built."""

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

from assistant.errors import UsageError

if TYPE_CHECKING:
    from assistant.service import Service

OK, BAD_INPUT = 0, 2
Write = Callable[[str], None]


def run(options: argparse.Namespace, write: Write, complain: Write) -> int:
    """Raises DeclaredError."""
    from assistant.service import Service

    service = Service(backend="exact")
    if options.check:
        return _check(service, write, complain)
    if options.list:
        for document in service.user_documents():
            write(f"{document.id}  {document.name}  {len(document.passages)} 段")
        return OK
    if options.remove is not None:
        if not options.remove.strip():
            raise UsageError("--remove 后面要写文档的文件名或编号（用 xingping index --list 查看）")
        for name in service.remove_document(options.remove):
            write(f"已移除：{name}")
    failure: Exception | None = None
    if options.add:
        from assistant.knowledge.library import LibraryError

        try:
            for document in service.add_documents(options.add):
                write(f"已加入：{document.name}（{len(document.passages)} 段，编号 {document.id}）")
        except LibraryError as error:
            failure = error
    report = service.build_index()
    write(f"索引就绪：{report.passages} 个段落、{report.faq} 个问答、{report.user_documents} 份用户文档")
    if failure:
        complain(str(failure).replace("\n", " "))
        return BAD_INPUT
    return OK


def _check(service: "Service", write: Write, complain: Write) -> int:
    from assistant.knowledge.yaml_lines import CorpusError

    try:
        corpus = service.check_corpus()
    except CorpusError as error:
        for fault in error.faults:
            complain(str(fault))
        complain(f"知识库有 {len(error.faults)} 处错误")
        return BAD_INPUT
    phrasings = sum(len(entry.phrasings) for entry in corpus.faq)
    write(f"知识库无误：{len(corpus.passages)} 个段落、{len(corpus.faq)} 个问答、{phrasings} 种问法、{len(corpus.sources)} 个来源")
    return OK
