"""Leads: what is taken for a contact, merging, the daily cap, and that what is deleted is gone from the disk."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from assistant.workbench.leads import as_csv, as_json, as_xlsx
from assistant.workspace import NotFoundError, RefusedError, Workspace
from assistant.workspace.leads import Submitted, TooManyError, consent, contact_key, page_of
from tests.support.workspaces import WHO, Somewhere, Ticking

GOOD = {
    "13812345678": "13812345678",
    "138-1234-5678": "13812345678",
    "138 1234 5678": "13812345678",
    "+86 13812345678": "13812345678",
    "电话：１３８１２３４５６７８": "13812345678",
    "027-87654321": "02787654321",
    "(027)87654321转801": "02787654321801",
    "400-820-8820": "4008208820",
    "+852 2345 6789": "85223456789",
    "Li.Ming@Example.CN": "li.ming@example.cn",
    "邮箱:a@b.cn": "a@b.cn",
    "微信号：wx_liming-88": "wx_liming-88",
}
BAD = ["", "电话", "1381234567", "23812345678", "张三", "a@b", "@b.cn", "abc", "1234567890123456789", "https://x.cn/a", "=cmd()", "a@b.cn<script>"]


def sent(**changes: str) -> Submitted:
    plain = {"name": "李女士", "contact": "13812345678", "message": "想办五星", "page": "", "asked": "", "summary": "", "consent": "2026-11/365"}
    return Submitted(**{**plain, **changes})


@pytest.mark.parametrize(("typed", "key"), GOOD.items(), ids=GOOD)
def test_contacts(typed: str, key: str) -> None:
    assert contact_key(typed) == key


@pytest.mark.parametrize("typed", BAD)
def test_what_is_no_contact(typed: str) -> None:
    with pytest.raises(RefusedError, match="联系方式看不出"):
        contact_key(typed)


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("https://example.cn/sh/?utm=1&tel=138#x", "https://example.cn/sh/"),
        ("https://user:secret@example.cn:8443/a?b", "https://example.cn:8443/a"),
        ("http://[::1]:80/a", "http://[::1]:80/a"),
        ("https://example.cn", "https://example.cn"),
        ("javascript:alert(1)", ""),
        ("", ""),
    ],
)
def test_a_page_is_kept_without_what_may_tell_more(address: str, page: str) -> None:
    assert page_of(address) == page


def test_what_a_visitor_sent_is_kept_and_the_log_does_not_repeat_it(workspace: Workspace) -> None:
    one = workspace.receive_lead(sent(asked='{"kind": "sales"}', summary="满足：申请对象", page="https://example.cn/"), 200)
    assert workspace.lead(one.id) == one
    assert (one.name, one.contact, one.times, one.consent_version) == ("李女士", "13812345678", 1, "2026-11/365")
    (entry,) = workspace.audit()
    assert (entry.action, entry.subject, entry.who, entry.details) == ("lead.received", one.id, "网站访客", "{}")
    assert workspace.verify_audit().sound


@pytest.mark.parametrize("change", [{"name": " "}, {"name": "李" * 61}, {"message": "留" * 2001}, {"contact": "无"}, {"name": "\x00"}])
def test_what_cannot_be_kept_is_refused(workspace: Workspace, change: dict[str, str]) -> None:
    with pytest.raises(RefusedError):
        workspace.receive_lead(sent(**change), 200)
    assert workspace.leads() == []


def test_the_same_contact_within_a_day_is_one_lead(somewhere: Somewhere) -> None:
    clock = Ticking()
    workspace = Workspace.open(somewhere, clock=clock)
    first = workspace.receive_lead(sent(), 200)
    again = workspace.receive_lead(sent(contact="+86 138-1234-5678", message="多少钱", asked="{}", summary="满足"), 200)
    assert (again.id, again.times, again.message, again.summary) == (first.id, 2, "想办五星\n多少钱", "满足")
    assert workspace.receive_lead(sent(), 200).message == "想办五星\n多少钱"
    clock.at += timedelta(days=1)
    assert workspace.receive_lead(sent(), 200).id != first.id
    assert len(workspace.leads()) == 2
    workspace.close()


def test_a_flood_of_one_contact_does_not_grow_without_end(workspace: Workspace) -> None:
    for number in range(8):
        kept = workspace.receive_lead(sent(message=f"{number}" * 2000), 200)
    assert len(kept.message) == 6000
    assert kept.message.endswith("7" * 2000)


def test_so_many_a_day_and_no_more(somewhere: Somewhere) -> None:
    clock = Ticking()
    workspace = Workspace.open(somewhere, clock=clock)
    for number in range(3):
        workspace.receive_lead(sent(contact=f"1381234567{number}"), 3)
    with pytest.raises(TooManyError, match="今天收到的留言太多"):
        workspace.receive_lead(sent(contact="13812345679"), 3)
    assert workspace.receive_lead(sent(contact="13812345670"), 3).times == 2
    clock.at += timedelta(days=1)
    assert workspace.receive_lead(sent(contact="13812345679"), 3).times == 1
    workspace.close()


def _on_disk(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_what_is_deleted_is_gone_from_the_disk_and_the_log_tells_only_that(somewhere: Somewhere, workspace: Workspace) -> None:
    secrets = ["欧阳测试人", "13899990000", "只此一句的留言"]
    one = workspace.receive_lead(sent(name=secrets[0], contact=secrets[1], message=secrets[2]), 200)
    workspace.receive_lead(sent(name=secrets[0], contact=secrets[1], message="第二句"), 200)
    assert all(word.encode() in _on_disk(somewhere.data_dir) for word in secrets)
    workspace.delete_lead(one.id, WHO)
    assert not [word for word in secrets if word.encode() in _on_disk(somewhere.data_dir)]
    with pytest.raises(NotFoundError, match="没有编号为"):
        workspace.lead(one.id)
    with pytest.raises(NotFoundError):
        workspace.delete_lead(one.id, WHO)
    newest = workspace.audit()[0]
    assert (newest.action, newest.subject, newest.who, newest.details) == ("lead.deleted", one.id, WHO, "{}")
    assert workspace.verify_audit().sound


def test_old_leads_expire_and_young_ones_stay(somewhere: Somewhere) -> None:
    clock = Ticking()
    workspace = Workspace.open(somewhere, clock=clock)
    old = workspace.receive_lead(sent(), 200)
    clock.at += timedelta(days=300)
    young = workspace.receive_lead(sent(contact="a@b.cn"), 200)
    assert workspace.expire_leads(365) == 0
    clock.at += timedelta(days=66)
    assert workspace.expire_leads(365) == 1
    assert [one.id for one in workspace.leads()] == [young.id]
    assert (workspace.audit()[0].action, workspace.audit()[0].subject) == ("lead.expired", old.id)
    workspace.close()


def test_other_organisations_see_none_of_it(somewhere: Somewhere, workspace: Workspace) -> None:
    from sqlalchemy import text

    with workspace.database.connection() as connection:
        connection.execute(text("INSERT INTO organisations VALUES ('other', '别家', '2026-11-20T00:00:00.000000+00:00')"))
        connection.execute(text(f"INSERT INTO audit_heads VALUES ('other', 0, '{'0' * 64}')"))
    one = workspace.receive_lead(sent(), 200)
    other = Workspace.open(somewhere, "other", clock=Ticking())
    assert other.leads() == []
    with pytest.raises(NotFoundError):
        other.delete_lead(one.id, WHO)
    assert other.receive_lead(sent(), 200).times == 1
    other.close()


def test_exports_hold_everything_and_no_formula(workspace: Workspace) -> None:
    workspace.receive_lead(sent(name="=HYPERLINK(1)", message="+1\n@x", contact="a@b.cn"), 200)
    leads = workspace.export_leads(WHO)
    assert workspace.audit()[0].action == "lead.exported"
    assert b"HYPERLINK" in as_json(leads)
    lines = as_csv(leads).decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in lines
    assert "\"'+1\n@x\"" in lines
    sheet: Any = load_workbook(BytesIO(as_xlsx(leads))).active
    cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row]
    assert "=HYPERLINK(1)" in [cell.value for cell in cells]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}


def test_the_text_to_agree_to_names_how_long() -> None:
    version, text = consent(90)
    assert version == "2026-11/90"
    assert "最长保存 90 天" in text
