"""A profile.yaml among the papers: what it would change, taking it over, and what is wrong with it."""

import json

import pytest

from assistant.workspace import RefusedError, Workspace
from assistant.workspace.offered import offers, take
from assistant.workspace.values import Client
from tests.support.archives import zipped
from tests.support.workspaces import NAME, WHO

TEXT = f"enterprise: {{name: {NAME}, industry: 办公设备, branches: [襄阳分公司]}}\nexclusions: []\n"


def put(workspace: Workspace, client: Client, name: str, data: bytes | str) -> str:
    (file,) = workspace.add_files(client.id, [(name, data.encode() if isinstance(data, str) else data)], WHO).added
    return file.id


@pytest.mark.parametrize(
    ("name", "data", "path"),
    [
        ("profile.yaml", TEXT, "profile.yaml"),
        ("资料/profile.yml", TEXT, "资料/profile.yml"),
        ("包.zip", zipped({"根/甲.txt": b"x", "根/profile.yaml": TEXT.encode()}), "包.zip/profile.yaml"),
    ],
)
def test_it_tells_only_what_it_states_otherwise_and_is_taken_over_in_the_log(
    workspace: Workspace, client: Client, name: str, data: bytes | str, path: str
) -> None:
    workspace.update_client(client.id, {"period_months": 24}, WHO)
    file = put(workspace, client, name, data)
    (one,) = offers(workspace, client.id)
    assert (one.file, one.path, one.fault) == (file, path, "")
    assert dict(one.changes) == {"industry": "办公设备", "branches": ["襄阳分公司"]}
    assert dict(one.before) == {"industry": "", "branches": []}
    changed = take(workspace, client.id, file, "李四")
    assert (changed.profile.industry, changed.profile.period_months, changed.profile.kind) == ("办公设备", 24, "sales")
    told = workspace.audit(client.id)[0]
    assert (told.action, told.who, json.loads(told.details)["source"]) == ("client.updated", "李四", path)
    assert offers(workspace, client.id) == []
    with pytest.raises(RefusedError, match="一致"):
        take(workspace, client.id, file, WHO)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("- x", "应是“键: 值”的形式"),
        ("enterprise: {name: 甲", "不是有效的 YAML"),
        ("a: &a [x]\nb: *a", "不是有效的 YAML"),
        ("enterprise: {name: 甲, kind: 工厂}", "应为 production（生产）、sales（销售）或 service（服务）"),
        ("enterprise: {industry: 甲}", "没有写企业名称"),
        (f"enterprise: {{name: {'长' * 3000}}}", "太长"),
    ],
)
def test_a_fault_is_one_line_and_changes_nothing(workspace: Workspace, client: Client, text: str, says: str) -> None:
    file = put(workspace, client, "profile.yaml", text)
    (one,) = offers(workspace, client.id)
    assert says in one.fault
    assert "\n" not in one.fault
    with pytest.raises(RefusedError):
        take(workspace, client.id, file, WHO)
    assert workspace.client(client.id) == client


def test_a_name_of_another_client_is_not_taken(workspace: Workspace, client: Client) -> None:
    other = workspace.create_client({"name": "另一家有限公司"}, WHO)
    file = put(workspace, other, "profile.yaml", TEXT)
    with pytest.raises(RefusedError, match="已经有叫"):
        take(workspace, other.id, file, WHO)
