"""docs/licences.md: every pinned package with its licence and who brings it along, from what is installed. No network is asked.

`python .ci/licences.py --write` makes it anew, in an environment with the test and bench extras; without --write it says what is stale.
"""

import re
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Any

import yaml
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
OURS = {"xingping", "pip", "setuptools", "wheel"}  # ourselves, and what every environment begins with
FILE = ROOT / "docs/licences.md"
_GROUPS = {"run": "Installed with the program", "test": "Tests and checks only", "bench": "Benchmarks only"}
_HEAD = """\
# Licences of what is installed

Made by `make licences` from the packages themselves (Python 3.11 on Linux, versions of constraints.txt); `.ci/audit` checks it and the
licences against `.ci/licences.yaml`. Why each direct dependency is here: [dependencies.md](dependencies.md).
"""


@dataclass(frozen=True, slots=True)
class Row:
    """A package as the file lists it. `group` is run, test or bench; `through` who needs it, nobody for a direct dependency."""

    name: str
    version: str
    licence: str
    group: str
    through: tuple[str, ...]

    def __str__(self) -> str:
        return f"| {self.name} | {self.version} | {self.licence or 'not told'} | {', '.join(self.through) or 'direct'} |"


def main(arguments: list[str]) -> int:
    """Write the file, or print what is stale. Exit code 1 for a fault."""
    rules = yaml.safe_load((ROOT / ".ci/licences.yaml").read_text(encoding="utf-8"))
    found = rows(installed(), asked(), pins(), rules["aliases"])
    missing = sorted(pins().keys() - {plain(one.name) for one in found})
    if "--write" not in arguments:
        faults = list(stale(found, written(), pins()))
    elif not (faults := [f"{name}: pinned, but not installed or needed by nobody" for name in missing]):
        FILE.write_text(text(found, rules["exceptions"]), encoding="utf-8")
    for line in faults:
        sys.stdout.write(f"{line}\n")
    return 1 if faults else 0


def written() -> str:
    """The file as it stands, "" where there is none."""
    return FILE.read_text(encoding="utf-8") if FILE.is_file() else ""


def installed() -> dict[str, Distribution]:
    """All packages of this environment but ours, by plain name."""
    return {plain(one.name): one for one in distributions() if plain(one.name) not in OURS}


def pins() -> dict[str, str]:
    """Plain name -> version of constraints.txt."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return {plain(name): version for name, _, version in (line.partition("==") for line in lines if "==" in line)}


def asked() -> dict[str, list[str]]:
    """Group -> the direct requirements of pyproject.toml."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {"run": project["dependencies"], **project["optional-dependencies"]}


def rows(found: Mapping[str, Distribution], wanted: Mapping[str, Iterable[str]], pinned: Mapping[str, str], aliases: Mapping[str, str]) -> list[Row]:
    """One a package that is installed and needed, in the first group that needs it, so a group's rows do not depend on later ones."""
    out: dict[str, Row] = {}
    roots: list[str] = []
    for group in _GROUPS:
        direct = list(wanted.get(group, ()))
        roots += direct
        names = {plain(Requirement(one).name) for one in direct}
        for name, parents in sorted(reached(found, roots).items()):
            if name not in out:
                through = () if name in names else tuple(sorted(parents))
                version = pinned.get(name, "not pinned").partition("+")[0]
                out[name] = Row(found[name].name, version, licence_of(found[name], aliases), group, through)
    return list(out.values())


def reached(found: Mapping[str, Distribution], roots: Iterable[str]) -> dict[str, set[str]]:
    """Every installed package that the roots need, and by whom; extras as they are asked for."""
    parents: dict[str, set[str]] = {}
    seen: set[tuple[str, frozenset[str]]] = set()
    ahead = [(Requirement(one), "", frozenset({""})) for one in roots]
    while ahead:
        need, parent, extras = ahead.pop()
        name = plain(need.name)
        if name not in found or (need.marker and not any(need.marker.evaluate({"extra": extra}) for extra in extras)):
            continue
        parents.setdefault(name, set()).update({parent} - {""})
        own = frozenset({"", *need.extras})
        if (name, own) not in seen:
            seen.add((name, own))
            ahead += [(Requirement(one), name, own) for one in found[name].requires or ()]
    return parents


def text(found: Iterable[Row], exceptions: Mapping[str, str]) -> str:
    """The whole file."""
    parts = [_HEAD]
    found = sorted(found, key=lambda one: plain(one.name))
    for group, title in _GROUPS.items():
        parts.append(f"\n## {title}\n\n| package | version | licence | comes with |\n| --- | --- | --- | --- |\n")
        parts += [f"{one}\n" for one in found if one.group == group]
    parts.append("\n## Taken although not among the licences allowed to all\n\n")
    parts += [f"- {name}: {why}\n" for name, why in sorted(exceptions.items())]
    return "".join(parts)


def stale(found: Iterable[Row], listed: str, pinned: Mapping[str, str]) -> Iterator[str]:
    """What the file says otherwise than the packages installed here and the pins; packages that are not installed are only held against the pins."""
    lines = {plain(line.split(" | ")[0].removeprefix("| ")): line for line in listed.splitlines() if re.match(r"\| \S+ \| [0-9]", line)}
    for one in found:
        if lines.get(plain(one.name)) != str(one):
            yield f"{one.name}: docs/licences.md does not say “{one}”; run make licences"
    for name in sorted(pinned.keys() | lines.keys()):
        version = lines[name].split(" | ")[1] if name in lines else "nothing"
        if version != pinned.get(name, "none").partition("+")[0]:
            yield f"{name}: docs/licences.md has version {version}, constraints.txt pins {pinned.get(name, 'none')}"


def licence_of(one: Distribution, aliases: Mapping[str, str]) -> str:
    """An SPDX expression, "" where none is told: its own, else what its classifiers say, else its licence field."""
    told: Any = one.metadata
    if expression := told.get("License-Expression"):
        return str(expression)
    classes = [line.rpartition(" :: ")[2] for line in told.get_all("Classifier", []) if line.startswith("License ::")]
    named = " AND ".join(sorted({aliases.get(line, line) for line in classes if line != "OSI Approved"}))
    free = (told.get("License") or "").split("\n")[0].strip()
    return named or aliases.get(free, free)


def plain(name: str) -> str:
    """The name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
