"""Licences, their list, reasons and pins of what is installed; known vulnerabilities where advisories can be had. Exit code 1 for a fault."""

import json
import re
import subprocess
import sys
from collections.abc import Collection, Iterator, Mapping
from importlib.metadata import Distribution
from pathlib import Path
from typing import Any

import yaml
from licences import asked, installed, licence_of, pins, plain, rows, stale, written

_ROOT = Path(__file__).resolve().parents[1]
_PATIENCE = 180  # seconds


def main() -> int:
    """Print every fault, and one line on advisories."""
    rules = yaml.safe_load((_ROOT / ".ci/licences.yaml").read_text(encoding="utf-8"))
    here = installed()
    listed = stale(rows(here, asked(), pins(), rules["aliases"]), written(), pins())
    faults = [*unlicensed(here, rules), *unexplained(), *unpinned(here), *listed]
    known, told = advisories(rules["advisories"])
    for line in (*faults, *known, told, f"{len(here)} distributions looked at"):
        sys.stdout.write(f"{line}\n")
    return 1 if faults or known else 0


def unlicensed(found: Mapping[str, Distribution], rules: Mapping[str, Any]) -> Iterator[str]:
    """Packages whose licence is not allowed and not excepted, and exceptions nobody needs."""
    for name, one in sorted(found.items()):
        licence = licence_of(one, rules["aliases"])
        if not permits(licence, rules["allowed"]) and name not in rules["exceptions"]:
            yield f"{name}: licence {licence or 'not told'} is not among those allowed in .ci/licences.yaml"
    for name in rules["exceptions"]:
        if name in found and permits(licence_of(found[name], rules["aliases"]), rules["allowed"]):
            yield f"{name}: needs no exception any more in .ci/licences.yaml"


def permits(expression: str, allowed: Collection[str]) -> bool:
    """Whether an SPDX expression can be met by allowed licences: one side of each OR, both of each AND and WITH."""
    words = re.findall(r"[()]|[^\s()]+", expression)

    def either() -> bool:
        met = both()
        while words and words[0] == "OR":
            words.pop(0)
            met = both() or met
        return met

    def both() -> bool:
        met = single()
        while words and words[0] in ("AND", "WITH"):
            words.pop(0)
            met = single() and met
        return met

    def single() -> bool:
        word = words.pop(0) if words else ""
        if word != "(":
            return word in allowed
        met = either()
        return bool(words) and words.pop(0) == ")" and met

    return either() and not words


def unexplained() -> Iterator[str]:
    """Direct dependencies without a word in docs/dependencies.md."""
    explained = {plain(word) for word in re.findall(r"[\w.-]*\w", (_ROOT / "docs/dependencies.md").read_text(encoding="utf-8"))}
    for one in (name for names in asked().values() for name in names):
        name = plain(re.split(r"[ ;<>=!~\[]", one)[0])
        if name not in explained:
            yield f"{name}: no line in docs/dependencies.md says why it is here"


def unpinned(found: Mapping[str, Distribution]) -> Iterator[str]:
    """What is installed in another version than constraints.txt says, or in any."""
    pinned = pins()
    for name, one in sorted(found.items()):
        if pinned.get(name, "").partition("+")[0] != one.version.partition("+")[0]:
            yield f"{name}: {one.version} is installed, constraints.txt pins {pinned.get(name) or 'none'}"


def advisories(harmless: Mapping[str, str]) -> tuple[list[str], str]:
    """Vulnerabilities known of the pinned versions, and a line on how many packages could be asked about.

    A source out of reach is no fault: what is not known today is not known to be wrong.
    """
    command = [sys.executable, "-m", "pip_audit", "--disable-pip", "--no-deps", "-r", "constraints.txt", "-f", "json", "--progress-spinner", "off"]
    try:
        done = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, timeout=_PATIENCE, check=False)
        told = json.loads(done.stdout)["dependencies"]
    except (subprocess.TimeoutExpired, ValueError, KeyError):
        return [], "advisories: no source could be reached, or pip-audit is not here; nothing was asked"
    asked = [one for one in told if "vulns" in one]
    known = [f"{one['name']} {one['version']}: {bug['id']}" for one in asked for bug in one["vulns"] if bug["id"] not in harmless]
    return known, f"advisories: {len(asked)} of {len(told)} packages could be asked about"


if __name__ == "__main__":
    sys.exit(main())
