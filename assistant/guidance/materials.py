"""The checklist of application materials: what is there, what does not count and why, what is missing, what does not apply.

Nothing is guessed: what grading cannot recognise is left to a person.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.guidance.cited import Json, confidence_json, sources_json
from assistant.guidance.materials_applies import applies
from assistant.guidance.materials_found import Graded, Place, Threshold
from assistant.guidance.materials_model import Item, MaterialClass, Part, load_materials
from assistant.knowledge.model import Source
from scoring.locators import shown_place
from scoring.profile import Profile
from scoring.rubric.loader import DEFAULT

SCHEMA = "xingping-materials/1"

State = Literal["have", "unusable", "missing", "unknown", "not_applicable"]
TITLES: Mapping[State, str] = {
    "have": "已有",
    "unusable": "有但不能用",
    "missing": "缺少",
    "unknown": "请人工确认",
    "not_applicable": "不适用",
}
_GRAVITY: tuple[State, ...] = ("missing", "unusable", "unknown", "have")  # of the parts, for the item as a whole
_NOT_YET = "还没有上传材料"
_BY_HAND = "系统认不出这种材料，请人工确认"
_NO_GAP = "材料里没有找到；不涉及的不用交，涉及的请补"


@dataclass(frozen=True, slots=True)
class CheckedPart:
    title: str
    state: State
    text: str
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckedItem:
    """`todo` is what to do now: "" where nothing is left."""

    item: Item
    state: State
    text: str
    todo: str
    parts: tuple[CheckedPart, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckedClass:
    of: MaterialClass
    items: tuple[CheckedItem, ...]


@dataclass(frozen=True, slots=True)
class Checklist:
    """`graded` is None where no result was given: then nothing is known of the papers."""

    profile: Profile | None
    graded: Graded | None
    classes: tuple[CheckedClass, ...]

    def items(self) -> Iterable[CheckedItem]:
        return (item for one in self.classes for item in one.items)


def checklist(profile: Profile | None, graded: Graded | None = None) -> Checklist:
    """Every material in the order of the list. The profile of the result stands in where none is given."""
    if profile is None and graded is not None:
        profile = graded.profile
    excluded = graded.excluded if graded is not None else frozenset[str]()
    classes = tuple(
        CheckedClass(one, tuple(_checked(item, profile, graded, excluded) for item in one.items)) for one in load_materials().classes
    )
    return Checklist(profile, graded, classes)


def _checked(item: Item, profile: Profile | None, graded: Graded | None, excluded: frozenset[str]) -> CheckedItem:
    applying = applies(item, profile, excluded)
    parts = tuple(_parts(item, graded))
    found = any(part.places for part in parts)
    if applying.yes is False and not found:
        return CheckedItem(item, "not_applicable", applying.reason, "")
    if applying.yes is None and not found:
        return CheckedItem(item, "unknown", applying.reason, item.do, parts)
    state = next(one for one in _GRAVITY if any(part.state == one for part in parts))
    text = parts[0].text if len(parts) == 1 else "；".join(f"{part.title}：{part.text}" for part in parts if part.state == state)
    return CheckedItem(item, state, text, _todo(item, state, found), parts)


def _todo(item: Item, state: State, found: bool) -> str:
    if state == "have":
        return item.confirm or ""
    return f"{item.do}。{item.confirm}" if found and item.confirm else item.do


def _parts(item: Item, graded: Graded | None) -> Iterable[CheckedPart]:
    yield from (_part(part, item, graded) for part in item.parts)
    for threshold in graded.thresholds if graded is not None else ():
        if threshold.id.startswith(item.thresholds) and item.thresholds:
            yield _of_threshold(threshold)


def _part(part: Part, item: Item, graded: Graded | None) -> CheckedPart:
    if graded is None:
        return CheckedPart(part.title, "unknown", _NOT_YET)
    if not part.kinds:
        return CheckedPart(part.title, "unknown", _BY_HAND)
    places = graded.places(part.kinds)
    counting = tuple(one for one in places if one.counts)
    refused = [one for one in places if one.why_not and not one.aside]
    if counting:
        more = f"等 {len(counting)} 份" if len(counting) > 1 else ""
        aside = "（与别的内容写在一起，请确认够不够）" if counting[0].aside else ""
        return CheckedPart(part.title, "have", f"见《{counting[0].file}》{more}{aside}", (*counting, *(one for one in refused if not one.named_only)))
    if refused:
        first = refused[0]
        name = "文件名像是这种材料，但" if first.named_only else ""
        others = f"（另有 {len(refused) - 1} 份也不能用）" if len(refused) > 1 else ""
        return CheckedPart(part.title, "unusable", f"《{first.file}》不能用：{name}{'；'.join(first.why_not)}{others}", tuple(refused))
    return _hardly_there(part, item, graded, places)


def _hardly_there(part: Part, item: Item, graded: Graded, places: Sequence[Place]) -> CheckedPart:
    """Where no file of the kind is, not even one that cannot be used: what another paper says of it, or a file's name."""
    told = graded.told(part.told_by)
    if told:
        text = f"有{part.told}（见《{told[0].file}》{shown_place(told[0].locator)}），没有单独的{part.title}"
        return CheckedPart(part.title, "unknown", text, told)
    named = tuple(one for one in places if one.named_only)
    if named:
        return CheckedPart(part.title, "unknown", f"只有《{named[0].file}》的文件名像，内容里认不出，请人工确认", named)
    return CheckedPart(part.title, "unknown", _NO_GAP) if item.if_involved else CheckedPart(part.title, "missing", "材料里没有找到")


