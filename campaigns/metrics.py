"""The vocabulary of metrics: what a target can be measured by, and which filters each kind knows.

A new kind is one entry here, one sentence in `locales/*/definitions.toml`, and one function where
targets are measured. A definition that uses another kind, unit or filter is refused.
"""

from dataclasses import dataclass
from typing import Annotated, get_args

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


@dataclass(frozen=True)
class Kind:
    """A kind of metric: the unit of its values, the filters it knows, those it cannot do without.

    `is_direction`: it is a growth or a rank, and may be asked to move rather than to reach a value.
    `relies_on`: the section of the definition that says what the kind's words mean.
    """

    unit: Unit
    filters: frozenset[str]
    needs: frozenset[str] = frozenset()
    is_direction: bool = False
    relies_on: str = ""


METRICS: dict[str, Kind] = {
    "projects_listed": Kind("projects", _PROJECTS),
    "projects_started": Kind("projects", _PROJECTS),
    "projects_completed": Kind("projects", _PROJECTS),
    "projects_in_production": Kind("projects", _PROJECTS),
    "total_investment": Kind("亿元", _PROJECTS),
    "invested": Kind("亿元", _PROJECTS),
    "completion_rate": Kind("%", _PROJECTS),
    "schedule_attainment": Kind("%", _PROJECTS),
    "start_rate": Kind("%", _PROJECTS),
    "resumed_rate": Kind("%", _PROJECTS),
    "on_time_rate": Kind("%", _PROJECTS),
    "registered_rate": Kind("%", _PROJECTS),
    "started_within_rate": Kind("%", _PROJECTS | {"within_months"}, frozenset({"within_months"})),
    "production_within_rate": Kind(
        "%", _PROJECTS | {"within_months"}, frozenset({"within_months"})
    ),
    "milestones_done": Kind("milestones", _PROJECTS),
    "milestones_on_time_rate": Kind("%", _PROJECTS),
    "prospects_listed": Kind("projects", _PROSPECTS),
    "prospects_signed": Kind("projects", _PROSPECTS),
    "prospects_signed_or_landed": Kind("projects", _PROSPECTS, relies_on="prospect_list"),
    "landing_rate": Kind("%", _PROSPECTS, relies_on="prospect_list"),
    "land_quota": Kind("亩", frozenset({"only"})),
    "parcels_cleared": Kind("parcels", frozenset({"only"})),
    "land_cleared_rate": Kind("%", frozenset({"only"})),
    "bonds_issued": Kind("亿元", frozenset({"only"})),
    "bonds_reserved": Kind("亿元", frozenset({"only"})),
    "bonds_paid_rate": Kind("%", frozenset({"only"})),
    "bond_payments": Kind("bonds", frozenset({"only"})),
    "bond_reserves": Kind("bonds", frozenset({"only"})),
    "reserve_projects": Kind("projects", frozenset({"only"})),
    "reserve_investment": Kind("亿元", frozenset({"only"})),
    "indicator": Kind("%", frozenset({"indicator"}), frozenset({"indicator"}), True),
    "rank_among_peers": Kind("places", frozenset({"indicator", "only"}), is_direction=True),
    "projects_in_next_plan": Kind("projects", _PROJECTS, is_direction=True),
    "field_visits": Kind("visits", frozenset({"only"})),
}


def _known(kind: str) -> str:
    if kind not in METRICS:
        raise ValueError(f"unknown metric: there are {', '.join(METRICS)}")
    return kind


MetricKind = Annotated[
    str, AfterValidator(_known), WithJsonSchema({"type": "string", "enum": list(METRICS)})
]
UNITS: tuple[str, ...] = get_args(Unit)
