"""The Excel files: all that the document says, as texts, the same bytes every time."""

from datetime import date
from io import BytesIO

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from assistant.guidance.cited import Json
from assistant.guidance.materials import checklist
from assistant.guidance.materials import to_json as of_materials
from assistant.guidance.materials_found import read_result
from assistant.guidance.tables_export import checklist_table, timeline_table
from assistant.guidance.timeline import Asked, timeline
from assistant.guidance.timeline_document import to_json as of_timeline
from assistant.knowledge.model import Corpus
from scoring.profile import Profile
from tests.support.facts import OWN, file, paper
from tests.support.graded import result


def cells(sheet: Worksheet) -> list[list[str]]:
    return [[str(cell or "") for cell in row] for row in sheet.iter_rows(min_row=3, values_only=True)]


def a_checklist(name: str = OWN) -> Json:
    old = file("=SUM(1).pdf", paper("management_certificate", name, expires="2026-08-31", title="=1+1"), kinds=["management_certificate"])
    return of_materials(checklist(None, read_result(result(old, profile=Profile(name=name)))))


def test_the_checklist(corpus: Corpus) -> None:
    document = a_checklist()
    book = load_workbook(BytesIO(checklist_table(document)))
    assert book.sheetnames == ["材料清单", "文件", "说明"]
    rows = cells(book["材料清单"])
    items = [item for one in document["classes"] for item in one["items"]]
    assert [row[1:5] for row in rows] == [[item["title"], item["state_title"], item["text"], item["todo"]] for item in items]
    assert {row[5] for row in rows} == {"多家清单都列", "只有部分机构要"}
    refused = next(row for row in cells(book["文件"]) if row[2] == "=SUM(1).pdf")
    assert refused[5] == "不算"
    assert "2026-08-31" in refused[6]


def test_no_text_becomes_a_formula() -> None:
    book = load_workbook(BytesIO(checklist_table(a_checklist("=HYPERLINK(1)"))))
    types = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert types == {"s"}
    assert book["材料清单"]["A1"].value == "=HYPERLINK(1)　申请材料清单"


def test_the_timeline(corpus: Corpus) -> None:
    document = of_timeline(timeline(Asked(date(2026, 11, 23), date(2027, 3, 15))), {one.code: one for one in corpus.sources})
    book = load_workbook(BytesIO(timeline_table(document)))
    assert book.sheetnames == ["时间安排", "倒排", "各来源总时长", "申请前要满的时间", "拿证以后", "说明"]
    rows = {row[0]: row for row in cells(book["时间安排"])}
    assert rows["颁发证书"][3:7] == ["2027-01-21", "2027-05-18", "2027-01-28", "2027-06-01"]
    assert rows["整改"][1:3] == ["没有公开数字", "没有公开数字"]
    assert document["verdict"] in book["倒排"]["A1"].value
    assert len(cells(book["倒排"])) == 2 * len(document["phases"])
    whole = cells(book["各来源总时长"])
    assert len(whole) == len(document["totals"]["sides"])
    assert len(whole[0]) == 6
    plain = load_workbook(BytesIO(timeline_table(of_timeline(timeline(Asked(date(2026, 11, 23)))))))
    assert "倒排" not in plain.sheetnames
    assert len(cells(plain["各来源总时长"])[0]) == 4


def test_the_same_bytes_again() -> None:
    document, line = a_checklist(), of_timeline(timeline(Asked(date(2026, 11, 23), date(2027, 3, 15))))
    assert checklist_table(document) == checklist_table(document)
    assert timeline_table(line) == timeline_table(line)
