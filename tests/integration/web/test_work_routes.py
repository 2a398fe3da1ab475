"""Files in, pictures and reports out, over HTTP: what strangers send, what a disk refuses, and that numbers are the result's."""

import errno
import json
import threading
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from hashlib import sha256
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import IO, Any

import pytest
from docx import Document
from fastapi import FastAPI
from fastapi.testclient import TestClient
from openpyxl import Workbook, load_workbook
from PIL import Image

from assistant.accounts import LOCAL, Accounts
from assistant.web.app import create_app
from assistant.web.work.incoming import Incoming
from assistant.web.work.routes import work_router
from assistant.workbench import Desks, Workbench
from assistant.workspace.store import Store
from assistant.workspace.values import Client
from tests.support.desks import ON, PAPERS, WHO, desk, ended, enterprise, graded, official, papers
from tests.support.loops import run
from tests.support.scans import certificate, picture

DAY = date.fromisoformat(ON)
NUMBERS = count(1)


@pytest.fixture(scope="module")
def bench(built_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    opened = desk(tmp_path_factory.mktemp("desk"), built_dir)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def http(bench: Workbench) -> Iterator[TestClient]:
    with TestClient(create_app(bench._service, bench), raise_server_exceptions=True) as client:
        yield client


@pytest.fixture(scope="module")
def judged(bench: Workbench) -> Client:
    return enterprise(bench, "甲有限公司", graded_by="gbt27922-2011")


@pytest.fixture
def client(bench: Workbench) -> Client:
    return bench.save_client("", {"name": f"第{next(NUMBERS)}有限公司"}, WHO)


def put(http: TestClient, client: Client, path: str, body: Any = b"x", **headers: str) -> tuple[int, str]:
    """Upload a file; the status, and the line said or ""."""
    reply = http.put(f"/desk/clients/{client.id}/files", params={"path": path, "who": WHO}, content=body, headers=headers)
    line = reply.json().get("error", "")
    assert "\n" not in line
    return reply.status_code, line


def left(bench: Workbench) -> list[Path]:
    """What uploads left behind."""
    return list((bench.settings.data_dir / "incoming").glob("[0-9]*/*"))


# -- who may upload


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://testserver.evil.example"},
        {"Origin": "http://testserver:81"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
    ],
    ids=str,
)
@pytest.mark.parametrize("where", ["clients/{}/files", "library", "rubrics"])
def test_a_page_of_another_site_changes_nothing(
    http: TestClient, bench: Workbench, client: Client, headers: dict[str, str], where: str
) -> None:
    reply = http.put(f"/desk/{where.format(client.id)}", params={"path": "甲.txt"}, content=b"x", headers=headers)
    assert (reply.status_code, reply.json()) == (403, {"error": "只接受本页面的请求"})
    assert bench.files(client.id) == []
    assert bench.library() == []
    assert left(bench) == []


@pytest.mark.parametrize(
    "headers",
    [{}, {"Origin": "http://testserver"}, {"Sec-Fetch-Site": "same-origin", "Origin": "http://testserver"}, {"Sec-Fetch-Site": "none"},
     {"Sec-Fetch-Site": "same-origin", "Origin": "null"}],
    ids=str,
)
def test_our_own_page_uploads(http: TestClient, bench: Workbench, client: Client, headers: dict[str, str]) -> None:
    assert put(http, client, "甲.txt", **headers) == (200, "")
    assert [one.path for one in bench.files(client.id)] == ["甲.txt"]
    assert bench.files(client.id)[0].created_by == WHO


@pytest.mark.parametrize("who", ["", "cl-0000000000000000", "..", "%00", "' OR 1=1 --"])
def test_a_client_that_is_not_there_gets_no_files(http: TestClient, bench: Workbench, who: str) -> None:
    reply = http.put(f"/desk/clients/{who}/files", params={"path": "甲.txt"}, content=b"x")
    assert reply.status_code in (400, 404, 405)
    assert reply.json()["error"]
    assert left(bench) == []


