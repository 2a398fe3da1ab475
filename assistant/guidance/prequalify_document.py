"""A prequalification as the document other surfaces read: "xingping-prequalify/1"."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from assistant.guidance.applicant import ACTIVITIES, WANTED, Applicant
from assistant.guidance.cited import Json, confidence_json, sources_json
from assistant.guidance.computation import Computation
from assistant.guidance.materials import CheckedItem
from assistant.guidance.prequalify import CheckedSide, Condition, Leaving, Prequalification
from assistant.guidance.prequalify_model import VERDICTS, load_prequalify
from assistant.guidance.timeline import Window
from assistant.guidance.timeline_document import NO_FIGURE
from assistant.knowledge.model import Confidence, Passage, Source
from assistant.knowledge.yaml_lines import read_items
from scoring.figures import shown
from scoring.profile import KIND_TITLES

SCHEMA = "xingping-prequalify/1"
STATES = {"likely": "可以申请删减", "perhaps": "可能可以删减", "done": "不能删减", "unsaid": "不涉及的才可以删减"}
WORKING = "工作值"
_WEAKEST = (Confidence.NOT_FOUND, Confidence.INFERRED, Confidence.SINGLE, Confidence.CONFIRMED)
_FOLDERS = ("standard", "guidance")


def read_passages(corpus: Path) -> dict[str, Passage]:
    """Passages by id, from a corpus folder. Raises CorpusError."""
    files = [path for folder in _FOLDERS for path in sorted((corpus / folder).glob("*.yaml"))]
    return {one.id: one for path in files for item in read_items(path, path.name) if (one := Passage.model_validate(item.value))}


def to_json(found: Prequalification, passages: Mapping[str, Passage], sources: Mapping[str, Source]) -> Json:
    """Statements name passages by id; `passages` of the document has their words, their confidence and their sources."""
    rules = load_prequalify().exclusions
    document = {
        "schema": SCHEMA,
        "today": found.today.isoformat(),
        "applicant": {**found.applicant.model_dump(mode="json"), "told": told(found.applicant)},
        "eligibility": [_condition(one, found, passages) for one in found.eligibility],
        "counts": {name: sum(one.verdict == name for one in found.eligibility) for name in VERDICTS},
        "questions": [{"id": one.id, "title": one.title, "ask": one.ask} for one in found.questions],
        "exclusions": {
            "items": [_leaving(one) for one in found.leaving],
            "points": found.points,
            "caveat": rules.caveat.says,
            **_cited((*rules.passages, *rules.caveat.passages), passages),
        },
        "managers": {"needed": found.needed, "held": found.applicant.managers, **_computed(found.managers, passages)},
        "certificates": _computed(found.certificates, passages),
        "level": None if found.level is None else {"id": found.applicant.wanted, **_computed(found.level, passages)},
        "time": _time(found, passages),
        "first": [
            {"id": one.step.id, "title": one.step.title, "why": one.why, **_cited(one.step.passages, passages)} for one in found.first
        ],
        "materials": _materials(found),
        "notes": _NOTES,
    }
    used = [name for name in dict.fromkeys(_ids(document)) if name in passages]  # in the order they are read
    codes = {code for name in used for code in passages[name].sources} | set(_codes(document))
    return {**document, "passages": {name: _passage(passages[name]) for name in used}, "sources": sources_json(codes, sources)}


_NOTES = [
    "这是按公开资料作的初步判断，不是受理承诺；申请条件是认证机构自己的受理条件，不是标准条文，以准备委托的认证机构为准",
    f"标“{WORKING}”的数字没有公开来源，是本产品的工作口径",
]


def told(who: Applicant) -> list[str]:
    """What was filled in, as people read it."""
    lines = [
        f"{KIND_TITLES[who.kind]}企业{f'，{who.industry}' if who.industry else ''}",
        f"执照登记约 {shown_years(who.years)} 年，体系运行 {who.system_months} 个月",
        f"员工 {who.people} 人，网点 {who.outlets} 个，服务管理人员 {'未填' if who.service_managers is None else f'{who.service_managers} 人'}，"
        f"售后服务管理师 {who.managers} 名",
    ]
    if any(who.certificates):
        lines.append(f"已有证书：{'、'.join(filter(None, who.certificates))}")
    if who.activities is not None:
        lines.append(f"做：{'、'.join(title for name, title in ACTIVITIES.items() if name in who.activities) or '安装、配送、维修、回收都不做'}")
    if who.wanted:
        lines.append(f"希望：{WANTED[who.wanted]}")
    return lines


def shown_years(years: float) -> str:
    return f"{years:.2f}".rstrip("0").rstrip(".")


def summary(document: Mapping[str, Any]) -> list[str]:
    """The result in a few lines, to keep beside a lead."""
    named = {name: [one["title"] for one in document["eligibility"] if one["verdict"] == name] for name in VERDICTS}
    lines = [f"{title}：{'、'.join(named[name])}" for name, title in VERDICTS.items() if named[name]]
    time = document["time"]
    out = [one["title"] for one in document["exclusions"]["items"] if one["state"] in ("likely", "perhaps")]
    lines.append(f"可能删减：{'、'.join(out) or '无'}")
    lines.append(f"大约 {_span(time['applying'])} 可申请，{_span(time['finish'])} 拿证")
    return lines


def _span(window: Mapping[str, str]) -> str:
    return f"{window['earliest']} 至 {window['latest']}"


def _condition(one: Condition, found: Prequalification, passages: Mapping[str, Passage]) -> Json:
    return {
        "id": one.id,
        "title": one.title,
        "rule": one.rule,
        "verdict": one.verdict,
        "verdict_title": VERDICTS[one.verdict],
        "text": one.text,
        "note": one.note,
        "sides": [_side(side, found) for side in one.sides],
        **_cited(one.passages, passages),
    }


def _side(one: CheckedSide, found: Prequalification) -> Json:
    """`holds` is None where the side is no time, and where it speaks of another certification (`counted` false)."""
    lasting = one.lasting
    return {
        **one.side.as_json(),
        "counted": lasting is None or lasting.counted,
        "holds": lasting.holds(found.today) if lasting is not None and lasting.counted else None,
        "possible_from": lasting.possible_from.isoformat() if lasting is not None else None,
    }


def _leaving(one: Leaving) -> Json:
    return {
        "id": one.rule.id,
        "title": ACTIVITIES[one.rule.id],
        "state": one.state,
        "state_title": STATES[one.state],
        "reason": one.reason,
        "clauses": [
            {"id": clause.id, "title": clause.title, "points": shown(clause.points), "provenance": clause.provenance} for clause in one.clauses
        ],
        "working": any(clause.provenance == "working" for clause in one.clauses),
    }


def _time(found: Prequalification, passages: Mapping[str, Passage]) -> Json:
    """`applying`: from the quickest side to the most cautious one; without phases that have no public figure."""
    line = found.times.line
    counted = (one.phase.passage for one in line.phases if one.basis != "none")
    cited = [line.data.totals.passage, *counted, *(span.passage for span in line.data.spans), *(gate.passage for gate in line.data.gates)]
    return {
        "applying": _window(found.times.applying),
        "finish": _window(found.times.finish),
        "phases": [
            {"title": one.phase.title, "takes": "，或 ".join(dict.fromkeys(time.says for time in one.ranges)) or NO_FIGURE} for one in line.phases
        ],
        "spans": [{"title": one.title, "sides": [side.as_json() for side in one.sides]} for one in line.data.spans],
        "totals": [side.as_json() for side in line.data.totals.sides],
        "text": "最早按各说法里最短的时间、最快满足的一种，最迟按最长的、最严的一种；从今天起筹备，工作日没有扣除节假日",
        "uncounted": [one.title for one in line.uncounted],
        **_cited(tuple(dict.fromkeys(cited)), passages),
    }


def _materials(found: Prequalification) -> list[Json]:
    """What applies, by class; a form cannot tell what is there already."""
    classes = ((one.of.title, [_item(item) for item in one.items if item.state != "not_applicable"]) for one in found.materials.classes)
    return [{"title": title, "items": items} for title, items in classes if items]


def _item(one: CheckedItem) -> Json:
    item = one.item
    return {
        "id": item.id,
        "title": item.title,
        "do": item.do,
        "asked_by": "some" if item.asked_by_some else "several",
        "if_involved": item.if_involved,
        "passages": [item.passage],
        "confidence": confidence_json(item.confidence),
        "contested": item.contested.as_json() if item.contested else None,
    }


def _computed(one: Computation, passages: Mapping[str, Passage]) -> Json:
    return {"text": one.text, **_cited(one.passages, passages)}


def _cited(names: Iterable[str], passages: Mapping[str, Passage]) -> Json:
    """The passages, and how well the weakest of them is supported; a corpus of one's own need not have them all."""
    known = [name for name in dict.fromkeys(names) if name in passages]
    found = [passages[name].confidence for name in known]
    weakest = min(found, key=lambda one: _WEAKEST.index(one) if one in _WEAKEST else 0, default=Confidence.NOT_FOUND)
    return {"passages": known, "confidence": confidence_json(weakest)}


def _passage(one: Passage) -> Json:
    return {
        "title": one.title,
        "clause": one.clause,
        "text": one.text,
        "confidence": confidence_json(one.confidence),
        "sources": list(one.sources),
    }


def _ids(value: object) -> Iterable[str]:
    """Passages named anywhere in a document."""
    if isinstance(value, Mapping):
        yield from value.get("passages", ())
        yield from ([value["passage"]] if "passage" in value else [])
    for one in value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ():
        yield from _ids(one)


def _codes(value: object) -> Iterable[str]:
    """Sources named anywhere in a document."""
    if isinstance(value, Mapping):
        yield from value.get("sources", ())
    for one in value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ():
        yield from _codes(one)


def _window(one: Window) -> dict[str, str]:
    return {"earliest": one.earliest.isoformat(), "latest": one.latest.isoformat()}
