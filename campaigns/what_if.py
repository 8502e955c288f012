"""Other rules for a race, to be tried and never stored: weights, caps, points, targets, thresholds.

What comes of them is in `campaigns.tried`, always with its label.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from pydantic import ValidationError

from campaigns.reading import CampaignError
from campaigns.rules import Component, Indicator, Ladder, Race

Setting = tuple[str, ...]
Value = Decimal | int | str | None
# What settings of a kind, by id, are called in `Changes`.
BY_ID = {
    "weight": "weights",
    "cap": "caps",
    "target": "indicator_targets",
    "deduction": "deductions",
}


@dataclass(frozen=True)
class Changes:
    """What is to be other than in the definition; what is not named stays.

    `weights` and `caps` go by component: a weight of 0 leaves the component out, a cap of None lets
    everything count. `rungs` gives rungs of a ladder other points, by ladder and rung;
    `indicator_targets` an indicator another target, None to rank by value. `deductions` gives a
    rule other points, 0 to leave it out. `green` and `yellow` are the units' light thresholds,
    `project_green` and `project_yellow` those of projects (1 is on schedule), `bottom_size` the
    number of the last, and `min_ranked` how many must be ranked for there to be any.
    """

    weights: Mapping[str, Decimal] = field(default_factory=dict)
    caps: Mapping[str, Decimal | None] = field(default_factory=dict)
    rungs: Mapping[str, Mapping[str, Decimal]] = field(default_factory=dict)
    indicator_targets: Mapping[str, Decimal | None] = field(default_factory=dict)
    deductions: Mapping[str, Decimal] = field(default_factory=dict)
    green: Decimal | None = None
    yellow: Decimal | None = None
    project_green: Decimal | None = None
    project_yellow: Decimal | None = None
    bottom_size: int | None = None
    min_ranked: int | None = None
    tie_method: Literal["competition", "dense"] | None = None


def settings(race: Race) -> Mapping[Setting, Value]:
    """Everything that can be tried, by its kind (as in the labels) and the ids of what it is of."""
    found: dict[Setting, Value] = {}
    for one in race.components:
        found["weight", one.id] = one.weight
        found["cap", one.id] = one.cap
        if isinstance(one, Ladder):
            found |= {("rung", one.id, rung.id): rung.points for rung in one.rungs}
        if isinstance(one, Indicator):
            found["target", one.id] = one.target
    found |= {("deduction", rule.id): rule.points for rule in race.deductions}
    return found | {
        ("green",): race.unit_lights.green,
        ("yellow",): race.unit_lights.yellow,
        ("project_green",): race.project_lights.green,
        ("project_yellow",): race.project_lights.yellow,
        ("bottom_size",): race.bottom.size,
        ("min_ranked",): race.bottom.min_ranked,
        ("tie_method",): race.tie_method,
    }


def changes_of(tried: Mapping[Setting, Value]) -> Changes:
    """The changes that make these settings so."""
    content: dict[str, Any] = {name: {} for name in BY_ID.values()} | {"rungs": {}}
    for (kind, *of), value in tried.items():
        if kind == "rung":
            content["rungs"].setdefault(of[0], {})[of[1]] = value
        elif kind in BY_ID:
            content[BY_ID[kind]][of[0]] = value
        else:
            content[kind] = value
    return Changes(**content)


def changed(race: Race, changes: Changes) -> Race:
    """A race with the changes, checked as a definition is.

    Raises CampaignError with all that is wrong with them.
    """
    problems = list(_unknown(race, changes))
    content = race.model_dump()
    content["components"] = [
        _component(component, changes)
        for component in race.components
        if changes.weights.get(component.id, component.weight) != 0
    ]
    content["deductions"] = [
        rule.model_dump() | {"points": points}
        for rule in race.deductions
        if (points := changes.deductions.get(rule.id, rule.points)) != 0
    ]
    content["unit_lights"] |= _given(green=changes.green, yellow=changes.yellow)
    content["project_lights"] |= _given(green=changes.project_green, yellow=changes.project_yellow)
    content["bottom"] |= _given(size=changes.bottom_size, min_ranked=changes.min_ranked)
    content |= _given(tie_method=changes.tie_method)
    try:
        found = Race.model_validate(content)
    except ValidationError as error:
        problems += [_sentence(problem) for problem in error.errors()]
    if problems:
        raise CampaignError("\n".join(problems))
    return found


def _component(component: Component, changes: Changes) -> dict[str, Any]:
    content = component.model_dump()
    content["weight"] = changes.weights.get(component.id, component.weight)
    content["cap"] = changes.caps.get(component.id, component.cap)
    if isinstance(component, Indicator):
        content["target"] = changes.indicator_targets.get(component.id, component.target)
    if isinstance(component, Ladder):
        points = changes.rungs.get(component.id, {})
        content["rungs"] = [
            rung.model_dump() | {"points": points.get(rung.id, rung.points)}
            for rung in component.rungs
        ]
    return content


def _unknown(race: Race, changes: Changes) -> Iterator[str]:
    components = [component.id for component in race.components]
    ladders = {c.id: [r.id for r in c.rungs] for c in race.components if isinstance(c, Ladder)}
    indicators = [c.id for c in race.components if isinstance(c, Indicator)]
    asked = (
        ("weights", changes.weights, components),
        ("caps", changes.caps, components),
        ("rungs", changes.rungs, ladders),
        *((f"rungs.{name}", changes.rungs.get(name, {}), rungs) for name, rungs in ladders.items()),
        ("indicator_targets", changes.indicator_targets, indicators),
        ("deductions", changes.deductions, [rule.id for rule in race.deductions]),
    )
    for key, named, known in asked:
        for name in sorted(set(named) - set(known)):
            there_are = ", ".join(known) or "none"
            yield f"what if: {key}.{name}: there is none of that name. There are: {there_are}."


def _given(**values: object) -> dict[str, object]:
    return {key: value for key, value in values.items() if value is not None}


def _sentence(problem: Any) -> str:
    place = ".".join(map(str, problem["loc"])) or "race"
    return f"what if: {place}: {problem['msg']}. Correct the value."
