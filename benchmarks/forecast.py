"""Forecasts of 5 000 projects × 12 months: of projects, units and the whole, with intervals."""

import numpy as np
import polars as pl

from benchmarks.race import Floats, best
from campaigns.forecast import course, group_forecasts, outlooks, project_forecasts
from campaigns.measures import Forecast

PROJECTS, MONTHS, UNITS = 5_000, 12, 50
NAMES = [f"2020-{month:02d}" for month in range(1, MONTHS + 1)]
RULE = Forecast()


def main() -> None:
    """Print the best of five runs, in seconds."""
    planned, invested = amounts()
    calendar, states, schedules = frames(planned, invested)

    def ours() -> None:
        so_far = course(calendar, states, schedules)
        found = outlooks(so_far, RULE)
        project_forecasts(so_far, found, RULE)
        group_forecasts(so_far, found, RULE)

    print(f"{'forecast':18}{best(ours):8.3f}")


def amounts() -> tuple[Floats, Floats]:
    """Planned and invested to date in yuan, by project and month."""
    random = np.random.default_rng(1)
    planned = random.integers(10**6, 10**9, (PROJECTS, MONTHS)).astype(float)
    invested = np.floor(planned * random.uniform(0.5, 1.2, planned.shape))
    return planned.cumsum(axis=1), invested.cumsum(axis=1)


def frames(planned: Floats, invested: Floats) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """The same as the warehouse gives it: calendar, states and schedules."""
    number = np.repeat(np.arange(PROJECTS), MONTHS)
    calendar = pl.DataFrame({"month": NAMES, "elapsed_days": range(30, 361, 30)}).with_columns(
        total_days=pl.lit(360), has_data=pl.lit(value=True)
    )
    keys = {
        "month": np.tile(NAMES, PROJECTS),
        "project_code": np.char.mod("p%05d", number),
        "unit_id": np.char.mod("u%02d", number % UNITS),
    }
    money = pl.Decimal(38, 4)
    wanyuan = {
        "period_plan_wanyuan": np.repeat(planned[:, -1], MONTHS) / 10_000,
        "invested_to_date_wanyuan": invested.ravel() / 10_000,
        "planned_to_date_wanyuan": planned.ravel() / 10_000,
    }
    states = pl.DataFrame(keys | wanyuan).with_columns(
        pl.col(list(wanyuan)).round(4).cast(money),
        track_id=pl.lit("all"),
        plan_filing_id=pl.lit("plans"),
        filing_id=pl.lit("plans"),
        is_filed=pl.lit(value=True),
        is_completed=pl.lit(value=False),
    )
    return calendar, states, states


if __name__ == "__main__":
    main()
