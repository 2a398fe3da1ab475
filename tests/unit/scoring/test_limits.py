"""Limits come from the environment, and every wrong variable is named in one line."""

import pytest

from scoring.errors import UsageError
from scoring.limits import Limits, limits_table


def test_without_variables_all_is_by_default() -> None:
    assert Limits.from_environment({"XINGPING_PORT": "x", "XINGPING_LIMIT_PAGES": " "}) == Limits()


def test_variables_set_limits() -> None:
    limits = Limits.from_environment({"XINGPING_LIMIT_SECONDS": "5", "XINGPING_LIMIT_FILE_MB": " 7 "})
    assert (limits.seconds, limits.file_bytes) == (5, 7 * 1024 * 1024)
    assert limits.depth == Limits().depth


@pytest.mark.parametrize("value", ["abc", "-1", "0", "1.5", "99999999999999", "１２"])
def test_a_bad_value_is_told_with_what_it_should_be(value: str) -> None:
    with pytest.raises(UsageError, match=rf"XINGPING_LIMIT_SECONDS 应是 1 到 86400 的整数，现在是“{value}”"):
        Limits.from_environment({"XINGPING_LIMIT_SECONDS": value})


def test_all_faults_are_told_at_once_and_no_limit_is_mistyped() -> None:
    with pytest.raises(UsageError) as told:
        Limits.from_environment({"XINGPING_LIMIT_DEPTH": "x", "XINGPING_LIMIT_SECOND": "5"})
    assert "XINGPING_LIMIT_DEPTH" in str(told.value)
    assert "XINGPING_LIMIT_SECOND 不是已有的限制" in str(told.value)
    assert "\n" not in str(told.value)


def test_every_limit_is_in_the_table() -> None:
    table = limits_table()
    assert len(table) == len(Limits.__dataclass_fields__)
    assert ("XINGPING_LIMIT_SECONDS", 120, "读一份文件的最长时间（秒）；识别图片时每页重新计时") in table
