"""A stored result with all it was derived from: read once, judged again as often as one likes."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import TypeAdapter, ValidationError

from scoring.engine import ENGINE
from scoring.errors import DeclaredError
from scoring.facts.codec import facts_from_json
from scoring.facts.model import FileFacts
from scoring.grading import grade_facts
from scoring.judge import Grade
from scoring.overrides import Override, OverrideError, overrides_from_json
from scoring.profile import Profile
from scoring.rubric import Rubric, RubricError, load_rubric
from scoring.rubric.loader import rubric_sha256


class StoredError(DeclaredError):
    """The stored result cannot be used; the text says why, in Chinese."""


@dataclass(frozen=True)
class Stored:
    """A result document and what is needed to derive it again. `rubric` is the one at hand, which may have changed since."""

    result: Mapping[str, Any]
    facts: tuple[FileFacts, ...]
    profile: Profile
    as_of: date
    rubric: Rubric
    overrides: tuple[Override, ...]

    @property
    def same_rubric(self) -> bool:
        """Whether the rubric at hand is the one that the result was made by."""
        return rubric_sha256(self.rubric) == str(self.result["rubric"]["sha256"])

    def regraded(self, as_of: date | None = None) -> Grade:
        """The same facts and overrides judged by the rubric at hand, on the day of the result or on another.

        Raises StoredError for facts that no reader makes (a section that is not there).
        """
        try:
            return grade_facts(self.facts, self.profile, as_of or self.as_of, self.rubric, self.overrides)
        except (LookupError, ArithmeticError, ValueError) as error:
            raise broken() from error


def stored(data: bytes, rubric_id: str | None = None) -> Stored:
    """A result file's bytes, read. `rubric_id` names a rubric to use in place of the one that the result names.

    Raises StoredError where the file is no result, holds no facts, or its rubric is not at hand.
    """
    try:
        result = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise StoredError("这不是评分结果文件（不是有效的 JSON）") from error
    try:
        basis = result["basis"]
        profile = TypeAdapter(Profile).validate_python(basis["profile"])
        facts = tuple(facts_from_json(one) for one in basis["facts"])
        overrides = overrides_from_json(basis.get("overrides", []), "结果文件里的人工结论")
        as_of = date.fromisoformat(result["as_of"])
        str(result["rubric"]["sha256"])
        rubric = load_rubric(rubric_id or str(result["rubric"]["id"]))
    except (RubricError, OverrideError) as error:
        raise StoredError(str(error)) from error
    except (AttributeError, KeyError, TypeError, ValueError, ValidationError) as error:
        engine = result.get("engine") if isinstance(result, dict) and "basis" in result else None
        if isinstance(engine, str) and engine != ENGINE:
            raise StoredError(f"结果文件由 {engine} 写成，现在的程序是 {ENGINE}，读不了里面的事实（basis）；请用写它的那一版程序重算") from error
        raise StoredError("结果文件里缺少重算所需的事实（basis），请用 xingping grade --json 生成的文件") from error
    return Stored(result, facts, profile, as_of, rubric, overrides)


def broken() -> StoredError:
    """Facts that do not fit together."""
    return StoredError("结果文件里的事实前后对不上（被改动过），不能重算")
