"""The enterprise behind a pack, its registration code and its profile file."""

from dataclasses import dataclass, field
from pathlib import Path

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def uscc(first17: str) -> str:
    """The 18-digit social credit code: 17 characters and the GB 32100 check character."""
    total = sum(ALPHABET.index(c) * pow(3, i, 31) for i, c in enumerate(first17))
    return first17 + ALPHABET[(31 - total % 31) % 31]


@dataclass(frozen=True)
class Company:
    """What a profile says; ``exclusions`` maps a clause to the reason for leaving it out."""

    name: str
    code: str
    kind: str
    industry: str
    branches: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    exclusions: dict[str, str] = field(default_factory=dict)


def write_profile(path: Path, company: Company) -> None:
    """profile.yaml in the layout of the visible packs."""
    lines = ["enterprise:", f'  name: "{company.name}"', f'  uscc: "{company.code}"',
             f"  kind: {company.kind}", f'  industry: "{company.industry}"']
    for key, names in (("branches", company.branches), ("entrusted_outlets", company.outlets)):
        lines += [f"  {key}:", *(f'    - "{n}"' for n in names)] if names else [f"  {key}: []"]
    lines.append("period_months: 12")
    if company.exclusions:
        lines.append("exclusions:")
        for clause, reason in company.exclusions.items():
            lines += [f'  - clause: "{clause}"', f'    reason: "{reason}"']
    else:
        lines.append("exclusions: []")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
