"""Result documents of hand-made facts, as `grade --json` writes them."""

from collections.abc import Sequence
from datetime import date

from scoring.facts.model import FileFacts
from scoring.grading import grade_facts
from scoring.profile import Profile
from scoring.result import canonical, with_facts
from scoring.rubric import load_rubric
from tests.support.facts import AS_OF, PROFILE


def result(*files: FileFacts, profile: Profile = PROFILE, on: date = AS_OF) -> bytes:
    return canonical(with_facts(grade_facts(tuple(files), profile, on, load_rubric())))


def changed(data: bytes, pairs: Sequence[tuple[bytes, bytes]]) -> bytes:
    """With parts of its text replaced, each of which must be there."""
    for old, new in pairs:
        assert old in data, old
        data = data.replace(old, new)
    return data
