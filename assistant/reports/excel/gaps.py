"""The sheet 差距清单: a row for each thing to put right, with columns that people fill in.

The key of a row is its clause and the hidden last column; people go by clause and requirement.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.reports import words
from assistant.reports.excel.sheet import Sheet, Styles
from assistant.reports.model import Quote, Remedy, ReportModel
from assistant.reports.words import short
from scoring.locators import shown_place

NAME = "差距清单"
NUMBER, CLAUSE, TITLE, CONDITION, REQUIREMENT, REMEDY = "序号", "条款", "名称", "条件", "要求", "整改办法"
OWNER, DUE, STATE, NOTE = "责任人", "截止日期", "状态", "备注"
FILLED = (OWNER, DUE, STATE, NOTE)
SPECIAL, GAIN = "特别扣分", "可增分"
HEAD = (NUMBER, CLAUSE, TITLE, REQUIREMENT, "结论", "发现", "依据", GAIN, REMEDY, "交付", "建议负责", "人日", "前置天", *FILLED, CONDITION)
_WIDTHS = (4, 7.5, 7.5, 14, 7, 20, 18.5, 5.5, 20, 10, 7, 4.5, 6.2, 6, 9.5, 6.5, 6, 14)  # on A4 across: 8 points when printed
_HEAD_ROW = 2
_QUOTES, _FAILURES = 2, 1  # named in a row, the rest is counted: a row stays some lines high
_PLACE = 40  # letters of a quote
FAILURES = "不合格记录"


@dataclass(frozen=True, slots=True)
class Gap:
    """A row: an open condition of a clause, or a special deduction that counts (its `condition` is the deduction's key)."""

    clause: str
    condition: str
    title: str
    requirement: str
    outcome: str
    finding: str
    places: str
    gain: str
    remedies: tuple[Remedy, ...]

    @property
    def called(self) -> str:
        return called(self.clause, self.title, self.requirement)

    @property
    def do(self) -> str:
        return "\n".join(one.do for one in self.remedies)


def called(clause: str, title: str, requirement: str) -> str:
    """5.1.6.3 通过认证：<要求>, or 特别扣分：<情形>: how people know a row."""
    name = clause if clause == SPECIAL else f"{clause} {title}".strip()
    return f"{name}：{requirement}" if requirement else name


def gaps(model: ReportModel) -> Iterator[Gap]:
    """Greatest gain first, special deductions after them. The gain is the clause's, once all its conditions are met."""
    for clause in model.gaps:
        for condition in clause.conditions:
            if not condition.open:
                continue
            failed = clause.sample is not None and condition.failed_samples
            places = _places(condition.evidence, 1 if failed else _QUOTES)
            if clause.sample is not None and condition.failed_samples:
                shown = clause.sample.failures[:_FAILURES]
                places += [f"不合格：《{one.file}》{shown_place(one.locator)}：{short(one.why, _PLACE)}" for one in shown]
                if len(clause.sample.failures) > _FAILURES:
                    places.append(f"…… 另有 {len(clause.sample.failures) - _FAILURES} 条，见“{FAILURES}”表")
            gain = clause.gain if model.score is not None else ""
            yield Gap(
                clause.id, condition.id, clause.title, condition.text, condition.outcome_title, condition.finding,
                "\n".join(places), gain, condition.remedies,
            )  # fmt: skip
    for one in model.special:
        if one.counts:
            found = "\n".join(_places(one.evidence))
            yield Gap(SPECIAL, one.key, SPECIAL, one.text, one.status_title, one.text, found, model.rules.special_each, (one.remedy,))


def _places(quotes: Sequence[Quote], most: int = _QUOTES) -> list[str]:
    told = [_place(quote) for quote in quotes[:most]]
    return [*told, f"…… 另有 {len(quotes) - most} 处，见网页报告"] if len(quotes) > most else told


def _place(quote: Quote) -> str:
    return f"《{quote.file}》{shown_place(quote.locator)}" + (f"“{short(quote.text, _PLACE)}”" if quote.text else "")


def gaps_sheet(book: Any, styles: Styles, model: ReportModel) -> None:
    sheet = Sheet(book, NAME, styles, _WIDTHS)
    sheet.title(
        NAME,
        f"{OWNER}、{DUE}、{STATE}、{NOTE}由企业填写，填好后可导回。行可以移动，请不要改“{CLAUSE}”列，也不要删隐藏的最后一列（导回时靠它认行）。"
        "可增分是该条款全部补齐后的。",
    )
    sheet.head(_HEAD_ROW, HEAD)
    rows = list(gaps(model))
    first = _HEAD_ROW + 1
    sheet.rows(first, [_cells(one, number) for number, one in enumerate(rows, start=1)])
    sheet.raw.set_column(HEAD.index(CONDITION), HEAD.index(CONDITION), _WIDTHS[-1], None, {"hidden": True})
    last = first + len(rows) - 1
    if rows:
        day, input_style = HEAD.index(DUE), {"bg_color": "#FFFBE6"}
        for row in range(first, last + 1):
            for name in FILLED:
                column = HEAD.index(name)
                style = styles(**input_style, num_format="yyyy-mm-dd" if name == DUE else "@")
                sheet.text(row, column, words.GAP_STATES[0] if name == STATE else "", style)
            for name in (NUMBER, GAIN, "人日", "前置天"):
                text = _cells(rows[row - first], row - first + 1)[HEAD.index(name)]
                if text and "\n" not in text:
                    sheet.number(row, HEAD.index(name), text, styles(align="center", num_format="0.00" if name == GAIN else "General"))
        sheet.choice(first, last, HEAD.index(STATE), words.GAP_STATES, "可选：" + "、".join(words.GAP_STATES))
        sheet.raw.data_validation(first, day, last, day, {
            "validate": "any", "input_title": DUE, "input_message": "写成 2026-12-31 这样的日期",
        })  # fmt: skip
        sheet.raw.autofilter(_HEAD_ROW, 0, last, len(HEAD) - 1)
    sheet.raw.freeze_panes(first, 3)


def _cells(one: Gap, number: int) -> tuple[str, ...]:
    return (
        str(number),
        one.clause,
        one.title,
        one.requirement,
        one.outcome,
        one.finding,
        one.places,
        one.gain,
        one.do,
        "\n".join(item.hand_in for item in one.remedies),
        "\n".join(item.who for item in one.remedies),
        "\n".join(item.days for item in one.remedies),
        "\n".join(item.lead_days for item in one.remedies),
        "", "", "", "",
        one.condition,
    )  # fmt: skip
