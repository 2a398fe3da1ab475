"""The list of licences: who brings what along, that it is up to date, and that staleness is told."""

import importlib
import re
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

sys.path.append(str(Path(__file__).parents[2] / ".ci"))
licences: Any = importlib.import_module("licences")


class Told(dict[str, Any]):
    """Metadata as a package tells it."""

    def get_all(self, name: str, default: Any) -> Any:
        return self.get(name, default)


def package(name: str, *requires: str, licence: str = "MIT") -> Any:
    return SimpleNamespace(name=name, version="1.0", requires=list(requires), metadata=Told({"License-Expression": licence}))


INSTALLED = {
    licences.plain(one.name): one
    for one in (
        package("Web_Page", "sockets>=1", 'fast; extra == "quick"', 'old; python_version < "3"', "not-here"),
        package("sockets", "wires"),
        package("fast", "wires"),
        package("old"),
        package("wires", "sockets"),  # a circle
        package("checker", "Sockets", "only-checks", licence="MPL-2.0"),
        package("only-checks"),
        package("meter", "wires"),
        package("left-over"),
    )
}
WANTED = {"run": ["web-page>=1,<2"], "test": ["checker"], "bench": ["meter"]}
PINS = {name: "1.0" for name in INSTALLED if name not in ("old", "left-over", "fast")}


def made(wanted: dict[str, list[str]] = WANTED) -> dict[str, Any]:
    return {one.name: one for one in licences.rows(INSTALLED, wanted, PINS, {})}


def test_what_is_needed_is_listed_once_with_who_needs_it() -> None:
    found = {name: (one.group, one.through) for name, one in made().items()}
    assert found == {
        "Web_Page": ("run", ()),
        "sockets": ("run", ("web-page", "wires")),
        "wires": ("run", ("sockets",)),
        "checker": ("test", ()),
        "only-checks": ("test", ("checker",)),
        "meter": ("bench", ()),
    }


def test_extras_count_where_they_are_asked_for() -> None:
    found = made({"run": ["web-page[quick]"]})
    assert found["fast"].through == ("web-page",)
    assert found["wires"].through == ("fast", "sockets")
    assert found["fast"].version == "not pinned"


@pytest.fixture
def listed() -> str:
    return str(licences.text(made().values(), {"checker": "MPL-2.0, checks only"}))


def test_a_list_just_made_is_up_to_date(listed: str) -> None:
    assert list(licences.stale(made().values(), listed, PINS)) == []
    assert "- checker: MPL-2.0, checks only\n" in listed
    assert "| checker | 1.0 | MPL-2.0 | direct |\n" in listed


def test_packages_that_are_not_installed_here_are_held_against_the_pins_only(listed: str) -> None:
    without_bench = [one for one in made().values() if one.group != "bench"]
    assert list(licences.stale(without_bench, listed, PINS)) == []
    told = list(licences.stale(without_bench, listed, PINS | {"meter": "2.0"}))
    assert told == ["meter: docs/licences.md has version 1.0, constraints.txt pins 2.0"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("| checker | 1.0 | MPL-2.0", "| checker | 1.0 | MIT", "checker: docs/licences.md does not say"),
        ("| direct |", "| sockets |", "Web_Page: docs/licences.md does not say"),
        ("| wires | 1.0 | MIT | sockets |\n", "", "wires: docs/licences.md does not say"),
        ("| wires |", "| fires |", "wires: docs/licences.md does not say"),
    ],
)
def test_what_is_stale_is_told(listed: str, old: str, new: str, told: str) -> None:
    assert old in listed
    assert any(line.startswith(told) for line in licences.stale(made().values(), listed.replace(old, new), PINS))


def test_the_committed_list_has_every_pin_and_no_other(root: Path) -> None:
    """Licences and who needs what are held against the installed packages by .ci/audit."""
    text = (root / "docs/licences.md").read_text(encoding="utf-8")
    assert list(licences.stale([], text, licences.pins())) == []
    direct = {licences.plain(line.split(" | ")[0][2:]) for line in text.splitlines() if line.endswith("| direct |")}
    asked = {group: {licences.plain(re.split(r"[ ;<>=!~\[]", one)[0]) for one in names} for group, names in licences.asked().items()}
    assert asked["run"] <= direct <= set().union(*asked.values())
