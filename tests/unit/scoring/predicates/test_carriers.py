"""Who faces customers: by kind, by name, by place, and by how it speaks."""

import pytest

from scoring.predicates.carriers import faces_public, loose_commitments
from tests.support.facts import Piece, file, promise, says, table
from tests.support.vectors import evidence


def public(path: str, *pieces: Piece, kinds: tuple[str, ...] = (), title: str = "") -> bool:
    seen = evidence([file(path, *pieces, kinds=kinds, title=title or path.rsplit(".", 1)[0])])
    return faces_public(seen, seen.papers[0], 0)


@pytest.mark.parametrize("name", ["箱内感谢卡（印刷稿202605）.pdf", "客服话术2026秋.txt", "收银台立牌.pdf", "退货须知.docx", "提货单 2.pdf"])
def test_slips_and_notices(name: str) -> None:
    assert public(name, promise("warranty", 12, "month"))


@pytest.mark.parametrize("name", ["维修工单.docx", "值班安排单.docx", "投诉登记卡.docx", "供应商评分卡.docx", "岗位说明.docx", "库房交接单.docx"])
def test_papers_that_stay_in_the_house(name: str) -> None:
    assert not public(name, promise("warranty", 12, "month"))


def test_a_paper_that_speaks_to_customers() -> None:
    spoken = (says("hotline_hours", quote="有事您打这个电话，早八点到晚八点都有人"), says("repair_fee", quote="坏了您别急，换圈十元一个"))
    assert public("未命名.docx", *spoken)
    assert not public("未命名.docx", spoken[0])
    assert not public("未命名.docx", says("a", quote="接电话先说“您好”"), says("b", quote="要问“请问您贵姓”"))
    assert not public("员工手册.docx", *spoken)


def test_records_and_papers_of_another_kind_are_no_slips() -> None:
    assert not public("回访卡.xlsx", table("visit_record", "id date", [("H1", "2026-03-01")]))
    assert not public("温馨提示.docx", kinds=("service_manual",))


def test_promises_on_slips_of_no_kind_are_said_to_customers_all_the_same() -> None:
    seen = evidence([file("箱内感谢卡.pdf", promise("reply", 24)), file("会议纪要.docx", promise("reply", 2))])
    assert [one.promise.value for one in loose_commitments(seen, "reply")] == ["24"]


@pytest.mark.parametrize(("others", "speaks"), [(6, True), (7, False)])
def test_a_quarter_of_the_sentences_must_speak_to_customers(others: int, speaks: bool) -> None:
    spoken = (says("a", quote="有事您打这个电话"), says("b", quote="坏了您别急，换圈十元一个"))
    plain = (says(f"c{number}", quote=f"第 {number} 步检查密封圈") for number in range(others))
    assert public("未命名.docx", *spoken, *plain) is speaks
