"""Settings in words: what is wrong with one, and the table of them all for docs/settings.md."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from scoring.limits import limits_table


def settings_fault(error: ValidationError) -> str:
    """What is wrong with the environment, as one Chinese line that names every variable."""
    faults = [f"XINGPING_{str(fault['loc'][0]).upper()} {_wrong(fault)}" for fault in error.errors() if fault["loc"]]
    return f"设置有误：环境变量 {'；'.join(faults)}（说明见 docs/settings.md）"


def _wrong(fault: Any) -> str:
    """The fault of one variable; the text of our own validators speaks for itself."""
    kind, context = fault["type"], fault.get("ctx", {})
    if kind == "value_error":
        return str(context["error"])
    should = {
        "greater_than_equal": f"不能小于 {context.get('ge')}",
        "less_than_equal": f"不能大于 {context.get('le')}",
        "greater_than": f"应大于 {context.get('gt')}",
        "finite_number": "应是数字",
        "float_parsing": "应是数字",
        "decimal_parsing": "应是数字",
        "int_parsing": "应是整数",
        "int_parsing_size": "应是整数，且不能这么大",
        "bool_parsing": "应是 true 或 false",
        "literal_error": f"只能是 {str(context.get('expected', '')).replace(' or ', ' 或 ')}",
    }.get(kind, "的值不对")
    return f"{should}，现在是“{' '.join(str(fault['input']).split())[:40]}”"


def settings_table(fields: Mapping[str, FieldInfo]) -> str:
    """docs/settings.md: every setting with its variable, default and meaning, as Markdown. `fields` are those of Settings."""
    lines = [
        "# 设置",
        "",
        "全部是环境变量，都有默认值。本表由 `python -m assistant.settings` 生成。",
        "",
        "| 变量 | 默认 | 说明 |",
        "| --- | --- | --- |",
    ]
    for name, field in fields.items():
        default = f"自带的 {name.removesuffix('_dir')}/" if field.default_factory else str(field.default)
        lines.append(f"| `XINGPING_{name.upper()}` | {default or '（空）'} | {field.description} |")
    lines += ["", "读材料时的上限；超过的文件写明原因，不影响其他文件：", "", "| 变量 | 默认 | 说明 |", "| --- | --- | --- |"]
    lines += [f"| `{name}` | {default} | {text} |" for name, default, text in limits_table()]
    lines.append("| `XINGPING_SOFFICE` | PATH 里的 soffice | LibreOffice 程序的路径，用来转换 DOC、WPS、PPT 等旧格式；设为空则不用 |")
    return "\n".join(lines) + "\n"
