"""Mutation testing, a group of modules at a time: copies the checkout to var/mutation/GROUP, runs mutmut there, prints what survived.

What was tried is kept, so a run that met its time bound goes on where it stopped. New tests need `--retry` (what survived is tried
again) or `--fresh` (all is). Needs mutmut (docs/testing.md); one process, so that a busy machine stays usable.
"""

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any
from zlib import crc32

import yaml
from mutmut.stats import status_by_exit_code

_ROOT = Path(__file__).resolve().parents[1]
_WORK = _ROOT / "var" / "mutation"
_NO_MUTANT = "none-of-them"
_NOTICED = ("killed", "timeout", "segfault")
# A fork server, because a worker of a process that has run the tests would find its caches filled and never run the mutant.
_SETTINGS = {
    "source_paths": ["scoring", "assistant"],
    "also_copy": ["corpus", "prompts"],
    "process_isolation": ["forkserver"],
    "timeout_multiplier": ["5"],
    "timeout_constant": ["5"],
    "pytest_add_cli_args": ["-p", "_hypothesis_pytestplugin", "--hypothesis-seed=0", "-p", "no:cacheprovider"],
}


def main(arguments: Sequence[str]) -> int:
    """Exit code 0 when no mutant survived and all were tried, else 1."""
    groups = yaml.safe_load((_ROOT / ".ci/mutation.yaml").read_text(encoding="utf-8"))
    parser = argparse.ArgumentParser(prog=".ci/mutate", description="Mutation testing of the modules in .ci/mutation.yaml")
    parser.add_argument("groups", nargs="*", metavar="GROUP", help=f"of {', '.join(groups)}; all when none is named")
    parser.add_argument("--minutes", type=float, default=60, help="time bound of each group (60)")
    parser.add_argument("--one-in", type=int, default=1, metavar="N", help="a sample: the same every time, of all functions alike (1: all)")
    parser.add_argument("--fresh", action="store_true", help="forget what was tried")
    parser.add_argument("--retry", action="store_true", help="try only those again that survived, with the tests as they are now")
    parser.add_argument("--show", action="store_true", help="run nothing: print the table and each survivor as a diff")
    options = parser.parse_args(arguments)
    if unknown := sorted(set(options.groups) - set(groups)):
        parser.error(f"unknown: {', '.join(unknown)}")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that what we started ends with us
    counts: Counter[tuple[str, str]] = Counter()
    survivors: list[str] = []
    for group in options.groups or groups:
        place = _WORK / group
        if options.fresh:
            shutil.rmtree(place, ignore_errors=True)
        if not options.show:
            prepare(place, groups[group])
            mutmut(place, [_NO_MUTANT], options.minutes)  # writes the mutants, so that they have names
            wanted = ("survived", "no tests") if options.retry else ("not checked",)
            names = [name for name, told in outcomes(place) if told in wanted and crc32(name.encode()) % options.one_in == 0]
            if names and not mutmut(place, names, options.minutes):
                sys.stdout.write(f"{group}: stopped after {options.minutes:g} minutes; run again to go on\n")
            if not any(told != "not checked" for _, told in outcomes(place)):
                sys.stdout.write(f"{group}: nothing was tried; do its tests pass? See {place / 'mutmut.log'}\n")
        for name, told in outcomes(place):
            counts[module_of(name), told] += 1
            if told not in (*_NOTICED, "not checked"):
                survivors.append(diff(place, name) if options.show else f"{name}: {told}")
    sys.stdout.write("".join(f"{line}\n" for line in (*survivors, *table(counts))))
    return 0 if all(told in _NOTICED for _, told in counts) else 1


def prepare(place: Path, group: Mapping[str, Sequence[str]]) -> None:
    """Bring the copy up to date: changed files only, with their times, by which mutmut knows what is new."""
    listed = subprocess.run(["git", "ls-files", "-coz", "--exclude-standard"], cwd=_ROOT, check=True, capture_output=True).stdout
    names = [name for name in listed.decode().split("\0") if name and (_ROOT / name).is_file()]
    for name in names:
        old, new = place / name, _ROOT / name
        if not old.exists() or (old.stat().st_mtime, old.stat().st_size) != (new.stat().st_mtime, new.stat().st_size):
            old.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(new, old)
    lines = {**_SETTINGS, "only_mutate": group["mutate"], "pytest_add_cli_args_test_selection": group["tests"]}
    text = "\n".join(f"{name}=" + "\n    ".join(values) for name, values in lines.items())
    (place / "setup.cfg").write_text(f"[mutmut]\n{text}\n", encoding="utf-8")


def mutmut(place: Path, names: Sequence[str], minutes: float) -> bool:
    """Let mutmut try the named mutants; False when its time was over before."""
    tool = Path(sys.executable).with_name("mutmut")
    environment = {**os.environ, "HF_HUB_OFFLINE": "1", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}  # plugins cost more than the tests
    environment.pop("PYTHONPATH", None)  # the mutants must be what is imported
    with (place / "mutmut.log").open("ab") as log:
        command = [tool, "run", "--max-children", "1", *names]
        started = subprocess.Popen(command, cwd=place, env=environment, stdout=log, stderr=log, start_new_session=True)
        try:
            started.wait(minutes * 60)
        except subprocess.TimeoutExpired:
            return False
        finally:  # its fork server too, whatever ends us
            with suppress(ProcessLookupError):
                os.killpg(started.pid, signal.SIGKILL)
            started.wait()
    return True


def outcomes(place: Path) -> Iterator[tuple[str, str]]:
    """Each mutant of the group and how it ended, in the order of modules."""
    for path in sorted((place / "mutants").rglob("*.meta")):
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        for name, code in data["exit_code_by_key"].items():
            yield name, status_by_exit_code[code]


def module_of(name: str) -> str:
    """`scoring.points.x_rest__mutmut_1` -> `scoring.points`."""
    return name.rpartition(".x")[0]


def diff(place: Path, name: str) -> str:
    """What the mutant changes."""
    tool = Path(sys.executable).with_name("mutmut")
    return subprocess.run([tool, "show", name], cwd=place, capture_output=True, text=True, check=False).stdout


def table(counts: Mapping[tuple[str, str], int]) -> Iterator[str]:
    """Module | mutants | noticed | survived | not tried."""
    yield "| module | mutants | killed | survived | not tried |"
    yield "|---|---|---|---|---|"
    for module in sorted({module for module, _ in counts}):
        own = {told: number for (name, told), number in counts.items() if name == module}
        killed, left = sum(own.get(told, 0) for told in _NOTICED), own.get("not checked", 0)
        yield f"| `{module}` | {sum(own.values())} | {killed} | {sum(own.values()) - killed - left} | {left} |"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
