"""Limits by size and time: how long construction may take, what is slow, what is watched."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from campaigns.parts import Domain, Id, Part, Positive, Source, Words

Months = Annotated[int, Field(ge=1)]
Amount = Annotated[Decimal, Field(ge=0)]


class ConstructionLimit(Part):
    """The months that a project of this size may take from start to completion.

    Total investment in 亿元: from `from_yiyuan` (the number itself counts) to below
    `below_yiyuan`; without the latter, whatever is larger. The bands must leave no gap.
    """

    from_yiyuan: Amount = Decimal(0)
    below_yiyuan: Amount | None = None
    months: Months
    domains: tuple[Domain, ...] = ()
    source: Source


class TimeLimit(Part):
    """The months that may pass between two events of a project; `months_from` where it is a range.

    The events are columns of the tables that units file. It holds for the projects of `domains`,
    and where `is_manufacturing` is given only for manufacturing projects or only for others.
    """

    id: Id
    name: Words
    after: Literal["land_supplied_on", "started_on", "completed_on"]
    until: Literal["started_on", "completed_on", "in_production_on"]
    months_from: Months | None = None
    months: Months
    domains: tuple[Domain, ...] = ()
    is_manufacturing: bool | None = None
    source: Source


class Zombie(Part):
    """僵尸: under construction, not complete, and nothing invested for `months` running.

    Work that has begun and is not complete is under construction, suspended or not.
    """

    months: Months
    source: Source


class Snail(Part):
    """蜗牛: a schedule attainment below `attainment_below` for `months` running."""

    attainment_below: Positive
    months: Months
    source: Source


class Marathon(Part):
    """马拉松: more months since the start than the construction limit.

    Projects of no band take `months`, if it is given; else they are never marathons.
    """

    months: Months | None = None
    source: Source


class SlowProjects(Part):
    """By what a project is called slow."""

    zombie: Zombie
    snail: Snail
    marathon: Marathon


class Monitoring(Part):
    """The total investment in 万元 from which on every project is watched."""

    size_from_wanyuan: Annotated[Decimal, Field(gt=0)]
    source: Source
