"""The small words of result, status and signature cells."""

import pytest

from scoring.predicates.filling import is_open, says_no, says_yes

YES = ["合格", "验收合格", "PASS", "pass", "OK", "√", "已解决", "已关闭", "Closed", "Resolved", "办结", "满意", "正常", "已退款", "换新", "是", "Y"]
NO = ["不合格", "未解决", "未关闭", "否", "N", "×", "FAIL", "未通过", "拒签", "未签", "not resolved", "Unresolved", "待整改", "—", "/"]
DENIED = ["不满意", "未修好", "未退款", "不正常", "未达标", "不成功", "未闭环", "不接受", "没办妥", "无法接受", "不行", "未换货"]


@pytest.mark.parametrize("text", YES)
def test_yes(text: str) -> None:
    assert says_yes(text)
    assert not says_no(text)
    assert not is_open(text)


@pytest.mark.parametrize("text", NO)
def test_no(text: str) -> None:
    assert says_no(text)
    assert not says_yes(text)


@pytest.mark.parametrize("text", ["处理中", "In Progress", "Pending", "挂起", "尚未办结", "正在处理", "待关闭"])
def test_open(text: str) -> None:
    assert is_open(text)
    assert not says_yes(text)


@pytest.mark.parametrize("text", ["", "何家", "更换滤芯"])
def test_neither(text: str) -> None:
    assert not says_yes(text)
    assert not is_open(text)


@pytest.mark.parametrize("text", DENIED)
def test_a_denied_yes_is_no(text: str) -> None:
    assert not says_yes(text)


@pytest.mark.parametrize("text", ["无不满意", "没问题", "正常", "未见异常，合格"])
def test_no_denial_of_a_yes(text: str) -> None:
    assert not says_no(text)
