"""What is known of every project at the end of every month, laid out as arrays of whole yuan.

Rows are projects (or units that file totals only), columns the months of the campaign.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

YUAN = 10_000
NONE = -1
STATES = (
    "month",
    "project_code",
    "track_id",
    "unit_id",
    "plan_filing_id",
    "period_plan_wanyuan",
    "invested_to_date_wanyuan",
    "is_filed",
    "is_completed",
)


@dataclass(frozen=True)
class Course:
    """The course of a campaign so far.

    Amounts are NaN where nothing is known. `schedule` is the row of `schedules` (planned to date,
    by month) that a project followed in a month, NONE where its plan goes by days. `unit` is the
    row of `units`, NONE in months in which the project was not listed.
    """

    months: Sequence[str]
    with_data: Sequence[int]
    time_share: Floats
    codes: pl.Series
    units: pl.DataFrame
    unit: Ints
    plan: Floats
    invested: Floats
    is_filed: Bools
    is_completed: Bools
    schedule: Ints
    schedules: Floats

    @cached_property
    def known(self) -> Floats:
        """Completed to date, carried through months that were not filed."""
        return _carried(self.invested)

    @cached_property
    def filed_last(self) -> Ints:
        """The last month filed up to each month; NONE before the first."""
        at = np.where(self.is_filed, np.arange(len(self.months)), NONE)
        return np.maximum.accumulate(at, axis=1)

    def planned(self, at: int) -> Floats:
        """Planned to date at the end of every month, by the plan that stood in month `at`."""
        by_days = np.rint(self.plan[:, at, None] * self.time_share)
        if not len(self.schedules):
            return by_days
        row = self.schedule[:, at]
        planned: Floats = np.where((row == NONE)[:, None], by_days, self.schedules[row])
        return planned


def course(calendar: pl.DataFrame, states: pl.DataFrame, schedules: pl.DataFrame) -> Course:
    """The course that these frames of one campaign tell.

    `calendar`: month, elapsed_days, total_days, has_data. `states`: the columns of STATES, a row
    per project and month with data; a unit that files totals has a row without project_code.
    `schedules`: filing_id, project_code, month, planned_to_date_wanyuan, of months planned.
    """
    calendar = calendar.sort("month")
    months = calendar["month"].to_list()
    own = states.select(STATES).with_columns(
        column=pl.col("month").replace_strict({m: n for n, m in enumerate(months)}, default=None),
        key=pl.coalesce("project_code", pl.format("unit {}", "unit_id")),
    )
    codes = own.select("key", "project_code").unique("key").sort("key").with_row_index("row")
    units = own.select("track_id", "unit_id").unique().sort("track_id", "unit_id")
    followed, curves = _schedules(schedules, own, months)
    own = (
        own.join(codes.select("key", "row"), on="key")
        .join(units.with_row_index("unit"), on=["track_id", "unit_id"], nulls_equal=True)
        .join(followed, on=["plan_filing_id", "project_code"], how="left")
    )
    place = (own["row"].to_numpy(), own["column"].to_numpy())
    shape = (len(codes), len(months))

    def laid(values: pl.Series, empty: object) -> NDArray[Any]:
        found = np.full(shape, empty)
        found[place] = values.to_numpy()
        return found

    return Course(
        months=months,
        with_data=[n for n, has in enumerate(calendar["has_data"]) if has],
        time_share=(calendar["elapsed_days"] / calendar["total_days"]).to_numpy(),
        codes=codes["project_code"],
        units=units,
        unit=laid(own["unit"].cast(pl.Int64), NONE),
        plan=laid(_yuan(own["period_plan_wanyuan"]), np.nan),
        invested=laid(_yuan(own["invested_to_date_wanyuan"]), np.nan),
        is_filed=laid(own["is_filed"].fill_null(value=False), False),
        is_completed=laid(own["is_completed"].fill_null(value=False), False),
        schedule=laid(own["schedule"].fill_null(NONE).cast(pl.Int64), NONE),
        schedules=curves,
    )


def _schedules(
    planned: pl.DataFrame, own: pl.DataFrame, months: Sequence[str]
) -> tuple[pl.DataFrame, Floats]:
    """Which schedule is which, and what each plans to date at the end of every month."""
    keys = ["filing_id", "project_code"]
    planned = planned.join(
        own.select(filing_id="plan_filing_id", project_code="project_code").unique(), on=keys
    )
    followed = planned.select(keys).unique().sort(keys).with_row_index("schedule")
    at = planned.sort("month").join(followed, on=keys, maintain_order="left")
    # Months before the campaign count from its start, those after its end never.
    column = np.searchsorted(np.array(months), at["month"].to_numpy().astype(str))
    within = column < len(months)
    curves = np.full((len(followed), len(months)), np.nan)
    rows = at["schedule"].to_numpy()
    curves[rows[within], column[within]] = _yuan(at["planned_to_date_wanyuan"]).to_numpy()[within]
    named = followed.rename({"filing_id": "plan_filing_id"})
    return named, np.nan_to_num(_carried(curves))


def _carried(values: Floats) -> Floats:
    """The last value that is not NaN, from left to right."""
    at = np.where(np.isnan(values), 0, np.arange(values.shape[1]))
    carried: Floats = np.take_along_axis(values, np.maximum.accumulate(at, axis=1), axis=1)
    return carried


def _yuan(wanyuan: pl.Series) -> pl.Series:
    return (wanyuan.cast(pl.Float64) * YUAN).round()
