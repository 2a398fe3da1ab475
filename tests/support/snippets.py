"""Small invented papers -> documents -> facts -> one verdict: for vectors that say what a paper proves.

`python -m tests.support.snippets FILE.jsonl… [--failures]` prints recall and precision by condition.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from scoring.calendar import Period
from scoring.documents.grid import row_blocks
from scoring.documents.model import Block, Document, Page, Table
from scoring.evidence import Evidence
from scoring.facts.dates import cell_number
from scoring.facts.extract import facts_of
from scoring.facts.model import FileFacts
from scoring.industry import industry_of
from scoring.judge import fresh_months
from scoring.kind_groups import kind_groups
from scoring.predicates import judge
from scoring.profile import Profile
from scoring.rubric import load_rubric
from scoring.special import special_deductions
from scoring.validity import Frame

AS_OF = date(2026, 11, 20)
PROFILE = Profile(name="杭州云杉电器有限公司", uscc="91330106MA2CFEXR8J", kind="production", industry="家用电器制造与销售")

Line = str | list[list[str]]


def paper(name: str, lines: Sequence[Line]) -> FileFacts:
    """Facts of a paper given as lines; "# " begins a heading, a list of rows is a table. .xlsx: the paper is its sheet."""
    sheet = name.endswith((".xlsx", ".xls", ".csv"))
    blocks: list[Block] = []
    tables: list[Table] = []
    if sheet:
        rows = [row for line in lines for row in (line if isinstance(line, list) else [[line.removeprefix("# ")]])]
        tables.append(_table("Sheet1", rows))
        blocks.extend(row_blocks(tables[0]))
    for number, line in enumerate(() if sheet else lines, start=1):
        if isinstance(line, list):
            tables.append(_table(f"表{len(tables) + 1}", line))
            blocks.extend(row_blocks(tables[-1]))
        elif line.startswith("# "):
            blocks.append(Block("heading", line[2:], f"段落{number}", 1))
        else:
            blocks.append(Block("paragraph", line, f"段落{number}"))
    page = Page(1, tuple(blocks), "Sheet1" if sheet else "", tuple(tables))
    digest = sha256(json.dumps([name, lines], ensure_ascii=False).encode()).hexdigest()
    return facts_of(Document(digest, name, "text/plain", (page,)), name)


def _table(name: str, rows: Sequence[Sequence[object]]) -> Table:
    width = max((len(row) for row in rows), default=0)
    return Table(name, tuple(tuple(str(cell) for cell in row) + ("",) * (width - len(row)) for row in rows))


def evidence_of(files: Iterable[FileFacts], profile: Profile = PROFILE) -> Evidence:
    """The papers as the main rubric's predicates see them at the date of evaluation."""
    frame = Frame(profile, AS_OF, Period.before(AS_OF, profile.period_months), kind_groups(), fresh_months(load_rubric()))
    return Evidence.of(files, frame, industry_of(profile.industry))


@lru_cache(maxsize=1)
def conditions() -> dict[str, Any]:
    return {f"{clause.id}/{one.id}": one for clause in load_rubric().clauses() for one in clause.conditions}


def outcome(snippet: dict[str, Any]) -> str:
    """"met" or "not_met" as the engine sees the snippet; for rows what differs, "met" if nothing."""
    files = [paper(one["name"], one["lines"]) for one in snippet["papers"]]
    evidence = evidence_of(files)
    group, _, name = snippet["condition"].partition("/")
    if group == "special":
        found = special_deductions(load_rubric(), evidence, {})
        from scoring.facts.concept_lexicon import concept_title

        return "met" if any(concept_title(name) in one.text for one in found) else "not_met"
    if group == "validity":
        wanted = "unissued_draft" if name == "void" else name
        return "met" if any(one.reason == wanted for one in evidence.papers[0].whole) else "not_met"
    if group == "rows":
        return _rows(snippet, files, name)
    verdict = judge(conditions()[snippet["condition"]].predicate, evidence)
    return "met" if verdict.outcome in ("met", "partial") else "not_met"


def _rows(snippet: dict[str, Any], files: Sequence[FileFacts], kind: str) -> str:
    tables = [table for facts in files for table in facts.tables if table.kind == kind]
    want = snippet["rows"]
    count = sum(len(table.records) for table in tables)
    if count != want["count"]:
        others = sorted({table.kind for facts in files for table in facts.tables})
        return f"{count} records, not {want['count']} (kinds {others})"
    first = tables[0].records[0].cells if tables and tables[0].records else {}
    wrong = {role: (first.get(role), value) for role, value in want["roles"].items() if not _holds(first, kind, role, str(value))}
    return "met" if not wrong else f"roles {wrong}"


# What an author may call by another name than the engine, which keeps one role for both: by kind of record.
_ALIKE: dict[str, dict[str, tuple[str, ...]]] = {
    "delivery_record": {"sign": ("receiver",), "region": ("tier",)},
    "recycling_record": {"sign": ("receiver",), "id": ("ref",)},
    "return_record": {"action": ("type", "result"), "status": ("result",)},
    "complaint_record": {"receiver": ("staff",), "status": ("result",)},
    "feedback_record": {"status": ("result",)},
    "visit_record": {"result": ("visit", "score")},
    "customer_file": {"date": ("start",)},
    "installation_record": {"finish": ("date",)},
    "active_service_record": {"quantity": ("attendance",), "action": ("topic",)},
}


def _holds(cells: Mapping[str, str], kind: str, role: str, want: str) -> bool:
    return any(_same(cells.get(name, ""), want) for name in (role, *(() if role in cells else _ALIKE.get(kind, {}).get(role, ()))))


def _same(got: str, want: str) -> bool:
    if got and cell_number(want) == got:  # 1台, 360,000
        return True
    return got.strip() == want.strip() or (bool(got) and got[:10] == want[:10] and want[:2] == "20") or (bool(want) and want in got)


def load(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def main(argv: list[str]) -> int:
    """Print hits by condition: met found, near misses refused; --failures lists the others; --part tune|held halves by order."""
    paths = [Path(one) for one in argv if one.endswith(".jsonl")]
    part = argv[argv.index("--part") + 1] if "--part" in argv else ""
    right: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for path in paths:
        for number, snippet in enumerate(load(path)):
            if part and (number % 5 in (1, 4)) != (part == "held"):
                continue
            got = outcome(snippet)
            tally = right[snippet["condition"]]
            good = got == snippet["expect"]
            tally[0 if snippet["expect"] == "met" else 2] += good
            tally[1 if snippet["expect"] == "met" else 3] += 1
            if not good and "--failures" in argv:
                text = json.dumps(snippet["papers"], ensure_ascii=False)
                sys.stdout.write(f"{snippet['id']} {snippet['condition']} expect {snippet['expect']} got {got}: {text[:600]}\n")
    total = [sum(one[n] for one in right.values()) for n in range(4)]
    for name, one in sorted(right.items()):
        sys.stdout.write(f"{name:34} met {one[0]:3}/{one[1]:3}  refused {one[2]:3}/{one[3]:3}\n")
    sys.stdout.write(f"{'all':34} met {total[0]:3}/{total[1]:3}  refused {total[2]:3}/{total[3]:3}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
