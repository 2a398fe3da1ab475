"""Rubric <-> XLSX for consultants: official points and texts are typed in Excel and come back into the rubric.

Sheet 分值: a row a clause. Sheet 条件: a row a condition, with its texts and remedy. Predicates stay in the YAML: they are
no text to edit in a spreadsheet. A workbook that was exported and imported unchanged gives an equal rubric.
"""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from io import BytesIO
from typing import Any

from pydantic import ValidationError

from scoring.cells_apart import Rows, cells_apart
from scoring.documents import DocumentError
from scoring.figures import shown
from scoring.rubric.loader import RubricError
from scoring.rubric.model import Clause, Rubric

_CLAUSES = "分值"
_CONDITIONS = "条件"
_CLAUSE_HEAD = ("条款", "名称", "现用分值", "来源", "正式分值", "计分方式", "可删减", "现场核对")
_CONDITION_HEAD = ("条款", "条件", "要求", "缺失说明", "整改", "交什么", "谁来做", "人日", "前置天数")
_PROVENANCE = {"working": "工作口径", "confirmed": "公开来源", "official": "正式分值"}
_MODES = {"all_or_nothing": "全有或全无", "sample_ratio": "按样本比例"}
_NOTE = "只填“正式分值”一列（标准正式文本里的分值）；可以修改的还有“条件”表的文字。其余各列只供参考，改了会被拒绝。"
_WIDTHS = {_CLAUSES: (10, 22, 10, 12, 10, 12, 8, 60), _CONDITIONS: (10, 14, 40, 36, 60, 30, 16, 8, 10)}


