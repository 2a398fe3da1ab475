"""corpus/samples and the truth about it are what their generator makes, and the truth agrees with the files themselves."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pypdfium2
import pytest
from openpyxl import load_workbook  # type: ignore[import-untyped]

NAMES = ("strong", "middling", "weak")


def _font_installed() -> bool:
    listing = shutil.which("fc-list")
    if listing is None:
        return False
    found = subprocess.run([listing, "Noto Sans CJK SC:style=Regular", "file"], capture_output=True, text=True, check=False)
    return bool(found.stdout.strip())


PDF = _font_installed()


@pytest.fixture(scope="module")
def made(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("samples")
    command = [sys.executable, "-m", "tests.support.samples", str(out / "packs"), "--truth", str(out / "truth")]
    subprocess.run(command if PDF else [*command, "--no-pdf"], cwd=root, check=True, timeout=240)
    return out


def _files(folder: Path) -> dict[str, Path]:
    return {
        path.relative_to(folder).as_posix(): path
        for path in folder.rglob("*")
        if path.is_file() and path.name != "README.md" and (PDF or path.suffix != ".pdf")
    }


def _content(path: Path) -> object:
    """What is in a file. Archives are opened: another build of zlib packs the same content into other bytes."""
    data = path.read_bytes()
    if path.suffix in (".docx", ".xlsx"):
        with ZipFile(BytesIO(data)) as archive:
            return [(member.filename, member.date_time, archive.read(member)) for member in archive.infolist()]
    if path.suffix == ".pdf":
        document = pypdfium2.PdfDocument(data)
        return [page.get_textpage().get_text_range() for page in document]
    return data


def test_the_generator_makes_the_committed_files(made: Path, root: Path) -> None:
    kept, fresh = _files(root / "corpus" / "samples"), _files(made / "packs")
    assert sorted(kept) == sorted(fresh)
    changed = [name for name in kept if kept[name].read_bytes() != fresh[name].read_bytes()]
    assert [name for name in changed if _content(kept[name]) != _content(fresh[name])] == []


def test_the_generator_makes_the_committed_truth(made: Path, root: Path) -> None:
    for name in NAMES:
        assert (root / f"tests/data/samples/{name}.json").read_bytes() == (made / f"truth/{name}.json").read_bytes()


def test_files_named_by_the_truth_are_there(root: Path) -> None:
    for name in NAMES:
        for item in _truth(root, name)["not_counted"]:
            assert (root / "corpus/samples" / name / item["file"]).is_file(), item["file"]


def test_the_samples_are_small(root: Path) -> None:
    kept = [path for path in (root / "corpus" / "samples").rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in kept) < 2_000_000
    assert max(path.stat().st_size for path in kept if path.suffix == ".pdf") < 60_000


@pytest.mark.parametrize(
    ("name", "file", "sheet", "clause", "start", "end", "limit"),
    [
        ("strong", "05记录/维修服务工单台账.xlsx", "维修工单", "5.2.4-c", "报修时间", "到场时间", {"金牌": 4, "标准": 12}),
        ("strong", "05记录/发货与安装调试台账.xlsx", "发货签收", "5.2.3-b", "订单确认日期", "签收日期", {"": 240}),
        ("strong", "05记录/投诉与退换货台账.xlsx", "投诉", "5.3.2-c", "受理时间", "办结时间", {"": 72}),
        ("strong", "05记录/投诉与退换货台账.xlsx", "退换货", "5.2.5-c", "受理日期", "办结日期", {"": 360}),
        ("middling", "ERP导出/delivery_return_20261110.xlsx", "Delivery", "5.2.3-b", "OrderTime 下单时间", "POD_Time 签收时间", {"": 48}),
        ("middling", "ERP导出/delivery_return_20261110.xlsx", "Return", "5.2.5-c", "ApplyDate 受理日期", "CloseDate 办结日期", {"": 240}),
        ("middling", "ERP导出/complaint_feedback_20261120.xlsx", "Complaint", "5.3.2-c", "OpenTime 投诉时间", "CloseTime 办结时间", {"": 120}),
        (
            "weak", "工单与回访导出.xlsx", "Tickets", "5.2.4-c", "Created 提单时间", "First Response 首次响应时间",
            {"紧急": 2, "重要": 8, "一般": 24},
        ),
        ("weak", "投诉和需求反馈.xlsx", "投诉", "5.3.2-c", "投诉时间", "办结时间", {"": 168}),
    ],
)
def test_the_ledgers_hold_as_many_late_rows_as_the_truth_says(
    root: Path, *, name: str, file: str, sheet: str, clause: str, start: str, end: str, limit: dict[str, int]
) -> None:
    hours = []
    for row in _rows(root / "corpus/samples" / name / file, sheet, start):
        begun, done = row[start], row[end]
        if isinstance(begun, date) and isinstance(done, date):
            allowed = next(value for grade, value in limit.items() if not grade or grade in row.values())
            hours.append((_moment(done) - _moment(begun)).total_seconds() / 3600 <= allowed)
    assert {"good": sum(hours), "total": len(hours)} == _truth(root, name)["clauses"][clause]["samples"]


def _truth(root: Path, name: str) -> dict[str, Any]:
    truth: dict[str, Any] = json.loads((root / f"tests/data/samples/{name}.json").read_text(encoding="utf-8"))
    return truth


def _moment(value: date) -> datetime:
    return value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)


def _rows(path: Path, sheet: str, key: str) -> Iterator[dict[str, object]]:
    """The rows below the header that has `key` in it."""
    header: list[str] = []
    for row in load_workbook(path)[sheet].iter_rows(values_only=True):
        if header:
            yield dict(zip(header, row, strict=True))
        elif key in row:
            header = [str(cell) for cell in row]
