"""A campaign as its file describes it, typed and checked.

A definition is refused when it is loaded, not when a page divides by zero in June. Every rule
quotes the clause it comes from; a number that no document gives says that it is ours. What one part
alone cannot tell (who is named twice, what contradicts what) is in `campaigns.lint`.
"""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from campaigns.filing import Filing
from campaigns.follow_up import Closing, Consequence, ContactDuty, IssueLevel, Plan, Review
from campaigns.limits import ConstructionLimit, Monitoring, SlowProjects, TimeLimit
from campaigns.measures import Comparison, Forecast, Rates, Sizes
from campaigns.parts import (
    Category,
    Domain,
    Id,
    Part,
    Source,
    Words,
)
from campaigns.prospecting import Duty, Eligibility, Exclusion, ProspectList, ProspectTier
from campaigns.rules import Race
from campaigns.targets import Benchmark, NamedProject, StatisticalIndicator, Target


class Period(Part):
    """First and last day of the campaign; both are counted."""

    start: date
    end: date
    source: Source

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.end <= self.start:
            raise ValueError("`end` must be later than `start`")
        return self


class Contender(Part):
    """A unit that races. `signings_target` is the number of prospects it is to sign.

    `code` is the GB/T 2260 code, or one of ours where the unit has none; ours begin with a letter.
    """

    code: Id
    name: Words
    aliases: tuple[str, ...] = ()
    signings_target: Annotated[int, Field(ge=0)] = 0


class Track(Part):
    """Contenders that are ranked against each other, and against nobody else."""

    id: Id
    name: Words
    contenders: Annotated[tuple[Contender, ...], Field(min_length=1)]


class Group(Part):
    """A domain or category of the campaign; `projects` is the number the document states."""

    id: Domain | Category
    name: Words
    projects: Annotated[int, Field(ge=0)] | None = None


class Campaign(Part):
    """A campaign. `id` is the file's name; `money_unit` is what an unlabelled amount means.

    `deadline_day` is the day of the next month by which a filing is due. `figure` says whether the
    campaign ranks by what units report or, where it is given, by the statistics office's figure.
    `place` is the jurisdiction itself, under whose name its own indicators are filed.
    """

    id: Id
    name: Words
    short_name: Words
    document: str
    period: Period
    money_unit: Literal["元", "万元", "亿元"] = "万元"
    deadline_day: Annotated[int, Field(ge=1, le=28)]
    deadline_source: Source
    filing: Filing = Filing()
    figure: Literal["reported", "statistical"]
    figure_source: Source
    rate_decimals: Annotated[int, Field(ge=0, le=4)] = 2
    office: Contender
    place: Contender | None = None
    tracks: Annotated[tuple[Track, ...], Field(min_length=1)]
    domains: tuple[Group, ...] = ()
    categories: tuple[Group, ...] = ()
    race: Race
    rates: Rates = Rates()
    forecast: Forecast = Forecast()
    sizes: Sizes = Sizes()
    comparison: Comparison = Comparison()

    targets: tuple[Target, ...] = ()
    named_projects: tuple[NamedProject, ...] = ()
    indicators: tuple[StatisticalIndicator, ...] = ()
    benchmarks: tuple[Benchmark, ...] = ()
    plans: tuple[Plan, ...] = ()
    construction_limits: tuple[ConstructionLimit, ...] = ()
    time_limits: tuple[TimeLimit, ...] = ()
    slow_projects: SlowProjects | None = None
    monitoring: Monitoring | None = None
    tiers: tuple[ProspectTier, ...] = ()
    duties: tuple[Duty, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    eligibility: Eligibility | None = None
    prospect_list: ProspectList | None = None
    consequences: tuple[Consequence, ...] = ()
    contact_duty: ContactDuty | None = None
    issue_levels: tuple[IssueLevel, ...] = ()
    closing: Closing | None = None
    reviews: tuple[Review, ...] = ()

    @property
    def contenders(self) -> tuple[Contender, ...]:
        """All contenders of all tracks, in the order of the file."""
        return tuple(contender for track in self.tracks for contender in track.contenders)

    @property
    def units(self) -> tuple[Contender, ...]:
        """All that may file: the contenders and the office."""
        return (*self.contenders, self.office)


def names_of(unit: Contender) -> set[str]:
    """Everything that a filing may call the unit by."""
    return {unit.code, unit.name.zh, unit.name.en, *unit.aliases}
