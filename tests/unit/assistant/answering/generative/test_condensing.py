"""A follow-up is spelt out once, and only with what was said."""

from collections.abc import Mapping

import pytest

from assistant.answering.generative.condensing import Condensations, Condenser
from assistant.answering.generative.messages import never
from assistant.answering.generative.prompts import Prompt
from assistant.answering.model import Turn
from assistant.errors import DeclaredError
from tests.support.scripted_writer import ScriptedWriter

HISTORY: list[Turn] = [("user", "五星要多少分"), ("assistant", "五星级要 95 分及以上。[1]")]


def condenser(prompts: Mapping[str, Prompt], text: str) -> tuple[Condenser, ScriptedWriter]:
    writer = ScriptedWriter({"condense": text})
    return Condenser(writer, prompts["condense"], Condensations()), writer


def test_the_model_sees_the_conversation_as_data_without_marks(prompts: Mapping[str, Prompt]) -> None:
    made, writer = condenser(prompts, "四星级要多少分？")
    assert made.alone("那四星呢", HISTORY, never) == "四星级要多少分？"
    sent = writer.asked[0][1][-1].text
    assert "用户：五星要多少分\n顾问：五星级要 95 分及以上。\n" in sent
    assert sent.endswith("追问：\n那四星呢")


def test_the_same_follow_up_is_spelt_out_once(prompts: Mapping[str, Prompt]) -> None:
    made, writer = condenser(prompts, "四星级要多少分？")
    assert made.alone("那四星呢", HISTORY, never) == made.alone("那四星呢", HISTORY, never)
    assert len(writer.asked) == 1
    made.alone("那四星呢", HISTORY[:1], never)
    made.alone("那三星呢", HISTORY, never)
    assert len(writer.asked) == 3


@pytest.mark.parametrize(
    "text",
    [
        "四星级要 92 分吗？",  # a figure nobody named
        "5.2.4 要几分？",  # a clause nobody named
        "华信国际认证有限公司的四星要多少分？",  # a body nobody named
        "四星级要多少分？\n三星级要多少分？",
        "四星级要 90 分[1]",
        "四星级" * 60,
        "",
        "“”",
    ],
)
def test_what_adds_to_the_conversation_is_not_used(prompts: Mapping[str, Prompt], text: str) -> None:
    made, _ = condenser(prompts, text)
    assert made.alone("那四星呢", HISTORY, never) == "那四星呢"


def test_what_was_said_may_be_repeated(prompts: Mapping[str, Prompt]) -> None:
    made, _ = condenser(prompts, "四星级和 95 分的五星级差在哪里")
    assert made.alone("那四星呢", HISTORY, never) == "四星级和 95 分的五星级差在哪里"


def test_a_fault_is_not_kept(prompts: Mapping[str, Prompt]) -> None:
    kept = Condensations()
    broken = Condenser(ScriptedWriter({"condense": DeclaredError("断了")}), prompts["condense"], kept)
    with pytest.raises(DeclaredError, match="断了"):
        broken.alone("那四星呢", HISTORY, never)
    well = Condenser(ScriptedWriter({"condense": "四星级要多少分"}), prompts["condense"], kept)
    assert well.alone("那四星呢", HISTORY, never) == "四星级要多少分"


def test_the_least_used_goes_first() -> None:
    kept = Condensations(most=2)
    kept.put("a", "甲")
    kept.put("b", "乙")
    assert kept.get("a") == "甲"
    kept.put("c", "丙")
    assert (kept.get("a"), kept.get("b"), kept.get("c")) == ("甲", None, "丙")
