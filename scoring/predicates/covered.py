"""`covered`: k of n sales regions have an outlet of their own, or an entrusted one with an agreement in force."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from scoring.calendar import day_of
from scoring.documents.normalise import HAN, normalise
from scoring.evidence import Evidence, Paper, Row
from scoring.facts.dates import find_ranges
from scoring.facts.model import Instrument
from scoring.ownership import same_organisation
from scoring.predicates.drawing import contents, drawn_rows, is_whole, told_draw, told_failures
from scoring.rubric.predicates import Covered
from scoring.sampling import draw, seed_of
from scoring.validity import in_force
from scoring.verdict import Failure, Sample, Verdict, met, not_met, unread_instead
from scoring.verdict import sampled as verdict_of
from scoring.words import words

_HAN = re.compile(rf"[{HAN}]")
_LATIN = re.compile(r"[a-z][a-z .&\-]*")
_PROVINCE = re.compile(r"([\u4e00-\u9fff]{2,3})(?:省|(?:壮族|回族|维吾尔)?自治区)(?=.)")
_APART = re.compile(rf"(?<=[{HAN}]{{2}})\s+(?=[{HAN}]{{2}})")  # 江苏 浙江 are two regions
_PARTS = re.compile(rf"([{HAN}]{{2,8}})\(([{HAN}]{{2,8}}(?:[、,;/ ][{HAN}]{{2,8}})*)(?:等[市地县]?)?\)")  # 苏南(苏州、无锡)
_MODE_CHARS = 10
_WORD = re.compile(rf"[{HAN}]{{2,}}|[a-z]{{3,}}")
_CELL = re.compile(r"\s*\|\s*")
_SPLIT = re.compile(r"[、,,;;/\s]+")


def covered(rule: Covered, evidence: Evidence, clause: str = "") -> Verdict:
    """A region counts once, whatever number of outlets it has; of very many regions a sample is looked at."""
    outlets = [row for row in _outlets(rule, evidence) if row.get("region") or row.get("outlet")]
    listed = evidence.rows(rule.regions) or (() if evidence.rows(rule.outlets) else evidence.told(rule.regions))
    regions = _regions([row for row in listed if row.get("region")], outlets)
    if not regions:
        if rule.remote is not None:
            remote = [one for one in evidence.statements(rule.remote) if one.mention.polarity == "affirmed"]
            if remote and not outlets:
                return met("只提供线上服务，由远程服务安排覆盖", [one.quote for one in remote])
        return unread_instead(evidence, (*rule.regions, *rule.outlets), not_met("no_samples", ""))
    by_region, by_name = _by_region(outlets), _by_name(outlets)
    agreements = evidence.instruments(rule.agreements)
    names, how = list(regions), None
    if not is_whole(len(names), clause, evidence):
        numbers, how = draw(names, [""] * len(names), seed_of(contents([*regions.values()], evidence), clause))
        names = [names[number] for number in numbers]
    failures, failed = [], set()
    for key in names:
        row = regions[key]
        served = _serving(key, row, by_region) or by_name.get(normalise(row.get("outlet")), ())
        why = _region_lacks(served, agreements, evidence) if served else _row_lacks(row, agreements, evidence)
        if why:
            failures.append(Failure(row.quote, why, called=row.get("region")))
            failed.add(key)
    rows = drawn_rows((regions[key], "failed" if key in failed else "passed") for key in names) if how else ()
    sample = Sample(len(regions), len(names), len(names) - len(failures), tuple(failures), 0, how, rows)
    among = f"，{told_draw(sample)}，抽中的里" if how else "中"
    text = f"{len(regions)} 个销售区域{among} {sample.passed} 个有网点（自建，或委托且协议在有效期内）{told_failures(sample, '个')}"
    return verdict_of(sample, text, [row.quote for row in outlets[:3]])


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


def _serving(key: str, row: Row, by_region: Mapping[str, list[Row]]) -> Sequence[Row]:
    """The outlets of a region, or of all the places that its row names as its parts: 苏南（苏州、无锡）."""
    if key in by_region:
        return by_region[key]
    for one in _PARTS.finditer(normalise(row.get("region"))):
        parts = [by_region.get(name, []) for name in _names(one[2])]
        if _plain(one[1]) == key and parts and all(parts):
            return [outlet for found in parts for outlet in found]
    return ()


def _by_name(outlets: Sequence[Row]) -> Mapping[str, list[Row]]:
    out: dict[str, list[Row]] = defaultdict(list)
    for row in outlets:
        if row.get("outlet"):
            out[normalise(row.get("outlet"))].append(row)
    return out


def _names(text: str) -> list[str]:
    plain = _PARTS.sub(r"\1 ", normalise(_APART.sub("、", text)))
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
    outlet, mode = normalise(row.get("outlet")), normalise(row.get("mode")) or _mode_cell(row)
    said = " ".join((outlet, mode, normalise(row.get("status")), normalise(row.get("note"))))
    missing = words().outlet_missing
    if not outlet or missing.search(outlet):
        return "没有网点"
    if missing.search(mode) or missing.search(normalise(row.get("status"))):
        return f"网点“{row.get('outlet')}”还没有设立或已停止"
    if words().outlet_own.search(mode) or not (words().outlet_entrusted.search(mode) or (not mode and words().outlet_entrusted.search(said))):
        return ""
    return _agreement_lacks(row, outlet, agreements, evidence)


def _mode_cell(row: Row) -> str:
    """A short cell of the row that says whose the outlet is, where no column is known to."""
    named = {normalise(cell) for cell in row.record.cells.values()}
    cells = [normalise(cell) for cell in _CELL.split(row.quote.quote)]
    short = [cell for cell in cells if len(cell) <= _MODE_CHARS and cell not in named]
    return next((cell for cell in short if words().outlet_own.search(cell) or words().outlet_entrusted.search(cell)), "")


def _row_lacks(row: Row, agreements: Sequence[tuple[Paper, Instrument]], evidence: Evidence) -> str:
    """A list of regions may say in another of its cells who serves there: own people, or a partner by name or agreement number."""
    cells = [normalise(cell) for cell in _CELL.split(row.quote.quote)]
    others = [cell for cell in cells if cell and cell != normalise(row.get("region"))]
    named = [one for _, one in agreements if any(_is_for(one, cell, cell) for cell in others if len(cell) > 3)]
    if any(in_force(one, evidence.frame.as_of) for one in named):
        return ""
    if named:
        return f"委托协议 {named[0].expires} 到期"
    if not words().outlet_serves.search(normalise(f"{row.table.title} {row.quote.quote}")):
        return "没有网点"  # 直营 may be how they sell there
    own = [cell for cell in others if len(cell) <= _MODE_CHARS and words().outlet_own.search(cell)]
    return "" if any(not words().outlet_missing.search(cell) for cell in own) else "没有网点"


def _agreement_lacks(row: Row, outlet: str, agreements: Sequence[tuple[Paper, Instrument]], evidence: Evidence) -> str:
    number = normalise(row.get("agreement"))
    mine = [one for paper, one in agreements if paper is row.paper or _is_for(one, outlet, number)]  # the list may stand in the agreement
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
    return _named_alike_lacks(row, agreements, evidence)


def _named_alike_lacks(row: Row, agreements: Sequence[tuple[Paper, Instrument]], evidence: Evidence) -> str:
    """Where the list says nothing of an agreement: one whose other party or file is called by the same place or short name."""
    names = [*_WORD.findall(words().outlet_generic.sub(" ", normalise(row.get("outlet")))), *_names(row.get("region"))]
    own = normalise(evidence.frame.profile.name)
    distinct = [name for name in names if len(name) > 1 and name not in own]
    alike = [one for paper, one in agreements if any(name in text for name in distinct for text in _called(paper, one, evidence))]
    if any(in_force(one, evidence.frame.as_of) for one in alike):
        return ""
    if alike:
        return f"委托网点“{row.get('outlet')}”的协议 {alike[0].expires} 到期"
    return f"委托网点“{row.get('outlet')}”没有协议"


def _called(paper: Paper, agreement: Instrument, evidence: Evidence) -> list[str]:
    own = (evidence.frame.profile.name, *evidence.frame.profile.branches)
    others = [name for name in (*agreement.holders, *agreement.roles.values()) if not any(same_organisation(name, one) for one in own)]
    return [normalise(text) for text in (*others, agreement.title, paper.facts.path.rsplit("/", 1)[-1])]


def _is_for(agreement: Instrument, outlet: str, number: str) -> bool:
    parties = [normalise(name) for name in (*agreement.holders, *agreement.roles.values())]
    own_number = normalise(agreement.number)
    return any(outlet == name or (len(outlet) > 3 and (outlet in name or name in outlet)) for name in parties) or (
        bool(own_number) and len(own_number) > 3 and own_number in number
    )
