"""The chapters of the Word report, in order. Every figure is the model's own string."""

from collections.abc import Callable
from typing import Any

from assistant.reports import words
from assistant.reports.model import Clause, Quote, ReportModel
from assistant.reports.tables import sum_rows, summary
from assistant.reports.word.charts import Chart, add_chart
from assistant.reports.word.sections_plan import plan_chapter
from assistant.reports.word.writer import Writer, row
from assistant.reports.words import short
from scoring.locators import shown_place

_NUMERALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四")
_QUOTES, _FAILURES, _PLACES = 3, 8, 3


def write_body(out: Writer, model: ReportModel, document: Any) -> None:
    """All chapters; those with nothing to tell are left out, save where the absence itself is news."""
    chapters: list[tuple[str, Callable[[], None]]] = [("总评", lambda: _summary(out, model))]
    if model.score is not None:
        chapters.append(("各指标得分", lambda: _indicators(out, model, document)))
    chapters += [
        ("条款评分表" if model.score else "条款核对表", lambda: _clauses(out, model)),
        ("差距与整改", lambda: _gaps(out, model)),
        *([("特别扣分与加分", lambda: _special(out, model))] if model.score else []),
        ("材料互相矛盾之处", lambda: _contradictions(out, model)),
        ("没有算数的材料", lambda: _files(out, model)),
        ("申请资格与删减", lambda: _eligibility(out, model)),
    ]
    if model.overrides:
        chapters.append(("人工结论", lambda: _overrides(out, model)))
    if model.plan is not None:
        plan = model.plan
        chapters.append(("整改计划", lambda: plan_chapter(out, plan)))
    chapters += [("现场核查清单", lambda: _on_site(out, model)), ("方法、口径与局限", lambda: _method(out, model))]
    for numeral, (title, write) in zip(_NUMERALS, chapters, strict=False):
        out.heading(f"{numeral}、{title}")
        write()


def _summary(out: Writer, model: ReportModel) -> None:
    out.table((), [row(label, text) for label, text in summary(model)], (26, 74))
    for notice in model.notices:
        out.note(f"注：{notice}")
    out.note(words.DISCLAIMER)


def _indicators(out: Writer, model: ReportModel, document: Any) -> None:
    rows = [row(*cells, strong=strong) for cells, strong in sum_rows(model)]
    out.table(("编号", "项目", "满分", "涉及分", "得分", "可能分", "失分", "得分率"), rows, (9, 30, 9, 10, 11, 11, 10, 11), "llcccccc")
    out.note("涉及分＝满分减去删减的条款；得分率＝得分 ÷ 涉及分。" + words.ADDING + model.working)
    shown = [one for one in model.indicators if one.percent]
    if not shown:
        return
    names = tuple(f"{one.id} {one.title}" for one in shown)
    told = "；".join(f"{one.title} {one.earned}/{one.applicable}" for one in shown)
    series = (("得分", tuple(one.earned for one in shown)), ("失分", tuple(one.lost for one in shown)))
    bars = Chart("bar", names, series, f"各指标得分与涉及分：{told}")
    out.drawing(add_chart(document, bars, out.width, min(20 + 6.5 * len(shown), 150)))
    out.caption("图 1　各指标得分与失分（分）")
    if len(shown) > 2:
        rates = "；".join(f"{one.title} {one.percent}%" for one in shown)
        radar = Chart("radar", names, (("得分率（%）", tuple(one.percent for one in shown)),), f"各指标得分率：{rates}")
        out.drawing(add_chart(document, radar, min(out.width, 140), 100))
        out.caption("图 2　各指标得分率（%）")


def _clauses(out: Writer, model: ReportModel) -> None:
    scored = model.score is not None
    if scored:
        rows = [row(one.id, one.title, one.points, one.mark, _outcome(one), one.earned, one.possible) for one in model.clauses]
        out.table(("条款", "名称", "分值", "分值口径", "结论", "得分", "可能分"), rows, (11, 31, 8, 13, 18, 10, 10), "llcccrr")
        if model.working:
            out.note(model.working)
    else:
        out.table(("条款", "名称", "结论"), [row(one.id, one.title, _outcome(one)) for one in model.clauses], (18, 60, 22))


def _outcome(one: Clause) -> str:
    told = one.outcome_title + ("（人工）" if one.overridden else "")
    if one.automatic is not None:
        told += f"\n自动评：{one.automatic.outcome_title} {one.automatic.earned}"
    return told


def _gaps(out: Writer, model: ReportModel) -> None:
    if not model.gaps:
        out.text("没有发现差距。")
        return
    order = "按可增加的分从多到少排列" if model.score else "按编号排列"
    out.text(f"共 {len(model.gaps)} 条，{order}。每条列出缺什么、见于何处、怎样补。")
    for one in model.gaps:
        gain = f"　可增 {one.gain} 分" if model.score and float(one.gain) else ""
        out.heading(f"{one.id} {one.title}　{one.outcome_title}{gain}", 3)
        _gap(out, one)


def _gap(out: Writer, one: Clause) -> None:
    for condition in one.conditions:
        if not condition.open:
            continue
        out.labelled("要求", f"{condition.text}（{condition.outcome_title}）", keep=True)
        if condition.finding:
            out.labelled("发现", condition.finding)
        _quotes(out, condition.evidence)
        for remedy in condition.remedies:
            out.labelled("整改", remedy.do)
            out.labelled("交付", f"{remedy.hand_in}；{remedy.who}；约 {remedy.days} 人日，前置 {remedy.lead_days} 天（工作估计）")
    if one.sample is not None:
        out.labelled("抽样", one.sample.told)
        for failure in one.sample.failures[:_FAILURES]:
            out.quote(f"· 《{failure.file}》{shown_place(failure.locator)}：{short(failure.why)}")
        if len(one.sample.failures) > _FAILURES:
            out.quote(f"…… 另有 {len(one.sample.failures) - _FAILURES} 条，见 Excel 评分表的“不合格记录”")
    for text in one.contradictions:
        out.labelled("矛盾", short(text, 240))


