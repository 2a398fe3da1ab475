"""`xingping client erase | erasures | retention` as a user meets them."""

import io
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant import cli
from assistant.llm.usage import UsageBook, UsageRow
from assistant.settings import get_settings
from assistant.workspace import Workspace
from tests.support.workspaces import NAME, Somewhere

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """-> exit code, output, complaints; `typed` is what is typed when asked."""

    def run(*arguments: str, typed: str = "", days: int = 0) -> tuple[int, str, str]:
        monkeypatch.setenv("XINGPING_DATA_DIR", str(tmp_path / "数据"))
        monkeypatch.setenv("XINGPING_RETENTION_DAYS", str(days))
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{typed}\n"))
        get_settings.cache_clear()
        code = cli.main(list(arguments))
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


def _archived(run: Run, tmp_path: Path) -> None:
    (tmp_path / "台账.txt").write_text("退换货台账", encoding="utf-8")
    assert run("client", "new", "--name", NAME, "--who", "张三")[0] == 0
    assert run("client", "add", NAME, str(tmp_path / "台账.txt"), "--who", "张三")[0] == 0
    assert run("client", "archive", NAME, "--who", "张三")[0] == 0


def test_a_client_is_erased_with_a_proof_that_can_be_verified(run: Run, tmp_path: Path) -> None:
    _archived(run, tmp_path)
    assert run("backup", str(tmp_path / "备份.zip"))[0] == 0
    proof = tmp_path / "凭证.json"
    code, out, err = run("client", "erase", NAME, "--who", "李四", "--proof", str(proof), typed="别家")
    assert (code, out) == (2, "")
    assert "请输入企业名称确认" in err
    assert "不一致，没有删除" in err
    code, out, _ = run("client", "erase", NAME, "--who", "李四", "--proof", str(proof), typed=NAME)
    assert code == 0
    assert "删除：客户资料 1 条、材料 1 条" in out
    assert "已从磁盘清除" in out
    document = json.loads(proof.read_text(encoding="utf-8"))
    assert (document["enterprise"], document["erased_by"], len(document["contents"])) == (NAME, "李四", 1)
    code, out, err = run("erasures", "verify")
    assert (code, err) == (0, "")
    assert "删掉的 1 份内容都已不在" in out
    assert "由 李四 删除，内容 1 份" in run("erasures", "list")[1]
    assert NAME not in run("erasures", "show", document["id"])[1]
    assert run("audit", "verify")[0] == 0
    assert "彻底删除客户" in run("audit", "list")[1]
    assert NAME not in run("audit", "list")[1]
    (tmp_path / "数据").rename(tmp_path / "旧数据")
    assert run("restore", str(tmp_path / "备份.zip"), "--who", "李四")[0] == 0
    code, _, err = run("erasures", "verify", "--proof", str(proof))
    assert code == 1
    assert "资料库里又有这个客户的" in err
    (tmp_path / "坏.json").write_text("{}", encoding="utf-8")
    code, _, err = run("erasures", "verify", "--proof", str(tmp_path / "坏.json"))
    assert (code, err) == (2, "坏.json 不是删除凭证，或被改过；请换一份\n")


def test_a_client_in_work_is_not_erased_nor_is_a_proof_overwritten(run: Run, tmp_path: Path) -> None:
    run("client", "new", "--name", NAME, "--who", "张三")
    code, _, err = run("client", "erase", NAME, "--yes", "--who", "张三")
    assert code == 2
    assert "请先归档" in err
    run("client", "archive", NAME, "--who", "张三")
    code, _, err = run("client", "erase", NAME, "--yes", "--who", "张三", "--proof", str(tmp_path))
    assert code == 2
    assert "没有删除；请换一个文件名" in err
    assert NAME in run("client", "list", "--all")[1]


def test_what_is_past_its_time_goes_only_when_told(run: Run, tmp_path: Path) -> None:
    day = datetime.now(UTC) - timedelta(days=40)
    workspace = Workspace.open(Somewhere(tmp_path / "数据"), clock=lambda: day)
    workspace.archive_client(workspace.create_client({"name": NAME}, "张三").id, "张三")
    workspace.create_client({"name": "还在用有限公司"}, "张三")
    workspace.close()
    lines = [json.dumps({"at": moment.isoformat(timespec="seconds")}) for moment in (day, datetime.now(UTC))]
    (tmp_path / "数据/feedback.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    for moment in (day, datetime.now(UTC)):
        UsageBook(tmp_path / "数据").add(UsageRow(moment.date().isoformat(), "m", "answer", requests=1))
    assert "一直保留" in run("retention", "--apply")[1]
    assert "归档满 60 天的客户 0 家" in run("retention", days=60)[1]
    code, out, _ = run("retention", days=30)
    assert code == 0
    assert NAME in out
    assert "加 --apply 彻底删除" in out
    code, out, _ = run("retention", "--apply", "--proofs", str(tmp_path), "--who", "李四", days=30)
    assert code == 0
    assert "到期的反馈 1 条、用量 1 行已删除" in out
    assert len(list(tmp_path.glob("cl-*.json"))) == 1
    assert run("client", "list", "--all")[1].endswith("  还在用有限公司\n")
    assert len(UsageBook(tmp_path / "数据").rows()) == 1