def test_an_archived_client_gets_no_files(http: TestClient, bench: Workbench, client: Client) -> None:
    bench.archive(client.id, WHO)
    status, line = put(http, client, "甲.txt")
    assert (status, "已归档" in line) == (400, True)


def test_a_name_of_a_person_that_cannot_be_stored_is_told(http: TestClient, client: Client) -> None:
    reply = http.put(f"/desk/clients/{client.id}/files", params={"path": "甲.txt", "who": "王\0"}, content=b"x")
    assert (reply.status_code, "操作人" in reply.json()["error"]) == (400, True)


# -- how large


def test_a_body_too_large_is_refused_in_chinese(http: TestClient, bench: Workbench, client: Client) -> None:
    reply = http.put(
        f"/desk/clients/{client.id}/files", params={"path": "甲.zip"}, content=b"x", headers={"Content-Length": str(bench.upload_limit + 1)}
    )
    assert reply.status_code == 413
    assert reply.json() == {"error": f"请求体太大，最多 {bench.upload_limit // 1024 // 1024} MB"}
    assert bench.files(client.id) == []


def test_a_file_larger_than_files_may_be_is_refused_by_name_of_the_setting(
    http: TestClient, bench: Workbench, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bench.workspace, "limits", replace(bench.workspace.limits, member_mb=1))
    status, line = put(http, client, "甲.txt", b"x" * (1024 * 1024 + 1))
    assert (status, "MEMBER_MB" in line) == (400, True)
    assert put(http, client, "甲.txt", b"x" * 1024 * 1024) == (200, "")
    assert left(bench) == []


def test_a_body_of_unknown_length_is_not_gathered_in_memory(http: TestClient, bench: Workbench, client: Client) -> None:
    """Browsers state the length of a file; who does not could fill the memory."""

    status, line = put(http, client, "甲.txt", iter([b"x", b"y"]))
    assert (status, "Content-Length" in line) == (411, True)
    assert bench.files(client.id) == []


def test_an_empty_file_and_no_body_at_all_are_files_of_nothing(http: TestClient, bench: Workbench, client: Client) -> None:
    assert put(http, client, "空.txt", b"")[0] == 200
    assert [(one.path, one.size) for one in bench.files(client.id)] == [("空.txt", 0)]


# -- under which name


@pytest.mark.parametrize(
    ("path", "stored"),
    [
        ("../../x.txt", "x.txt"),
        ("/etc/passwd", "etc/passwd"),
        ("C:\\台账\\一月.txt", "C:/台账/一月.txt"),
        ("a/../../b.txt", ""),
        ("台账//./一月.txt", "台账/一月.txt"),
        ("甲\u202etxt.exe", "甲txt.exe"),
        ("甲\0\x07乙.txt", "甲乙.txt"),
        (".", ""),
        ("..", ""),
        ("/", ""),
        ("\\", ""),
        ("\u200b", ""),
        ("名" * 396 + ".txt", ""),
        ("夹/" * 190 + "甲.txt", ""),
        ("\ufffd.txt", "\ufffd.txt"),
        ("CON.txt", "CON.txt"),
        ("甲.txt ", ""),
        ("%2e%2e%2fx.txt", ""),
    ],
    ids=lambda one: ascii(one)[:24],
)
def test_a_name_never_leads_out_of_the_clients_papers(http: TestClient, bench: Workbench, client: Client, path: str, stored: str) -> None:
    status, line = put(http, client, path)
    assert status in (200, 400)
    assert bool(line) == (status == 400)
    names = [one.path for one in bench.files(client.id)]
    assert len(names) == (1 if status == 200 else 0)
    for name in names:
        assert not name.startswith("/")
        assert ".." not in name.split("/")
        assert name.isprintable()
        assert stored in ("", name)
    assert left(bench) == []


@pytest.mark.parametrize("path", ["名" * 401, "夹/" * 400 + "甲.txt", ""])
def test_a_name_too_long_or_missing_is_told_in_chinese(http: TestClient, bench: Workbench, client: Client, path: str) -> None:
    status, line = put(http, client, path)
    assert status == 422
    assert line.startswith("path ")
    assert bench.files(client.id) == []


