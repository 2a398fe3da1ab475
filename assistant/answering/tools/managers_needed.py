"""要几名售后服务管理师: the calculator of guidance with typed arguments."""

from pydantic import Field

from assistant.answering.tools.value import Arguments, ToolAnswer
from assistant.guidance import managers
from scoring.rubric import Rubric

NAME = "managers_needed"
DESCRIPTION = "服务管理人员多少人时需要几名售后服务管理师，现有的够不够。"


class Asked(Arguments):
    people: int = Field(description="服务管理人员人数（总部和网点合计，不是全体员工）", ge=1, le=10_000_000)
    held: int | None = Field(None, description="现有售后服务管理师人数", ge=0, le=10_000_000)


def managers_needed(rubric: Rubric, asked: Asked) -> ToolAnswer:
    made = managers.for_service_managers(rubric, asked.people, asked.held)
    return ToolAnswer(made.text, passages=made.passages)
