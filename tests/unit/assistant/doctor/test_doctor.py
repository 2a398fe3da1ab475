"""Every check on something that is really broken, and on the same when it is sound."""

import json
import os
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from assistant import cli
from assistant.accounts import Accounts, Role, Subject
from assistant.doctor import Finding, examine
from assistant.doctor.folder import data_folder, filesystem_of, leftovers, room
from assistant.doctor.knowledge import corpus, embedding, index, vectors
from assistant.doctor.machine import program, recognition_models
from assistant.doctor.model import language_model_answers
from assistant.doctor.network import address, port
from assistant.doctor.records import records
from assistant.doctor.sign_in import provider
from assistant.doctor.variables import variables
from assistant.knowledge.index import IndexPlace, build
from assistant.settings import Settings
from assistant.workspace import Workspace
from assistant.workspace.errors import WorkspaceError
from tests.support.llm_server import MODEL, llm_server
from tests.support.workspaces import WHO, Somewhere

KEY = "sk-very-secret-0123456789"
Found = dict[str, tuple[str, str]]


def found(findings: Iterator[Finding]) -> Found:
    """The worst of each check: its state, and all that was said."""
    worst: dict[str, tuple[str, str]] = {}
    for one in findings:
        state, text = worst.get(one.check, ("ok", ""))
        order = ("ok", "warn", "bad")
        worst[one.check] = (max(state, one.state, key=order.index), f"{text}{one.text}。{one.todo} ")
    return worst


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "data").mkdir(mode=0o700)
    return Settings(data_dir=tmp_path / "data")


@pytest.fixture
def workspace(settings: Settings) -> Iterator[Workspace]:
    """With a client and two papers."""
    opened = Workspace.open(settings)
    client = opened.create_client({"name": "武汉墨衡办公设备有限公司"}, WHO)
    opened.add_files(client.id, [("制度.txt", "售后服务管理制度".encode()), ("台账.txt", "台账".encode())], WHO)
    yield opened
    opened.close()


def tampered(settings: Settings, *statements: str) -> None:
    """By someone who takes the triggers away first."""
    with sqlite3.connect(settings.data_dir / "workspace.db") as database:
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            database.execute(f"DROP TRIGGER {name}")
        for one in statements:
            database.execute(one)
    database.close()


# -- machine and settings


def test_an_old_python_and_a_missing_package_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert found(program((3, 9)))["python"][0] == "bad"
    monkeypatch.setattr("assistant.doctor.machine.requires", lambda _: ["numpy>=2", "no-such-package>=1", "extra-one ; extra == 'test'"])
    state, text = found(program(name="numpy"))["python"]
    assert state == "bad"
    assert "no-such-package" in text
    assert "extra-one" not in text


def test_a_misspelt_variable_is_told_with_the_right_one(settings: Settings) -> None:
    state, text = found(variables(settings, {"XINGPING_PROT": "80", "XINGPING_HOST": "::1", "XINGPING_LIMIT_FILES": "9", "PATH": ""}))["settings"]
    assert state == "warn"
    assert "XINGPING_PROT" in text
    assert "XINGPING_PORT" in text
    assert "2 项" in text


@pytest.mark.parametrize("broken", ["missing", "empty"])
def test_a_model_that_reads_pictures_is_missing(tmp_path: Path, broken: str) -> None:
    for part in ("det", "cls", "rec"):
        (tmp_path / f"x_{part}_small.onnx").write_bytes(b"model")
    assert found(recognition_models(tmp_path))["ocr"][0] == "ok"
    rec = tmp_path / "x_rec_small.onnx"
    rec.unlink() if broken == "missing" else rec.write_bytes(b"")
    state, text = found(recognition_models(tmp_path))["ocr"]
    assert (state, "rec" in text) == ("bad", True)


# -- the data folder


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert found(data_folder(Settings(data_dir=tmp_path / "file" / "data")))["data"][0] == "bad"
    assert found(data_folder(Settings(data_dir=tmp_path / "a" / "b")))["data"][0] == "ok"
    assert not (tmp_path / "a").exists()


