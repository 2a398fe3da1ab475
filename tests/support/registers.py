"""Registers of any length as real workbooks: repair orders of an invented company, the same every time."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from xlsxwriter import Workbook

COMPANY = "临江棋石净水设备有限公司"
HEADER = ("工单号", "报修时间", "顾客", "联系电话", "故障现象", "处理措施", "到达时间", "完成时间", "顾客签字")
PROFILE = f"enterprise:\n  name: {COMPANY}\n  industry: 净水设备制造\n"
_BEGIN = datetime(2025, 12, 1, 8)
_DAYS = 340
_WRITTEN = datetime(2026, 11, 10, 9)
_FAULTS = ("出水量小", "漏水", "异味", "不通电", "水质发黄")
_DONE = ("更换滤芯", "更换密封圈", "清洗管路", "更换电源板", "冲洗水箱")
_NAMES = "何吕施张孔曹严华金魏陶姜"


def orders(count: int, unsigned_every: int = 0) -> list[tuple[str, ...]]:
    """Repair orders over eleven months; each `unsigned_every`-th lacks the customer's signature."""
    out = []
    for number in range(count):
        begun = _BEGIN + timedelta(days=number * _DAYS // count, minutes=number * 37 % 500)
        came, done = begun + timedelta(hours=2 + number % 7), begun + timedelta(hours=9 + number % 9)
        name = _NAMES[number % len(_NAMES)]
        signed = "" if unsigned_every and number % unsigned_every == 0 else f"{name}先生"
        times = [f"{moment:%Y-%m-%d %H:%M}" for moment in (begun, came, done)]
        fault, action = _FAULTS[number % len(_FAULTS)], _DONE[number % len(_DONE)]
        out.append((f"WX{number:06d}", times[0], f"{name}先生", f"138{number:08d}", fault, action, times[1], times[2], signed))
    return out


def write_register(path: Path, rows: Sequence[Sequence[str]], title: str = "维修工单") -> Path:
    """The rows as a workbook with a heading, in a folder that is made where there is none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with Workbook(path, {"constant_memory": True}) as book:
        book.set_properties({"created": _WRITTEN})  # a sample's seed rests on the file's hash
        sheet = book.add_worksheet(title)
        for number, row in enumerate(([f"{COMPANY}维修工单台账"], HEADER, *rows)):
            sheet.write_row(number, 0, row)
    return path


def write_pack(folder: Path, *registers: Sequence[Sequence[str]], names: Sequence[str] = ()) -> Path:
    """A pack: the profile and a register a file."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "profile.yaml").write_text(PROFILE, encoding="utf-8")
    for number, rows in enumerate(registers):
        write_register(folder / (names[number] if names else f"维修工单{number + 1}.xlsx"), rows)
    return folder
