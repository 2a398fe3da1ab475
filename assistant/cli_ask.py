"""xingping ask, search: one question, or a line of JSON each."""

import argparse
import json
from collections.abc import Callable
from typing import Any

from assistant.cli_opened import opened_for
from assistant.errors import UsageError
from assistant.jsonl import history_of, question_of

Write = Callable[[str], None]
Each = Callable[[Callable[[dict[str, Any]], dict[str, Any]]], None]  # run it on every line of stdin


def ask(options: argparse.Namespace, write: Write, each: Each) -> int:
    """Answer one question, or those of the lines on stdin. Raises DeclaredError."""
    from assistant.answering.wording import written_line
    from assistant.service import Service

    service = Service(backend="exact")
    opened = opened_for(options, service)
    if options.jsonl:
        service.answerer()  # a knowledge base that does not open ends the run, not every line of it
        service.setting()  # as is a model that is set up wrongly
        each(lambda row: service.ask(question_of(row), history_of(row), opened, written=options.llm).as_dict())
        return 0
    if not (options.question or "").strip():
        raise UsageError("请给出问题，例如：xingping ask \"五星要多少分\"；成批提问用 --jsonl")
    answer = service.ask(options.question, client=opened, written=options.llm)
    if options.json:
        write(json.dumps(answer.as_dict(), ensure_ascii=False, indent=2))
        return 0
    if answer.written and answer.written.understood:
        write(f"理解为：{answer.written.understood}\n")
    write(answer.text)
    if answer.citations:
        write("\n出处")
    for citation in answer.citations:
        clause = f"（{citation.clause}）" if citation.clause else ""
        write(f"[{citation.number}] {citation.title}{clause}｜{citation.confidence}｜{citation.source}")
        for name, url in citation.urls:
            write(f"      {name} {url}")
        if answer.mode == "grade" and citation.quote:
            write(f"      “{citation.quote}”")
    for note in (*answer.notes, *filter(None, [written_line(answer)])):
        write(f"注：{note}")
    return 0


def search(options: argparse.Namespace, write: Write, each: Each) -> int:
    """The passages that fit a question, or those of the lines on stdin. Raises DeclaredError."""
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
        if folder is None:
            service.answerer()
        each(lambda row: {"hits": hits(question_of(row))})
        return 0
    if not (options.question or "").strip():
        raise UsageError("请给出要找的内容，例如：xingping search \"管理师 配几名\"；成批检索用 --jsonl")
    for hit in hits(options.question):
        write(f"{hit['score']:<10} {hit['passage']}  {hit['title']}")
    return 0
