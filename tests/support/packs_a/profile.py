"""The profile.yaml every pack carries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml


@dataclass(frozen=True)
class Profile:
    """Who the enterprise is and what it leaves out."""

    name: str
    uscc: str
    kind: str
    industry: str
    branches: Sequence[str] = ()
    entrusted: Sequence[str] = ()
    exclusions: Sequence[tuple[str, str]] = ()

    def save(self, folder: Path) -> None:
        """Write profile.yaml."""
        enterprise = {
            "name": self.name,
            "uscc": self.uscc,
            "kind": self.kind,
            "industry": self.industry,
            "branches": list(self.branches),
            "entrusted_outlets": list(self.entrusted),
        }
        excluded = [{"clause": clause, "reason": reason} for clause, reason in self.exclusions]
        content = {"enterprise": enterprise, "period_months": 12, "exclusions": excluded}
        folder.mkdir(parents=True, exist_ok=True)
        text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
        (folder / "profile.yaml").write_text(text, encoding="utf-8")