@pytest.mark.parametrize("path", [".DS_Store", "__MACOSX/._甲.pdf", "夹/~$制度.docx", "Thumbs.db"])
def test_what_programs_leave_behind_is_no_paper(http: TestClient, client: Client, path: str) -> None:
    status, line = put(http, client, path)
    assert (status, "不是材料" in line) == (400, True)


@pytest.mark.parametrize("where", ["library", "rubrics"])
@pytest.mark.parametrize(
    "path",
    ["..", "a/..", ".", "/", "甲\0乙.md", "名" * 390 + ".md", "\u202e.md", "x.exe", "a" * 300, "CON", "\n"],
    ids=lambda one: ascii(one)[:24],
)
def test_strange_names_of_documents_and_rubrics_are_told_in_one_line(http: TestClient, bench: Workbench, where: str, path: str) -> None:
    reply = http.put(f"/desk/{where}", params={"path": path}, content=b"\x00\x01")
    assert reply.status_code == 400
    assert "磁盘" not in reply.json()["error"]
    assert str(bench.settings.data_dir) not in reply.json()["error"]
    assert "\n" not in reply.json()["error"]
    assert left(bench) == []


def test_a_document_with_a_very_long_name_joins_the_library(http: TestClient, bench: Workbench) -> None:
    """Windows takes 255 characters, a disk here 255 bytes."""
    reply = http.put("/desk/library", params={"path": "售后" * 60 + ".md"}, content="# 海屿承诺\n\n海屿承诺四小时到场。\n".encode())
    assert reply.json() == {"ok": True}
    (document,) = bench.library()
    assert document.name.startswith("售后售后")
    assert document.name.endswith(".md")
    bench.remove_from_library(document.name)


# -- what the disk says


@pytest.mark.parametrize("fault", [(errno.ENOSPC, 507), (errno.EDQUOT, 507), (errno.EROFS, 503), (errno.EACCES, 503)])
def test_a_disk_that_takes_nothing_is_told_in_one_line_and_keeps_nothing(
    http: TestClient, bench: Workbench, client: Client, monkeypatch: pytest.MonkeyPatch, fault: tuple[int, int]
) -> None:
    real = Path.open
    code, told = fault

    def full(self: Path, mode: str = "r", *more: Any, **named: Any) -> IO[Any]:
        if "incoming" in self.parts and "w" in mode:
            raise OSError(code, "no", str(self))
        return real(self, mode, *more, **named)

    monkeypatch.setattr(Path, "open", full)
    status, line = put(http, client, "甲.txt")
    assert (status, "磁盘" in line) == (told, True)
    assert str(bench.settings.data_dir) not in line
    monkeypatch.undo()
    assert left(bench) == []
    assert bench.files(client.id) == []


