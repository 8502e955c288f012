"""The race worked out a second time, in plain Python, by the words of DOMAIN §3.

A stage's attainment is done ÷ due by the month's end, counted up to its cap; what has nothing due
is left out and its weight is shared by the others. Score = 100 × Σ wa ÷ Σ w, rounded half up
before ranking. Ranks go by track: 1, 2, 2, 4, or dense. A unit for which nothing is due, or
something due is not known, is not ranked, and that breaks its streak. Streaks and movement go back
to the months that have been published, as they were. Bottom: fewer than `size`
units strictly below, where enough are ranked. DOMAIN stops there; that nobody who shares the first
place is in it is a decision of ours (docs/glossary.md).

attract      prospects signed in the period ÷ target × time progress, rounded up
preliminary  preliminary milestones done ÷ due
start        new_start projects started ÷ planned to start by then
build        completed to date ÷ planned to date
complete     projects completed ÷ planned to be completed by then

Points are taken off for each project or filing, or by share of the unit's projects, up to `most`;
never below 0. What is missed is counted in `reference_deductions`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import Any

from campaigns import Campaign
from campaigns.rules import Lights, Race
from tests.reference import Amount, Month, Reference, half_up, total
from tests.reference_deductions import Missed

Stages = Mapping[str, tuple[Amount, Amount]]


@dataclass(frozen=True)
class Standing:
    """How a unit stands in a month."""

    month: str
    track: str
    unit: str
    score: Amount
    state: str
    light: str
    rank: int | None
    ranked: int
    movement: int | None
    is_bottom: bool
    streak: int


def deducted(missed: Missed, race: Race) -> Fraction:
    """The points that all rules take off. What is not known takes nothing off."""
    found = Fraction(0)
    for rule in race.deductions:
        count, of_projects = missed.get(rule.id, (0, None))
        times = Fraction(count or 0)
        if rule.per == "share":
            times = times / of_projects if of_projects else Fraction(0)
        points = times * Fraction(rule.points)
        found += points if rule.most is None else min(points, Fraction(rule.most))
    return found


def score(stages: Stages, missed: Missed, race: Race) -> tuple[Amount, str]:
    """The score as published, and the unit's state."""
    applicable = [
        (stages[component.id], component)
        for component in race.components
        if component.id in stages and (stages[component.id][1] or 0) > 0
    ]
    if not applicable:
        return None, "nothing_due"
    earned, weights = Fraction(0), Fraction(0)
    for (done, due), component in applicable:
        if done is None or due is None:
            return None, "not_filed"
        attained = Fraction(done) / Fraction(due)
        if component.cap is not None:
            attained = min(attained, Fraction(component.cap))
        earned += Fraction(component.weight) * attained
        weights += Fraction(component.weight)
    left = 100 * earned / weights - deducted(missed, race)
    return half_up(max(left, Fraction(0)), race.decimals), "ranked"


def rank(own: Amount, track: Iterable[Amount], method: str) -> int | None:
    """One more than those that are strictly better; of equals one counts where dense."""
    if own is None:
        return None
    better = [other for other in track if other is not None and other > own]
    return 1 + (len(set(better)) if method == "dense" else len(better))


def standings(
    campaign: Campaign,
    months: Iterable[str],
    stages: Mapping[tuple[str, str], Stages],
    missed: Mapping[tuple[str, str], Missed],
    published: Iterable[Standing] = (),
) -> list[Standing]:
    """Every contender at every month, from the stages and what was missed by month and unit.

    `published` is what the editions say. Movement and streaks go back to them: to the last month
    published before this one, and over all of them as long as the unit was in the bottom.
    """
    table: list[Standing] = []
    editions: dict[str, dict[str, Standing]] = {}
    for standing in published:
        editions.setdefault(standing.month, {})[standing.unit] = standing
    for month in months:
        earlier = [editions[each] for each in sorted(editions, reverse=True) if each < month]
        for track in campaign.tracks:
            scored = {
                c.code: score(
                    stages.get((month, c.code), {}), missed.get((month, c.code), {}), campaign.race
                )
                for c in track.contenders
            }
            known = [value for value, _ in scored.values() if value is not None]
            for unit, found in scored.items():
                place = (month, track.id, unit)
                past = [edition.get(unit) for edition in earlier]
                table.append(_standing(place, found, known, past, campaign.race))
    return table


def _standing(
    place: tuple[str, str, str],
    found: tuple[Amount, str],
    known: list[Decimal],
    past: list[Standing | None],
    race: Race,
) -> Standing:
    """`past` are the unit's standings in the published months before, the last one first."""
    own, state = found
    ranked = rank(own, known, race.tie_method)
    was = past[0].rank if past and past[0] else None
    running = 0
    for standing in past:
        if standing is None or not standing.is_bottom:
            break
        running += 1
    bottom = is_bottom(own, known, race)
    return Standing(
        *place,
        score=own,
        state=state,
        light=light(own, race.unit_lights),
        rank=ranked,
        ranked=len(known),
        movement=was - ranked if was is not None and ranked is not None else None,
        is_bottom=bottom,
        streak=running + 1 if bottom else 0,
    )


def is_bottom(own: Amount, known: list[Decimal], race: Race) -> bool:
    """Whether few enough are strictly below and somebody above, of enough that are ranked."""
    if own is None or len(known) < race.bottom.min_ranked or own == max(known):
        return False
    return sum(value < own for value in known) < race.bottom.size


def light(own: Amount, lights: Lights) -> str:
    """The light of a score or a rate."""
    if own is None:
        return "grey"
    return "green" if own >= lights.green else "yellow" if own >= lights.yellow else "red"


def stages(reference: Reference, unit: str, month: str) -> Stages:
    """Done and due of every stage of a unit; None where nothing is known."""
    own = [project for project in reference.projects[month] if project.unit == unit]
    at = reference.months[month]
    found: dict[str, tuple[Amount, Amount]] = {"attract": _attract(reference, unit, at)}
    nodes = _nodes(reference, {project.code for project in own}, month)
    if nodes:
        found["preliminary"] = (
            _count(n["done_on"] is not None and n["done_on"] <= at.last_day for n in nodes),
            _count(n["planned_on"] <= at.last_day for n in nodes),
        )
    if own:
        new = [project for project in own if project.category == "new_start"]
        # Of a unit that has never filed progress nothing is known, which is not 0.
        known = any(p.is_known for p in own)
        started, completed = _count(p.is_started for p in new), _count(p.is_completed for p in own)
        found["start"] = (started if known else None, _count(p.start_is_due for p in new))
        found["build"] = (total(p.invested for p in own), total(p.planned for p in own))
        found["complete"] = (
            completed if known else None,
            _count(p.completion_is_due for p in own),
        )
    return found


def _attract(reference: Reference, unit: str, at: Month) -> tuple[Decimal, Decimal]:
    campaign = reference.campaign
    target = next(c.signings_target for c in campaign.contenders if c.code == unit)
    signed = [
        row["signed_on"]
        for filed_by, rows in reference.register("prospects", at.name).items()
        for row in rows
        if (row["unit_id"] or filed_by) == unit
    ]
    done = _count(day is not None and campaign.period.start <= day <= at.last_day for day in signed)
    return done, Decimal(ceil(Fraction(target * at.elapsed, at.days)))


def _nodes(reference: Reference, codes: set[str], month: str) -> list[Mapping[str, Any]]:
    return [
        row
        for rows in reference.register("milestones", month).values()
        for row in rows
        if row["stage"] == "preliminary" and row["project_code"] in codes
    ]


def _count(these: Iterable[bool]) -> Decimal:
    return Decimal(sum(these))
