"""ReportModel -> XLSX bytes: 总评, 评分表, 差距清单, 不合格记录, 特别扣分, 材料, 人工结论 (where there are any), 现场核查, 整改计划,
甘特图 (where there is anything to do)."""

from datetime import datetime
from io import BytesIO
from typing import Any

from assistant.reports import words
from assistant.reports.excel.gaps import FAILURES, gaps_sheet
from assistant.reports.excel.live import live
from assistant.reports.excel.plan_sheet import plan_sheet
from assistant.reports.excel.score_sheet import score_sheet
from assistant.reports.excel.sheet import Sheet, Styles
from assistant.reports.excel.summary_sheet import FIRST_SPECIAL, SPECIAL, Sums, fill_summary, summary_sheet
from assistant.reports.model import Quote, ReportModel
from assistant.reports.package import still
from assistant.reports.words import short
from scoring.locators import shown_place

# widths count the digits of this font: one that every program has or has the measures of, else columns grow and print shrinks
_FONT = {"font_name": "Arial", "font_size": 10}
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_QUOTES = 4
_LONGEST = 200  # letters of a property


def to_xlsx(model: ReportModel) -> bytes:
    """The same bytes for the same model."""
    from xlsxwriter import Workbook

    out = BytesIO()
    book = Workbook(out, {**_OPTIONS, "default_format_properties": dict(_FONT)})  # XlsxWriter writes into what it is given
    book.set_properties({
        "title": short(f"{model.enterprise} 售后服务预评", _LONGEST),
        "author": short(model.meta.organisation or model.meta.consultant, _LONGEST),
        "created": datetime.fromisoformat(model.as_of),
    })  # fmt: skip
    book.set_calc_mode("auto")
    styles = Styles(book)
    summary = summary_sheet(book, styles, model)
    counted = live(model) if model.score is not None else None
    places = score_sheet(book, styles, model, counted) if counted is not None else None
    if places is None:
        _checklist(book, styles, model)
    gaps_sheet(book, styles, model)
    _failures(book, styles, model)
    last = _special(book, styles, model) if model.score is not None else 0
    _files(book, styles, model)
    if model.overrides:
        _overrides(book, styles, model)
    _on_site(book, styles, model)
    if model.plan is not None:
        plan_sheet(book, styles, model.plan)
    fill_summary(summary, model, Sums(counted, places, last) if counted is not None and places is not None else None)
    summary.raw.activate()
    book.close()
    return still(out.getvalue())


def _checklist(book: Any, styles: Styles, model: ReportModel) -> None:
    """A rubric without points: outcomes only."""
    sheet = Sheet(book, "条款核对表", styles, (14, 36, 14, 60))
    sheet.title(f"{model.enterprise}　条款核对表", "本评分表只核对、不计分。")
    sheet.head(2, ("编号", "项目", "结论", "发现"))
    found = [(one.id, one.title, one.outcome_title, "；".join(item.finding for item in one.conditions if item.open)) for one in model.clauses]
    sheet.rows(3, found)


def _failures(book: Any, styles: Styles, model: ReportModel) -> None:
    """Every record that failed, of all sampled clauses."""
    sheet = Sheet(book, FAILURES, styles, (11, 26, 46, 24, 60))
    sheet.title(FAILURES, "抽样条款里不合格的记录，逐条列出。抽样的条款只列抽中的；没有抽中的不知道。")
    sheet.head(2, ("条款", "名称", "文件", "位置", "为什么不合格"))
    rows = [
        (one.id, one.title, failure.file, shown_place(failure.locator), failure.why)
        for one in model.clauses
        if one.sample is not None and one.outcome != "not_applicable"
        for failure in one.sample.failures
    ]
    end = sheet.rows(3, rows)
    sheet.raw.autofilter(2, 0, max(end - 1, 3), 4)


def _special(book: Any, styles: Styles, model: ReportModel) -> int:
    """Returns the last row (from 1) that holds a deduction."""
    sheet = Sheet(book, SPECIAL, styles, (6, 50, 50, 10, 30, 24, 14))
    sheet.title("特别扣分", f"每项扣 {model.rules.special_each} 分并须整改，满 {model.rules.fails_at} 项不合格；改“状态”后总评随公式变化。")
    sheet.head(2, ("序号", "情形与依据", "整改", "状态", "交付", "编号", "代码"))
    rows = [
        (
            str(number), "\n".join([one.text, *(_place(quote) for quote in one.evidence[:_QUOTES])]), one.remedy.do, one.status_title,
            one.remedy.hand_in, one.key, one.code,
        )
        for number, one in enumerate(model.special, start=1)
    ]  # fmt: skip
    end = sheet.rows(FIRST_SPECIAL - 1, rows)
    sheet.raw.set_column(5, 6, None, None, {"hidden": True})  # names for programs, nothing to people
    sheet.choice(FIRST_SPECIAL - 1, end - 1, 3, tuple(words.SPECIAL_STATES.values()), "可选：" + "、".join(words.SPECIAL_STATES.values()))
    return end


def _place(quote: Quote) -> str:
    return f"《{quote.file}》{shown_place(quote.locator)}" + (f"“{short(quote.text)}”" if quote.text else "")


def _files(book: Any, styles: Styles, model: ReportModel) -> None:
    sheet = Sheet(book, "材料", styles, (46, 30, 12, 60, 20))
    sheet.title("材料", "没算数和只算一部分的材料写明原因；指纹是文件内容的 SHA-256 前 16 位。")
    sheet.head(2, ("文件", "标题", "处理", "原因", "指纹"))
    end = sheet.rows(3, [(one.name, one.title, one.standing, "\n".join(one.why_not), one.sha256[:16]) for one in model.files])
    sheet.raw.autofilter(2, 0, max(end - 1, 3), 4)


def _overrides(book: Any, styles: Styles, model: ReportModel) -> None:
    sheet = Sheet(book, "人工结论", styles, (9, 40, 22, 12, 17, 34, 11, 32))
    sheet.title("人工结论", "只有“有效”的计入得分；时间是北京时间。")
    sheet.head(2, ("类别", "关于什么", "结论", "谁定的", "时间", "理由", "有效至", "状态"))
    rows = [
        (one.kind, one.target, one.decision, one.who, one.when, one.reason, one.until, "：".join(part for part in (one.state, one.why) if part))
        for one in model.overrides
    ]
    sheet.rows(3, rows)


def _on_site(book: Any, styles: Styles, model: ReportModel) -> None:
    sheet = Sheet(book, "现场核查", styles, (11, 26, 60, 12, 40))
    sheet.title("现场核查清单", "现场逐项核实，选结果，记所见。")
    sheet.head(2, ("条款", "名称", "核查内容", "结果", "记录"))
    rows = [
        (one.id, one.title, question, "", "") for one in model.clauses if one.outcome != "not_applicable" for question in one.on_site
    ]
    end = sheet.rows(3, rows)
    sheet.choice(3, end - 1, 3, ("符合", "不符合", "未核查"), "可选：符合、不符合、未核查")
