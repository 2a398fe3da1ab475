"""The smallest rounds of `python -m benchmarks faults`: nothing accepted is lost, nothing is damaged, whatever is killed or jumps."""

import random
from pathlib import Path

import httpx
import pytest

from assistant.workspace import Workspace
from benchmarks.faults_alone import OLD, jumping_clock, killed_migration
from benchmarks.faults_found import looked_through
from benchmarks.faults_served import killed_server
from benchmarks.tenants import Tenant, gave_away
from tests.support.workspaces import Somewhere


@pytest.fixture
def chance() -> random.Random:
    return random.Random(27922)


def test_a_server_killed_while_two_enterprises_upload(tmp_path: Path, built_dir: Path, chance: random.Random) -> None:
    outcome = killed_server(tmp_path / "served", built_dir, "upload", 1, chance, enterprises=2)
    assert (outcome.accepted > 3, outcome.within, outcome.pried > 20) == (True, 1, True)
    assert outcome.sound, outcome


@pytest.mark.parametrize("old", [None, OLD], ids=["fresh", "from 0001"])
def test_a_migration_that_is_killed(tmp_path: Path, chance: random.Random, old: Path | None) -> None:
    outcome = killed_migration(tmp_path / "migrated", old, 2, 0.1, chance)
    assert outcome.rounds == 2
    assert outcome.sound, outcome


def test_a_clock_that_jumps(tmp_path: Path, chance: random.Random) -> None:
    outcome = jumping_clock(tmp_path / "clock", 10, chance)
    assert outcome.accepted == 10
    assert outcome.sound, outcome


def test_what_is_lost_is_counted(tmp_path: Path, chance: random.Random) -> None:
    """The counting itself: an upload nobody stored, a content that is not what its name says, a paper under another client."""
    place = tmp_path / "clock"
    jumping_clock(place, 1, chance)
    found = looked_through(place, {("cl-x", "0号/没有.txt"): "00"}, {})
    assert (found.accepted, found.lost, found.damaged, found.wrong_tenant) == (1, 1, 0, 0)
    content = next((place / "store").glob("??/*"))
    content.write_bytes(b"other")
    workspace = Workspace.open(Somewhere(place))
    (client,) = workspace.clients()
    workspace.close()
    found = looked_through(place, {}, {client.id: "1号"})
    assert (found.damaged, found.wrong_tenant) == (1, 1)


@pytest.mark.parametrize(
    ("reply", "given"),
    [
        (httpx.Response(404, text="没有这个客户"), False),
        (httpx.Response(403, text="您的账号不能查看这个企业"), False),
        (httpx.Response(200, content=b"PK"), True),
        (httpx.Response(500), True),
        (httpx.Response(404, text="没有 zx01有限公司"), True),
        ("<p>请先选择客户</p>", False),
        ("<option>负载zx01有限公司</option>", True),
    ],
)
def test_what_is_given_to_a_stranger_is_counted(reply: httpx.Response | str, given: bool) -> None:
    assert gave_away(reply, Tenant("qiye", "", "cl-1", "zx01")) == given