def test_a_disk_that_fills_up_on_the_way_keeps_nothing(
    http: TestClient, bench: Workbench, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(Store, "put", full)
    status, line = put(http, client, "甲.txt", b"y" * 100_000)
    assert status == 507
    assert "满" in line or "空间" in line
    assert left(bench) == []
    assert bench.files(client.id) == []


def test_somebody_who_leaves_in_the_middle_leaves_nothing(bench: Workbench, client: Client) -> None:
    """No trace in the log and none on the disk."""
    app = FastAPI()
    app.include_router(work_router(Desks(bench, Accounts.of(bench.workspace)), Incoming(bench.settings.data_dir), 1))
    told: list[Any] = [{"type": "http.request", "body": b"half", "more_body": True}, {"type": "http.disconnect"}]
    scope = {
        "type": "http", "method": "PUT", "path": f"/desk/clients/{client.id}/files", "raw_path": b"", "query_string": b"path=a.txt",
        "headers": [(b"host", b"testserver"), (b"content-length", b"100")], "client": ("127.0.0.1", 1), "server": ("testserver", 80),
        "scheme": "http", "root_path": "", "http_version": "1.1", "asgi": {"version": "3.0"}, "state": {"user": LOCAL},
    }  # fmt: skip

    async def receive() -> Any:
        return told.pop(0) if told else {"type": "http.disconnect"}

    async def send(_: Any) -> None: ...

    run(app(scope, receive, send))
    assert left(bench) == []
    assert bench.files(client.id) == []


# -- once and whole


def contents(bench: Workbench) -> list[Path]:
    return [one for one in (bench.settings.data_dir / "store").rglob("*") if one.is_file()]


def test_the_store_has_each_content_once(http: TestClient, bench: Workbench, client: Client) -> None:
    body = b"the very same bytes" * 1000
    before = len(contents(bench))
    for name in ("甲.bin", "乙.bin", "夹/甲.bin", "甲.bin"):
        assert put(http, client, name, body) == (200, "")
    assert sorted(one.path for one in bench.files(client.id)) == ["乙.bin", "夹/甲.bin", "甲.bin"]
    assert len(bench.files(client.id)) == 3
    assert len(contents(bench)) == before + 1
    assert {one.sha256 for one in bench.files(client.id)} == {sha256(body).hexdigest()}


def test_many_hands_on_one_client_lose_nothing(http: TestClient, bench: Workbench) -> None:
    """Uploads, gradings, decisions, notes and looks at once, as two people at one client do them."""
    client = enterprise(bench, "多人有限公司", graded_by="gbt27922-2011")
    first = bench.assessments(client.id)[0].id
    result = bench.result(first)
    open_ = [one for one in result["clauses"] if one["outcome"] == "not_met" and len(one["conditions"]) == 1]
    began = threading.Barrier(4)
    jobs: set[str] = set()

    def uploads(hand: int) -> None:
        began.wait()
        for number in range(12):
            assert put(http, client, f"{hand}/{number % 6}.txt", f"第{hand}手第{number}份".encode()) == (200, "")

    def gradings() -> None:
        began.wait()
        for _ in range(6):
            jobs.add(bench.start_grading(client.id, DAY, "gbt27922-2011", WHO).id)

    def decisions() -> None:
        began.wait()
        for clause in open_[:3]:
            said = {"kind": "condition", "clause": clause["id"], "condition": clause["conditions"][0]["id"], "decision": "met"}
            bench.record(first, {**said, "reason": "现场看过", "until": "2027-06-30"}, "李评")

    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(uploads, 1), pool.submit(uploads, 2), pool.submit(gradings), pool.submit(decisions)]:
            done.result(120)
    for job in jobs:
        assert ended(bench, job).state == "done"
    names = [one.path for one in bench.files(client.id)]
    assert sorted(names) == sorted([*(f"{hand}/{number}.txt" for hand in (1, 2) for number in range(6)), *(name for name, _ in PAPERS)])
    assert len([one for one in bench.workspace.files(client.id, removed=True) if one.path not in dict(PAPERS)]) == 24
    assert len(bench.workspace.overrides(client.id)) == 3
    assert bench.workspace.verify_audit().sound
    final = bench.result(graded(bench, client.id))
    assert len(final["documents"]) == len(names)
    assert [one["state"] for one in final["overrides"]] == ["active"] * 3
    assert left(bench) == []


def test_a_button_pressed_by_many_starts_one_job(bench: Workbench) -> None:
    client = enterprise(bench, "同时有限公司", papered=False)
    papers(bench, client.id, *((f"{number}.txt", f"第{number}条 售后服务制度") for number in range(60)))
    began = threading.Barrier(8)

    def press() -> str:
        began.wait()
        return bench.start_grading(client.id, DAY, "gbt27922-2011", WHO).id

    with ThreadPoolExecutor(8) as pool:
        pressed = {one.result(60) for one in [pool.submit(press) for _ in range(8)]}
    assert len(pressed) == 1
    assert ended(bench, pressed.pop()).state == "done"
    assert len(bench.assessments(client.id)) == 1


# -- jobs


