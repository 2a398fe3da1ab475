"""What every tool returns, and how one becomes a LangChain tool."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel, ConfigDict

if TYPE_CHECKING:
    from langchain_core.tools import StructuredTool

_FIGURE = re.compile(r"\d+(?:[.,]\d+)*%?")
_MARK = re.compile(r"\[\d{1,2}\]")


class Arguments(BaseModel):
    """Arguments of a tool: typed, nothing beside them."""

    model_config = ConfigDict(frozen=True, extra="forbid")


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the client's papers; a locator as the result keeps it."""

    file: str
    locator: str
    quote: str
    clause: str = ""


@dataclass(frozen=True, slots=True)
class ToolAnswer:
    """`text` is said to the user as it is: [n] marks the n-th of `places`. `passages` are ids of the knowledge base."""

    text: str
    places: tuple[Place, ...] = ()
    passages: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    next: tuple[str, ...] = ()  # questions to go on with

    @property
    def figures(self) -> tuple[str, ...]:
        """Every number in the text, citation marks left out."""
        return tuple(_FIGURE.findall(_MARK.sub("", self.text)))


Given = TypeVar("Given", bound=Arguments)


def structured(name: str, description: str, arguments: type[Given], work: Callable[[Given], ToolAnswer]) -> "StructuredTool":
    """A LangChain tool whose content is the text and whose artifact is the value."""
    from langchain_core.tools import StructuredTool

    def run(**values: object) -> tuple[str, ToolAnswer]:
        answer = work(arguments(**values))
        return answer.text, answer

    return StructuredTool.from_function(
        run, name=name, description=description, args_schema=arguments, response_format="content_and_artifact"
    )
