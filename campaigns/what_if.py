"""The race with other weights, caps or thresholds: a definition that is tried and never stored."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from pydantic import ValidationError

from campaigns import CampaignError
from campaigns.model import Campaign
from campaigns.rules import Race


@dataclass(frozen=True)
class Changes:
    """What is to be other than in the definition; what is not named stays.

    `weights` and `caps` go by component: a weight of 0 leaves the component out, a cap of None lets
    everything count. `green` and `yellow` are the units' light thresholds, `bottom_size` the number
    of the last. `deductions` gives a rule other points, 0 to leave it out.
    """

    weights: Mapping[str, Decimal] = field(default_factory=dict)
    caps: Mapping[str, Decimal | None] = field(default_factory=dict)
    deductions: Mapping[str, Decimal] = field(default_factory=dict)
    green: Decimal | None = None
    yellow: Decimal | None = None
    bottom_size: int | None = None
    tie_method: Literal["competition", "dense"] | None = None


def changed(race: Race, changes: Changes) -> Race:
    """A race with the changes, checked as a definition is.

    Raises CampaignError with all that is wrong with them.
    """
    problems = _unknown(race, changes)
    content = race.model_dump()
    content["components"] = _components(race, changes)
    content["deductions"] = [
        rule.model_dump() | {"points": points}
        for rule in race.deductions
        if (points := changes.deductions.get(rule.id, rule.points)) != 0
    ]
    content["unit_lights"] |= _given(green=changes.green, yellow=changes.yellow)
    content["bottom"] |= _given(size=changes.bottom_size)
    content |= _given(tie_method=changes.tie_method)
    try:
        found = Race.model_validate(content)
    except ValidationError as error:
        problems += [_sentence(problem) for problem in error.errors()]
    if problems:
        raise CampaignError("\n".join(problems))
    return found


def what_if(campaign: Campaign, changes: Changes) -> Campaign:
    """The campaign with a race as `changed`: standings, bands and explanations take it as any."""
    return campaign.model_copy(update={"race": changed(campaign.race, changes)})


def _components(race: Race, changes: Changes) -> list[dict[str, Any]]:
    found = []
    for component in race.components:
        weight = changes.weights.get(component.id, component.weight)
        cap = changes.caps.get(component.id, component.cap)
        if weight != 0:
            found.append(component.model_dump() | {"weight": weight, "cap": cap})
    return found


def _unknown(race: Race, changes: Changes) -> list[str]:
    components = [component.id for component in race.components]
    rules = [rule.id for rule in race.deductions]
    asked = (
        ("weights", changes.weights, components),
        ("caps", changes.caps, components),
        ("deductions", changes.deductions, rules),
    )
    return [
        f"what if: {key}.{name}: there is none of that name. There are: {', '.join(known)}."
        for key, named, known in asked
        for name in sorted(set(named) - set(known))
    ]


def _given(**values: object) -> dict[str, object]:
    return {key: value for key, value in values.items() if value is not None}


def _sentence(problem: Any) -> str:
    place = ".".join(map(str, problem["loc"])) or "race"
    return f"what if: {place}: {problem['msg']}. Correct the value."
