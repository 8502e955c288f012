"""A campaign as its file describes it, typed and checked.

A definition is refused when it is loaded, not when a page divides by zero in June. Every rule
quotes the clause it comes from; a number that no document gives says that it is ours. What one part
alone cannot tell (who is named twice, what contradicts what) is in `campaigns.lint`.
"""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from campaigns.follow_up import Consequence, ContactDuty, Deduction, IssueLevel, Plan, Review
from campaigns.limits import ConstructionLimit, Monitoring, SlowProjects, TimeLimit
from campaigns.parts import Category, Domain, Id, Light, Part, Source, Stage, Words
from campaigns.prospecting import Duty, Eligibility, Exclusion, ProspectList, ProspectTier
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


class Component(Part):
    """A part of the score: a stage's attainment, done ÷ due, counted up to `cap`."""

    kind: Literal["attainment"]
    stage: Stage
    name: Words
    weight: Annotated[Decimal, Field(gt=0)]
    cap: Annotated[Decimal, Field(gt=0)] | None = None
    source: Source


class Lights(Part):
    """Green and yellow from these values upwards, red below; grey where there is no value."""

    green: Decimal
    yellow: Decimal
    source: Source

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.green <= self.yellow:
            raise ValueError("`green` must be above `yellow`")
        return self

    def of(self, value: Decimal | None) -> Light:
        """The light that a value shows."""
        if value is None:
            return "grey"
        return "green" if value >= self.green else "yellow" if value >= self.yellow else "red"


class Bottom(Part):
    """The last `size` of a track, only where at least `min_ranked` units are ranked."""

    size: Annotated[int, Field(ge=1)]
    min_ranked: Annotated[int, Field(ge=1)]
    source: Source


class Race(Part):
    """The rules of the monthly race."""

    components: Annotated[tuple[Component, ...], Field(min_length=1)]
    decimals: Annotated[int, Field(ge=0, le=4)] = 2
    tie_method: Literal["competition", "dense"] = "competition"
    unit_lights: Lights
    project_lights: Lights
    bottom: Bottom

    @model_validator(mode="after")
    def _each_stage_once(self) -> Self:
        stages = [component.stage for component in self.components]
        twice = sorted({stage for stage in stages if stages.count(stage) > 1})
        if twice:
            raise ValueError(f"`components` names a stage twice: {', '.join(twice)}")
        return self


class Campaign(Part):
    """A campaign. `id` is the file's name; `money_unit` is what an unlabelled amount means.

    `deadline_day` is the day of the next month by which a filing is due. `figure` says whether the
    campaign ranks by what units report or, where it is given, by the statistics office's figure.
    """

    id: Id
    name: Words
    short_name: Words
    document: str
    period: Period
    money_unit: Literal["元", "万元", "亿元"] = "万元"
    deadline_day: Annotated[int, Field(ge=1, le=28)]
    deadline_source: Source
    figure: Literal["reported", "statistical"]
    figure_source: Source
    rate_decimals: Annotated[int, Field(ge=0, le=4)] = 2
    office: Contender
    tracks: Annotated[tuple[Track, ...], Field(min_length=1)]
    domains: tuple[Group, ...] = ()
    categories: tuple[Group, ...] = ()
    race: Race

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
    deductions: tuple[Deduction, ...] = ()
    contact_duty: ContactDuty | None = None
    issue_levels: tuple[IssueLevel, ...] = ()
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
