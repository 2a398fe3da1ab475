"""The working half over a data folder of its own whose index is built already, and its tabs driven without a browser."""

import json
import os
import re
import shutil
import time
from dataclasses import asdict
from datetime import date
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from openpyxl import load_workbook

from assistant.service import Service
from assistant.settings import Settings
from assistant.web.work.place import Place
from assistant.web.work.tab import Tab
from assistant.workbench import Workbench
from assistant.workspace.values import Client, Job

ROOT = Path(__file__).resolve().parents[2]
WHO = "王评"
ON = "2026-11-20"
PAPERS = (
    ("制度/售后服务管理制度.txt", "临江棋石净水设备有限公司售后服务管理制度。本公司设立售后服务部，负责安装、维修与回访。"),
    ("承诺.txt", "临江棋石净水设备有限公司郑重承诺：24小时内上门维修，整机保修三年，终身维护。"),
)
NAME = "临江棋石净水设备有限公司"


def desk(folder: Path, built: Path) -> Workbench:
    """A workbench of its own; `built` is a data folder with an index."""
    # links, not copies: without Chroma nothing in a built index is ever written again
    shutil.copytree(built / "index", folder / "index", ignore=shutil.ignore_patterns("open"), copy_function=_linked)
    return Workbench(Service(Settings(data_dir=folder, allowed_hosts="testserver"), backend="exact"))


def _linked(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # another disk
        shutil.copy2(source, target)


def papers(bench: Workbench, client: str, *files: tuple[str, str | bytes]) -> None:
    """Put files into the client's papers; the usual two where none are named."""
    entries = [(name, text.encode() if isinstance(text, str) else text) for name, text in files or PAPERS]
    assert not bench.workspace.add_files(client, entries, WHO).refused


def ended(bench: Workbench, job: str, seconds: float = 120) -> Job:
    """The job once it no longer runs."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        found = bench.job(job)
        assert found is not None
        if found.state not in ("queued", "running"):
            return found
        time.sleep(0.05)
    raise AssertionError("the job does not end")


def graded(bench: Workbench, client: str, rubric: str = "gbt27922-2011") -> str:
    """Grade it and give the assessment."""
    job = ended(bench, bench.start_grading(client, date.fromisoformat(ON), rubric, WHO).id)
    assert job.state == "done", job.error
    assert job.result_id is not None
    return job.result_id


def enterprise(bench: Workbench, name: str, *, graded_by: str = "", papered: bool = True) -> Client:
    """A client with two papers, graded if asked for."""
    client = bench.save_client("", {"name": name}, WHO)
    if papered:
        papers(bench, client.id)
    if graded_by:
        graded(bench, client.id, graded_by)
    return client


def memory(client: str = "", assessment: str = "", who: str = WHO) -> str:
    """What the browser sends along."""
    return json.dumps(asdict(Place(client, assessment, who)))


def do(tab: Tab, there: str, act: str, **values: str) -> tuple[str, Place]:
    """What the tab shows after an act, and where one is then."""
    event: Any = SimpleNamespace(act=json.dumps({"act": act, "values": values}))
    html, place = tab.act(there, event)
    return html, Place(**json.loads(place))


def said(html: str) -> str:
    """The line at the top of a tab, "" where nothing is said."""
    found = re.search(r'<p class="xp-said"[^>]*>(.*?)</p>', html, re.DOTALL)
    return found[1].strip() if found else ""


def official(book: bytes, changes: dict[str, float] | None = None) -> bytes:
    """The exported workbook with official points for every clause: the working ones, but for these changes."""
    opened = load_workbook(BytesIO(book))
    sheet = opened["分值"]
    for row in sheet.iter_rows(min_row=3):
        if row[0].value:
            row[4].value = (changes or {}).get(str(row[0].value), row[2].value)
    out = BytesIO()
    opened.save(out)
    return out.getvalue()