def test_a_job_tells_how_far_it_is_and_can_be_cancelled(http: TestClient, bench: Workbench) -> None:
    client = enterprise(bench, "取消有限公司", papered=False)
    papers(bench, client.id, *((f"{number}.jpg", picture(certificate(number))) for number in range(4)))
    job = bench.start_grading(client.id, DAY, "gbt27922-2011", WHO)
    told = http.get(f"/desk/jobs/{job.id}").json()
    assert set(told) == {"running", "state", "done", "of", "label"}
    assert told["running"] is True
    bench.cancel(client.id, job.id, WHO)
    assert ended(bench, job.id).state == "cancelled"
    assert http.get(f"/desk/jobs/{job.id}").json()["running"] is False
    assert bench.assessments(client.id) == []
    bench.cancel(client.id, job.id, WHO)  # an ended one stays as it is
    assert graded(bench, client.id)
    done = http.get(f"/desk/jobs/{bench.workspace.jobs(client.id)[0].id}").json()
    assert (done["state"], done["done"]) == ("done", done["of"])


@pytest.mark.parametrize("job", ["jb-0000000000000000", "..%2f", "%00", "x" * 3000])
def test_a_job_that_is_not_there_is_told(http: TestClient, job: str) -> None:
    reply = http.get(f"/desk/jobs/{job}")
    assert reply.status_code == 404
    assert reply.json()["error"]


# -- reports


def test_reports_of_each_kind_say_the_results_numbers(http: TestClient, bench: Workbench, judged: Client) -> None:
    made = bench.assessments(judged.id)[0]
    result = json.loads(bench.workspace.assessment_bytes(made.id))
    score, title = result["score"]["confirmed"], result["level_titles"]["confirmed"]
    for kind in ("docx", "xlsx", "html", "json"):
        reply = http.get(f"/desk/results/{made.id}/report.{kind}", params={"target": "five_star"})
        assert reply.status_code == 200, reply.text
        assert "filename*=UTF-8''" in reply.headers["content-disposition"]
        text = plain(kind, reply.content)
        assert score in text
        assert title in text
        for clause in result["clauses"]:
            assert clause["id"] in text
    whole = http.get(f"/desk/results/{made.id}/report.json").json()
    assert whole["score"] == result["score"]
    assert {one["id"]: one["earned"] for one in whole["clauses"]} == {one["id"]: one["earned"] for one in result["clauses"]}


def plain(kind: str, data: bytes) -> str:
    if kind == "docx":
        document = Document(BytesIO(data))
        cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
        return "\n".join([*(one.text for one in document.paragraphs), *cells])
    if kind == "xlsx":
        book = load_workbook(BytesIO(data))
        values = (cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)
        return "\n".join(shown(cell) for cell in values)
    return data.decode()


