"""docs/architecture.md names what is there, and every room."""

import argparse
import re
import tomllib
from pathlib import Path

import pytest

from assistant.cli_parser import make_parser

_TOP = "assistant|scoring|corpus|prompts|tests|docs|benchmarks"
_PATH = re.compile(rf"(?<![\w/.-])(?:(?:{_TOP})/[\w./*-]*|app\.py|pyproject\.toml|CONTRIBUTING\.md)")


@pytest.fixture
def page(root: Path) -> str:
    return (root / "docs/architecture.md").read_text(encoding="utf-8")


def named(page: str) -> set[str]:
    return {one.rstrip(".") for one in _PATH.findall(page)}


def test_every_path_is_there(page: str, root: Path) -> None:
    paths = named(page)
    assert len(paths) > 100
    assert sorted(one for one in paths if not any(root.glob(one.rstrip("/")))) == []
    assert sorted(one for one in paths if one.endswith("/") and not (root / one).is_dir()) == []


def test_every_room_of_the_assistant_is_named(page: str, root: Path) -> None:
    contracts = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    (layers,) = [one["layers"] for one in contracts if one.get("containers") == ["assistant"]]
    rooms = {room for layer in layers for room in re.split(r" [|:] ", layer)}
    shown = {re.sub(r"\.py$", "", one.split("/")[1]) for one in named(page) if one.startswith("assistant/") and one.split("/")[1]}
    assert {room for room in rooms if not room.startswith("cli_")} - shown == set()


def test_every_command_is_one(page: str) -> None:
    (known,) = [action.choices for action in make_parser()._actions if isinstance(action, argparse._SubParsersAction)]
    typed = set(re.findall(r"`xingping (\w+)", page))
    assert len(typed) > 4
    assert typed <= set(known)
