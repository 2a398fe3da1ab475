"""Clients: fields are checked when they are entered, and every change is on record."""

import json
from typing import Any

import pytest

from assistant.workspace import NotFoundError, RefusedError, Workspace
from assistant.workspace.clients import FIELDS, profile_fields
from assistant.workspace.errors import ChangedError
from assistant.workspace.values import Client
from scoring.profile import Exclusion, Profile
from tests.support.workspaces import NAME, WHO

FULL: dict[str, Any] = {
    "name": "厦门屿信软件技术有限公司",
    "uscc": "91350206MA8RYX0B1T",
    "kind": "service",
    "industry": "企业管理软件",
    "branches": ["福州分公司"],
    "entrusted_outlets": ["泉州网点: 1号", "漳州“网点”"],
    "period_months": 24,
    "exclusions": [{"clause": "5.2.3-a", "reason": "没有实物商品"}],
    "whole_population": ["5.2.4-b"],
    "whole_up_to": 1000,
}


def test_all_fields_come_back_as_the_profile_that_is_graded(workspace: Workspace) -> None:
    made = workspace.create_client(FULL, WHO)
    assert set(FULL) == set(FIELDS)
    assert workspace.profile(made.id) == Profile(
        name="厦门屿信软件技术有限公司",
        uscc="91350206MA8RYX0B1T",
        kind="service",
        industry="企业管理软件",
        branches=("福州分公司",),
        entrusted_outlets=("泉州网点: 1号", "漳州“网点”"),
        period_months=24,
        exclusions=(Exclusion("5.2.3-a", "没有实物商品"),),
        whole_population=("5.2.4-b",),
        whole_up_to=1000,
    )
    assert profile_fields(made.profile) == FULL
    assert workspace.client(made.id) == made


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"name": ""}, "请填写客户的企业名称"),
        ({"name": "   "}, "请填写客户的企业名称"),
        ({"name": None}, "请填写客户的企业名称"),
        ({"name": "甲\0乙"}, "不能保存的字符"),
        ({"name": "甲\ud800"}, "不能保存的字符"),
        ({"name": "甲" * 2001}, "太长"),
        ({"uscc": "91350206MA8RYX0B1X"}, "统一社会信用代码"),
        ({"uscc": "123"}, "^客户资料 的统一社会信用代码 123 不成立（应为 18 位且校验位正确，见 GB 32100）$"),
        ({"kind": "shop"}, "企业类型（kind）是“shop”，应为 production（生产）、sales（销售）或 service（服务）"),
        ({"period_months": 11}, "审核期月数（period_months）是“11”，应为 12 到 36 之间的整数$"),
        ({"period_months": "12"}, "12 到 36"),
        ({"branches": "福州分公司"}, "应是列表"),
        ({"exclusions": [{"reason": "没有"}]}, "没有写条款（clause）"),
        ({"whole_up_to": 5}, "whole_up_to"),
        ({"colour": "red"}, "没有这一项：colour"),
        ({"industry": object()}, "不能保存的内容"),
    ],
)
def test_what_does_not_hold_is_refused_in_one_line(workspace: Workspace, changes: dict[str, Any], says: str) -> None:
    with pytest.raises(RefusedError, match=says) as caught:
        workspace.create_client(FULL | changes, WHO)
    assert "\n" not in str(caught.value)
    assert workspace.clients(archived=True) == []
    assert workspace.audit() == []


@pytest.mark.parametrize("who", ["", "  ", "甲" * 101, "a\0"])
def test_nobody_changes_nothing(workspace: Workspace, who: str) -> None:
    with pytest.raises(RefusedError, match="操作人"):
        workspace.create_client(FULL, who)
    assert workspace.clients() == []


def test_a_change_keeps_the_rest_and_logs_before_and_after(workspace: Workspace) -> None:
    made = workspace.create_client(FULL, WHO)
    changed = workspace.update_client(made.id, {"industry": "软件", "branches": []}, "李四")
    assert profile_fields(changed.profile) == FULL | {"industry": "软件", "branches": []}
    assert changed.updated_at > made.updated_at
    (entry,) = workspace.audit(limit=1)
    assert (entry.action, entry.who, entry.client_id) == ("client.updated", "李四", made.id)
    assert json.loads(entry.details) == {
        "before": {"industry": "企业管理软件", "branches": ["福州分公司"]},
        "after": {"industry": "软件", "branches": []},
    }
    assert workspace.update_client(made.id, {"industry": "软件"}, WHO) == changed
    assert len(workspace.audit()) == 2, "no change, no entry"


def test_a_name_is_found_however_it_is_typed_and_is_there_once(workspace: Workspace, client: Client) -> None:
    assert workspace.find_client(f" {NAME[:4]} {NAME[4:]}").id == client.id
    assert workspace.find_client(client.id) == client
    with pytest.raises(RefusedError, match=f"已经有叫“{NAME}”的客户"):
        workspace.create_client({"name": NAME}, WHO)
    other = workspace.create_client({"name": "别家"}, WHO)
    with pytest.raises(RefusedError, match="已经有叫"):
        workspace.update_client(other.id, {"name": NAME}, WHO)
    with pytest.raises(NotFoundError, match="没有叫“谁”的客户"):
        workspace.find_client("谁")
    with pytest.raises(NotFoundError, match="没有编号为 cl-x 的客户"):
        workspace.client("cl-x")


def test_an_archived_client_is_kept_and_takes_nothing_new(workspace: Workspace, client: Client) -> None:
    workspace.add_files(client.id, [("a.txt", b"a")], WHO)
    workspace.archive_client(client.id, WHO)
    assert workspace.clients() == []
    assert [one.id for one in workspace.clients(archived=True)] == [client.id]
    assert workspace.find_client(NAME).id == client.id
    with pytest.raises(RefusedError, match="已归档，请先取消归档"):
        workspace.add_files(client.id, [("b.txt", b"b")], WHO)
    twin = workspace.create_client({"name": NAME}, WHO)
    assert workspace.find_client(NAME).id == twin.id
    with pytest.raises(RefusedError, match="已经有叫"):
        workspace.restore_client(client.id, WHO)
    workspace.archive_client(twin.id, WHO)
    with pytest.raises(RefusedError, match="有 2 个客户叫"):
        workspace.find_client(NAME)
    workspace.restore_client(client.id, WHO)
    assert [one.path for one in workspace.files(client.id)] == ["a.txt"]


def test_what_another_changed_meanwhile_is_not_overwritten(workspace: Workspace, client: Client) -> None:
    first = workspace.update_client(client.id, {"industry": "甲"}, WHO, seen=client.updated_at)
    with pytest.raises(ChangedError, match="别处改过"):
        workspace.update_client(client.id, {"industry": "乙"}, WHO, seen=client.updated_at)
    assert workspace.client(client.id) == first
    assert workspace.update_client(client.id, {"industry": "甲"}, WHO, seen=client.updated_at) == first  # says the same: nothing to overwrite
    assert workspace.update_client(client.id, {"industry": "乙"}, WHO, seen=first.updated_at).profile.industry == "乙"