def shown(cell: Any) -> str:
    return f"{cell.value:.2f}" if isinstance(cell.value, float) else str(cell.value)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("results/{made}/report.pdf", 404),
        ("results/{made}/report.docx?target=seven_star", 400),
        ("results/{made}/report.docx?target=" + "x" * 50, 422),
        ("results/{made}/report.ics", 400),
        ("results/as-0000000000000000/report.docx", 404),
        ("results/%00/report.json", 404),
        ("clients/{client}/secrets.xlsx", 404),
        ("clients/{client}/materials.ics", 400),
        ("clients/{client}/materials.docx", 400),
        ("clients/{client}/timeline.ics?start=9999-12-31", 400),
        ("clients/{client}/timeline.ics?start=yesterday", 422),
        ("clients/{client}/timeline.xlsx?start=2026-11-20&wanted=0001-01-01", 400),
        ("clients/cl-0000000000000000/timeline.ics", 404),
        ("rubrics/none.xlsx", 404),
        ("rubrics/..%2f..%2fx.xlsx", 404),
        ("rubrics/import-0.xlsx", 404),
        ("pages/{client}/{sha}/x.png", 422),
        ("pages/{client}/{sha}/1.png?quote=" + "x" * 500, 422),
        ("pages/{client}/" + "0" * 64 + "/1.png", 404),
        ("pages/cl-0000000000000000/{sha}/1.png", 404),
        ("quotes/{client}/{sha}?quote=" + "x" * 500, 422),
        ("quotes/{client}/{sha}?locator=" + "x" * 500, 422),
        ("quotes/{client}/{sha}?locator=p.99", 400),
        ("quotes/{client}/" + "0" * 64 + "?locator=p.1", 404),
        ("quotes/cl-0000000000000000/{sha}?locator=p.1", 404),
    ],
)
def test_what_there_is_none_of_is_told_in_one_chinese_line(
    http: TestClient, bench: Workbench, judged: Client, path: str, *, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    names = {"made": bench.assessments(judged.id)[0].id, "client": judged.id, "sha": bench.files(judged.id)[0].sha256}
    reply = http.get(f"/desk/{path.format(**names)}")
    assert reply.status_code == status, reply.text
    assert any("\u4e00" <= char <= "\u9fff" for char in reply.json()["error"])
    assert "\n" not in reply.json()["error"]
    assert "Traceback" not in caplog.text


def test_checklist_and_timeline_come_as_files(http: TestClient, judged: Client) -> None:
    calendar = http.get(f"/desk/clients/{judged.id}/timeline.ics", params={"start": ON})
    assert calendar.text.startswith("BEGIN:VCALENDAR")
    for what in ("timeline", "materials"):
        table = http.get(f"/desk/clients/{judged.id}/{what}.xlsx", params={"start": ON, "wanted": "2027-11-20"})
        assert load_workbook(BytesIO(table.content)).worksheets


def test_a_clients_name_cannot_break_the_header(http: TestClient, bench: Workbench) -> None:
    client = enterprise(bench, '甲/../乙"; filename=x.exe有限公司', graded_by="completeness")
    reply = http.get(f"/desk/results/{bench.assessments(client.id)[0].id}/report.json")
    name = reply.headers["content-disposition"].partition("filename*=UTF-8''")[2]
    assert not {"/", '"', ";", " "} & set(name)


# -- pages


def test_a_page_of_a_paper_and_of_one_in_an_archive(http: TestClient, bench: Workbench) -> None:
    client = enterprise(bench, "看原件有限公司", papered=False)
    alone, inside = picture(certificate(3)), picture(certificate(4))
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("证书/管理师.jpg", inside)
    papers(bench, client.id, ("证书.jpg", alone), ("材料.zip", packed.getvalue()))
    for data in (alone, inside):
        reply = http.get(f"/desk/pages/{client.id}/{sha256(data).hexdigest()}/1.png")
        assert reply.headers["content-type"] == "image/png", reply.text
        assert Image.open(BytesIO(reply.content)).width > 300
        assert http.get(f"/desk/pages/{client.id}/{sha256(data).hexdigest()}/2.png").status_code == 400
    other = enterprise(bench, "看不到原件有限公司")
    for data in (alone, inside):
        assert http.get(f"/desk/pages/{other.id}/{sha256(data).hexdigest()}/1.png").status_code == 404
    zipped = next(one for one in bench.files(client.id) if one.path == "材料.zip")
    assert "没有页面" in http.get(f"/desk/pages/{client.id}/{zipped.sha256}/1.png").json()["error"]
    for one in bench.files(client.id):  # older grades quote what was removed since
        bench.remove_file(client.id, one.id, WHO)
    assert http.get(f"/desk/pages/{client.id}/{sha256(alone).hexdigest()}/1.png").status_code == 200
    gone = http.get(f"/desk/pages/{client.id}/{sha256(inside).hexdigest()}/1.png")
    assert (gone.status_code, bool(gone.json()["error"])) == (404, True)


def test_a_quote_of_a_paper_and_of_one_in_an_archive_in_its_surroundings(http: TestClient, bench: Workbench) -> None:
    client, other = enterprise(bench, "看前后文有限公司", papered=False), enterprise(bench, "看不到前后文有限公司")
    alone = "第一条 总则。\n第二条 <b>24 小时</b>内上门。\n第三条 附则。".encode()
    inside = "工单号,结果\nW-1,已修复\nW-2,未修复\n".encode()
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("台账/工单.csv", inside)
    papers(bench, client.id, ("制度.txt", alone), ("材料.zip", packed.getvalue()))
    asked = {"locator": "第2行", "quote": "<b>24 小时</b>内上门"}
    reply = http.get(f"/desk/quotes/{client.id}/{sha256(alone).hexdigest()}", params=asked)
    assert reply.headers["content-type"] == "application/json"
    told = reply.json()
    assert [line["here"] for line in told["lines"]] == [False, True, False]
    assert told["lines"][1]["pieces"] == [["第二条 ", False], [asked["quote"], True], ["。", False]]
    assert (told["exact"], told["grid"]) == (True, None)
    member = f"{sha256(inside).hexdigest()}?locator=工单!A3&quote=W-2 | 未修复"
    grid = http.get(f"/desk/quotes/{client.id}/{member}").json()["grid"]
    assert [(row["number"], row["head"], row["here"]) for row in grid["rows"]] == [(1, True, False), (2, False, False), (3, False, True)]
    assert http.get(f"/desk/quotes/{other.id}/{member}").status_code == 404
    zipped = next(one for one in bench.files(client.id) if one.path == "材料.zip")
    assert "压缩包" in http.get(f"/desk/quotes/{client.id}/{zipped.sha256}?locator=p.1").json()["error"]


# -- rubrics


def test_a_rubric_goes_out_and_comes_back(http: TestClient, bench: Workbench) -> None:
    book = official(http.get("/desk/rubrics/gbt27922-2011.xlsx").content)
    known = len(bench.rubrics())
    reply = http.put("/desk/rubrics", params={"path": "正式.xlsx"}, content=book)
    assert len(bench.rubrics()) == known + 1
    assert reply.json() == {"ok": True, "rubric": next(one.id for one in bench.rubrics() if one.imported)}
    http.put("/desk/rubrics", params={"path": "再来一次.xlsx"}, content=book)
    assert len(bench.rubrics()) == known + 1  # the same content is the same rubric


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"x" * 10_000, "条款,分值".encode()])
def test_what_is_no_workbook_is_no_rubric(http: TestClient, bench: Workbench, data: bytes) -> None:
    known = bench.rubrics()
    reply = http.put("/desk/rubrics", params={"path": "正式.xlsx"}, content=data)
    assert (reply.status_code, "正式.xlsx" in reply.json()["error"]) == (400, True)
    assert bench.rubrics() == known


