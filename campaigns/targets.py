"""What a campaign is to reach: metric, filters, value, due date, and for whom.

Values are kept in the unit that the document uses (亿元, percent, 亩), so that a reader finds the
number again; whoever measures converts.
"""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from campaigns.metrics import METRICS, MetricKind
from campaigns.parts import Category, Domain, Id, Part, Source, Unit, Words

Comparison = Literal["at_least", "more_than", "exactly", "at_most"]
Direction = Literal["up", "improving", "above_zero"]
Tier = Literal["governor", "mayor", "county"]
Top500 = Literal["world", "china"]
Level = Literal["national", "provincial", "municipal", "county"]
Size = Annotated[Decimal, Field(gt=0)]
Months = Annotated[int, Field(ge=1)]


class Metric(Part):
    """What is measured: a kind of the vocabulary, and what it is limited to.

    Lists mean any of these; nothing means everything. Sizes are total investments in 亿元:
    `size_from_yiyuan` counts the number itself (以上), `size_above_yiyuan` does not (超).
    `project` names one project, `indicator` one of the campaign's indicators. `only` says in words
    what no filing marks: such a target has no data until the office files it.
    """

    kind: MetricKind
    domains: tuple[Domain, ...] = ()
    categories: tuple[Category, ...] = ()
    levels: tuple[Level, ...] = ()
    tiers: tuple[Tier, ...] = ()
    top500: tuple[Top500, ...] = ()
    size_from_yiyuan: Size | None = None
    size_above_yiyuan: Size | None = None
    is_manufacturing: bool | None = None
    needs_new_land: bool | None = None
    within_months: Months | None = None
    project: Id | None = None
    indicator: Id | None = None
    only: Words | None = None

    @model_validator(mode="after")
    def _filters_suit(self) -> Self:
        kind = METRICS[self.kind]
        used = {name for name in type(self).model_fields if getattr(self, name) not in (None, ())}
        foreign, missing = used - {"kind"} - kind.filters, kind.needs - used
        if foreign:
            raise ValueError(f"{self.kind} cannot be limited by {', '.join(sorted(foreign))}")
        if missing:
            raise ValueError(f"{self.kind} needs {', '.join(sorted(missing))}")
        if self.size_from_yiyuan is not None and self.size_above_yiyuan is not None:
            raise ValueError("give `size_from_yiyuan` or `size_above_yiyuan`, not both")
        return self


class Checkpoint(Part):
    """A value that has to be reached on the way (or at the end)."""

    due: date
    value: Annotated[Decimal, Field(ge=0)]
    comparison: Comparison = "at_least"
    source: Source


class Allocation(Part):
    """What each of these contenders has to reach for itself."""

    contenders: Annotated[tuple[Id, ...], Field(min_length=1)]
    value: Annotated[Decimal, Field(ge=0)]
    comparison: Comparison = "at_least"
    source: Source


class Target(Part):
    """A target of the campaign: a value to reach, a direction to move in, or checkpoints.

    `comparison`: `at_least` (以上, 不低于), `more_than` (超), `at_most`, or `exactly` where the
    text gives the number alone: reached it is met, passed it is over-fulfilled. `due` is the
    period's end unless said; `since` the day counted from, unless it is the period's start. `per`:
    the value is due once or every month anew. `each`: what contenders have to reach by themselves;
    a target can have both, as an annex with a total line has. `is_stretch`: the text says 力争 or
    争取. `outside_period`: the text sets dates that the period does not cover.
    """

    id: Id
    name: Words
    metric: Metric
    unit: Unit | None = None
    comparison: Comparison = "at_least"
    value: Annotated[Decimal, Field(ge=0)] | None = None
    direction: Direction | None = None
    due: date | None = None
    since: date | None = None
    per: Literal["whole", "month"] = "whole"
    checkpoints: tuple[Checkpoint, ...] = ()
    each: tuple[Allocation, ...] = ()
    is_stretch: bool = False
    outside_period: bool = False
    source: Source

    @property
    def scope(self) -> Literal["whole", "contender"]:
        """Whether the campaign as a whole has something to reach, or only its contenders."""
        return "contender" if self.each and self.value is None else "whole"

    @model_validator(mode="after")
    def _says_what_to_reach(self) -> Self:
        kind = METRICS[self.metric.kind]
        numbers = self.value is not None or bool(self.checkpoints) or bool(self.each)
        if numbers == (self.direction is not None):
            raise ValueError("give a value (`value`, `checkpoints`, `each`) or a `direction`")
        if self.direction and not kind.is_direction:
            raise ValueError(f"{self.metric.kind} has no direction: give a value")
        if numbers and self.unit != kind.unit:
            raise ValueError(f"`unit` of {self.metric.kind} is {kind.unit!r}, not {self.unit!r}")
        return self


class StatisticalIndicator(Part):
    """A statistical indicator by the names under which it is filed."""

    id: Id
    name: Words
    aliases: tuple[str, ...] = ()


class Benchmark(Part):
    """A place outside the campaign whose indicators are shown beside its own."""

    code: Id
    name: Words
    aliases: tuple[str, ...] = ()
    indicators: tuple[Id, ...]
    source: Source


class NamedProject(Part):
    """A project that the document names. `total_investment_yiyuan` only where it states one."""

    id: Id
    name: Words
    stage: Literal["attract", "preliminary", "start", "build", "complete"]
    domain: Domain
    total_investment_yiyuan: Size | None = None
    source: Source
