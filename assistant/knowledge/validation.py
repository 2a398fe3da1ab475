"""What is wrong with a value, in Chinese: pydantic's and re's own texts are English."""

import re
from typing import Any

_MESSAGES = {
    "extra_forbidden": "不认识的键",
    "missing": "缺少这个键",
    "string_too_short": "内容为空或太短",
    "string_too_long": "内容太长",
    "too_short": "条目太少",
    "too_long": "条目太多",
    "enum": "取值不在允许范围内",
    "literal_error": "取值不在允许范围内",
    "string_pattern_mismatch": "写法不合要求",
    "string_type": "应是文字（以数字开头的代号请加引号）",
    "tuple_type": "应是列表",
    "list_type": "应是列表",
    "dict_type": "应是“键: 值”的条目",
    "model_type": "应是“键: 值”的条目",
}


def problem_text(problem: Any) -> str:
    """“键：哪里不对” of one entry of `ValidationError.errors()`; our own validators write Chinese and are quoted."""
    where = ".".join(str(part) for part in problem["loc"]) or "条目"
    if problem["type"] == "value_error":
        return f"{where}：{problem['ctx']['error']}"
    return f"{where}：{_MESSAGES.get(problem['type'], '内容不合要求')}"


def pattern_text(error: re.error) -> str:
    """What to say of a pattern that does not compile."""
    return "句式有误，不是正确的正则表达式" + ("" if error.pos is None else f"（第 {error.pos + 1} 个字符起）")
