"""The rules of a race as a definition states them: components, deductions, lights, ranks.

The classes say what a rule is and refuse what contradicts itself; what a rule does is in
`components`, `scoring`, `ranking` and `bands`.
"""

from collections.abc import Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from campaigns.parts import Id, Number, Part, Positive, Source, Stage, Words, repeated


class Scored(Part):
    """What every component of the score has.

    It counts up to `cap`, and `weight` is its weight beside those of the others that apply. Where
    less than `small_due` is due, its value is shown as one of a small denominator.
    """

    name: Words
    weight: Positive
    cap: Positive | None = None
    small_due: Positive | None = None
    source: Source


# What done and due of a stage are counted in.
COUNTED_IN: Mapping[Stage, str] = {
    "attract": "prospects",
    "preliminary": "milestones",
    "start": "projects",
    "build": "wanyuan",
    "complete": "projects",
}


class Attainment(Scored):
    """A stage's attainment: done ÷ due."""

    kind: Literal["attainment"]
    stage: Stage

    @property
    def id(self) -> str:
        """What it is called in frames: its stage."""
        return self.stage

    @property
    def counted_in(self) -> str:
        """What done and due are: `wanyuan`, or the things that are counted."""
        return COUNTED_IN[self.stage]


# What units file of a project's progress, by the column's name: three dates and a flag.
Event = Literal["started_on", "completed_on", "in_production_on", "registered_in_statistics"]


class Rung(Part):
    """A stage on a ladder, and the points that a project earns whose furthest stage it is.

    It is reached by the month's last day if its `event` has happened (where no date was filed, the
    status may say that work has started or is completed), or if one of its `milestones`, by the
    names under which units file them, is done.
    """

    id: Id
    name: Words
    points: Annotated[Number, Field(ge=0)]
    event: Event | None = None
    milestones: tuple[Annotated[str, Field(min_length=1)], ...] = ()


class Ladder(Scored):
    """The mean points of a unit's projects ÷ those of the top rung. Rungs go upwards.

    `small_due` is a number of projects.
    """

    kind: Literal["ladder"]
    id: Id
    rungs: Annotated[tuple[Rung, ...], Field(min_length=1)]

    @property
    def counted_in(self) -> str:
        """Done and due are points of projects."""
        return "points"

    @model_validator(mode="after")
    def _goes_upwards(self) -> Self:
        points = [rung.points for rung in self.rungs]
        if any(above <= below for below, above in pairwise(points)) or points[-1] == 0:
            raise ValueError("`rungs` must earn more points from one to the next")
        if twice := repeated(rung.id for rung in self.rungs):
            raise ValueError(f"`rungs` names a rung twice: {', '.join(twice)}")
        return self


class Indicator(Scored):
    """A filed indicator's value ÷ its target; without a target, units are ranked by value.

    `indicator` is the id of one of the campaign's statistical indicators.
    Where lower is `better` it is target ÷ value, and what is zero or below earns `cap`. By rank,
    the best of n earns n ÷ n and the last 1 ÷ n, and `small_due` is a number of units.
    """

    kind: Literal["indicator"]
    id: Id
    indicator: Id
    target: Positive | None = None
    better: Literal["higher", "lower"] = "higher"

    @property
    def counted_in(self) -> str:
        """Done and due are percents, or places among the units where there is no target."""
        return "places" if self.target is None else "percent"

    @model_validator(mode="after")
    def _is_bounded(self) -> Self:
        if self.better == "lower" and self.target is not None and self.cap is None:
            raise ValueError("`cap` is needed where lower is better: a value of 0 has no end")
        return self


Component = Annotated[Attainment | Ladder | Indicator, Field(discriminator="kind")]


class Deduction(Part):
    """Points taken off the score for what was missed: for each project or filing, or by share.

    By `share`, all of the unit's projects lose `points` and half of them half. Not more than `most`
    is taken off, if there is one.
    """

    id: Id
    name: Words
    points: Positive
    per: Literal["project", "share", "filing"]
    most: Positive | None = None
    source: Source


class Bands(Part):
    """How the weights are varied to see how firm a rank is: each times 1 ± up to `spread`.

    The band goes from the `lowest` to the `highest` percentile of the ranks drawn (0 and 100: all).
    """

    draws: Annotated[int, Field(ge=1, le=100_000)] = 2_000
    spread: Annotated[Decimal, Field(ge=0, lt=1)] = Decimal("0.2")
    lowest: Annotated[Decimal, Field(ge=0, lt=50)] = Decimal(5)
    highest: Annotated[Decimal, Field(gt=50, le=100)] = Decimal(95)
    seed: Annotated[int, Field(ge=0)] = 1
    source: Source


class Lights(Part):
    """Green and yellow from these values upwards, red below; grey where there is no value."""

    green: Number
    yellow: Number
    source: Source

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.green <= self.yellow:
            raise ValueError("`green` must be above `yellow`")
        return self


class Bottom(Part):
    """The last `size` of a track, only where at least `min_ranked` units are ranked."""

    size: Annotated[int, Field(ge=1)]
    min_ranked: Annotated[int, Field(ge=1)]
    source: Source


class Race(Part):
    """The rules of the monthly race."""

    components: Annotated[tuple[Component, ...], Field(min_length=1)]
    deductions: tuple[Deduction, ...] = ()
    decimals: Annotated[int, Field(ge=0, le=4)] = 2
    tie_method: Literal["competition", "dense"] = "competition"
    unit_lights: Lights
    project_lights: Lights
    bottom: Bottom
    bands: Bands = Bands(source=Source(ours=True))

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        if twice := repeated(component.id for component in self.components):
            raise ValueError(f"`components` names a stage twice: {', '.join(twice)}")
        if twice := repeated(deduction.id for deduction in self.deductions):
            raise ValueError(f"`deductions` names a kind twice: {', '.join(twice)}")
        return self
