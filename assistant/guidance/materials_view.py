"""A checklist document as lines for a terminal. Computes nothing of its own."""

from collections.abc import Iterator, Mapping
from typing import Any

from assistant.guidance.cited import names, said
from scoring.locators import shown_place

Json = Mapping[str, Any]

_MARKS = {"have": "✓", "unusable": "✗", "missing": "✗", "unknown": "？", "not_applicable": "－"}
_FILES = 3


def report(checked: Json) -> Iterator[str]:
    """Every item in its class with its state, the files behind it, what to do, who asks for it."""
    enterprise, result = checked["enterprise"], checked["result"]
    yield f"{(enterprise and enterprise['name']) or '（企业名称未知）'}　申请材料清单"
    if result:
        yield f"按评定日 {result['as_of']} 的预评结果（{result['rubric']['title']}）核对"
    yield "，".join(f"{title} {checked['counts'][state]} 项" for state, title in checked["states"].items() if checked["counts"][state])
    for one in checked["classes"]:
        yield ""
        yield f"{one['title']}　{one['have']} / {one['of']}" if one["of"] else one["title"]
        for item in one["items"]:
            yield from _item(item, checked)
    yield ""
    yield from (f"注：{note}" for note in checked["notes"])


def _item(item: Json, checked: Json) -> Iterator[str]:
    some = "　只有部分机构要" if item["asked_by"] == "some" else ""
    yield f"  {_MARKS[item['state']]} {item['title']}　{item['state_title']}：{item['text']}"
    if item["state"] != "not_applicable":
        for part in item["parts"]:
            if len(item["parts"]) > 1 and part["state"] != item["state"]:
                yield f"      {_MARKS[part['state']]} {part['title']}：{part['text']}"
        places = [place for place in item["files"] if place["usable"]]
        yield from (f"      {_place(place)}" for place in places[:_FILES])
        if len(places) > _FILES:
            yield f"      另有 {len(places) - _FILES} 份"
        if item["todo"]:
            yield f"      {'核对' if item['state'] == 'have' else '要做'}：{item['todo']}"
        if item["contested"]:
            yield f"      说法不一：{'；'.join(said(side, checked) for side in item['contested']['sides'])}"
    yield f"      来源：{names(item['sources'], checked)}（{item['confidence']['label']}）{some}"


def _place(place: Json) -> str:
    quote = f"“{place['quote']}”" if place["quote"] else ""
    return f"{place['file']} {shown_place(place['locator'])}{quote}"
