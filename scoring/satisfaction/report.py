"""The index as lines for a terminal. Reads the result document and computes nothing of its own."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from scoring.terminal import bar, pad

Json = Mapping[str, Any]
_CONFIDENCE = {"single": "单一公开来源", "confirmed": "多个公开来源"}
_PLACES = 8


def report(result: Json) -> Iterator[str]:
    """Index, factors, items, what was left out, and how it was computed."""
    yield from _head(result)
    yield ""
    yield f"{pad('因素', 12)} 权重　有效答案　{pad('得分率', 29)} 得分"
    for factor in result["factors"]:
        yield _factor(factor)
    yield from _items(result)
    yield from _remarks(result)
    method = result["method"]
    yield ""
    yield f"算法：{method['convention']}"
    yield f"来源：{method['source']}（{_CONFIDENCE.get(method['confidence'], method['confidence'])}）；{method['standing']}"


def _head(result: Json) -> Iterator[str]:
    yield f"{result['enterprise'] or result['file']['name']}　售后服务满意度指数"
    if result["period"]:
        yield f"调查期间 {result['period']['from']} 至 {result['period']['to']}"
    counts = result["counts"]
    yield f"答卷 {counts['received']} 份　有效 {counts['valid']} 份　全部答完 {counts['complete']} 份" + (
        f"　只用全部答完的 {counts['used']} 份" if counts["complete_only"] else ""
    )
    yield ""
    if result["index"] is None:
        yield f"指数　无法判断：没有人回答{'、'.join(result['unknown'])}"
        return
    margin = f"　± {result['margin']['shown']}（95%，正态近似，工作口径）" if result["margin"] else ""
    yield f"指数 {result['index']['shown']} / {result['method']['full']}{margin}"
    yield f"{result['method']['other_convention']} {result['index_by_highest']['shown']}"
    if result["index_without_flagged"]:
        yield f"不计全部同分的和重复的答卷时 {result['index_without_flagged']['shown']}"


def _factor(one: Json) -> str:
    if one["rate"] is None:
        return f"{pad(one['title'], 12)} {one['weight']:>3}%　{one['valid']:>8}　无人回答"
    share = bar(float(Fraction(one["rate"]["exact"])), 1.0)
    start = f"{pad(one['title'], 12)} {one['weight']:>3}%　{one['valid']:>8}"
    return f"{start}　{share} {one['percent']:>6}%　 {one['points']['shown']:>6} / {one['full']}"


def _items(result: Json) -> Iterator[str]:
    yield ""
    yield "各题"
    for factor in result["factors"]:
        for one in factor["items"]:
            mean = "无人回答" if one["mean"] is None else f"平均 {one['mean']['shown']}"
            wrong = f"　不在量表内 {one['impossible']}" if one["impossible"] else ""
            belongs = "" if factor["title"] in one["title"] else f"（{factor['title']}）"
            yield f"  {one['title']}{belongs}　{mean}　量表 {one['scale']['text']}"
            yield f"    有效 {one['valid']}　未答 {one['missing']}（{one['missing_percent']}%）{wrong}"
            yield "    " + "　".join(f"{level['level']}：{level['count']}" for level in one["spread"])


def _remarks(result: Json) -> Iterator[str]:
    lines = [*result["warnings"], *result["notes"]]
    if result["straight"]:
        lines.append(f"全部题目给同一个分的答卷 {len(result['straight'])} 份，已计入，请核对：{_places(result['straight'])}")
    lines += [f"{one['shared']}，已计入，请核对：{_places(one['places'])}" for one in result["repeated"]]
    if result["unused_columns"]:
        lines.append(f"没有用到的列：{_places(result['unused_columns'])}")
    if lines:
        yield ""
        yield "请注意"
        yield from (f"  · {line}" for line in lines)


def _places(places: list[str]) -> str:
    return "、".join(places[:_PLACES]) + (f" 等 {len(places)} 处" if len(places) > _PLACES else "")