def export_workbook(rubric: Rubric) -> bytes:
    """The rubric as an XLSX file."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = _CLAUSES
    sheet.append([f"{rubric.title}　{rubric.id}　{_NOTE}"])
    sheet.append(_CLAUSE_HEAD)
    for clause in rubric.clauses():
        official = float(clause.points) if clause.provenance == "official" else None
        sheet.append(
            [
                *(clause.id, clause.title, float(clause.points), _PROVENANCE[clause.provenance], official),
                *(_MODES[clause.mode], "是" if clause.excludable else "否", "\n".join(clause.on_site)),
            ]
        )
    conditions = book.create_sheet(_CONDITIONS)
    conditions.append([_NOTE])
    conditions.append(_CONDITION_HEAD)
    for clause in rubric.clauses():
        for one in clause.conditions:
            remedy = one.remedy
            conditions.append([clause.id, one.id, one.text, one.missing, remedy.do, remedy.hand_in, remedy.who, float(remedy.days), remedy.lead_days])
    for one_sheet in (sheet, conditions):
        _lay_out(one_sheet)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _lay_out(sheet: Any) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    for number, width in enumerate(_WIDTHS[sheet.title], start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for cell in sheet[2]:
        cell.font = Font(bold=True)
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, str):
                cell.data_type = "s"  # never a formula: texts may come from a workbook that somebody sent in
    for row in sheet.iter_rows(min_row=3):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A3"


def import_workbook(data: bytes, rubric: Rubric, name: str) -> Rubric:
    """`rubric` with the workbook's official points and texts; some points will do.

    Raises RubricError, which names sheet and cell, also for a workbook in which nothing was filled in or changed.
    """
    sheets = _sheets(data, name)
    points = _official_points(sheets[_CLAUSES], rubric, name)
    texts = _texts(sheets[_CONDITIONS], rubric, name)
    dumped = rubric.model_dump(by_alias=True)
    for group in dumped["groups"]:
        for indicator in group["indicators"]:
            for clause in indicator["clauses"]:
                _fill(clause, points.get(clause["id"]), texts)
    try:
        filled = Rubric.model_validate(dumped)
    except ValidationError as error:
        said = str(error.errors()[0]["msg"]).removeprefix("Value error, ")
        raise RubricError(f"{name} 填的分值合不拢：{said}；请核对“{_CLAUSES}”表的“正式分值”列") from error
    if not points and filled == rubric:
        raise RubricError(f"{name} 没有填任何正式分值，没有导入；请填“{_CLAUSES}”表的“正式分值”列")
    return filled


def _sheets(data: bytes, name: str) -> dict[str, Rows]:
    try:
        sheets = cells_apart(data, name)
    except DocumentError as error:
        raise RubricError(f"{name} 没有导入：{error.text}") from error
    for title, head in ((_CLAUSES, _CLAUSE_HEAD), (_CONDITIONS, _CONDITION_HEAD)):
        rows = sheets.get(title)
        if rows is None:
            raise RubricError(f"{name} 没有“{title}”工作表，请重新导出后再填")
        if len(rows) < 2 or tuple(str(cell).strip() for cell in rows[1][: len(head)]) != head:
            raise RubricError(f"{name} 的“{title}”表第 2 行表头被改动了，应为：{'、'.join(head)}")
    return sheets


def _official_points(rows: Sequence[Sequence[Any]], rubric: Rubric, name: str) -> dict[str, Decimal]:
    clauses = {clause.id: clause for clause in rubric.clauses()}
    seen: dict[str, Decimal] = {}
    listed = set()
    for number, row in enumerate(rows[2:], start=3):
        clause_id = str(row[0]).strip()
        if not clause_id:
            continue
        if clause_id not in clauses:
            raise RubricError(f"{name} “{_CLAUSES}”A{number}：评分表里没有条款 {clause_id}")
        if clause_id in listed:
            raise RubricError(f"{name} “{_CLAUSES}”A{number}：条款 {clause_id} 写了两次")
        listed.add(clause_id)
        _unchanged(row, clauses[clause_id], number, name)
        text = str(row[4]).strip()
        if text:
            seen[clause_id] = _decimal(text, f"{name} “{_CLAUSES}”E{number}")
    missing = [clause for clause in clauses if clause not in listed]
    if missing:
        raise RubricError(f"{name} “{_CLAUSES}”表缺条款 {'、'.join(missing)}")
    return seen


def _unchanged(row: Sequence[Any], clause: Clause, number: int, name: str) -> None:
    written = (str(row[1]).strip(), _decimal(str(row[2]), f"{name} “{_CLAUSES}”C{number}"))
    if written != (clause.title, Decimal(shown(clause.points))):
        raise RubricError(f"{name} “{_CLAUSES}”第 {number} 行的名称或现用分值被改动了；正式分值请填在 E 列")


def _texts(rows: Sequence[Sequence[Any]], rubric: Rubric, name: str) -> dict[tuple[str, str], dict[str, Any]]:
    known = {(clause.id, one.id) for clause in rubric.clauses() for one in clause.conditions}
    out: dict[tuple[str, str], dict[str, Any]] = {}
    for number, row in enumerate(rows[2:], start=3):
        key = (str(row[0]).strip(), str(row[1]).strip())
        if not any(key):
            continue
        if key not in known:
            raise RubricError(f"{name} “{_CONDITIONS}”第 {number} 行：评分表里没有 {key[0]} 的条件 {key[1]}")
        where = f"{name} “{_CONDITIONS}”"
        out[key] = {
            "text": str(row[2]).strip(),
            "missing": str(row[3]).strip(),
            "remedy": {
                "do": str(row[4]).strip(),
                "hand_in": str(row[5]).strip(),
                "who": str(row[6]).strip(),
                "days": _decimal(str(row[7]), f"{where}H{number}"),
                "lead_days": int(_decimal(str(row[8]), f"{where}I{number}")),
            },
        }
    return out


def _decimal(text: str, where: str) -> Decimal:
    try:
        value = Decimal(text.strip())
    except InvalidOperation:
        raise RubricError(f"{where}：“{text}”不是数字") from None
    if not value.is_finite() or value < 0:
        raise RubricError(f"{where}：“{text}”不是有效的数字")
    return Decimal(shown(value)) if value == value.to_integral_value() else value


def _fill(clause: dict[str, Any], points: Decimal | None, texts: dict[tuple[str, str], dict[str, Any]]) -> None:
    if points is not None:
        clause["points"], clause["provenance"] = points, "official"
    for condition in clause["conditions"]:
        condition.update(texts.get((clause["id"], condition["id"]), {}))
