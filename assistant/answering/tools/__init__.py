"""Grades and calculators as tools with typed arguments: plain functions for our own routing, LangChain tools for a model.

Every text comes from the stored result, the plan, the rubric or the calculators of guidance; nobody rewrites it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.answering.opened import Opened
from assistant.answering.tools import (
    current_level,
    fastest_way,
    files_not_counted,
    level,
    managers_needed,
    materials_checklist,
    normalised_score,
    satisfaction_index,
    special_deductions,
    timeline,
    what_failed,
    what_if_score,
    why_lost,
)
from assistant.answering.tools.value import Arguments, Place, ToolAnswer, structured
from scoring.rubric import Rubric

if TYPE_CHECKING:
    from langchain_core.tools import StructuredTool

__all__ = ["GRADE_TOOLS", "Place", "ToolAnswer", "calculator_tools", "grade_tools", "run_grade_tool"]


@dataclass(frozen=True, slots=True)
class _Tool:
    name: str
    description: str
    arguments: type[Arguments]
    work: Callable[..., ToolAnswer]


_GRADE = (
    _Tool(current_level.NAME, current_level.DESCRIPTION, current_level.Asked, current_level.current_level),
    _Tool(why_lost.NAME, why_lost.DESCRIPTION, why_lost.Asked, why_lost.why_lost),
    _Tool(what_failed.NAME, what_failed.DESCRIPTION, what_failed.Asked, what_failed.what_failed),
    _Tool(fastest_way.NAME, fastest_way.DESCRIPTION, fastest_way.Asked, fastest_way.fastest_way),
    _Tool(special_deductions.NAME, special_deductions.DESCRIPTION, special_deductions.Asked, special_deductions.special_deductions),
    _Tool(files_not_counted.NAME, files_not_counted.DESCRIPTION, files_not_counted.Asked, files_not_counted.files_not_counted),
    _Tool(what_if_score.NAME, what_if_score.DESCRIPTION, what_if_score.Asked, what_if_score.what_if_score),
    _Tool(materials_checklist.NAME, materials_checklist.DESCRIPTION, materials_checklist.Asked, materials_checklist.materials_checklist),
)
_CALCULATORS = (
    _Tool(level.NAME, level.DESCRIPTION, level.Asked, level.level),
    _Tool(normalised_score.NAME, normalised_score.DESCRIPTION, normalised_score.Asked, normalised_score.normalised_score),
    _Tool(managers_needed.NAME, managers_needed.DESCRIPTION, managers_needed.Asked, managers_needed.managers_needed),
    _Tool(satisfaction_index.NAME, satisfaction_index.DESCRIPTION, satisfaction_index.Asked, satisfaction_index.satisfaction_index),
    _Tool(timeline.NAME, timeline.DESCRIPTION, timeline.Asked, timeline.timeline),
)
GRADE_TOOLS = tuple(one.name for one in _GRADE)


def run_grade_tool(name: str, arguments: Mapping[str, Any], opened: Opened) -> ToolAnswer:
    """What the tool says of the opened client. Raises DeclaredError with one Chinese line, KeyError for no such tool."""
    tool = {one.name: one for one in _GRADE}[name]
    return tool.work(opened, tool.arguments.model_validate(dict(arguments)))


def grade_tools(opened: Opened) -> "tuple[StructuredTool, ...]":
    """Tools over the opened client's stored result."""
    return tuple(_bound(one, opened) for one in _GRADE)


def calculator_tools(rubric: Rubric) -> "tuple[StructuredTool, ...]":
    """The calculators, and the general checklist of materials."""
    checklist = next(one for one in _GRADE if one.name == materials_checklist.NAME)
    return (*(_bound(one, rubric) for one in _CALCULATORS), _bound(checklist, None))


def _bound(tool: _Tool, over: object) -> "StructuredTool":
    return structured(tool.name, tool.description, tool.arguments, lambda asked: tool.work(over, asked))
