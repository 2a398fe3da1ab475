"""Grading what a workspace holds gives, byte for byte, what grading the same folder gives."""

import json
import shutil
import zipfile
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from assistant.workspace import Workspace
from assistant.workspace.clients import profile_fields
from assistant.workspace.grading import CancelledError, grade, run_job
from assistant.workspace.values import Client
from scoring.grading import grade_facts, prepare
from scoring.profile import parse_profile
from scoring.result import canonical, with_facts
from tests.support.workspaces import NAME, WHO, Somewhere, decision

ON = date(2026, 11, 20)
PARTS = ("制度", "证照/营业执照.pdf")  # of the sample, enough to be judged and quick to read


@pytest.fixture
def folder(root: Path, tmp_path: Path) -> Path:
    """Some of a sample enterprise's papers, with an archive among them."""
    sample, out = root / "corpus/samples/middling", tmp_path / "材料"
    shutil.copytree(sample / PARTS[0], out / PARTS[0])
    (out / "证照").mkdir()
    shutil.copy(sample / PARTS[1], out / PARTS[1])
    shutil.copy(sample / "profile.yaml", out)
    with zipfile.ZipFile(out / "台账.zip", "w") as archive:
        archive.write(sample / "行政人事/员工花名册.xlsx", "员工花名册.xlsx")
    return out


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = Workspace.open(Somewhere(tmp_path / "数据"))
    yield opened
    opened.close()


@pytest.fixture
def client(workspace: Workspace, folder: Path) -> Client:
    """With those papers, but for the profile."""
    made = workspace.create_client(profile_fields(parse_profile((folder / "profile.yaml").read_text(encoding="utf-8"))), WHO)
    papers = [one for one in sorted(folder.rglob("*")) if one.is_file() and one.name != "profile.yaml"]
    workspace.add_files(made.id, [(one.relative_to(folder).as_posix(), one) for one in papers], WHO)
    return made


def test_a_grade_is_that_of_the_folder_and_is_kept(workspace: Workspace, client: Client, folder: Path) -> None:
    heard: list[tuple[int, int]] = []
    saved = grade(workspace, client.id, ON, who=WHO, progress=lambda done, of, _: heard.append((done, of)))
    prepared = prepare(folder, cache=workspace.data_dir / "facts")
    expected = canonical(with_facts(grade_facts(prepared.files, prepared.profile, ON, prepared.rubric)))
    assert workspace.assessment_bytes(saved.id) == expected
    assert set(saved.files) == {one.id for one in workspace.files(client.id)}
    assert workspace.assessments(client.id) == [saved]
    assert heard[0] == (0, len(prepared.files))
    assert heard[-1] == (len(prepared.files), len(prepared.files))


def test_an_uploaded_profile_is_no_evidence_and_is_told(workspace: Workspace, client: Client) -> None:
    workspace.add_files(client.id, [("profile.yaml", b"enterprise: {name: other}")], WHO)
    saved = grade(workspace, client.id, ON, who=WHO)
    text = workspace.assessment_bytes(saved.id).decode()
    assert "profile.yaml 没有使用，企业资料以客户资料为准" in text
    assert f'"name":"{client.name}"' in text


def test_a_job_ends_done_with_its_result(workspace: Workspace, client: Client) -> None:
    job = run_job(workspace, workspace.create_job("grade", "李四", client.id).id, ON)
    assert (job.state, job.error) == ("done", None)
    assert job.done == job.total > 0
    (saved,) = workspace.assessments(client.id)
    assert (saved.id, saved.created_by) == (job.result_id, "李四")


def test_a_cancelled_job_saves_nothing(workspace: Workspace, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    job = workspace.create_job("grade", WHO, client.id)
    report = workspace.report_progress

    def then_cancelled(job_id: str, *values: object) -> bool:
        workspace.cancel_job(job_id, "李四")
        return report(job_id, *values)  # type: ignore[arg-type]

    monkeypatch.setattr(workspace, "report_progress", then_cancelled)
    ended = run_job(workspace, job.id, ON)
    assert (ended.state, ended.error) == ("cancelled", "已取消，没有保存结果")
    assert workspace.assessments(client.id) == []
    with pytest.raises(CancelledError):
        grade(workspace, client.id, ON, who=WHO, cancelled=lambda: True)


def test_a_job_that_cannot_be_done_says_why_in_one_line(workspace: Workspace) -> None:
    empty = workspace.create_client({"name": NAME + "分店"}, WHO)
    job = run_job(workspace, workspace.create_job("grade", WHO, empty.id).id, ON)
    assert job.state == "failed"
    assert job.error is not None
    assert "里没有文件，请把证明材料放进去后再评" in job.error
    unknown = run_job(workspace, workspace.create_job("grade", WHO, empty.id).id, ON, "no-such-rubric")
    assert unknown.error is not None
    assert "没有这份文件" in unknown.error


def test_a_fault_of_our_own_ends_the_job_and_is_raised(workspace: Workspace, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.workspace.grading.canonical", lambda _: 1 / 0)
    job = workspace.create_job("grade", WHO, client.id)
    with pytest.raises(ZeroDivisionError):
        run_job(workspace, job.id, ON)
    assert workspace.job(job.id).state == "failed"
    assert "程序内部出错（ZeroDivisionError）" in (workspace.job(job.id).error or "")


def test_a_decision_enters_the_grade_until_it_is_revoked(workspace: Workspace, client: Client) -> None:
    automatic = json.loads(workspace.assessment_bytes(grade(workspace, client.id, ON, who=WHO).id))
    clause = next(one for one in automatic["clauses"] if one["outcome"] == "not_met" and one["sample"] is None)
    seen = {"kind": "on_site", "clause": clause["id"], "outcome": "met", "basis": clause["fingerprint"]}
    body = {key: value for key, value in decision().items() if key != "condition"} | seen
    override = workspace.add_override(client.id, body, WHO)
    saved = grade(workspace, client.id, ON, who=WHO)
    result = json.loads(workspace.assessment_bytes(saved.id))
    assert [(one["id"], one["state"]) for one in result["overrides"]] == [(override.id, "active")]
    assert Fraction(result["score"]["exact"]["confirmed"]) > Fraction(automatic["score"]["exact"]["confirmed"])
    assert saved.overrides == (override.id,)
    workspace.revoke_override(override.id, "看错了", WHO)
    again = grade(workspace, client.id, ON, who=WHO)
    assert json.loads(workspace.assessment_bytes(again.id)) == automatic
    assert again.overrides == ()
