"""Rows that more than one view shows, from the model alone."""

from collections.abc import Iterator

from assistant.reports import words
from assistant.reports.model import ReportModel, Sum


def summary(model: ReportModel) -> Iterator[tuple[str, str]]:
    """Label and text of the summary, in order."""
    yield "企业名称", model.enterprise
    if model.uscc:
        yield "统一社会信用代码", model.uscc
    if model.industry:
        yield "行业", model.industry
    yield "评分表", f"{model.rubric}（版本 {model.rubric_version}）"
    if model.score is not None:
        yield "分值来源", model.points_told
    yield "评定日与审核期", f"{model.as_of}；{model.period}"
    score = model.score
    if score is None:
        yield "结果", "本评分表只核对、不计分，不评星级"
    else:
        yield "确认分", f"{score.confirmed} 分"
        yield "预评等级", f"{score.confirmed_level}（{words.STANDING}）"
        if score.blocked:
            yield "不合格的原因", score.blocked
        if score.automatic:
            yield "其中自动评", f"{score.automatic} 分（{score.automatic_level}）"
        if (score.possible, score.possible_level) != (score.confirmed, score.confirmed_level):
            yield "可能分", f"{score.possible} 分（{score.possible_level}）：看不清的材料补清、拟定的特别扣分撤销之后"
        if model.excluded:
            yield "不删减时", f"{score.without_exclusions} 分"
        if score.next_title:
            yield f"距{score.next_title}", f"还差 {score.missing} 分"
        yield "分值分配的影响", score.allocation_note
    yield "材料", f"{len(model.files)} 份，其中 {sum(not one.usable for one in model.files)} 份没有算数"
    gaps = f"{len(model.gaps)} 条" if model.gaps else "没有"
    yield "待补的条款", gaps
    if score is not None:
        yield "特别扣分", model.special_told


def sum_rows(model: ReportModel) -> Iterator[tuple[tuple[str, ...], bool]]:
    """Indicators under their groups, then the whole: cells, and whether it is a sum of several indicators."""
    for group in model.groups:
        yield _cells(group), True
        for one in model.indicators:
            if one.group == group.id:
                yield _cells(one), False
    yield _cells(model.total), True


def _cells(one: Sum) -> tuple[str, ...]:
    percent = f"{one.percent}%" if one.percent else "全部删减"
    return (one.id, one.title, one.points, one.applicable, one.earned, one.possible, one.lost, percent)
