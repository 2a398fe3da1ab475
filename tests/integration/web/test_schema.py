"""The interface against its own description: every operation in /openapi.json, whatever is asked of it."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI

from assistant.web.app import create_app
from tests.support.desks import desk


@pytest.fixture(scope="module")
def app(built_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    bench = desk(tmp_path_factory.mktemp("schema"), built_dir)
    return create_app(bench._service, bench)


@pytest.fixture(scope="module")
def tried(root: Path, built_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What was asked of each operation and came back."""
    command = [sys.executable, "-m", "tests.support.described", str(tmp_path_factory.mktemp("described")), str(built_dir)]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_every_operation_does_what_its_description_says(tried: dict[str, Any]) -> None:
    assert not tried["broken"]
    assert not tried["faults"], "\n".join(tried["faults"])


def test_every_operation_was_tried(app: FastAPI, tried: dict[str, Any]) -> None:
    described = {f"{method.upper()} {path}" for path, ways in app.openapi()["paths"].items() for method in ways}
    assert set(tried["asked"]) == described
    assert {200, 422} <= set(tried["statuses"])


def test_every_reply_is_described(app: FastAPI) -> None:
    """A success has a schema of its own, a fault the one line."""
    for where, status, schema in _described(app):
        assert schema == {"$ref": "#/components/schemas/Fault"} if status >= 400 else schema, where


def _described(app: FastAPI) -> Iterator[tuple[str, int, Any]]:
    for path, operations in app.openapi()["paths"].items():
        for method, operation in operations.items():
            for status, reply in operation["responses"].items():
                for kind, content in reply.get("content", {}).items():
                    if kind == "application/json":
                        yield f"{method} {path} {status}", int(status), content.get("schema")
