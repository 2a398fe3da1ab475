"""The interface against its own description: every operation in /openapi.json, whatever is asked of it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from schemathesis.engine import events, from_schema

from assistant.web.app import create_app
from tests.support.desks import desk

_JUDGED = {"POST /api/leads", "POST /api/prequalify"}  # fields are held against each other: years against months, a contact against forms
_EXAMPLES = 5  # by chance, of each operation; the edges of each field come on top


@pytest.fixture(scope="module")
def app(built_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    bench = desk(tmp_path_factory.mktemp("schema"), built_dir)
    return create_app(bench._service, bench)


@pytest.fixture(scope="module")
def tried(app: FastAPI) -> list[events.ScenarioFinished]:
    """What was asked of each operation and came back. The application's life ends with the process."""
    description = schemathesis.openapi.from_asgi("/openapi.json", app)
    description.config.seed = 27922
    description.config.generation.update(max_examples=_EXAMPLES, deterministic=True, database="none")
    description.config.phases.update(phases=["examples", "coverage", "fuzzing"])
    told = list(from_schema(description).execute())
    broken = [event for event in told if isinstance(event, events.NonFatalError | events.FatalError)]
    assert not broken, broken
    return [event for event in told if isinstance(event, events.ScenarioFinished)]


def test_every_operation_does_what_its_description_says(tried: list[events.ScenarioFinished]) -> None:
    faults = {fault for event in tried for fault in _faults(event)}
    assert not faults, "\n".join(sorted(faults))


def test_every_operation_was_tried(app: FastAPI, tried: list[events.ScenarioFinished]) -> None:
    described = {f"{method.upper()} {path}" for path, ways in app.openapi()["paths"].items() for method in ways}
    assert {event.label for event in tried if event.recorder.interactions} == described
    statuses = {one.response.status_code for event in tried for one in event.recorder.interactions.values() if one.response}
    assert {200, 422} <= statuses


def test_every_reply_is_described(app: FastAPI) -> None:
    """A success has a schema of its own, a fault the one line."""
    for where, status, schema in _described(app):
        assert schema == {"$ref": "#/components/schemas/Fault"} if status >= 400 else schema, where


def _faults(event: events.ScenarioFinished) -> Iterator[str]:
    for checks in event.recorder.checks.values():
        for check in checks:
            if check.failure_info is not None and not (event.label in _JUDGED and check.name == "positive_data_acceptance"):
                failure = check.failure_info.failure
                yield f"{event.label} {check.name}: {failure.title} {failure.message}\n{check.failure_info.code_sample}"


def _described(app: FastAPI) -> Iterator[tuple[str, int, Any]]:
    for path, operations in app.openapi()["paths"].items():
        for method, operation in operations.items():
            for status, reply in operation["responses"].items():
                for kind, content in reply.get("content", {}).items():
                    if kind == "application/json":
                        yield f"{method} {path} {status}", int(status), content.get("schema")
