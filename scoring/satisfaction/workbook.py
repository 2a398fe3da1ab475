"""The index as a workbook that can be handed in for 5.3.1.4: result, chart, items, answers, and room for people's conclusions.

Figures are live formulas over the answers, with their results stored beside them. What a survey's rows do not tell (how it
was carried out, what was concluded, what will be improved) stays empty: people fill it in, and until then the condition on
improvement is not met. The wording of questions stands over the answers only, elsewhere they have numbers: a question about
improvements is not one. Names and telephone numbers of respondents are not taken over.
"""

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from io import BytesIO
from typing import Any

from scoring.documents.columns import column_letters
from scoring.satisfaction.compute import counted
from scoring.satisfaction.model import Answer, Response, Survey
from scoring.satisfaction.package import finished
from scoring.satisfaction.result import Index, ItemResult
from scoring.satisfaction.sheet import Paper, Value
from scoring.satisfaction.workbook_chart import add_chart

RESULT, ITEMS, SPREAD, ANSWERS, OPEN = "满意度调查结果", "满意度各题统计", "满意度答案分布", "满意度逐份数据", "由企业填写"
# "后续做法" and not "改进措施": beside that label even 暂无 would read as a measure.
_FIELDS = ("调查方式", "发放份数", "调查结论", "后续做法", "责任人", "完成日期", "编制人", "审核人")
_LEAD = ("编号", "原始位置", "日期")
_FINGERPRINT = 16  # characters of the SHA-256, enough to tell files apart
_PHONE = 11  # digits of a mobile number, which is no number of a questionnaire

Json = Mapping[str, Any]


