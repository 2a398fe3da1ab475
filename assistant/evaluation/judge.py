"""Is an answer right? Rules of a question line: every group of `must` has a regex that the text matches, no `must_not` does."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.answering.model import Answer, Turn
from assistant.errors import DeclaredError
from scoring.documents.normalise import normalise

MAX_CHARS = 500
_DECORATION = re.compile(r"[\s`'\"“”‘’「」『』]+|\*\*")


class EvaluationError(DeclaredError):
    """A set of questions cannot be used; the text names file and line."""


@dataclass(frozen=True, slots=True)
class Question:
    """One line of a set. `out_of_scope` must be refused; `unknown` may be; all others must be answered and cited."""

    id: str
    text: str
    kind: str
    style: str
    must: tuple[tuple[re.Pattern[str], ...], ...]
    must_not: tuple[re.Pattern[str], ...]
    history: tuple[Turn, ...]


def read_questions(path: Path) -> Iterator[Question]:
    """The questions of a JSONL file. Raises EvaluationError."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationError(f"读不了题库 {path}：{error}") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield _question(json.loads(line))
            except (ValueError, KeyError, TypeError, re.error) as error:
                raise EvaluationError(f"{path}:{number}：这一行不是合格的题目（{error}）") from error


def _question(row: dict[str, Any]) -> Question:
    return Question(
        id=str(row["id"]),
        text=str(row["question"]),
        kind=str(row["kind"]),
        style=str(row.get("style", "")),
        must=tuple(tuple(re.compile(one) for one in group) for group in row.get("must", [])),
        must_not=tuple(re.compile(one) for one in row.get("must_not", [])),
        history=tuple((role, text) for role, text in row.get("history", [])),
    )


def faults(question: Question, answer: Answer) -> list[str]:
    """Why the answer fails, in Chinese; empty when it passes."""
    if question.kind == "out_of_scope":
        return [] if answer.refused else ["应拒答而作答"]
    plain = _DECORATION.sub("", normalise(answer.text))
    found = [
        f"缺：{' | '.join(one.pattern for one in group)}"
        for group in question.must
        if not any(one.search(plain) for one in group)
    ]
    found += [f"不该有：{one.pattern}" for one in question.must_not if one.search(plain)]
    if len(answer.text) > MAX_CHARS and not answer.refused:
        found.append(f"太长：{len(answer.text)} 字")
    if question.kind != "unknown":
        if answer.refused:
            found.append("误拒")
        elif not answer.citations:
            found.append("没有出处")
    return found
