"""The day a plan to a level is done by, from its document."""

import json
from dataclasses import dataclass
from datetime import date

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.errors import DeclaredError
from assistant.guidance.timeline_durations import LAST

SCHEMA = "xingping-plan/1"


class PlanError(DeclaredError):
    """A file that is no plan, or one without a day."""


class _Read(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class _Target(_Read):
    title: str


class _Plan(_Read):
    target: _Target
    reachable: bool
    earliest_date: date


@dataclass(frozen=True, slots=True)
class Prepared:
    """When the preparation is done by a plan; `reachable` is False where the plan leads only to the best that can be reached."""

    earliest_date: date
    target: str
    reachable: bool


def read_plan(data: bytes, source: str = "计划") -> Prepared:
    """A document as `xingping plan --json` writes it. Raises PlanError."""
    try:
        raw = json.loads(data)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise PlanError(f"{source} 不是计划文件（不是有效的 JSON）") from error
    if not isinstance(raw, dict) or raw.get("schema") != SCHEMA:
        raise PlanError(f"{source} 不是计划文件，请用 xingping plan --json 生成的文件")
    if raw.get("earliest_date") is None:
        raise PlanError(f"{source} 里没有最早完成日（earliest_date），排不了时间；请换一个能达到的目标重新做计划")
    try:
        plan = _Plan.model_validate(raw)
    except ValidationError as error:
        raise PlanError(f"{source} 缺少目标或日期，或被改动过，请用 xingping plan --json 生成的文件") from error
    if plan.earliest_date > LAST:
        raise PlanError(f"{source} 的最早完成日 {plan.earliest_date} 太远，请检查")
    return Prepared(plan.earliest_date, plan.target.title, plan.reachable)