@pytest.mark.parametrize("where", ["rubrics", "results/{}/gaps"])
def test_a_form_that_would_take_all_memory_costs_its_sender_alone(http: TestClient, bench: Workbench, judged: Client, where: str) -> None:
    book = Workbook()
    book.active["A1"], book.active["XFD1048576"] = 1, 1
    out = BytesIO()
    book.save(out)
    shown = bench.shown(judged.id, "")
    reply = http.put(f"/desk/{where.format(shown)}", params={"path": "表.xlsx"}, content=out.getvalue())
    assert reply.status_code == 400
    assert reply.json()["error"].startswith("表.xlsx 没有导入：表格的范围过大")
    too_long = {"Content-Length": str((bench.workspace.limits.file_mb << 20) + 1)}
    assert http.put(f"/desk/{where.format(shown)}", params={"path": "表.xlsx"}, content=b"x", headers=too_long).status_code == 413
    assert http.get("/healthz").status_code == 200


def test_the_staff_take_them_out_and_delete_them(bench: Workbench, http: TestClient) -> None:
    http.post("/api/leads", json={"name": "=1+1", "contact": "13800000001", "consent": True})
    (one,) = http.get("/desk/leads.json").json()
    book = http.get("/desk/leads.xlsx")
    assert book.headers["cache-control"] == "no-store"
    sheet: Any = load_workbook(BytesIO(book.content)).active
    assert "=1+1" in [cell.value for cell in sheet[2]]
    assert {cell.data_type for cell in sheet[2] if cell.value is not None} == {"s"}
    assert http.get("/desk/leads.exe").status_code == 404
    assert http.delete(f"/desk/leads/{one['id']}", headers={"Origin": "http://evil.example"}).status_code == 403
    assert http.delete(f"/desk/leads/{one['id']}").json() == {"ok": True}
    assert http.delete(f"/desk/leads/{one['id']}").status_code == 404
    assert bench.workspace.leads() == []
