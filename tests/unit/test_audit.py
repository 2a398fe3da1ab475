"""The audit of what is installed: which licences pass, what is told as a fault, and that silence is no clean bill."""

import importlib
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

sys.path.append(str(Path(__file__).parents[2] / ".ci"))
audit: Any = importlib.import_module("audit")

RULES = {
    "allowed": ["MIT", "Apache-2.0", "LLVM-exception"],
    "aliases": {"MIT License": "MIT", "Apache License": "Apache-2.0"},
    "exceptions": {"odd": "tests only"},
}


@pytest.mark.parametrize(
    ("expression", "wanted"),
    [
        ("MIT", True), ("GPL-3.0-only", False), ("", False), ("MIT OR GPL-3.0-only", True), ("MIT AND GPL-3.0-only", False),
        ("MIT AND (GPL-3.0-only OR Apache-2.0)", True), ("MIT OR GPL-3.0-only AND LGPL-3.0-only", True),
        ("(MIT OR GPL-3.0-only) AND AGPL-3.0", False),
        ("Apache-2.0 WITH LLVM-exception", True), ("(MIT", False), ("MIT)", False), ("MIT GPL-3.0-only", False), ("mit", False),
    ],
)  # fmt: skip
def test_an_expression_is_met_by_what_is_allowed(expression: str, wanted: bool) -> None:
    assert audit.permits(expression, RULES["allowed"]) is wanted


class Told(dict[str, Any]):
    """Metadata as a package tells it."""

    def get_all(self, name: str, default: Any) -> Any:
        return self.get(name, default)


def package(**told: Any) -> Any:
    return SimpleNamespace(metadata=Told({name.replace("_", "-"): value for name, value in told.items()}), version="1.0")


def test_the_licence_is_taken_from_where_it_is_told() -> None:
    classifier = ["License :: OSI Approved :: MIT License", "Topic :: Text"]
    assert audit.licence_of(package(License_Expression="Apache-2.0", Classifier=classifier), RULES["aliases"]) == "Apache-2.0"
    assert audit.licence_of(package(License="see file", Classifier=classifier), RULES["aliases"]) == "MIT"
    assert audit.licence_of(package(License="Apache License\nVersion 2.0"), RULES["aliases"]) == "Apache-2.0"
    assert audit.licence_of(package(), RULES["aliases"]) == ""


def test_what_is_not_allowed_and_what_needs_no_exception_are_faults() -> None:
    installed = {"good": package(License="MIT"), "bad": package(License="GPLv3"), "mute": package(), "odd": package(License="LGPL")}
    assert [line.split(":")[0] for line in audit.unlicensed(installed, RULES)] == ["bad", "mute"]
    assert [line.split(":")[0] for line in audit.unlicensed({"odd": package(License="MIT")}, RULES)] == ["odd"]


def test_what_is_installed_but_not_pinned_is_a_fault() -> None:
    assert list(audit.unpinned({"no-such-package": package()})) == ["no-such-package: 1.0 is installed, constraints.txt pins none"]


@pytest.mark.parametrize(
    ("printed", "known", "line"),
    [
        ("", [], "no source could be reached"),
        ('{"dependencies": [{"name": "a", "skip_reason": "x"}]}', [], "0 of 1 packages"),
        ('{"dependencies": [{"name": "a", "version": "1", "vulns": [{"id": "V-1"}, {"id": "V-2"}]}]}', ["a 1: V-2"], "1 of 1 packages"),
    ],
)
def test_advisories_that_cannot_be_had_are_said_to_be_missing(monkeypatch: pytest.MonkeyPatch, printed: str, known: list[str], line: str) -> None:
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: SimpleNamespace(stdout=printed))
    found, told = audit.advisories({"V-1": "not used here"})
    assert found == known
    assert line in told
