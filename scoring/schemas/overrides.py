"""What people concluded, as the result lists it: as it was given, with what became of it."""

from functools import reduce
from operator import or_
from typing import Any, get_args

from pydantic import Field, create_model

from scoring.override_model import Override, State
from scoring.schemas.values import Shape


class ListedShape(Shape):
    """What is said of every conclusion besides."""

    about: str = Field(description="关于什么")
    decided: str = Field(description="怎样定的")
    state: State
    why: str = Field(description="为什么不计入；计入的为空")


def _given(one: Any) -> dict[str, Any]:
    """`kind` stands in every one, though people may leave it out of code."""
    return {"kind": (one.model_fields["kind"].annotation, ...)}


GivenOverride: Any = reduce(or_, (create_model(one.__name__, __base__=one, **_given(one)) for one in get_args(Override)))
ListedOverride: Any = reduce(or_, (create_model(f"Listed{one.__name__}", __base__=(ListedShape, one), **_given(one)) for one in get_args(Override)))
