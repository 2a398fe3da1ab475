"""The single values that results are made of, and what all their objects have in common."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

# Two places, cut: 81.66. Points of a rubric drop zeros at the end: 5, 2.5. Exact ones are fractions: 245/3.
Points = Annotated[str, Field(pattern=r"^-?[0-9]+\.[0-9]{2}$")]
ShownPoints = Annotated[str, Field(pattern=r"^-?[0-9]+(\.[0-9]{1,2})?$")]
Exact = Annotated[str, Field(pattern=r"^-?[0-9]+(/[0-9]+)?$")]
Probability = Annotated[str, Field(pattern=r"^[01](\.[0-9]+)?$")]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Day = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", json_schema_extra={"format": "date"})]
Count = Annotated[int, Field(ge=0)]


class Shape(BaseModel):
    """An object of the document. Readers must bear fields they do not know: those may be added under the same number."""

    model_config = ConfigDict(frozen=True, populate_by_name=True)


def absent(description: str | None = None) -> Any:
    """A field that is left out where there is nothing to tell."""
    return Field(default_factory=lambda: None, description=description)
