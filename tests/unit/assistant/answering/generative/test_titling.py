"""A title is short and says nothing the question does not say."""

from collections.abc import Mapping

import pytest

from assistant.answering.generative.messages import never
from assistant.answering.generative.prompts import Prompt
from assistant.answering.generative.titling import LONGEST, title_of
from tests.support.scripted_writer import ScriptedWriter

QUESTION = "我们公司成立三个月，想知道能不能申请售后服务认证"


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("申请条件", "申请条件"),
        ("《成立三个月的申请条件》。", "成立三个月的申请条件"),
        ("95 分的申请条件", QUESTION[: LONGEST - 1] + "…"),
        ("申请\n条件", QUESTION[: LONGEST - 1] + "…"),
        ("申请条件" * 10, QUESTION[: LONGEST - 1] + "…"),
        ("", QUESTION[: LONGEST - 1] + "…"),
    ],
)
def test_title(prompts: Mapping[str, Prompt], written: str, title: str) -> None:
    assert title_of(QUESTION, ScriptedWriter({"title": written}), prompts["title"], never) == title


def test_a_short_question_is_its_own_title(prompts: Mapping[str, Prompt]) -> None:
    assert title_of("五星要多少分？", ScriptedWriter({"title": "80 分"}), prompts["title"], never) == "五星要多少分"
