"""How a campaign counts: what its rates are taken over, how it looks ahead, how units are compared.

All have numbers of ours where a definition says nothing, so that a campaign needs no such section.
"""

from decimal import Decimal
from typing import Annotated, Self

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