@pytest.mark.skipif(os.name != "posix", reason="modes are of POSIX")
def test_a_folder_that_others_can_read_is_told_and_ours_is_none(settings: Settings, tmp_path: Path) -> None:
    assert found(data_folder(settings))["data"][0] == "ok"
    settings.data_dir.chmod(0o755)
    state, text = found(data_folder(settings))["data"]
    assert state == "warn"
    assert "chmod 700" in text
    Workspace.open(Somewhere(tmp_path / "new")).close()
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(("free", "state"), [(100, "bad"), (1000, "warn"), (100_000, None)])
def test_room_on_the_disk(free: int, state: str | None) -> None:
    assert [one.state for one in room(free)] == ([state] if state else [])


def test_the_file_system_of_a_folder() -> None:
    mounts = "/dev/sda1 / ext4 rw 0 0\n//nas/x /srv/nas cifs rw 0 0\nnas:/y /srv/my\\040disk nfs4 rw 0 0\n"
    assert filesystem_of(Path("/srv/nas/data"), mounts) == "cifs"
    assert filesystem_of(Path("/srv/nasty"), mounts) == "ext4"
    assert filesystem_of(Path("/srv/my disk/data"), mounts) == "nfs4"
    assert filesystem_of(Path("/x"), "") == ""


def test_what_killed_processes_left_is_told_and_stays(settings: Settings, workspace: Workspace) -> None:
    assert found(leftovers(settings))["leftovers"][0] == "ok"
    left = settings.data_dir / "incoming" / "4711-0123456789ab" / "tmp"
    left.mkdir(parents=True)
    (left / "body").write_bytes(b"x" * 2_000_000)
    (settings.data_dir / "alive").mkdir(exist_ok=True)
    (settings.data_dir / "alive" / "4711-0123456789ab.lock").write_bytes(b"")
    state, text = found(leftovers(settings))["leftovers"]
    assert state == "warn"
    assert "1 次没传完的上传（2 MB）" in text
    assert "1 个已结束的进程" in text
    assert (left / "body").exists()
    assert (settings.data_dir / "alive" / "4711-0123456789ab.lock").exists()


# -- knowledge


def test_a_corpus_with_a_fault_is_told_with_its_place(small_corpus: Path, settings: Settings) -> None:
    own = settings.model_copy(update={"corpus_dir": small_corpus})
    assert found(corpus(own))["corpus"] == ("ok", "1 个段落、1 个问答。 ")
    (small_corpus / "topics.yaml").write_text("- {id: 1\n", encoding="utf-8")
    state, text = found(corpus(own))["corpus"]
    assert (state, "topics.yaml" in text) == ("bad", True)


def test_an_index_is_missing_current_stale_damaged(small_corpus: Path, settings: Settings) -> None:
    own = settings.model_copy(update={"corpus_dir": small_corpus})
    assert found(index(own))["index"][0] == "warn"
    folder = build(IndexPlace(own.corpus_dir, own.index_dir, own.library_dir))
    assert found(index(own))["index"][0] == "ok"
    assert found(vectors(own))["chroma"][0] == "ok"
    (folder / "chroma" / "corpus" / "chroma.sqlite3").write_bytes(b"no database" * 100)
    assert found(vectors(own))["chroma"][0] == "bad"
    faq = small_corpus / "faq" / "levels.yaml"
    faq.write_text(faq.read_text(encoding="utf-8").replace("五星线", "五星线多高"), encoding="utf-8")
    assert found(index(own))["index"][0] == "warn"
    (folder / "questions.npy").write_bytes(b"damaged")
    assert found(index(own))["index"][0] == "bad"


