"""The vocabulary of metrics: what a target can be measured by, and which filters each kind knows.

A new kind is one entry here, one sentence in `locales/*/definitions.toml`, and one function where
targets are measured. A definition that uses another kind, unit or filter is refused.
"""

from dataclasses import dataclass
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, WithJsonSchema

from campaigns.parts import Unit

_PROJECTS = frozenset(
    [
        "domains",
        "categories",
        "levels",
        "size_from_yiyuan",
        "size_above_yiyuan",
        "is_manufacturing",
        "needs_new_land",
        "project",
        "only",
    ]
)
_PROSPECTS = frozenset(
    ["domains", "tiers", "top500", "size_from_yiyuan", "is_manufacturing", "only"]
)


_WITHIN, _ONLY, _INDICATOR = (frozenset([name]) for name in ("within_months", "only", "indicator"))

Rows = Literal["projects", "milestones", "prospects", "land", "bonds", "indicators"]
Course = Literal["grows", "stands", "holds"]


@dataclass(frozen=True)
class Kind:
    """A kind of metric: the unit of its values, the filters it knows, those it cannot do without.

    `made_of`: the table whose rows are counted. `indicators`: nothing that units file shows it, and
    the office files the value itself. `course`: what is due on the way. What `grows` is due in even
    shares by days, and met as soon as it is reached; what `stands` is due whole from the first day
    on, and met likewise; what `holds` is due whole all along, can be lost again, and is met at the
    end only. `is_direction`: it is a growth or a rank, and may be asked to move rather than to
    reach a value; with `falls` the lower value is the better one. `relies_on`: the section of the
    definition that says what the kind's words mean.
    """

    unit: Unit
    filters: frozenset[str]
    needs: frozenset[str] = frozenset()
    made_of: Rows = "projects"
    course: Course = "grows"
    is_direction: bool = False
    falls: bool = False
    relies_on: str = ""


METRICS: dict[str, Kind] = {
    "projects_listed": Kind("projects", _PROJECTS, course="stands"),
    "projects_started": Kind("projects", _PROJECTS),
    "projects_completed": Kind("projects", _PROJECTS),
    "projects_in_production": Kind("projects", _PROJECTS),
    "total_investment": Kind("亿元", _PROJECTS, course="stands"),
    "invested": Kind("亿元", _PROJECTS),
    "completion_rate": Kind("%", _PROJECTS),
    "schedule_attainment": Kind("%", _PROJECTS, course="holds"),
    "start_rate": Kind("%", _PROJECTS),
    "resumed_rate": Kind("%", _PROJECTS),
    "on_time_rate": Kind("%", _PROJECTS, course="holds"),
    "registered_rate": Kind("%", _PROJECTS),
    "started_within_rate": Kind("%", _PROJECTS | _WITHIN, _WITHIN, course="holds"),
    "production_within_rate": Kind("%", _PROJECTS | _WITHIN, _WITHIN, course="holds"),
    "milestones_done": Kind("milestones", _PROJECTS, made_of="milestones"),
    "milestones_on_time_rate": Kind("%", _PROJECTS, made_of="milestones", course="holds"),
    "prospects_listed": Kind("projects", _PROSPECTS, made_of="prospects"),
    "prospects_signed": Kind("projects", _PROSPECTS, made_of="prospects"),
    "prospects_signed_or_landed": Kind(
        "projects", _PROSPECTS, made_of="prospects", relies_on="prospect_list"
    ),
    "landing_rate": Kind("%", _PROSPECTS, made_of="prospects", relies_on="prospect_list"),
    "land_quota": Kind("亩", _ONLY, made_of="indicators"),
    "parcels_cleared": Kind("parcels", _ONLY, made_of="land"),
    "land_cleared_rate": Kind("%", _ONLY, made_of="land", course="holds"),
    "bonds_issued": Kind("亿元", _ONLY, made_of="bonds"),
    "bonds_reserved": Kind("亿元", _ONLY, made_of="bonds"),
    "bonds_paid_rate": Kind("%", _ONLY, made_of="bonds"),
    "bond_payments": Kind("bonds", _ONLY, made_of="bonds", course="stands"),
    "bond_reserves": Kind("bonds", _ONLY, made_of="bonds", course="stands"),
    "reserve_projects": Kind("projects", _ONLY, made_of="indicators"),
    "reserve_investment": Kind("亿元", _ONLY, made_of="indicators"),
    "indicator": Kind(
        "%", _INDICATOR, _INDICATOR, made_of="indicators", course="holds", is_direction=True
    ),
    "rank_among_peers": Kind(
        "places",
        _INDICATOR | _ONLY,
        made_of="indicators",
        course="holds",
        is_direction=True,
        falls=True,
    ),
    "projects_in_next_plan": Kind("projects", _PROJECTS, made_of="indicators", is_direction=True),
    "field_visits": Kind("visits", _ONLY, made_of="indicators"),
}


def _known(kind: str) -> str:
    if kind not in METRICS:
        raise ValueError(f"unknown metric: there are {', '.join(METRICS)}")
    return kind


MetricKind = Annotated[
    str, AfterValidator(_known), WithJsonSchema({"type": "string", "enum": list(METRICS)})
]
UNITS: tuple[str, ...] = get_args(Unit)
