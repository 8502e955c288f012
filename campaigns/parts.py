"""What every part of a definition is made of: words in both languages, sources, vocabularies.

Below all other modules of definitions, so that each subject can have one of its own.
"""

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

__all__ = [
    "Category",
    "Domain",
    "Id",
    "Light",
    "Number",
    "Part",
    "Positive",
    "Source",
    "Stage",
    "Unit",
    "Words",
    "repeated",
]

Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$")]
Stage = Literal["attract", "preliminary", "start", "build", "complete"]
Domain = Literal["industry", "infrastructure", "livelihood"]
Category = Literal["preliminary", "new_start", "ongoing", "completion"]
Light = Literal["green", "yellow", "red", "grey"]
# The units that targets are set in; a percent is written as the document writes it, 95 for 95 %.
Unit = Literal[
    "projects", "milestones", "parcels", "bonds", "visits", "places", "亿元", "%", "亩", "months"
]
# What frames can hold as it is written: four decimal places.
Number = Annotated[Decimal, Field(max_digits=14, decimal_places=4)]
Positive = Annotated[Number, Field(gt=0)]


class Part(BaseModel):
    """A part of a definition: immutable, and without keys that nobody reads."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Words(Part):
    """The same words in both languages."""

    zh: str
    en: str


class Source(Part):
    """Where a rule comes from: a clause of the document, or ours to change.

    `clause` is the document's own numbering (`四(六)`); `ours` says that no document gives the
    number, and that it may be changed. Both together: the rule is the document's, its number ours.
    """

    clause: str = ""
    ours: bool = False

    @model_validator(mode="after")
    def _says_where(self) -> Self:
        if not self.clause and not self.ours:
            raise ValueError("name the clause, or say `ours = true`")
        return self


def repeated(names: Iterable[str]) -> list[str]:
    """The names that occur more than once, in order."""
    return sorted(name for name, times in Counter(names).items() if times > 1)
