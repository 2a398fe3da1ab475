"""Putting a pack together: profile, papers and generated tables."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.support.packs_d.papers import read_papers
from tests.support.packs_d.render import render

HERE = Path(__file__).parent


def write_papers(pack: str, folder: Path, words: Mapping[str, str], tables: Mapping[str, list[list[Any]]]) -> None:
    """Write every paper of the pack's papers file."""
    for paper in read_papers(HERE / "papers" / f"{pack}.txt", words, tables):
        render(paper, folder)


def write_profile(folder: Path, *, name: str, code: str, kind: str, industry: str, branches: Sequence[str] = (),
                  entrusted: Sequence[str] = (), exclusions: Sequence[tuple[str, str]] = ()) -> None:
    """The profile that comes with the pack."""
    lines = ["enterprise:", f'  name: "{name}"', f'  uscc: "{code}"', f"  kind: {kind}", f'  industry: "{industry}"']
    lines += _names("branches", branches) + _names("entrusted_outlets", entrusted) + ["period_months: 12"]
    lines += ["exclusions:" if exclusions else "exclusions: []"]
    for clause, reason in exclusions:
        lines += [f'  - clause: "{clause}"', f'    reason: "{reason}"']
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "profile.yaml").write_text("\n".join([*lines, ""]), encoding="utf-8")


def _names(key: str, names: Sequence[str]) -> list[str]:
    return [f"  {key}:", *(f'    - "{name}"' for name in names)] if names else [f"  {key}: []"]
