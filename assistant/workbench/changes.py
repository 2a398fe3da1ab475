"""Whether a grade still speaks of the papers at hand."""

from collections.abc import Iterable

from assistant.workspace.values import Assessment, StoredFile


def newer_than(assessment: Assessment, files: Iterable[StoredFile]) -> bool:
    """Papers were added, replaced or removed since. A profile that changed is not a paper."""
    return {one.id for one in files} != set(assessment.files)
