"""Why a unit has the score it has: parts that add up to it, to the last digit."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

import polars as pl

from campaigns import exact
from campaigns.components import Filed
from campaigns.exact import NOTHING
from campaigns.model import Campaign
from campaigns.rules import Race
from campaigns.scoring import attainments


@dataclass(frozen=True)
class Counted:
    """What a component adds to the score.

    `attainment` is done ÷ due, `counted` the same up to the cap, `share` the weight's part of those
    that apply, and `points` 100 × share × counted. A component that does not apply adds 0 with a
    share of 0. Where nothing is known, `done`, `attainment`, `counted` and `points` are None.
    """

    id: str
    kind: str
    applies: bool
    done: Decimal | None
    due: Decimal | None
    attainment: Fraction | None
    counted: Fraction | None
    weight: Decimal
    cap: Decimal | None
    share: Fraction
    points: Fraction | None
    is_small: bool

    @property
    def is_capped(self) -> bool:
        """Whether more was reached than counts."""
        return self.attainment != self.counted

    @property
    def is_over_fulfilled(self) -> bool:
        """Whether more is done than is due."""
        return self.attainment is not None and self.attainment > 1


@dataclass(frozen=True)
class Deducted:
    """What a rule takes off: `points` is 0 or below. `missed` has its (count, of_projects)."""

    id: str
    missed: tuple[tuple[int | None, int | None], ...]
    points: Fraction


@dataclass(frozen=True)
class Explanation:
    """A unit's score in a month, and the parts that it is made of.

    `unrounded` is the sum of all `points` and `floor`, which is what lifts a score below 0 to 0.
    The published `score` is `unrounded` plus `rounding`. All three are None where the unit is not
    ranked, either because nothing applies or because something due is not known.
    """

    month: str
    unit_id: str
    components: tuple[Counted, ...]
    deductions: tuple[Deducted, ...]
    floor: Fraction
    unrounded: Fraction | None
    rounding: Fraction | None
    score: Decimal | None


def explain(filed: Filed, campaign: Campaign, month: str, unit_id: str) -> Explanation:
    """The parts of a unit's score, exactly. Of a unit that nothing is filed of, none applies."""
    own, race = filed.at(month), campaign.race
    earned = attainments(own, campaign).filter(unit_id=unit_id)
    missed = own.deductions.filter(unit_id=unit_id)
    components = _components({row["stage"]: row for row in earned.iter_rows(named=True)}, race)
    deductions = _deductions(missed, race)
    points = [component.points for component in components]
    if not any(component.applies for component in components) or None in points:
        return Explanation(month, unit_id, components, deductions, NOTHING, None, None, None)
    total = sum((each for each in points if each is not None), NOTHING)
    total += sum((each.points for each in deductions), NOTHING)
    unrounded = max(NOTHING, total)
    score = Decimal(exact.half_up(unrounded, race.decimals)).scaleb(-race.decimals)
    return Explanation(
        month=month,
        unit_id=unit_id,
        components=components,
        deductions=deductions,
        floor=unrounded - total,
        unrounded=unrounded,
        rounding=Fraction(score) - unrounded,
        score=score,
    )


def _components(earned: Mapping[str, Mapping[str, Any]], race: Race) -> tuple[Counted, ...]:
    total = sum((Fraction(c.weight) for c in race.components if c.id in earned), NOTHING)
    return tuple(
        _counted(component, earned.get(component.id), total) for component in race.components
    )


def _counted(component: Any, row: Mapping[str, Any] | None, total: Fraction) -> Counted:
    share = Fraction(component.weight) / total if row else NOTHING
    done, due = (row["done"], row["due"]) if row else (None, None)
    reached = None if done is None or due is None else exact.attainment(done, due, component.cap)
    points = 100 * share * reached[1] if reached else None
    return Counted(
        id=component.id,
        kind=component.kind,
        applies=row is not None,
        done=done,
        due=due,
        attainment=reached and reached[0],
        counted=reached and reached[1],
        weight=component.weight,
        cap=component.cap,
        share=share,
        points=points if row else NOTHING,
        is_small=bool(row and row["is_small"]),
    )


def _deductions(missed: pl.DataFrame, race: Race) -> tuple[Deducted, ...]:
    """Of every rule that something is filed for."""
    found = []
    for rule in race.deductions:
        rows = missed.filter(kind=rule.id).sort("count", "of_projects")
        counts = tuple(rows.select("count", "of_projects").rows())
        if counts:
            found.append(Deducted(rule.id, counts, -exact.deduction(rule, counts)))
    return tuple(found)
