"""How a campaign counts: its rates, how it looks ahead, what is large, how units are compared.

All have numbers of ours where a definition says nothing, so that a campaign needs no such section.
"""

from decimal import Decimal
from itertools import pairwise
from typing import Annotated, NamedTuple, Self

from pydantic import Field, model_validator

from campaigns.parts import Category, Part, Positive, Source

OURS = Source(ours=True)


class Rates(Part):
    """The categories of projects that the start rate and the completion (竣工) rate are taken over.

    All categories there are make it the rate of all projects.
    """

    start_of: Annotated[tuple[Category, ...], Field(min_length=1)] = ("new_start",)
    completion_of: Annotated[tuple[Category, ...], Field(min_length=1)] = ("completion",)
    source: Source = OURS


class Forecast(Part):
    """How completed investment is carried forward to the campaign's end.

    The pace is what was invested of the plan in the last `months`; it counts up to `pace_at_most`.
    Of the past errors, the share `interval` lies within the interval that is given.
    """

    months: Annotated[int, Field(ge=1)] = 3
    pace_at_most: Positive = Decimal("1.5")
    interval: Annotated[Decimal, Field(gt=0, lt=1)] = Decimal("0.8")
    source: Source = OURS


class Bracket(NamedTuple):
    """Projects of `from_yiyuan` (which counts) to below `below_yiyuan`; None: all larger ones."""

    id: str
    from_yiyuan: Decimal
    below_yiyuan: Decimal | None


class Sizes(Part):
    """The brackets of projects by total investment in 亿元, each from one bound to below the next.

    Ours are the amounts at which the documents draw lines most often.
    """

    from_yiyuan: Annotated[tuple[Positive, ...], Field(min_length=1)] = tuple(
        Decimal(each) for each in ("1", "5", "10", "20", "50")
    )
    source: Source = OURS

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if any(low >= high for low, high in pairwise(self.from_yiyuan)):
            raise ValueError("`from_yiyuan` must grow from bracket to bracket")
        return self

    @property
    def brackets(self) -> list[Bracket]:
        """All brackets, the smallest first: they leave no gap. Ids say the bounds, as `5-10`."""
        bounds = [Decimal(0), *self.from_yiyuan]
        ids = [format(each.normalize(), "f") for each in bounds]
        return [
            Bracket(f"{name}-{upper}", low, high)
            for name, low, upper, high in zip(
                ids, bounds, [*ids[1:], "up"], [*bounds[1:], None], strict=True
            )
        ]


class Comparison(Part):
    """How far a unit's rate may lie from its track's before chance no longer explains it.

    The limits are so many standard errors on either side. There are none where the projects of a
    track number fewer than its units and `least_projects` more: too few to know how they vary.
    """

    warning_errors: Positive = Decimal(2)
    action_errors: Positive = Decimal(3)
    least_projects: Annotated[int, Field(ge=1)] = 10
    source: Source = OURS

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.warning_errors >= self.action_errors:
            raise ValueError("`action_errors` must be more than `warning_errors`")
        return self
