"""What a terminal says of samples: how many, how drawn, which records. Reads the result document like scoring.terminal."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from scoring.locators import shown_place

Json = Mapping[str, Any]

_OUTCOMES = {"passed": "合格", "failed": "不合格", "unsure": "看不清"}


def counted(sample: Json) -> str:
    """共 9，全部看，合格 1; or 总体 1,832 行，按固定种子抽 125 行（工作口径），抽中的里合格 120 行."""
    if sample["method"] == "whole":
        looked = "全部看" if sample["drawn"] == sample["population"] else f"看 {sample['drawn']}（其余时限未到）"
        return f"共 {sample['population']}，{looked}，合格 {sample['passed']}"
    left = sample["population"] - sample["pool"]
    aside = f"（另有 {left:,} 行时限未到，不在其内）" if left else ""
    return f"总体 {sample['pool']:,} 行{aside}，按固定种子抽 {sample['drawn']:,} 行（工作口径），抽中的里合格 {sample['passed']:,} 行"


def named_why(failure: Json) -> str:
    """江西：没有网点. Results from before records were named have the reason alone."""
    return f"{failure['called']}：{failure['why']}" if failure.get("called") else str(failure["why"])


def listed(sample: Json) -> Iterator[str]:
    """The interval, the months and the drawn records of a sample; nothing for a whole population."""
    if sample["method"] == "whole":
        return
    interval = sample["interval"]
    low, high = _percent(interval["low"]), _percent(interval["high"])
    yield f"  按抽中的估计，总体合格率在 {low}—{high} 之间（95% 置信，Wilson 区间，工作口径）；种子 {sample['seed'][:16]}…"
    if sample["strata"]:
        parts = [f"{one['month'] or '无日期'} {one['drawn']}/{one['population']:,}" for one in sample["strata"]]
        yield f"  各月抽取（抽/总）：{'，'.join(parts)}"
    yield f"  抽中的 {sample['drawn']:,} 行："
    for row in sample["rows"]:
        told = " ".join(part for part in (row["key"], row["date"]) if part)
        yield f"      {row['file']} {shown_place(row['locator'])}　{told}　{_OUTCOMES[row['outcome']]}"


def summary(clauses: Sequence[Json]) -> Iterator[str]:
    """One line on every clause that was judged by a sample, and how to have all records looked at."""
    drawn = [one for one in clauses if one["sample"] and one["sample"]["method"] == "sample"]
    if drawn:
        yield ""
        yield f"抽样 {len(drawn)} 条（记录多的条款按固定种子抽取，结论只就抽中的行而言；要全部查看加 --whole 条款，或 --whole all）"
        yield from (f"  {one['id']} {one['title']}　{counted(one['sample'])}" for one in drawn)


def _percent(share: str) -> str:
    """0.9034 is 90.34%."""
    return f"{Decimal(share) * 100:.2f}%"
