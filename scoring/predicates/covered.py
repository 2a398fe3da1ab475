"""`covered`: k of n sales regions have an outlet of their own, or an entrusted one with an agreement in force."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from scoring.calendar import day_of
from scoring.documents.normalise import HAN, normalise
from scoring.evidence import Evidence, Paper, Row
from scoring.facts.dates import find_ranges
from scoring.facts.model import Instrument
from scoring.rubric.predicates import Covered
from scoring.validity import in_force
from scoring.verdict import Failure, Sample, Verdict, met, not_met, unread_instead
from scoring.verdict import sampled as verdict_of
from scoring.words import words

_HAN = re.compile(rf"[{HAN}]")
_LATIN = re.compile(r"[a-z][a-z .&\-]*")
_PROVINCE = re.compile(r"([\u4e00-\u9fff]{2,3})(?:省|(?:壮族|回族|维吾尔)?自治区)(?=.)")
_SPLIT = re.compile(r"[、,,;;/\s]+")


def covered(rule: Covered, evidence: Evidence) -> Verdict:
    """A region counts once, whatever number of outlets it has."""
    outlets = [row for row in _outlets(rule, evidence) if row.get("region") or row.get("outlet")]
    listed = evidence.rows(rule.regions) or (() if evidence.rows(rule.outlets) else evidence.told(rule.regions))
    regions = _regions([row for row in listed if row.get("region")], outlets)
    if not regions:
        if rule.remote is not None:
            remote = [one for one in evidence.statements(rule.remote) if one.mention.polarity == "affirmed"]
            if remote and not outlets:
                return met("只提供线上服务，由远程服务安排覆盖", [one.quote for one in remote])
        return unread_instead(evidence, (*rule.regions, *rule.outlets), not_met("no_samples", "没有销售区域与服务网点对应的清单"))
    by_region = _by_region(outlets)
    agreements = evidence.instruments(rule.agreements)
    failures = []
    for key, row in regions.items():
        why = _region_lacks(by_region.get(key, ()), agreements, evidence)
        if why:
            failures.append(Failure(row.quote, f"{row.get('region')}：{why}"))
    count = len(regions)
    sample = Sample(count, count, count - len(failures), tuple(failures))
    return verdict_of(sample, f"{count} 个销售区域中 {sample.passed} 个有网点（自建，或委托且协议在有效期内）", [row.quote for row in outlets[:3]])


def _outlets(rule: Covered, evidence: Evidence) -> Sequence[Row]:
    """The rows of lists of outlets; a list of customers by region names no outlet, however much it looks like one."""
    found = evidence.rows(rule.outlets)
    served = [row for row in found if not words().customer_column.fullmatch(normalise(row.table.columns.get("outlet", "")))]
    return served or evidence.told(rule.outlets)


def _regions(listed: Sequence[Row], outlets: Sequence[Row]) -> dict[str, Row]:
    """The sales regions by plain name; the outlet list stands in where there is no list of regions."""
    out: dict[str, Row] = {}
    for row in listed or outlets:
        for name in _names(row.get("region")):
            out.setdefault(name, row)
    return out


def _names(text: str) -> list[str]:
    plain = normalise(text)
    if _HAN.search(plain):
        plain = _LATIN.sub(" ", plain).strip(" /()-|") or plain  # East 华东 is one region
    return [_plain(part) for part in _SPLIT.split(plain) if _plain(part)]


def _plain(region: str) -> str:
    text = normalise(region).strip()
    return words().region_suffix.sub("", text) if len(text) > 2 else text


def _by_region(outlets: Sequence[Row]) -> Mapping[str, list[Row]]:
    out: dict[str, list[Row]] = defaultdict(list)
    for row in outlets:
        for name in _names(row.get("region")):
            out[name].append(row)
            province = _PROVINCE.match(name)
            if province and province[1] != name:
                out[province[1]].append(row)  # 江苏省南京市 lies in 江苏
    return out


def _region_lacks(rows: Sequence[Row], agreements: Sequence[tuple[Paper, Instrument]], evidence: Evidence) -> str:
    reasons = [_outlet_lacks(row, agreements, evidence) for row in rows]
    if "" in reasons:
        return ""
    return reasons[0] if reasons else "没有网点"


def _outlet_lacks(row: Row, agreements: Sequence[tuple[Paper, Instrument]], evidence: Evidence) -> str:
    outlet, mode = normalise(row.get("outlet")), normalise(row.get("mode"))
    said = " ".join((outlet, mode, normalise(row.get("status")), normalise(row.get("note"))))
    missing = words().outlet_missing
    if not outlet or missing.search(outlet):
        return "没有网点"
    if missing.search(mode) or missing.search(normalise(row.get("status"))):
        return f"网点“{row.get('outlet')}”还没有设立或已停止"
    if words().outlet_own.search(mode) or not (words().outlet_entrusted.search(mode) or (not mode and words().outlet_entrusted.search(said))):
        return ""
    return _agreement_lacks(row, outlet, agreements, evidence)


def _agreement_lacks(row: Row, outlet: str, agreements: Sequence[tuple[Paper, Instrument]], evidence: Evidence) -> str:
    number = normalise(row.get("agreement"))
    mine = [one for _, one in agreements if _is_for(one, outlet, number)]
    if any(in_force(one, evidence.frame.as_of) for one in mine):
        return ""
    if mine:
        return f"委托网点“{row.get('outlet')}”的协议 {mine[0].expires} 到期"
    expires = row.get("expires") or next((end for _, end in find_ranges(row.get("agreement"))), "")
    day = day_of(expires)
    if day is not None and day < evidence.frame.as_of:
        return f"委托网点“{row.get('outlet')}”的协议 {expires} 到期"
    if words().agreement_pending.search(number):
        return f"委托网点“{row.get('outlet')}”的协议还没有签成或已失效（“{row.get('agreement')}”）"
    if day is not None or (number and not words().outlet_missing.search(number)):
        return ""
    return f"委托网点“{row.get('outlet')}”没有协议"


def _is_for(agreement: Instrument, outlet: str, number: str) -> bool:
    parties = [normalise(name) for name in (*agreement.holders, *agreement.roles.values())]
    own_number = normalise(agreement.number)
    return any(outlet == name or (len(outlet) > 3 and (outlet in name or name in outlet)) for name in parties) or (
        bool(own_number) and len(own_number) > 3 and own_number in number
    )
