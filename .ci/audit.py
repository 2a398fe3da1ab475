"""Licences, reasons and pins of what is installed; known vulnerabilities where advisories can be had. Exit code 1 for a fault."""

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Collection, Iterator, Mapping
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Any

import yaml

_ROOT = Path(__file__).resolve().parents[1]
_OURS = {"xingping", "pip", "setuptools", "wheel"}  # ourselves, and what every environment begins with
_PATIENCE = 180  # seconds


def main() -> int:
    """Print every fault, and one line on advisories."""
    rules = yaml.safe_load((_ROOT / ".ci/licences.yaml").read_text(encoding="utf-8"))
    installed = {_plain(one.name): one for one in distributions() if _plain(one.name) not in _OURS}
    faults = [*unlicensed(installed, rules), *unexplained(), *unpinned(installed)]
    known, told = advisories(rules["advisories"])
    for line in (*faults, *known, told, f"{len(installed)} distributions looked at"):
        sys.stdout.write(f"{line}\n")
    return 1 if faults or known else 0


def unlicensed(installed: Mapping[str, Distribution], rules: Mapping[str, Any]) -> Iterator[str]:
    """Packages whose licence is not allowed and not excepted, and exceptions nobody needs."""
    for name, one in sorted(installed.items()):
        licence = licence_of(one, rules["aliases"])
        if not permits(licence, rules["allowed"]) and name not in rules["exceptions"]:
            yield f"{name}: licence {licence or 'not told'} is not among those allowed in .ci/licences.yaml"
    for name in rules["exceptions"]:
        if name in installed and permits(licence_of(installed[name], rules["aliases"]), rules["allowed"]):
            yield f"{name}: needs no exception any more in .ci/licences.yaml"


def licence_of(one: Distribution, aliases: Mapping[str, str]) -> str:
    """An SPDX expression, "" where none is told: its own, else what its classifiers say, else its licence field."""
    told = one.metadata
    if expression := told.get("License-Expression"):
        return str(expression)
    classes = [text.rpartition(" :: ")[2] for text in told.get_all("Classifier", []) if text.startswith("License ::")]
    named = " AND ".join(sorted({aliases.get(text, text) for text in classes if text != "OSI Approved"}))
    free = (told.get("License") or "").split("\n")[0].strip()
    return named or aliases.get(free, free)


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
    project = tomllib.loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    explained = {_plain(word) for word in re.findall(r"[\w.-]*\w", (_ROOT / "docs/dependencies.md").read_text(encoding="utf-8"))}
    for one in sum(project["optional-dependencies"].values(), project["dependencies"]):
        name = _plain(re.split(r"[ ;<>=!~\[]", one)[0])
        if name not in explained:
            yield f"{name}: no line in docs/dependencies.md says why it is here"


def unpinned(installed: Mapping[str, Distribution]) -> Iterator[str]:
    """What is installed in another version than constraints.txt says, or in any."""
    lines = (_ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = {_plain(name): version for name, _, version in (line.partition("==") for line in lines if "==" in line)}
    for name, one in sorted(installed.items()):
        if pins.get(name, "").partition("+")[0] != one.version.partition("+")[0]:
            yield f"{name}: {one.version} is installed, constraints.txt pins {pins.get(name) or 'none'}"


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


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    sys.exit(main())
