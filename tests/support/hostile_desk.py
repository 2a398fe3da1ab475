"""A client whose every name, text and cell is markup, a formula or worse, stored the way people store them."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import yaml
from openpyxl import Workbook, load_workbook

from assistant.workbench import Workbench
from tests.support.desks import graded, official, papers

ALIEN = "203.0.113.1"
SCRIPT = "<script>alert(1)</script>"
IMAGE = '"><img src=x onerror=alert(2)>'
DRAWING = "<svg/onload=alert(3)>"
LINK = f"[点开](javascript:alert(4)) ![图](http://{ALIEN}/leak.png)"
FRAME = f"'><iframe src=//{ALIEN}/a></iframe><style>@import url(//{ALIEN}/b)</style>"
TURNED = "甲\u202etxt.exe"
FORMULA = f'=HYPERLINK("http://{ALIEN}","点")'
ALL = f"{SCRIPT}{IMAGE}{DRAWING}{LINK}{FRAME}"
PROMISE = "郑重承诺：24小时内上门维修，整机保修三年，终身维护。"


@dataclass(frozen=True, slots=True)
class Hostile:
    """Where it is stored."""

    client: str
    assessment: str
    rubric: str


def hostile(bench: Workbench, folder: Path) -> Hostile:
    """Everything stored in the workbench; `folder` holds the files sent meanwhile."""
    fields = {"name": f"{IMAGE}{DRAWING}有限公司", "industry": f"{SCRIPT}{LINK}", "branches": [f"{FRAME}分公司"], "entrusted_outlets": [FORMULA]}
    client = bench.save_client("", fields, SCRIPT).id
    profile = yaml.safe_dump({"enterprise": {"name": f"{SCRIPT}档案", "industry": ALL, "branches": [f"{IMAGE}店"]}}, allow_unicode=True)
    papers(
        bench,
        client,
        ("profile.yaml", profile),
        (f"{TURNED}{DRAWING}.txt", f"{ALL}{PROMISE}"),
        ('"><img src=x onerror=alert(5)>.md', f"# {ALL}\n\n{LINK}\n\n{PROMISE}"),
        ("=1+1.txt", f"{FORMULA}\n{PROMISE}"),
        ("页.html", f"<h1>&lt;script&gt;alert(6)&lt;/script&gt;</h1><p>{PROMISE}{IMAGE}</p>"),
        ("台账.xlsx", _book()),
    )
    bench.add_note(client, ALL, SCRIPT)
    first = graded(bench, client)
    bench.record(first, _decision(bench, first), SCRIPT)
    assessment = bench.shown(client, "")
    gaps = folder / "差距.xlsx"
    gaps.write_bytes(_filled(bench.report(assessment, "xlsx")[0]))
    bench.import_gaps(assessment, gaps, IMAGE[:40])
    book = folder / "表.xlsx"
    book.write_bytes(official(bench.export_rubric("gbt27922-2011")[0]))
    rubric = bench.import_rubric(book, SCRIPT).id
    bench.rename_rubric(rubric, f"{IMAGE}{SCRIPT}"[:60], SCRIPT)
    own = folder / f"{IMAGE}承诺.md"
    own.write_text(f"# {ALL}\n\n海屿制冷{PROMISE}{ALL}\n", encoding="utf-8")
    bench.add_to_library(own)
    return Hostile(client, assessment, rubric)


def _book() -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "投诉台账"
    sheet.append(["日期", "客户", "投诉内容", "处理结果"])
    for day in range(1, 6):
        sheet.append([f"2026-05-0{day}", f"{IMAGE}客户", SCRIPT, DRAWING])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _decision(bench: Workbench, assessment: str) -> dict[str, str]:
    result = bench.result(assessment)
    clause = next(one for one in result["clauses"] if one["outcome"] == "not_met" and len(one["conditions"]) == 1)
    named = {"kind": "condition", "clause": clause["id"], "condition": clause["conditions"][0]["id"], "decision": "met"}
    return {**named, "reason": ALL, "until": "2027-06-30"}


def _filled(data: bytes) -> bytes:
    """The gap list with markup and a formula's text beside the first two gaps."""
    book = load_workbook(BytesIO(data))
    sheet = book["差距清单"]
    head = next(row for row in sheet.iter_rows() if any(cell.value == "责任人" for cell in row))
    column = next(cell.column for cell in head if cell.value == "责任人")
    for offset, text in enumerate((IMAGE, SCRIPT), 1):
        sheet.cell(head[0].row + offset, column, text)
    out = BytesIO()
    book.save(out)
    return out.getvalue()
