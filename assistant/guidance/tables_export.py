"""A checklist or a timeline document as an Excel file: the same bytes for the same document. Texts are written as texts, never as formulas."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from assistant.guidance.cited import names, said
from scoring.locators import shown_place

Json = Mapping[str, Any]

_MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)  # no clock: the same bytes tomorrow
_COLOURS = {"have": "#E2F0D9", "unusable": "#FCE4D6", "missing": "#F8CBAD", "unknown": "#FFF2CC", "not_applicable": "#EDEDED"}
_ASKED = {"several": "多家清单都列", "some": "只有部分机构要"}
_BASIS = {"figures": "公开说法", "own": "自填", "plan": "整改计划", "none": "没有公开数字"}


def checklist_table(checked: Json) -> bytes:
    """Sheets: the items, the files behind them, notes. `checked` is a "xingping-materials/1" document."""
    book = _Book()
    rows = [
        (
            one["title"],
            item["title"],
            item["state_title"],
            item["text"],
            item["todo"],
            _ASKED[item["asked_by"]],
            item["confidence"]["label"],
            names(item["sources"], checked),
            _sides(item["contested"], checked),
        )
        for one in checked["classes"]
        for item in one["items"]
    ]
    states = [item["state"] for one in checked["classes"] for item in one["items"]]
    name = checked["enterprise"]["name"] if checked["enterprise"] else ""
    heads = (("类别", 10), ("材料", 24), ("状态", 11), ("情况", 36), ("要做的", 36), ("谁要", 14), ("可信度", 13), ("来源", 30), ("说法不一", 34))
    book.sheet("材料清单", f"{name or '（企业名称未知）'}　申请材料清单", heads, rows, shades=[_COLOURS[state] for state in states], shaded=2)
    book.sheet("文件", "每项材料对应的文件", _FILES, _files(checked))
    book.notes([_counted(checked), *checked["notes"]])
    return book.bytes()


_FILES = (("材料", 24), ("要找的", 22), ("文件", 44), ("位置", 16), ("原文", 34), ("算不算数", 10), ("原因", 46))


def _files(checked: Json) -> list[tuple[str, ...]]:
    return [
        (
            item["title"],
            part["title"],
            place["file"],
            shown_place(place["locator"]),
            place["quote"],
            "算" if place["usable"] else "不算",
            "；".join(place["why_not"]) or ("只有文件名像" if place["named_only"] else ""),
        )
        for one in checked["classes"]
        for item in one["items"]
        for part in item["parts"]
        for place in part["files"]
    ]


def _counted(checked: Json) -> str:
    return "，".join(f"{title} {checked['counts'][state]} 项" for state, title in checked["states"].items())


def timeline_table(line: Json) -> bytes:
    """Sheets: the phases, the reckoning back, the whole way as sources give it, what must have lasted, what follows, notes."""
    book = _Book()
    phases = [
        (
            one["title"],
            one["takes"],
            _BASIS[one["basis"]],
            *_days(one["begin"]),
            *_days(one["end"]),
            one["confidence"]["label"],
            "；".join(said(side, line) for side in one["sides"]),
        )
        for one in line["phases"]
    ]
    spans = [
        (f"※ {one['title']}", "、".join(side["says"] for side in one["sides"]), "另一种说法" if one["used"] else "没有用（已自填）", *[""] * 4,
         one["confidence"]["label"], "；".join(said(side, line) for side in one["sides"]))
        for one in line["spans"]
    ]  # fmt: skip
    shades = [_COLOURS["unknown"] if one["basis"] == "none" else None for one in line["phases"]]
    title = f"从 {line['ready']} 起到拿证：{line['finish']['earliest']} 至 {line['finish']['latest']}"
    book.sheet("时间安排", title, _PHASES, [*phases, *spans], shades=shades)
    if line["backward"]:
        rows = [(one["title"], step["title"], step["begin"], step["end"]) for one in line["backward"] for step in one["phases"]]
        book.sheet("倒排", f"希望 {line['wanted']} 拿证：{line['verdict']}", _BACK, rows)
    _whole_way(book, line)
    gates = [
        (one["title"], said(side, line), *_days(side["begun_by"]), side["possible_from"] or "", _OUTCOMES[side["outcome"]], one["note"])
        for one in line["gates"]
        for side in one["sides"]
    ]
    book.sheet("申请前要满的时间", "申请那天应已满的时间（各来源说法不一）", _GATES, gates)
    later = [(one["title"], *_days(one["due"]), "；".join(said(side, line) for side in one["sides"]), one["note"]) for one in line["later"]]
    book.sheet("拿证以后", "拿证以后的日子", (("事项", 24), ("最早", 13), ("最迟", 13), ("来源", 60), ("说明", 50)), later)
    book.notes([text for text in (line["verdict"], *line["notes"]) if text])
    return book.bytes()


_DATES = (("最早开始", 12), ("最迟开始", 12), ("最早结束", 12), ("最迟结束", 12))
_PHASES = (("环节", 20), ("时长", 26), ("依据", 12), *_DATES, ("可信度", 14), ("来源", 60))
_BACK = (("按哪种时间", 34), ("环节", 30), ("最迟开始", 24), ("最迟结束", 24))
_SINCE = (("按最早申请日，最迟从", 20), ("按最迟申请日，最迟从", 20))
_GATES = (("条件", 18), ("来源的说法", 52), *_SINCE, ("最早可申请", 14), ("结果", 16), ("说明", 44))
_OUTCOMES = {None: "没有给起算日", "met": "满", "only_later": "晚些申请才满", "not_met": "不满"}


def _whole_way(book: "_Book", line: Json) -> None:
    heads = [("来源说从申请到拿证", 30), ("最早拿证", 13), ("最迟拿证", 13), ("来源", 50)]
    rows = []
    for one in line["totals"]["sides"]:
        row = [one["says"], one["certificate"]["earliest"] or "没有数字", one["certificate"]["latest"] or "没有数字", names(one["sources"], line)]
        if line["wanted"]:
            row += [one["apply_by"]["shortest"] or "没有数字", one["apply_by"]["longest"] or "没有数字"]
        rows.append(row)
    if line["wanted"]:
        heads += [("照最短最迟申请", 15), ("照最长最迟申请", 15)]
    book.sheet("各来源总时长", "各来源直接说的总时长（起算点不同，只作对照）", heads, rows)


def _days(window: Json) -> tuple[str, str]:
    return window["earliest"], window["latest"]


def _sides(contested: Json | None, document: Json) -> str:
    return "；".join(said(side, document) for side in contested["sides"]) if contested else ""


class _Book:
    """A workbook in the making: a title, a head that stays, wrapped rows; printed a page wide."""

    def __init__(self) -> None:
        from xlsxwriter import Workbook

        self._out = BytesIO()
        self._book: Any = Workbook(self._out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
        self._book.set_properties({"created": _MADE})
        self._title = self._book.add_format({"bold": True, "font_size": 13, "valign": "vcenter", "text_wrap": True})
        self._head = self._book.add_format({"bold": True, "bg_color": "#D9E1F2", "border": 1, "text_wrap": True, "valign": "vcenter"})
        self._cell = self._shaded(None)
        self._shades: dict[str, Any] = {}

    def _shaded(self, colour: str | None) -> Any:
        look = {"border": 1, "text_wrap": True, "valign": "top"} | ({"bg_color": colour} if colour else {})
        return self._book.add_format(look)

    def sheet(
        self,
        name: str,
        title: str,
        heads: Sequence[tuple[str, int]],
        rows: Sequence[Sequence[str]],
        *,
        shades: Sequence[str | None] = (),
        shaded: int | None = None,
    ) -> None:
        """`heads` with their widths; `shades` a colour for each of the first rows, of the column `shaded` or of all."""
        sheet = self._book.add_worksheet(name)
        sheet.merge_range(0, 0, 0, len(heads) - 1, "", self._title)
        sheet.write_string(0, 0, title, self._title)
        sheet.set_row(0, 8 + 1.3 * _height([title], [("", sum(width for _, width in heads))]))
        for column, (head, width) in enumerate(heads):
            sheet.set_column(column, column, width)
            sheet.write_string(1, column, head, self._head)
        for number, row in enumerate(rows):
            colour = shades[number] if number < len(shades) else None
            for column, text in enumerate(row):
                look = self._look(colour) if shaded is None or column == shaded else self._cell
                sheet.write_string(number + 2, column, text, look)
            sheet.set_row(number + 2, _height(row, heads))
        sheet.freeze_panes(2, 1)
        sheet.repeat_rows(0, 1)
        if rows:
            sheet.autofilter(1, 0, len(rows) + 1, len(heads) - 1)
        _paged(sheet)

    def notes(self, texts: Iterable[str]) -> None:
        sheet = self._book.add_worksheet("说明")
        sheet.set_column(0, 0, 110)
        for row, text in enumerate(texts):
            sheet.write_string(row, 0, text, self._cell)
            sheet.set_row(row, _height([text], [("", 110)]))
        _paged(sheet)

    def _look(self, colour: str | None) -> Any:
        if colour is None:
            return self._cell
        return self._shades.setdefault(colour, self._shaded(colour))

    def bytes(self) -> bytes:
        self._book.close()
        return self._out.getvalue()


def _paged(sheet: Any) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)


def _height(row: Sequence[str], heads: Sequence[tuple[str, int]]) -> float:
    """Points for the most lines any cell needs; a Chinese character is two wide. Viewers do not agree on doing this themselves."""
    lines = max(-(-sum(2 if ord(char) > 0x2E80 else 1 for char in text) // max(width - 1, 1)) for text, (_, width) in zip(row, heads, strict=True))
    return 16.0 * max(lines, 1) + 4
