"""Sentences that state nothing, and those that only look like it."""

import pytest

from assistant.answering.grounded.fold import folded
from assistant.answering.grounded.talk import idle, light
from assistant.answering.grounding import Ground, check

METHODS = Ground(1, ("调查手段", "现场有四种调查手段：查文件、询问员工、观察现场、访问顾客。评分等于实际得分除以涉及项总分值再乘以 100。"))
VOLUNTARY = Ground(2, ("自愿申请", "认证是自愿的，国家没有强制要求企业必须取得。"))
ALL = (METHODS, VOLUNTARY)


@pytest.mark.parametrize("text", ["要点有这些：", "具体看两点", "这一点各家口径不同", "先说结论", "好处可以分内外两面看"])
def test_talk(text: str) -> None:
    assert idle(folded(text))


@pytest.mark.parametrize("text", ["小微企业一律免审", "证书可以转让给子公司使用", "五星级企业可以免税", "一定拿满分", "先说结论：一定通过"])
def test_no_talk(text: str) -> None:
    assert not idle(folded(text))
    assert not light(folded(text), lambda _: True)


def test_light_needs_the_words_of_the_material() -> None:
    text = "不只是维修站，范围比较宽"
    assert light(text, lambda pair: pair in ("维修", "修站"))
    assert not light("老板必去海南岛上度假", lambda _: False)


@pytest.mark.parametrize(
    "text",
    [
        "访问顾客是四种调查手段之一，其余三种是查文件、询问员工、观察现场[1]。",
        "公式是“实际得分 ÷ 涉及项总分值 × 100”[1]。",
        "“要访问多少顾客”没有写，手段有四种[1]。",
        "强制与否的问题，国家没有要求企业必须取得[2]。",
    ],
)
def test_what_holds(text: str) -> None:
    assert [fault.text for fault in check(text, ALL).faults] == []


@pytest.mark.parametrize(
    "text",
    [
        "访问顾客是四种调查手段之一，其余五种是查文件、询问员工、观察现场[1]。",
        "公式是“实际得分 × 涉及项总分值 ÷ 100”[1]。",
        "强制与否的问题，国家要求企业必须取得[2]。",
        "手段有四种，访问顾客可以略过[1]。",
        "手段越多，评分就越高[1]。",
    ],
)
def test_what_does_not(text: str) -> None:
    assert not check(text, ALL).ok