def workbook(survey: Survey, index: Index, result: Json) -> bytes:
    """An XLSX file, the same bytes for the same survey. `result` is the document of `index`."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    papers = {name: Paper(book.create_sheet(name)) for name in (RESULT, OPEN, ITEMS, SPREAD, ANSWERS)}
    used = counted(survey, index.complete_only)
    numbers = {id(item): n for n, item in enumerate(survey.items, start=1)}
    items = [(f"题{numbers[id(one.item)]}", one) for factor in index.factors for one in factor.items]
    _answers(papers[ANSWERS], survey, used)
    rows = _items(papers[ITEMS], index, numbers, len(used))
    _spread(papers[SPREAD], items)
    first = _result(papers[RESULT], index, result, rows)
    _open(papers[OPEN], result["period"])
    add_chart(papers[RESULT].sheet, first, len(index.factors), papers[RESULT].next_row + 1)
    out = BytesIO()
    book.save(out)
    told = "；".join(f"{one['title']}得分率 {one['percent']}%" if one["percent"] else f"{one['title']}无人回答" for one in result["factors"])
    return finished(out.getvalue(), [paper.values for paper in papers.values()], f"各因素得分率：{told}")


def _result(paper: Paper, index: Index, result: Json, rows: Mapping[str, tuple[int, int]]) -> int:
    """Returns the row of the first factor."""
    paper.title(f"{result['enterprise'] or ''}售后服务满意度调查结果")
    counts, period, method = result["counts"], result["period"], result["method"]
    paper.row("企业名称", result["enterprise"] or "")
    paper.row("调查期间", f"{period['from']} 至 {period['to']}" if period else "")
    paper.row("收到答卷", f"{counts['received']} 份")
    paper.row("有效样本", f"有效样本 {counts['used']} 份" + ("（只用每题都答的答卷）" if counts["complete_only"] else ""))
    if result["index"] is None:
        paper.row("满意度指数", f"无法判断：没有人回答{'、'.join(result['unknown'])}")
    else:
        paper.row("满意度指数", f"售后服务满意度指数 {result['index']['shown']} 分，满分 {method['full']} 分")
    if result["margin"]:
        paper.row("误差范围", f"± {result['margin']['shown']} 分（95%，正态近似，工作口径）")
    paper.row("原始文件", result["file"]["name"])
    paper.row("文件指纹", result["file"]["sha256"][:_FINGERPRINT])
    paper.row()
    paper.head("因素", "权重（%）", "有效答案（个）", "得分率", "得分", "满分")
    first = paper.next_row
    points: list[str] = []
    for factor in index.factors:
        at = paper.row(factor.title, factor.weight, factor.valid, "无人回答", "", factor.weight * method["full"] / 100)
        if factor.rate is None or factor.points is None:
            continue
        begin, end = rows[factor.id]
        rate = f"AVERAGE({ITEMS}!J{begin}:J{end})"
        points.append(f"{rate}*B{at}*{method['full'] // 100}")
        paper.formula(at, 4, _cut(rate, 4), _cut_value(factor.rate, 4), "0.00%")
        paper.formula(at, 5, _cut(points[-1], 2), _cut_value(factor.points, 2), "0.00")
    if index.value is not None:
        at = paper.row("合计", 100, "", "", "", method["full"])
        paper.formula(at, 5, _cut("+".join(points), 2), _cut_value(index.value, 2), "0.00")
    paper.row()
    paper.note("算法", method["convention"])
    paper.note("权重来源", f"{method['source']}；{method['standing']}")
    for line in (*index.warnings, *result["notes"]):
        paper.note("说明", line)
    paper.widths(14, 24, 16, 12, 12, 10)
    paper.sheet.page_setup.fitToHeight = 1
    return first


def _cut(formula: str, places: int) -> str:
    """Figures are cut here as everywhere, not rounded; what the arithmetic of spreadsheets loses is made good first."""
    return f"=ROUNDDOWN(ROUND({formula},{places + 8}),{places})"


def _cut_value(value: Fraction, places: int) -> Fraction:
    return Fraction(math.floor(value * 10**places), 10**places)


def _open(paper: Paper, period: Json | None) -> None:
    """Labels only: an instruction that speaks of measures would read as one."""
    paper.title("满意度调查")
    paper.row("调查期间", f"{period['from']} 至 {period['to']}" if period else "")
    for field in _FIELDS:
        paper.row(field, "")
    paper.widths(14, 80)


def _items(paper: Paper, index: Index, numbers: Mapping[int, int], count: int) -> dict[str, tuple[int, int]]:
    """Returns the first and last row of each factor's items."""
    paper.head("因素", "题目", "原始列", "最低分", "最高分", "有效", "未答", "不在量表内", "平均分", "得分率")
    out: dict[str, tuple[int, int]] = {}
    for factor in index.factors:
        begin = paper.next_row
        for one in factor.items:
            scale = one.item.scale
            places, number = "、".join(one.item.places), numbers[id(one.item)]
            at = paper.row(factor.title, f"题{number}", places, scale.low, scale.high, "", one.missing, one.impossible, "无人回答", "")
            letters = column_letters(len(_LEAD) + number)
            cells = f"{ANSWERS}!{letters}2:{letters}{count + 1}"
            if one.mean is None or one.rate is None:
                continue
            paper.formula(at, 6, f"=COUNT({cells})", one.valid, "0")
            paper.formula(at, 9, f"=AVERAGE({cells})", one.mean, "0.00")
            paper.formula(at, 10, f"=(I{at}-D{at})/(E{at}-D{at})", one.rate, "0.00%")
        out[factor.id] = (begin, paper.next_row - 1)
    paper.widths(14, 8, 20, 8, 8, 8, 8, 12, 10, 10)
    return out


def _spread(paper: Paper, items: Sequence[tuple[str, ItemResult]]) -> None:
    paper.head("题目", "答案", "个数")
    for name, one in items:
        for level in one.spread:
            paper.row(name, level.label, level.count)
    paper.widths(8, 18, 8)


def _answers(paper: Paper, survey: Survey, used: Sequence[Response]) -> None:
    paper.head(*_LEAD, *(f"题{n} {item.title}" for n, item in enumerate(survey.items, start=1)))
    for one in used:
        paper.row(_number(one.respondent), one.place, one.date or "", *map(_mark, one.answers))
    paper.widths(12, 14, 12, *(14 for _ in survey.items))


def _mark(answer: Answer) -> Value:
    """What is no valid mark stands as text, which the formulas pass over."""
    if answer.state == "valid" and answer.value is not None:
        return answer.value
    return f"{answer.text}（不在量表内）" if answer.state == "impossible" else ""


def _number(respondent: str) -> str:
    """The number of a questionnaire; "" for a name or a telephone number."""
    digits = sum(char.isdigit() for char in respondent)
    return respondent if digits and not (respondent.isdigit() and digits == _PHONE) else ""
