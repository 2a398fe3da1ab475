"""`xingping client | audit | backup | restore` as a user meets them."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant import cli
from assistant.settings import get_settings
from tests.support.archives import zipped
from tests.support.workspaces import NAME

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """-> exit code, output, complaints; `place` is the data folder."""

    def run(*arguments: str, place: str = "数据") -> tuple[int, str, str]:
        monkeypatch.setenv("XINGPING_DATA_DIR", str(tmp_path / place))
        get_settings.cache_clear()
        code = cli.main(list(arguments))
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


def _new(run: Run) -> str:
    code, out, err = run("client", "new", "--name", NAME, "--kind", "sales", "--branch", "襄阳分公司", "--branch", "荆州分公司", "--who", "张三")
    assert (code, err) == (0, "")
    return out.partition("（")[2].partition("）")[0]


def test_from_a_new_client_to_a_restored_grade(run: Run, root: Path, tmp_path: Path) -> None:
    client = _new(run)
    papers = tmp_path / "材料"
    papers.mkdir()
    shutil.copytree(root / "corpus/samples/middling/制度", papers / "制度")
    (papers / "~$临时.docx").write_bytes(b"x")
    code, out, err = run("client", "add", NAME, str(papers), "--who", "张三")
    count = len(list((papers / "制度").iterdir()))
    assert code == 0
    assert f"加入 {count} 份，没有变化 0 份，没有接受 1 份" in out
    assert "没有接受：~$临时.docx：系统或编辑软件留下的文件" in err
    code, out, _ = run("client", "grade", NAME, "--on", "2026-11-20", "--who", "李四")
    assert code == 0
    assert "工作口径" in out
    assessment = out.rpartition("编号 ")[2].strip()
    assert run("client", "results", client)[1].startswith(f"{assessment}  评定日 2026-11-20")
    assert re.search(r"李四 于 \d{4}-\d\d-\d\d \d\d:\d\d）", run("client", "results", client)[1])
    assert run("client", "export", assessment, str(tmp_path / "结果.json"))[0] == 0
    assert run("replay", str(tmp_path / "结果.json"))[1] == "重算结果与文件逐字节相同\n"
    code, out, _ = run("backup", str(tmp_path / "备份.zip"))
    assert code == 0
    assert "清单指纹" in out
    code, out, _ = run("restore", str(tmp_path / "备份.zip"), "--who", "李四", place="另一处")
    assert code == 0
    assert "核验无误" in out
    assert run("client", "export", assessment, str(tmp_path / "再.json"), place="另一处")[0] == 0
    assert (tmp_path / "再.json").read_bytes() == (tmp_path / "结果.json").read_bytes()
    code, out, _ = run("audit", "verify", "--backup", str(tmp_path / "备份.zip"), place="另一处")
    assert code == 0
    assert f"操作记录 {count + 3} 条，逐条相符" in out
    assert "登记的文件内容都完好" in out


def test_profiles_are_shown_changed_and_archived(run: Run, root: Path) -> None:
    client = _new(run)
    assert run("client", "set", client, "--industry", "办公设备维修", "--months", "24")[0] == 0
    out = run("client", "show", NAME)[1]
    assert "类型：销售型" in out
    assert "行业：办公设备维修" in out
    assert "分支机构：襄阳分公司、荆州分公司" in out
    assert "审核期（月）：24" in out
    assert run("client", "new", "--profile", str(root / "corpus/samples/weak/profile.yaml"))[0] == 0
    assert run("client", "list")[1].count("\n") == 2
    run("client", "archive", client)
    assert NAME not in run("client", "list")[1]
    assert f"{NAME}（已归档）" in run("client", "list", "--all")[1]
    run("client", "unarchive", client)
    assert NAME in run("client", "list")[1]
    last = run("audit", "list", "--client", client, "--limit", "2")[1]
    assert f"取消归档  {NAME}\n" in last
    assert f"归档客户  {NAME}\n" in last
    assert "client." not in last


def test_files_are_listed_and_removed_by_path(run: Run, tmp_path: Path) -> None:
    client = _new(run)
    (tmp_path / "a.txt").write_bytes(b"1")
    run("client", "add", client, str(tmp_path / "a.txt"))
    (tmp_path / "a.txt").write_bytes(b"2")
    assert "已加入：a.txt（新版本）" in run("client", "add", client, str(tmp_path / "a.txt"))[1]
    assert run("client", "files", client)[1].count("a.txt") == 1
    assert run("client", "remove", client, "a.txt")[1] == "已移除：a.txt\n"
    assert run("client", "files", client)[1] == ""
    assert run("client", "files", client, "--all")[1].count("移除或替换") == 2


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("client",), "缺少参数：命令"),
        (("client", "new"), "请填写客户的企业名称"),
        (("client", "new", "--name", "甲", "--months", "x"), "--months 应是 12 到 36 的整数，现在是“x”"),
        (("client", "new", "--name", "甲", "--months", "99"), "没有新建：客户资料 的审核期月数"),
        (("client", "new", "--name", "甲", "--uscc", "123"), "没有新建：客户资料 的统一社会信用代码 123 不成立"),
        (("backup", "/没有的文件夹/备份.zip"), "找不到这个文件或文件夹（/没有的文件夹/备份.zip）"),
        (("client", "new", "--name", "甲", "--who", " "), "请写明操作人"),
        (("client", "new", "--profile", "没有.yaml"), "读不了档案 没有.yaml：找不到"),
        (("client", "show", "谁"), "没有叫“谁”的客户"),
        (("client", "show", "\udcff"), "没有叫“�”的客户"),
        (("client", "show", "\0"), "没有叫“�”的客户"),
        (("client", "remove", NAME, "\udcff"), "没有这份材料"),
        (("client", "results", "\udcff"), "没有叫“�”的客户"),
        (("client", "export", "\udcff", "x.json"), "没有编号为 � 的预评结果"),
        (("audit", "list", "--client", "\udcff"), "没有叫“�”的客户"),
        (("audit", "list", "--limit", "1" + "0" * 23), "--limit 应是 0 到 1000000 的整数"),
        (("audit", "list", "--limit", "-1"), "--limit 应是 0 到 1000000 的整数"),
        (("audit", "list", "--limit", "x"), "--limit 的值“x”不对"),
        (("client", "set", NAME), "请给出要改的项"),
        (("client", "add", NAME, "没有的文件"), "找不到 没有的文件"),
        (("client", "remove", NAME, "x.txt"), "没有这份材料：x.txt"),
        (("client", "grade", NAME, "--on", "昨天"), "--on 的日期“昨天”不对"),
        (("client", "grade", NAME), "里没有文件"),
        (("client", "export", "as-x", "x.json"), "没有编号为 as-x 的预评结果"),
        (("audit", "verify", "--backup", "没有.zip"), "找不到这个文件"),
        (("backup", "没有的文件夹/b.zip"), "备份没有写成：找不到"),
        (("restore", "没有.zip"), "没有恢复：找不到"),
    ],
)
def test_bad_input_is_one_chinese_line_and_exit_2(run: Run, arguments: tuple[str, ...], says: str) -> None:
    _new(run)
    code, out, err = run(*arguments)
    assert code == 2
    assert out == ""
    assert says in err
    assert err.count("\n") == 1


def test_damage_and_tampering_give_exit_1(run: Run, tmp_path: Path) -> None:
    client = _new(run)
    (tmp_path / "a.txt").write_bytes(b"1")
    run("client", "add", client, str(tmp_path / "a.txt"))
    (content,) = [one for one in (tmp_path / "数据/store").rglob("*") if one.is_file()]
    content.write_bytes(b"rot")
    code, out, err = run("audit", "verify")
    assert code == 1
    assert "操作记录 2 条，逐条相符" in out
    assert "有 1 份内容缺失或损坏" in err
    assert run("backup", str(tmp_path / "b.zip"))[0] == 1
    anchor = tmp_path / "数据/audit/default.json"
    anchor.write_text(json.dumps(json.loads(anchor.read_text(encoding="utf-8")) | {"rows": 9}), encoding="utf-8")
    code, _, err = run("audit", "verify")
    assert code == 1
    assert "操作记录不完整：第 3 条起被截掉了" in err
    run("client", "set", client, "--industry", "办公设备维修")
    assert "操作记录不完整" in run("audit", "verify")[2], "what is done after does not hide it"
    assert "请写明确认的理由" in run("audit", "acknowledge")[2]
    assert run("audit", "acknowledge", "--why", "换过磁盘", "--who", "李四")[:2] == (0, "已确认，缺口和理由已记入操作记录\n")
    assert "操作记录 4 条，逐条相符" in run("audit", "verify")[1]
    assert "李四  确认记录的缺口" in run("audit", "list", "--limit", "1")[1]


def test_what_a_backup_carries_and_what_a_restore_moves_aside_is_told(run: Run, tmp_path: Path) -> None:
    _new(run)
    for name in ("rubrics/import-0123456789ab.yaml", "library/user-1.json", "library/user-2.json"):
        (tmp_path / "数据" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "数据" / name).write_text("x", encoding="utf-8")
    code, out, _ = run("backup", str(tmp_path / "备份.zip"))
    assert code == 0
    assert "0 份内容，导入的评分表 1 份、知识库文档 2 份；清单指纹" in out
    (tmp_path / "另一处/audit").mkdir(parents=True)
    (tmp_path / "另一处/audit/default.json").write_text('{"rows": 99, "sha256": "x"}', encoding="utf-8")
    code, out, err = run("restore", str(tmp_path / "备份.zip"), place="另一处")
    assert (code, err) == (0, "")
    assert "导入的评分表 1 份、知识库文档 2 份，核验无误" in out
    assert re.search(r"以前的资料库留下的文件，没有使用，已移到 .*/set-aside/\d{8}T\d{6}-[0-9a-f]{4}：audit/default.json\n", out)
    assert run("audit", "verify", place="另一处")[0] == 0


def test_a_profile_in_an_uploaded_archive_is_shown_and_taken(run: Run, tmp_path: Path) -> None:
    client = _new(run)
    archive = tmp_path / "资料.zip"
    archive.write_bytes(zipped({"根/甲.txt": b"x", "根/乙.txt": b"y", "根/profile.yaml": f"enterprise: {{name: {NAME}, kind: service}}".encode()}))
    assert "已加入：资料.zip，内有 2 份\n" in run("client", "add", client, str(archive))[1]
    assert "资料.zip，内有 2 份" in run("client", "files", client)[1]
    code, out, err = run("client", "profile", client)
    assert (code, err) == (0, "")
    assert re.fullmatch(r"fi-[0-9a-f]{16}  资料\.zip/profile\.yaml\n  类型：销售型 → 服务型\n", out)
    assert "类型：销售型" in run("client", "show", client)[1]
    assert run("client", "profile", client, "--take", "没有.zip")[0] == 2
    assert run("client", "profile", client, "--take", "资料.zip", "--who", "李四")[1] == f"已填写：{NAME}（{client}）\n"
    assert "类型：服务型" in run("client", "show", client)[1]
    assert "一致" in run("client", "profile", client)[1]