def test_a_chroma_server_that_is_not_there_is_told(settings: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as one:
        free = one.getsockname()[1]
    state, text = found(vectors(settings.model_copy(update={"chroma_url": f"http://127.0.0.1:{free}"})))["chroma"]
    assert (state, "XINGPING_CHROMA_URL" in text) == ("bad", True)


def test_a_model_that_is_no_folder_is_told(settings: Settings, tmp_path: Path) -> None:
    assert found(embedding(settings))["embedding"][0] == "ok"
    assert found(embedding(settings.model_copy(update={"embedding_model": "BAAI/bge-small-zh-v1.5"})))["embedding"][0] == "warn"
    assert found(embedding(settings.model_copy(update={"embedding_model": str(tmp_path)})))["embedding"][0] == "bad"


# -- the database


def test_a_sound_database_and_its_contents(settings: Settings, workspace: Workspace) -> None:
    assert {name: state for name, (state, _) in found(records(settings)).items()} == {
        "database": "ok", "audit": "ok", "clock": "ok", "contents": "ok",
    }  # fmt: skip


def test_no_database_yet_is_fine_and_none_is_made(settings: Settings) -> None:
    assert found(records(settings))["database"][0] == "ok"
    assert not (settings.data_dir / "workspace.db").exists()


def test_a_damaged_database_is_told(settings: Settings) -> None:
    (settings.data_dir / "workspace.db").write_text("no database")
    with pytest.raises(WorkspaceError, match="已损坏"):
        list(records(settings))


@pytest.mark.parametrize(("revision", "state"), [("0003", "warn"), ("9999", "bad")])
def test_another_schema_is_told_and_left(settings: Settings, workspace: Workspace, revision: str, state: str) -> None:
    tampered(settings, f"UPDATE alembic_version SET version_num = '{revision}'")
    assert found(records(settings))["database"][0] == state
    with sqlite3.connect(settings.data_dir / "workspace.db") as database:
        assert database.execute("SELECT version_num FROM alembic_version").fetchone() == (revision,)
    database.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_log SET who = '李四' WHERE seq = 2",
        "DELETE FROM audit_log WHERE seq = 2",
        "DELETE FROM audit_log WHERE seq = (SELECT MAX(seq) FROM audit_log)",
    ],
)
def test_a_log_that_was_tampered_with_is_told(settings: Settings, workspace: Workspace, statement: str) -> None:
    tampered(settings, statement)
    assert found(records(settings))["audit"][0] == "bad"


def test_a_clock_that_is_behind_is_told(settings: Settings) -> None:
    ahead = Workspace.open(settings, clock=lambda: datetime.now(UTC) + timedelta(hours=2))
    ahead.create_client({"name": "甲有限公司"}, WHO)
    ahead.close()
    assert found(records(settings))["clock"][0] == "bad"


def test_contents_that_are_missing_or_nobodys_are_told(settings: Settings, workspace: Workspace) -> None:
    workspace.store.put(b"nobody's")
    assert found(records(settings))["contents"][0] == "warn"
    (gone, *_) = workspace.files(workspace.clients()[0].id)
    workspace.store.path(gone.sha256).unlink()
    state, text = found(records(settings))["contents"]
    assert state == "bad"
    assert gone.sha256[:2] in text


def test_a_grading_whose_process_died_is_told_and_left(settings: Settings, workspace: Workspace) -> None:
    client = workspace.clients()[0].id
    code = (
        "import os, sys; from pathlib import Path; from assistant.workspace import Workspace\n"
        "from tests.support.workspaces import Somewhere\n"
        "w = Workspace.open(Somewhere(Path(sys.argv[1]))); w.start_job(w.create_job('grade', '张三', sys.argv[2]).id); os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", code, str(settings.data_dir), client], check=False, timeout=60)
    assert found(records(settings))["jobs"][0] == "warn"
    assert [job.state for job in workspace.jobs(client)] == ["running"]


# -- network


def test_an_address_that_others_reach_needs_somebody_who_can_log_in(settings: Settings) -> None:
    assert found(address(settings))["address"][0] == "ok"
    open_ = settings.model_copy(update={"host": "0.0.0.0"})
    assert found(address(open_))["address"][0] == "bad"
    assert not (settings.data_dir / "workspace.db").exists()
    workspace = Workspace.open(settings)
    assert found(address(open_))["address"][0] == "bad"
    Accounts.of(workspace).create("李四", Role.ADMIN, "河边 有 七棵老柳树", WHO)
    state, text = found(address(open_))["address"]
    assert (state, "XINGPING_ALLOWED_HOSTS" in text) == ("warn", True)
    workspace.close()


