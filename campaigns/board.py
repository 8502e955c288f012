"""How a target stands: what is required, what is due by now, and the status that follows.

What is due on the way depends on the metric's course (`campaigns.metrics`). A date that has passed
is judged by the month in which it fell, and stays judged: what is reached later was missed.
Nothing is rounded before it is judged, so that no rounding makes a target met.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Literal

from campaigns.exact import half_up
from campaigns.metrics import METRICS, Course
from campaigns.model import Campaign
from campaigns.targets import Comparison, Target

Status = Literal["met", "on_track", "at_risk", "missed", "no_data"]
MEASURED = ("亿元", "%", "亩")
PLACES = 4


@dataclass(frozen=True)
class Goal:
    """What a target demands of the whole (`unit_id` is None) or a contender by a day.

    `required` is None where the target is a direction. `curve` holds what grows to it: days and
    values from the day before it counts to the last one due.
    """

    target: Target
    unit_id: str | None
    due_on: date
    comparison: Comparison
    required: Decimal | None
    is_checkpoint: bool
    curve: tuple[tuple[date, Decimal], ...] = ()

    @property
    def course(self) -> Course:
        """What is due on the way: the metric's own course."""
        return METRICS[self.target.metric.kind].course

    def due_at(self, day: date) -> Decimal | None:
        """What is due by the end of `day`; None for a direction.

        Everything where the date has come, the target is due every month or the metric does not
        grow. Else the even share by days from one date to the next: of what is counted, whole ones
        only, so that nobody is behind by part of a project; of what is measured, half up to four
        decimals.
        """
        if self.required is None or self.is_whole_at(day):
            return self.required
        (begins, before), (ends, after) = next(
            pair for pair in zip(self.curve, self.curve[1:], strict=False) if day < pair[1][0]
        )
        share = Fraction(max(0, (day - begins).days), (ends - begins).days)
        due = Fraction(before) + (Fraction(after) - Fraction(before)) * share
        if self.target.unit in MEASURED:
            return Decimal(half_up(due, PLACES)).scaleb(-PLACES)
        return Decimal(floor(due))

    def is_whole_at(self, day: date) -> bool:
        """Whether all of it is due by that day, not only a share."""
        grows = self.course == "grows" and self.comparison != "at_most"
        return day >= self.due_on or self.target.per == "month" or not grows


def goals(campaign: Campaign) -> Iterator[Goal]:
    """Every goal of a campaign: targets in order, each the whole before its contenders."""
    for target in campaign.targets:
        yield from _of_the_whole(target, campaign)
        due = target.due or campaign.period.end
        for share in target.each:
            curve = _curve(target, campaign, [(due, share.value)])
            for unit in share.contenders:
                yield Goal(target, unit, due, share.comparison, share.value, False, curve)


def _of_the_whole(target: Target, campaign: Campaign) -> Iterator[Goal]:
    due = target.due or campaign.period.end
    points = [(point.due, point.value, point.comparison, True) for point in target.checkpoints]
    if target.value is not None:
        points.append((due, target.value, target.comparison, False))
    points.sort(key=lambda point: (point[0], not point[3]))
    curve = _curve(target, campaign, [(day, value) for day, value, _, _ in points])
    for day, value, comparison, is_checkpoint in points:
        yield Goal(target, None, day, comparison, value, is_checkpoint, curve)
    if target.direction:
        yield Goal(target, None, due, target.comparison, None, False)


def _curve(
    target: Target, campaign: Campaign, points: Sequence[tuple[date, Decimal]]
) -> tuple[tuple[date, Decimal], ...]:
    """From nothing on the day before it counts, through all points; of two on a day the first."""
    start = (target.since or campaign.period.start) - timedelta(days=1)
    by_day = {day: value for day, value in reversed(points)}
    return ((start, Decimal(0)), *sorted(by_day.items()))


def reaches(value: Fraction, required: Decimal, comparison: Comparison) -> bool:
    """Whether the value is what the text asks for; of a number alone, more is enough."""
    if comparison == "at_most":
        return value <= required
    return value > required if comparison == "more_than" else value >= required


def judge(value: Fraction | None, goal: Goal, day: date) -> Status:
    """The status of a value at the end of `day`. None is no data, never nothing."""
    due = goal.due_at(day)
    if value is None or due is None or goal.required is None:
        return "no_data"
    is_reached = reaches(value, goal.required, goal.comparison)
    if day >= goal.due_on or goal.target.per == "month":
        return "met" if is_reached else "missed"
    if goal.course == "holds" or goal.comparison == "at_most":
        return "on_track" if is_reached else "at_risk"
    if is_reached:
        return "met"
    return "on_track" if value >= due and not goal.is_whole_at(day) else "at_risk"


def judge_direction(
    value: Decimal | None, reference: Decimal | None, goal: Goal, day: date
) -> Status:
    """The status of a direction: whether the value is better than `reference` (`reference_of`)."""
    if value is None or reference is None:
        return "no_data"
    falls = METRICS[goal.target.metric.kind].falls
    holds = value < reference if falls else value > reference
    if day >= goal.due_on:
        return "met" if holds else "missed"
    return "on_track" if holds else "at_risk"


def reference_of(goal: Goal, filed: Sequence[Decimal]) -> Decimal | None:
    """What the last of the values filed so far is held against; None where there is nothing yet.

    `up`: the first one filed. `improving`: the one filed before it. `above_zero`: zero.
    """
    if goal.target.direction == "above_zero":
        return Decimal(0)
    if len(filed) < 2:
        return None
    return filed[0] if goal.target.direction == "up" else filed[-2]


def is_over_fulfilled(value: Fraction | None, goal: Goal) -> bool | None:
    """Whether more is done than was asked; None where more, or less, is what was asked."""
    if value is None or goal.required is None or goal.comparison in ("more_than", "at_most"):
        return None
    return value > goal.required
