"""GB 32100."""

import pytest

from scoring.documents.model import Block, Document, Page
from scoring.facts.credit_code import credit_codes, valid_credit_code
from scoring.facts.reading import Reading, read

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def _code(body: str) -> str:
    """The 17 characters with the check character as the standard writes the rule."""
    total = sum(_ALPHABET.index(one) * 3**n for n, one in enumerate(body))
    return body + _ALPHABET[(31 - total % 31) % 31]


GOOD = _code("91350211MA32ABCD1")
BAD = GOOD[:17] + ("0" if GOOD[17] != "0" else "1")


def _reading(*lines: str) -> Reading:
    blocks = []
    for at, line in enumerate(lines, 1):
        row = line.startswith("| ")
        blocks.append(Block("table_row", line[2:], f"表1!A{at}") if row else Block("paragraph", line, f"段落{at}"))
    return read(Document("0" * 64, "a.txt", "text/plain", (Page(1, tuple(blocks)),)), "a.txt")


def test_check_character() -> None:
    assert valid_credit_code(GOOD)
    assert valid_credit_code(f" {GOOD.lower()} ")
    assert not valid_credit_code(BAD)
    assert not valid_credit_code(GOOD[:16] + "O" + GOOD[17])
    assert not valid_credit_code(GOOD[:17])
    assert not valid_credit_code("")


@pytest.mark.parametrize("body", ["91350211MA32ABCD1", "92350200MA34567X1", "51350000MJC0000XQ", "12350000400000000", "91110000000000001"])
def test_every_other_check_character_is_wrong(body: str) -> None:
    good = _code(body)
    assert [one for one in _ALPHABET if valid_credit_code(body + one)] == [good[17]]


@pytest.mark.parametrize(
    "line",
    [
        f"统一社会信用代码：{GOOD}", f"统一社会信用代码 {GOOD} 名称 某公司", f"社会信用代码（税号）：{GOOD}", f"| 统一社会信用代码 | {GOOD} | 电话",
        f"纳税人识别号: {GOOD[:4]} {GOOD[4:8]} {GOOD[8:12]} {GOOD[12:]}", f"委托方（{GOOD}）", f"统一社会信用代码/注册号：{GOOD.lower()}",
        f"统一社会信用代码 {GOOD} 2026",
    ],
)  # fmt: skip
def test_found(line: str) -> None:
    assert [(one.code, one.valid) for one in credit_codes(_reading(line))] == [(GOOD, True)]


def test_a_wrong_code_is_told() -> None:
    assert [(one.code, one.valid) for one in credit_codes(_reading(f"信用代码：{BAD}"))] == [(BAD, False)]


@pytest.mark.parametrize("line", ["身份证号 110101199003070011", "单号 202603050000000001", "91350211****ABCD12", "代码：1234"])
def test_other_numbers_are_no_codes(line: str) -> None:
    assert credit_codes(_reading(line)) == ()


def test_codes_of_customers_in_a_list_are_left_out() -> None:
    rows = [f"| {n} | 客户{n} | {GOOD} | 北京" for n in range(5)]
    assert credit_codes(_reading("| 序号 | 客户 | 统一社会信用代码 | 城市", *rows)) == ()