def test_a_provider_is_of_use_when_somebody_is_bound_to_it(settings: Settings, workspace: Workspace) -> None:
    assert found(provider(settings))["oidc"] == ("ok", "没有接入，用密码登录。 ")
    own = settings.model_copy(update={"oidc_issuer": "https://sso.example.cn"})
    state, text = found(provider(own))["oidc"]
    assert (state, "没有账号绑定" in text) == ("warn", True)
    accounts = Accounts.of(workspace)
    accounts.create("李四", Role.ADMIN, None, WHO, subject=Subject("https://sso.example.cn", "sub", "1"))
    assert found(provider(own))["oidc"][0] == "ok"
    open_ = own.model_copy(update={"host": "0.0.0.0"})
    assert "XINGPING_HTTPS" in found(provider(open_))["oidc"][1]
    assert found(address(open_))["address"][0] == "warn"
    accounts.create("王五", Role.ADMIN, None, WHO, subject=Subject("https://old.example.cn", "sub", "1"))
    state, text = found(provider(own))["oidc"]
    assert (state, "1 个账号绑定的是别的" in text) == ("warn", True)


def _answering(listener: socket.socket, body: bytes) -> Callable[[], None]:
    def answer() -> None:
        connection, _ = listener.accept()
        with connection:
            connection.recv(4096)
            connection.sendall(b"HTTP/1.0 200 OK\r\n\r\n" + body)

    return answer


@pytest.mark.parametrize(("body", "state"), [(b'{"status": "ok"}', "ok"), (b"hello", "bad")])
def test_a_port_is_free_ours_or_anothers(body: bytes, state: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        number = taken.getsockname()[1]
        Thread(target=_answering(taken, body), daemon=True).start()
        assert found(port(Settings(port=number)))["port"][0] == state
    assert found(port(Settings(port=number)))["port"][0] == "ok"


def _model(settings: Settings, url: str, name: str = MODEL) -> Settings:
    return Settings(data_dir=settings.data_dir, llm_base_url=url, llm_model=name, llm_api_key=KEY)  # type: ignore[arg-type]


def test_a_model_is_reached_without_asking_it_anything(settings: Settings) -> None:
    with llm_server() as server:
        assert found(language_model_answers(_model(settings, server.base_url)))["llm"][0] == "ok"
        state, text = found(language_model_answers(_model(settings, server.base_url, "another")))["llm"]
        assert (state, "XINGPING_LLM_MODEL" in text) == ("warn", True)
        assert server.requests == []
        down = server.base_url
    state, text = found(language_model_answers(_model(settings, down)))["llm"]
    assert (state, "XINGPING_LLM_BASE_URL" in text) == ("bad", True)
    assert KEY not in text


# -- all of it


def test_the_command_says_what_is_broken_and_exits_so(
    settings: Settings, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Workspace.open(settings).close()
    monkeypatch.setenv("XINGPING_DATA_DIR", str(settings.data_dir))
    monkeypatch.setenv("XINGPING_LLM_API_KEY", KEY)
    monkeypatch.setenv("XINGPING_PORT", str(_free()))
    began = time.process_time()
    assert cli.main(["doctor"]) == 0
    assert time.process_time() - began < 5  # of the processor: others share it
    sound = capsys.readouterr().out.splitlines()
    assert all(line[0] in "✓!" for line in sound[:-1])
    assert sound[-1].startswith("可以使用")
    (settings.data_dir / "workspace.db").write_text("no database")
    assert cli.main(["doctor", "--json"]) == 1
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert told["ok"] is False
    assert [one["check"] for one in told["findings"] if one["state"] == "bad"] == ["database"]
    assert KEY not in json.dumps(told)


def test_settings_that_cannot_be_read_are_a_finding(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XINGPING_PORT", "七八六零")
    assert cli.main(["doctor"]) == 1
    assert "✗ 设置：设置有误：环境变量 XINGPING_PORT" in capsys.readouterr().out


def test_a_check_that_fails_costs_only_itself(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.doctor.folder.shutil.disk_usage", lambda _: 1 / 0)
    states = found(examine(settings))
    assert states["data"] == ("bad", "检查时出错（ZeroDivisionError）。请把这一行反馈给我们 ")
    assert states["embedding"][0] == "ok"


def _free() -> int:
    with socket.create_server(("127.0.0.1", 0)) as one:
        return int(one.getsockname()[1])
