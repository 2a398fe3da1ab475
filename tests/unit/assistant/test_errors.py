"""Errors meant for the user are told from bugs by their class, wherever they come from."""

import pytest

from assistant.errors import DeclaredError, UsageError, declared
from assistant.evaluation.judge import EvaluationError
from assistant.knowledge.dense import ChromaServerError
from assistant.knowledge.embedding import EmbeddingError
from assistant.knowledge.folder_files import FolderError
from assistant.knowledge.index import KnowledgeIndexError
from assistant.knowledge.library import LibraryError
from assistant.knowledge.yaml_lines import CorpusError
from assistant.web.failures import for_operator, for_visitor
from assistant.web.feedback import FeedbackError
from scoring.documents import DocumentError
from scoring.rubric import RubricError


@pytest.mark.parametrize(
    "kind",
    [UsageError, EvaluationError, ChromaServerError, EmbeddingError, FolderError, KnowledgeIndexError, LibraryError,
     CorpusError, FeedbackError],
)  # fmt: skip
def test_ours_share_one_base(kind: type[Exception]) -> None:
    assert issubclass(kind, DeclaredError)


@pytest.mark.parametrize("error", [DocumentError("甲.pdf", "坏了"), RubricError("评分表坏了"), LibraryError("没有这份文档")])
def test_declared_errors_speak_for_themselves_to_the_operator_only(error: Exception) -> None:
    assert declared(error)
    assert for_operator(error) == str(error)
    assert str(error) not in for_visitor(error)


def test_a_bug_is_not_quoted() -> None:
    assert not declared(KeyError("secret"))
    assert "secret" not in for_operator(KeyError("secret"))
