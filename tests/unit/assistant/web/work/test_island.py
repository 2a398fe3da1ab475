"""What the page sends: acts, and whatever is none."""

import json
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.web.work.island import Act, act_of


def event(act: object) -> Any:
    return SimpleNamespace(act=act)


def test_an_act_is_a_name_and_texts() -> None:
    told = act_of(event(json.dumps({"act": "grade", "values": {"on": " 2026-11-20 ", "number": 5, "cannot": "A\nB\n"}})))
    assert told.name == "grade"
    assert told.text("on") == "2026-11-20"
    assert told.text("number") == "5"
    assert told.text("missing") == ""
    assert told.lines("cannot") == ("A", "B")


@pytest.mark.parametrize(
    "sent",
    [
        "",
        "null",
        "[]",
        "5",
        '"grade"',
        "{}",
        '{"act": "grade"}',
        '{"act": "grade", "values": 5}',
        '{"act": "grade", "values": [1]}',
        '{"act": "grade", "values": {',
        "[" * 15_000,
        '{"act":' * 3_000,
        "9" * 10_000,
        None,
        b"\xff",
        {"act": "grade"},
    ],
    ids=lambda sent: repr(sent)[:24],
)
def test_what_is_no_act_is_nothing(sent: object) -> None:
    assert act_of(event(sent)) == Act("")


def test_an_event_without_an_act_is_nothing() -> None:
    assert act_of(SimpleNamespace()) == Act("")  # type: ignore[arg-type]


def test_half_a_character_becomes_one_that_can_be_stored() -> None:
    told = act_of(event('{"act": "note", "values": {"text": "售\\ud83d后", "whole": "\\ud83d\\ude00"}}'))
    assert told.text("text").encode() == "售?后".encode()
    assert told.text("whole") == "😀"


def test_a_long_list_of_outlets_is_an_act() -> None:
    """A chain with thousands of outlets types them all into one field."""
    outlets = "\n".join(f"临江市第{number:04d}号特约维修服务网点" for number in range(3_000))
    sent = json.dumps({"act": "save", "values": {"entrusted_outlets": outlets}}, ensure_ascii=False)
    assert len(act_of(event(sent)).lines("entrusted_outlets")) == 3_000


def test_more_than_any_form_holds_is_told_apart_from_nothing() -> None:
    told = act_of(event(json.dumps({"act": "save", "values": {"industry": "售" * 600_000}})))
    assert told.name == "too-long"
    assert not told.values