def _of_threshold(one: Threshold) -> CheckedPart:
    """A threshold of application as grading judged it."""
    places = tuple(Place(quote.file, quote.sha256, quote.locator, quote.quote) for quote in one.evidence)
    if one.outcome in ("met", "not_applicable"):
        return CheckedPart(one.text, "have", one.finding or "符合", places)
    state: State = "unusable" if one.outcome == "not_met" and places else "missing"
    blamed = tuple(Place(place.file, place.sha256, place.locator, place.quote, (one.finding or "不符合",)) for place in places)
    return CheckedPart(one.text, state, one.finding or "没有找到", blamed)


def to_json(checked: Checklist, sources: Mapping[str, Source] | None = None) -> Json:
    """The document other surfaces read. `sources` gives names to the codes."""
    profile, graded = checked.profile, checked.graded
    counts = {state: sum(1 for one in checked.items() if one.state == state) for state in TITLES}
    return {
        "schema": SCHEMA,
        "enterprise": None if profile is None else {"name": profile.name, "uscc": profile.uscc, "kind": profile.kind, "assumed": profile.assumed},
        "result": None if graded is None else {"as_of": graded.as_of.isoformat(), "rubric": {"id": graded.rubric_id, "title": graded.rubric_title}},
        "counts": counts,
        "states": dict(TITLES),
        "classes": [_class(one) for one in checked.classes],
        "sources": sources_json((code for one in checked.items() for code in one.item.codes()), sources or {}),
        "notes": _notes(checked),
    }


def _class(one: CheckedClass) -> Json:
    """`have` of `of` are there; what does not apply is no part of either."""
    states = [item.state for item in one.items]
    return {
        "id": one.of.id,
        "title": one.of.title,
        "have": states.count("have"),
        "of": len(states) - states.count("not_applicable"),
        "items": [_item(item) for item in one.items],
    }


def _files(one: CheckedItem) -> list[Json]:
    """Each file once, whatever parts it serves: where it counts for any, it counts."""
    out: dict[str, Place] = {}
    for place in (place for part in one.parts for place in part.places):
        if place.file not in out or (place.counts and not out[place.file].counts):
            out[place.file] = place
    return [_file(place) for place in out.values()]


def _file(place: Place) -> Json:
    return {
        "file": place.file,
        "sha256": place.sha256,
        "locator": place.locator,
        "quote": place.quote,
        "usable": place.counts,
        "named_only": place.named_only,
        "why_not": list(place.why_not),
    }


def _item(one: CheckedItem) -> Json:
    item = one.item
    return {
        "id": item.id,
        "title": item.title,
        "state": one.state,
        "state_title": TITLES[one.state],
        "text": one.text,
        "todo": one.todo,
        "asked_by": "some" if item.asked_by_some else "several",
        "confidence": confidence_json(item.confidence),
        "sources": list(item.sources),
        "passage": item.passage,
        "says": item.says,
        "contested": item.contested.as_json() if item.contested else None,
        "files": _files(one),
        "parts": [
            {
                "title": part.title,
                "state": part.state,
                "text": part.text,
                "files": [_file(place) for place in part.places],
            }
            for part in one.parts
        ],
    }


def _notes(checked: Checklist) -> list[str]:
    notes = ["公开资料没有找到标准规定的统一申请材料清单：这里是公开清单的并集，交哪些、交几份以受理机构的清单为准"]
    if checked.graded is not None and checked.graded.rubric_id != DEFAULT:
        notes.append("清单是 GB/T 27922-2011 认证的，预评用的是别的评分表：不涉及的条款可能不同，另一种认证的清单请问受理机构")
    if checked.graded is None:
        notes.append("没有给评分结果：材料有没有一律是“请人工确认”；预评之后再看")
    elif unread := checked.graded.unread():
        notes.append(f"有 {len(unread)} 份文件没有读全（《{unread[0]}》等），缺少的材料可能在里面，请人工看一遍")
    if checked.profile is None or checked.profile.assumed:
        notes.append("没有企业档案（profile.yaml）：是否适用要人工判断")
    elif checked.profile.notices:
        notes += checked.profile.notices
    return notes
