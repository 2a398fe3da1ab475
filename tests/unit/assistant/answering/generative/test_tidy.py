"""What a model wrote is shown without pictures, links, markup and traces of the prompt."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.generative.tidy import tidy


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("五星 95 分[1]。", "五星 95 分[1]。"),
        ("五星 95 分【1】，四星［ 2 ］", "五星 95 分[1]，四星[2]"),
        ("两段都说[1, 2]、[1，3、4]", "两段都说[1][2]、[1][3][4]"),
        ("五星 95 分[665]。", "五星 95 分。"),
        ("国发[2014]26号", "国发[2014]26号"),
        ("看[官网](https://a.example/x?k=1)登记", "看官网登记"),
        ("依据[1](https://a.example)。", "依据[1]。"),
        ("依据[1](见附录)。", "依据[1](见附录)。"),
        ("图![泄露](https://a.example/p.png?q=secret)完", "图完"),
        ("图<img src=x onerror=alert(1)>完", "图完"),
        ("打开 https://a.example/x。再说", "打开 。再说"),
        ("打开 www.a.example/x 登记", "打开  登记"),
        ("去 evil-shop.com/pay 交费", "去  交费"),
        ("javascript:alert(1) 好", "好"),
        ("<script>alert(1)</script>好", "alert(1)好"),
        ("不足<95分的", "不足<95分的"),
        ("# 结论\n**五星**要95分", "结论\n五星要95分"),
        ("```json\n好\n```", "好"),
        ("<think>先想想 99 分</think>五星95分[1]", "五星95分[1]"),
        ("<think>没有想完 99 分", ""),
        ("<资料-0a1b2c 编号=1>\n五星95分\n</资料-0a1b2c>", "五星95分"),
        ("[ref]: https://a.example\n好", "好"),
        ("一\u200b二\u202e三", "一二三"),
        ("一\n\n\n\n二  \n", "一\n\n二"),
        ("GB/T 27922-2011 第5.2.4条，《评价体系》", "GB/T 27922-2011 第5.2.4条，《评价体系》"),
    ],
)
def test_written_and_shown(written: str, shown: str) -> None:
    assert tidy(written) == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("网址cx.cnca.cn[1]。", "网址cx.cnca.cn[1]。"),
        ("到 https://cx.cnca.cn/query?id=1 查", "到 cx.cnca.cn 查"),
        ("到 www.CX.cnca.cn 查", "到 cx.cnca.cn 查"),
        ("到 cx.cnca.cn.evil.com 查", "到  查"),
        ("到 evil.com/cx.cnca.cn 查", "到  查"),
    ],
)
def test_a_known_host_stays_as_words(written: str, shown: str) -> None:
    assert tidy(written, {"cx.cnca.cn"}) == shown


@given(st.text(alphabet="[]()!<>/:htps.comw1ab 五。\n#*`-", max_size=120))
def test_nothing_to_load_or_follow_is_left(text: str) -> None:
    shown = tidy(text)
    assert not re.search(r"!\[[^\]]*\]\([^)]*\)|https?:[^\s\[\]。]|<[a-z][^<>]*>", shown)
    assert tidy(shown) == shown
