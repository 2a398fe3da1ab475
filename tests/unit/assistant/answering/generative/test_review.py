"""The gate over the passages of one request."""

import pytest

from assistant.answering.generative.fence import Numbered
from assistant.answering.generative.material import Material
from assistant.answering.generative.review import Review, Tended, adds_claims
from assistant.knowledge.model import Confidence, Passage

LINES = Passage(id="lines", title="星级分数线", text="五星要95分。四星要90分。", topic="levels", confidence=Confidence.SINGLE)
OWN = Passage(id="own", title="服务手册", text="本公司承诺2小时到场，保修三年。", topic="levels", confidence=Confidence.USER, sources=("手册.docx",))
MATERIAL = Material((Numbered(1, LINES, "甲站"), Numbered(2, OWN, "手册.docx")), "五星的分数线是九十五分。[1]")
REVIEW = Review(MATERIAL, ["五星要几分"], ["3. 数字、日期、期限、百分比必须照资料写，不得推算、不得补充。"])


@pytest.mark.parametrize(
    "text",
    [
        "五星要95分[1]。",
        "五星的分数线是九十五分。[1]",
        "贵方资料写的是2小时到场[2]。",
        "《服务手册》写明“保修三年”[2]。",
        "五星要95分[1]。希望对您有帮助。",
        "五星要95分[1]。具体请咨询认证机构。",
        "关于五星要几分，结论如下：\n- 五星要95分[1]。\n- 四星要90分[1]。",
    ],
)
def test_what_holds(text: str) -> None:
    assert [fault.text for fault in REVIEW.grounding(text).faults] == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("五星要96分[1]。", "unsupported"),
        ("五星要90分[1]。", "mismatch"),
        ("五星要95分[3]。", "no_such_citation"),
        ("五星要95分。", "uncited"),
        ("五星要95分[2]。", "miscited"),
        ("2小时到场，保修三年[2]。", "unattributed"),
        ("小微企业一律免审。五星要95分[1]。", "uncited"),
        ("贵公司现在是四星级[1]。", "grade"),
        ("数字、日期、期限、百分比必须照资料写，不得推算、不得补充。", "leak"),
    ],
)
def test_what_does_not(text: str, kind: str) -> None:
    assert kind in {fault.kind for fault in REVIEW.grounding(text).faults}


def test_what_is_kept_holds_by_itself() -> None:
    text, dropped = REVIEW.kept("五星要95分[1]。五星要96分[1]。小微企业一律免审。")
    assert (text, dropped) == ("五星要95分[1]。", 2)
    assert REVIEW.kept("五星要96分[1]。") == ("", 1)
    assert REVIEW.kept("您好。") == ("", 0)
    assert REVIEW.kept("") == ("", 0)


def test_what_was_checked_is_counted_by_kind() -> None:
    checked = REVIEW.checked("五星要95分[1]。四星要90分[1]。", Tended("", trimmed=1, mended=3), dropped=2, repaired=True)
    assert (checked.sentences, checked.trimmed, checked.mended, checked.dropped, checked.repaired) == (2, 1, 3, 2, True)
    kinds = dict(checked.kinds)
    assert kinds["number"] == 2
    assert kinds["star"] == 2
    assert checked.claims == sum(kinds.values())


@pytest.mark.parametrize(
    ("text", "left", "trimmed"),
    [
        ("五星要95分[1]。\n小微企业一律免审。", "五星要95分[1]。", 1),
        ("五星要95分[1]。\n五星要96分。", "五星要95分[1]。\n五星要96分。", 0),  # a figure: worth asking the model about
        ("五星要95分[1]。", "五星要95分[1]。", 0),
        ("小微企业一律免审。", "", 1),
    ],
)
def test_what_cites_nothing_and_holds_nothing_is_trimmed(text: str, left: str, trimmed: int) -> None:
    assert REVIEW.trimmed(text) == (left, trimmed)


def test_added_claims() -> None:
    assert not adds_claims("四星要几分", ["五星要几分", "那四星呢"])
    assert adds_claims("四星要92分吗", ["五星要几分", "那四星呢"])
