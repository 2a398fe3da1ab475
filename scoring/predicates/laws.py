"""`laws`: the list names what is required and no abolished law without saying so (ruling 19)."""

import re

from scoring.documents.normalise import normalise
from scoring.evidence import Evidence, Row
from scoring.rubric.predicates import Laws
from scoring.verdict import Verdict, met, not_met, unread_instead
from scoring.words import words


def laws(rule: Laws, evidence: Evidence) -> Verdict:
    """The general laws, the industry's, and the abolished ones that are listed as if in force."""
    rows = [row for row in evidence.rows(rule.records) or evidence.told(rule.records) if row.get("law") or row.get("item")]
    if not rows:
        return unread_instead(evidence, rule.records, not_met("missing", ""))
    names = [(_name(row), row) for row in rows]
    missing = [law.name for law in evidence.industry.laws if not any(_matches(law.match, name) for name, _ in names)]
    stale = [(law, row) for law in evidence.industry.abolished for name, row in names if _matches(law.match, name) and not _marked(row)]
    note = "" if evidence.industry.listed else "（行业清单未收录，只查通用法律）"
    if stale:
        text = "；".join(f"《{law.name}》已于 {law.since} 废止（由{law.replaced_by}替代），清单没有标注" for law, _ in stale)
        return not_met("abolished_law", text + note, [row.quote for _, row in stale])
    if missing:
        return not_met("missing_law", f"清单缺{'、'.join(f'《{name}》' for name in missing)}{note}", [rows[0].quote])
    return met(f"清单 {len(rows)} 部，含必需的法律，没有未标注的废止法律{note}", [row.quote for row in rows[:3]])


def _name(row: Row) -> str:
    return normalise(row.get("law") or row.get("item")).strip("《》<>“”\"' 　")


def _matches(patterns: tuple[str, ...], name: str) -> bool:
    return any(re.search(pattern, name) for pattern in patterns)


def _marked(row: Row) -> bool:
    """In any cell of its row, whether or not we know what its column is for."""
    return any(words().law_marked.search(normalise(value)) for value in (*row.record.cells.values(), row.record.quote))
