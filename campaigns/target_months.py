"""The board of targets, month by month: what `board` says of every goal of a campaign.

Frames in, a frame out; the order of rows is irrelevant. What a value is made of and where it was
filed stays in the warehouse.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any

import polars as pl

from campaigns.board import (
    Goal,
    goals,
    is_over_fulfilled,
    judge,
    judge_direction,
    reaches,
    reference_of,
)
from campaigns.model import Campaign

Months = Sequence[tuple[str, date]]
Scope = tuple[str, str | None]
SCHEMA: dict[str, Any] = {
    "month": pl.String,
    "target_id": pl.String,
    "unit_id": pl.String,
    "checkpoint_on": pl.Date,
    "due_on": pl.Date,
    "value": pl.Decimal(38, 8),
    "numerator": pl.Decimal(38, 4),
    "denominator": pl.Decimal(38, 4),
    "comparison": pl.String,
    "required": pl.Decimal(18, 4),
    "due": pl.Decimal(18, 4),
    "status": pl.String,
    "reason": pl.String,
    "judged_month": pl.String,
    "is_current": pl.Boolean,
    "is_over_fulfilled": pl.Boolean,
}


@dataclass(frozen=True)
class Measured:
    """A target's value at the end of a month, as the warehouse gives it."""

    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    is_rate: bool = False
    is_filed_as_such: bool = False
    is_list_filed: bool = False
    names_project: bool = False

    @property
    def exact(self) -> Fraction | None:
        """What is judged: nothing rounded; percent of a rate. None where there is no value."""
        if self.value is None or not self.is_rate:
            return None if self.value is None else Fraction(self.value)
        assert self.numerator is not None
        assert self.denominator
        return 100 * Fraction(self.numerator) / Fraction(self.denominator)

    @property
    def why_not(self) -> str | None:
        """Why there is no value, None where there is one."""
        if self.value is not None:
            return None
        if self.is_filed_as_such:
            return "by_office"
        if not self.is_list_filed:
            return "not_filed"
        if self.is_rate and not self.denominator:
            return "nothing_to_measure"
        return "not_listed" if self.names_project and self.denominator is None else "not_filed"


class Board:
    """One campaign's goals, values and months with data."""

    def __init__(
        self, campaign: Campaign, months: Months, values: pl.DataFrame, filed: pl.DataFrame
    ) -> None:
        """Take values (one row per month, target, unit) and filed (values by month of filing)."""
        self.months = sorted(months)
        self.goals = list(goals(campaign))
        fields = list(Measured.__dataclass_fields__)
        self.values: dict[tuple[str, Scope], Measured] = {
            (row["month"], (row["target_id"], row["unit_id"])): Measured(
                **{name: row[name] for name in fields}
            )
            for row in values.iter_rows(named=True)
        }
        self._filed: dict[Scope, dict[str, Decimal]] = defaultdict(dict)
        for row in filed.iter_rows(named=True):
            self._filed[row["target_id"], row["unit_id"]][row["filed_for"]] = row["value"]

    @cached_property
    def _of_scope(self) -> dict[Scope, list[Goal]]:
        found: dict[Scope, list[Goal]] = defaultdict(list)
        for goal in self.goals:
            found[goal.target.id, goal.unit_id].append(goal)
        return found

    def rows(self) -> Iterator[dict[str, object]]:
        """Every goal at the end of every month with data."""
        for month, last_day in self.months:
            for scope, own in self._of_scope.items():
                current = next((g for g in own if g.due_on >= last_day), own[-1])
                for goal in own:
                    row = self._row(goal, scope, month, last_day)
                    yield row | {"is_current": goal is current}

    def _row(self, goal: Goal, scope: Scope, month: str, last_day: date) -> dict[str, object]:
        now = self.values.get((month, scope), Measured())
        judged = self._judged_month(goal, month, last_day)
        then = self.values.get((judged[0], scope), Measured())
        row: dict[str, object] = {
            "month": month,
            "target_id": goal.target.id,
            "unit_id": goal.unit_id,
            "checkpoint_on": goal.due_on if goal.is_checkpoint else None,
            "due_on": goal.due_on,
            "value": now.value,
            "numerator": now.numerator,
            "denominator": now.denominator,
            "comparison": None if goal.target.direction else goal.comparison,
            "judged_month": judged[0],
            "is_over_fulfilled": is_over_fulfilled(now.exact, goal),
        }
        if goal.target.direction:
            return row | self._direction(goal, scope, then, *judged)
        return row | _number(goal, now, then, last_day, judged[1])

    def _judged_month(self, goal: Goal, month: str, last_day: date) -> tuple[str, date]:
        """The month by whose value the goal is judged: the first that ends when it is due or later.

        Before that, and for a target that is due every month, the month itself.
        """
        if goal.target.per == "month" or last_day < goal.due_on:
            return month, last_day
        return next(one for one in self.months if one[1] >= goal.due_on)

    def _direction(
        self, goal: Goal, scope: Scope, then: Measured, month: str, last_day: date
    ) -> dict[str, object]:
        filed = [value for at, value in sorted(self._filed[scope].items()) if at <= month]
        reference = reference_of(goal, filed)
        status = judge_direction(then.value, reference, goal, last_day)
        reason = then.why_not or (None if reference is not None else "too_few_months")
        return {"required": reference, "due": reference, "status": status, "reason": reason}


def _number(
    goal: Goal, now: Measured, then: Measured, last_day: date, judged_on: date
) -> dict[str, object]:
    status = judge(then.exact, goal, judged_on)
    reason = then.why_not
    if status == "missed" and now.exact is not None and goal.required is not None:
        is_late = reaches(now.exact, goal.required, goal.comparison)
        reason = "reached_late" if is_late else reason
    return {
        "required": goal.required,
        "due": goal.due_at(last_day),
        "status": status,
        "reason": reason,
    }


def target_months(
    campaign: Campaign, months: Months, values: pl.DataFrame, filed: pl.DataFrame
) -> pl.DataFrame:
    """Every goal at the end of every month with data.

    `months`: names and last days of the months with data. `filed`: the values of targets that are
    filed as such, by the month for which they were filed; directions are judged by their course.
    """
    rows = Board(campaign, months, values, filed).rows()
    return pl.DataFrame(list(rows), schema=SCHEMA)
