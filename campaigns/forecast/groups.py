"""Forecasts of units, tracks and the campaign: sums of projects', with intervals of their own.

Errors of projects partly cancel each other in a sum, so intervals must not be summed up as well.
Errors of sums are pooled over all units, or all tracks, of the campaign.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl

from campaigns.forecast.course import NONE, Bools, Course, Floats, Ints
from campaigns.forecast.interval import Errors, interval
from campaigns.forecast.pace import FINAL, NOT_FILED, Outlook
from campaigns.forecast.table import AMOUNTS, Made, Schema, amounts, month_names
from campaigns.measures import Forecast

SCOPES = {"unit": ["track_id", "unit_id"], "track": ["track_id"], "campaign": []}
GROUPS: Schema = {
    "month": pl.String,
    "scope": pl.String,
    "track_id": pl.String,
    "unit_id": pl.String,
    "based_on_month": pl.String,
    **AMOUNTS,
}


def group_forecasts(course: Course, found: Sequence[Outlook], rule: Forecast) -> pl.DataFrame:
    """A row for each month with data and unit, track and the campaign itself, told by `scope`.

    The sum is that of projects of which something is known. What a list gains or loses later is
    part of the errors: they are taken against the published sum.
    """
    tables = [pl.DataFrame(schema=GROUPS)]
    for scope, keys in SCOPES.items() if found else ():
        table = _Groups(course, found, keys).table(rule).with_columns(scope=pl.lit(scope))
        tables.append(table)
    return pl.concat(tables, how="diagonal")


@dataclass(frozen=True)
class _Groups:
    """The groups that projects with the same `keys` make, and their sums by month."""

    course: Course
    found: Sequence[Outlook]
    keys: list[str]

    @cached_property
    def names(self) -> pl.DataFrame:
        return self._units.unique().sort(pl.all()).with_row_index("group")

    @cached_property
    def _units(self) -> pl.DataFrame:
        return self.course.units.with_columns(whole=pl.lit(0)).select(*self.keys, "whole")

    @cached_property
    def of(self) -> Ints:
        """The group of each project in each month; NONE where it is not listed."""
        units = self._units
        group = units.join(self.names, on=units.columns, maintain_order="left", nulls_equal=True)
        places: Ints = group["group"].cast(pl.Int64).to_numpy()[self.course.unit]
        return np.where(self.course.unit == NONE, NONE, places)

    def add_up(self, values: Floats, at: int) -> Floats:
        """Sums over the projects listed in month `at`; NaN where no value is known."""
        of = self.of[:, at]
        counts = (of != NONE) & ~np.isnan(values).any(axis=tuple(range(1, values.ndim)))
        sums = np.zeros((len(self.names), *values.shape[1:]))
        np.add.at(sums, of[counts], values[counts])
        sums[np.bincount(of[counts], minlength=len(sums)) == 0] = np.nan
        return sums

    def by_month(self, values: Floats) -> Floats:
        """Sums of every month with data, a column a month; NaN in the others."""
        sums = np.full((len(self.names), len(self.course.months)), np.nan)
        for at in self.course.with_data:
            sums[:, at] = self.add_up(values[:, at], at)
        return sums

    @cached_property
    def known(self) -> Floats:
        return self.by_month(self.course.known)

    @cached_property
    def plan(self) -> Floats:
        return self.by_month(self.course.plan)

    @cached_property
    def is_filed(self) -> Bools:
        """Whether any project was filed for the month."""
        return np.nan_to_num(self.by_month(self.course.is_filed.astype(float))) > 0

    @cached_property
    def expected(self) -> list[Floats]:
        """What each month with data lets expect of every month that follows."""
        return [self.add_up(made.to_date, made.at) for made in self.found]

    @cached_property
    def errors(self) -> Errors:
        """Those of groups that filed in both months."""
        errors = Errors()
        for made, expected in zip(self.found, self.expected, strict=True):
            plan = self.plan[:, made.at]
            for at in self.course.with_data:
                if at > made.at:
                    both = self.is_filed[:, made.at] & self.is_filed[:, at] & (plan > 0)
                    off = self.known[both, at] - expected[both, at]
                    errors.add(made.at, at, off / plan[both])
        return errors

    def filed_last(self, at: int) -> Ints:
        """The last month up to `at` for which each group filed; NONE if there is none."""
        filed = np.where(self.is_filed[:, : at + 1], np.arange(at + 1), NONE)
        last: Ints = filed.max(axis=1)
        return last

    def made(self, made: Outlook, expected: Floats, rule: Forecast) -> Made:
        """The forecasts made in a month."""
        at, end = made.at, len(self.course.months) - 1
        is_open = (~np.isin(made.method, (FINAL, NOT_FILED))).astype(float)
        ahead = np.where(self.add_up(is_open, at) > 0, end - self.filed_last(at), 0)
        known, plan = self.known[:, at], self.plan[:, at]
        around = interval(expected[:, end], known, plan, ahead, at, self.errors, rule)
        return Made(at, plan, known, expected[:, end], ahead, around)

    def table(self, rule: Forecast) -> pl.DataFrame:
        """All forecasts of groups that have a project in the month."""
        pairs = zip(self.found, self.expected, strict=True)
        made = [self.made(outlook, expected, rule) for outlook, expected in pairs]
        size = len(self.names)
        listed = [np.isin(np.arange(size), self.of[:, one.at]) for one in made]
        names = pl.concat([self.names.select(*self.keys, "group")] * len(made)).with_columns(
            month=pl.Series(np.repeat([self.course.months[one.at] for one in made], size)),
            based_on_month=month_names(self.course, [self.filed_last(one.at) for one in made]),
        )
        table = pl.concat([names.drop("group"), amounts(made, rule)], how="horizontal")
        return table.filter(pl.Series(np.concatenate(listed)))