def _quotes(out: Writer, quotes: tuple[Quote, ...]) -> None:
    for quote in quotes[:_QUOTES]:
        out.quote(_place(quote))


def _place(quote: Quote) -> str:
    said = f"“{short(quote.text)}”" if quote.text else ""
    return f"· 《{quote.file}》{shown_place(quote.locator)}{said}"


def _special(out: Writer, model: ReportModel) -> None:
    rules = model.rules
    if not model.special:
        out.text("没有发现特别扣分的情形。")
    else:
        out.text(f"{model.special_told}：每项扣 {rules.special_each} 分并须整改，满 {rules.fails_at} 项判为不合格。已撤销的仍列出，不扣分。")
        rows = [
            row(
                "\n".join([one.text, *(_place(quote) for quote in one.evidence[:_PLACES])]),
                one.status_title,
                f"{one.remedy.do}\n交付：{one.remedy.hand_in}；{one.remedy.who}",
            )
            for one in model.special
        ]
        out.table(("情形与依据", "状态", "整改"), rows, (50, 12, 38), "lcl")
    for claim in model.bonus_claims:
        out.text(claim)


def _contradictions(out: Writer, model: ReportModel) -> None:
    if not model.contradictions:
        out.text("没有发现材料互相矛盾。")
        return
    out.text(f"共 {len(model.contradictions)} 处，请查实后统一；只有影响结论的才记为不符合或无法判断。")
    rows = []
    for one in model.contradictions:
        told = [f"{value.value}：《{place.file}》{shown_place(place.locator)}" for value in one.values for place in value.places[:_PLACES]]
        rows.append(row(one.title, "\n".join(told), "、".join(one.clauses) or "不影响"))
    out.table(("事项", "各处的说法", "涉及条款"), rows, (18, 60, 22))


def _files(out: Writer, model: ReportModel) -> None:
    refused = [one for one in model.files if not one.usable]
    partly = [one for one in model.files if one.usable and one.why_not]
    some = f"（其中 {len(partly)} 份只算一部分）" if partly else ""
    out.text(f"材料 {len(model.files)} 份：{len(model.files) - len(refused)} 份可以作证{some}，{len(refused)} 份没有算数。")
    if refused or partly:
        rows = [row(one.name, one.standing, "\n".join(one.why_not)) for one in (*refused, *partly)]
        out.table(("文件", "处理", "原因"), rows, (34, 12, 54), "lcl")


def _eligibility(out: Writer, model: ReportModel) -> None:
    if model.eligibility:
        out.text("申请资格不计分，只供申请前自查。")
        rows = [row(one.text, one.outcome_title, "\n".join(part for part in (one.finding, one.note) if part)) for one in model.eligibility]
        out.table(("要求", "结论", "发现与说明"), rows, (36, 12, 52), "lcl")
    for text in model.excluded:
        out.text(f"已删减 {text}")
    for text in model.refused_exclusions:
        out.text(f"删减没有采纳 {text}")
    if not model.excluded and not model.refused_exclusions:
        out.text("没有申请删减条款。")


def _overrides(out: Writer, model: ReportModel) -> None:
    score = model.score
    if score is not None and score.automatic:
        out.text(f"自动评 {score.automatic} 分（{score.automatic_level}），含有效的人工结论后 {score.confirmed} 分（{score.confirmed_level}）。")
    rows = [
        row(
            one.kind,
            f"{one.target}\n结论：{one.decision}",
            f"{one.who}\n{one.when}",
            f"{one.reason}（至 {one.until}）" if one.until else one.reason,
            "\n".join(part for part in (one.state, one.why) if part),
        )
        for one in model.overrides
    ]
    out.table(("类别", "对象与结论", "人与北京时间", "理由", "状态"), rows, (13, 22, 22, 25, 18))


def _on_site(out: Writer, model: ReportModel) -> None:
    out.text("评审人员现场逐项核实，在方框里打勾，并在右栏记下所见。")
    rows = [
        row(one.id if number == 0 else "", f"□ {question}", "")
        for one in model.clauses
        if one.outcome != "not_applicable"
        for number, question in enumerate(one.on_site)
    ]
    out.table(("条款", "核查内容", "记录"), rows, (11, 62, 27))


def _method(out: Writer, model: ReportModel) -> None:
    out.heading("方法", 2)
    for text in words.method(model.score is not None):
        out.text(text)
    if model.score is not None:
        out.heading("分值的来源", 2)
        out.text(f"各条款分值：{'，'.join(model.marks)}。{model.working}")
        out.text(model.score.allocation_note + "。")
    out.heading("局限", 2)
    for text in (words.DISCLAIMER, *words.LIMITS):
        out.text(text)
    out.heading("可追溯信息", 2)
    rows = [
        row("评分表", f"{model.rubric}（版本 {model.rubric_version}）"),
        row("评分表指纹", model.rubric_sha256),
        row("评分程序", model.engine),
        row("评定日与审核期", f"{model.as_of}；{model.period}"),
    ]
    out.table((), rows, (22, 78))


