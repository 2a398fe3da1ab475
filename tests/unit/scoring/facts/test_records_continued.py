"""Tables over a page break, and where records of a table on its side stand."""

from scoring.documents.grid import row_blocks
from scoring.documents.model import Block, Document, Page, Table
from scoring.facts.model import RecordTable
from scoring.facts.reading import read
from scoring.facts.record_turned import upright
from scoring.facts.records import record_tables

_HEAD = ("序号", "完工日期", "客户", "安装人", "验收结论", "客户签字")
_FIRST = (_HEAD, ("1", "2026-03-01", "恒顺纺织", "刘工", "合格", "秦"), ("2", "2026-03-09", "宏达铸造", "周工", "合格", "卫"))


def _tables(*second: tuple[str, ...]) -> tuple[RecordTable, ...]:
    one, two = Table("p.1表1", _FIRST), Table("p.2表1", second)
    title = Block("paragraph", "设备安装验收汇总表", "p.1")
    pages = (Page(1, (title, *row_blocks(one)), tables=(one,)), Page(2, tuple(row_blocks(two)), tables=(two,)))
    return record_tables(read(Document("0" * 64, "汇总.pdf", "application/pdf", pages), "汇总.pdf"))


def test_a_table_goes_on_after_the_page_break() -> None:
    tables = _tables(("3", "2026-04-01", "云集公寓", "刘工", "合格", ""), ("4", "2026-04-07", "海棠医院", "刘工", "不合格", "蒋"))
    assert [one.kind for one in tables] == ["installation_record"] * 2
    assert [record.locator for record in tables[1].records] == ["p.2表1!A1", "p.2表1!A2"]
    assert tables[1].records[1].cells["result"] == "不合格"


def test_another_table_does_not_go_on() -> None:
    assert len(_tables(("甲", "乙", "丙", "丁", "戊", "己"))) == 1
    assert len(_tables(("3", "2026-04-01", "云集公寓"))) == 1


def test_a_header_of_its_own_stays() -> None:
    (_, second) = _tables(_HEAD, ("1", "2026-04-01", "云集公寓", "刘工", "合格", ""))
    assert [record.locator for record in second.records] == ["p.2表1!A2"]


def test_places_of_a_turned_table() -> None:
    assert upright("工单!C2") == "工单!B3"
    assert upright("第3行") == "第3行"
