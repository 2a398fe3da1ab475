"""Result and plan files -> JSON values whose shape the report can rely on."""

import json
from collections.abc import Mapping
from typing import Any

from assistant.reports.errors import ReportError
from scoring.result import SCHEMA

Json = dict[str, Any]
PLAN_SCHEMA = "xingping-plan/1"
_SINCE_SUMS = ("indicators", "groups", "total", "rules")


def read_result(data: bytes, name: str = "结果文件") -> Json:
    """Raises ReportError where the bytes are no grade result, or one made before sums were part of it."""
    result = _object(data, name, "请用 xingping grade … --json 生成")
    if result.get("schema") != SCHEMA:
        raise ReportError(f"{name} 不是评分结果（schema 应为 {SCHEMA}），请用 xingping grade … --json 生成")
    missing = [key for key in _SINCE_SUMS if key not in result]
    if missing:
        raise ReportError(f"{name} 是旧版本评的，缺少各指标的小计（{'、'.join(missing)}），请用 xingping grade 重新评定")
    return result


def read_plan(data: bytes, result: Mapping[str, Any], name: str = "计划文件") -> Json:
    """Raises ReportError where the bytes are no plan, or one of another rubric, enterprise or day."""
    plan = _object(data, name, "请用 xingping plan … --json 生成")
    if plan.get("schema") != PLAN_SCHEMA:
        raise ReportError(f"{name} 不是整改计划（schema 应为 {PLAN_SCHEMA}），请用 xingping plan … --json 生成")
    try:
        pairs = (
            ("评分表", plan["rubric"]["sha256"], result["rubric"]["sha256"]),
            ("企业", plan["enterprise"]["name"], result["enterprise"]["name"]),
            ("评定日", plan["as_of"], result["as_of"]),
        )
    except (KeyError, TypeError) as error:
        raise ReportError(f"{name} 里缺少评分表、企业或评定日，请重新生成计划") from error
    for what, planned, graded in pairs:
        if planned != graded:
            raise ReportError(f"{name} 与结果的{what}不一致，不是同一次评定的计划，请用这份结果重新生成计划")
    return plan


def _object(data: bytes, name: str, hint: str) -> Json:
    try:
        value = json.loads(data)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise ReportError(f"{name} 不是有效的 JSON，{hint}") from error
    if not isinstance(value, dict):
        raise ReportError(f"{name} 的内容不对（应为一个 JSON 对象），{hint}")
    return value
