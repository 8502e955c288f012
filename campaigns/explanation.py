"""Why a unit has the score it has: parts that add up to it, to the last digit."""

from collections.abc import Iterable, Iterator, Mapping
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

Missed = tuple[int | None, int | None]


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
    missed: tuple[Missed, ...]
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
    own = filed.at(month)
    earned = attainments(own, campaign).filter(unit_id=unit_id)
    (found,) = explanations(earned, own, campaign.race, [(month, unit_id)])
    return found


def explanations(
    earned: pl.DataFrame, filed: Filed, race: Race, of: Iterable[tuple[str, str]]
) -> Iterator[Explanation]:
    """The same of many, by month and unit, for those who have `earned` already.

    `earned` is what `scoring.attainments` returns.
    """
    parts: dict[tuple[str, str], dict[str, dict[str, Any]]] = {}
    for row in earned.iter_rows(named=True):
        parts.setdefault((row["month"], row["unit_id"]), {})[row["stage"]] = row
    missed: dict[tuple[str, str], dict[str, list[Missed]]] = {}
    for row in filed.deductions.sort("count", "of_projects").iter_rows(named=True):
        own = missed.setdefault((row["month"], row["unit_id"]), {})
        own.setdefault(row["kind"], []).append((row["count"], row["of_projects"]))
    for key in of:
        yield _explanation(*key, parts.get(key, {}), missed.get(key, {}), race)


def _explanation(
    month: str,
    unit_id: str,
    earned: Mapping[str, Mapping[str, Any]],
    missed: Mapping[str, list[Missed]],
    race: Race,
) -> Explanation:
    components, deductions = _components(earned, race), _deductions(missed, race)
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


def _deductions(missed: Mapping[str, list[Missed]], race: Race) -> tuple[Deducted, ...]:
    """Of every rule that something is filed for."""
    return tuple(
        Deducted(rule.id, tuple(counts), -exact.deduction(rule, counts))
        for rule in race.deductions
        if (counts := missed.get(rule.id))
    )
