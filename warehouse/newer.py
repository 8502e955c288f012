"""What differs between two snapshots for one campaign and month: units, sums, filings.

Both are asked the same questions, so what is compared is what each of them shows by itself.
"""

from collections.abc import Callable
from typing import Any

import polars as pl

from warehouse.connection import Error

Ask = Callable[..., pl.DataFrame]
KEY = ("unit_id", "unit")
SUMS = ("projects", "filed_projects", "period_plan_wanyuan", "invested_to_date_wanyuan")
RATES = ("completion_rate", "lead_points")


class NotComparable(Exception):
    """One of the snapshots is of another make and cannot answer what the other can."""


def units(before: Ask, after: Ask, **asked: str) -> pl.DataFrame:
    """The contenders of which anything differs, each figure as `…_before` and `…_after`.

    In the order of the newer snapshot; who is in one of them only has nulls on the other side.
    """
    old, new = _both(before, after, "units_of_month", **asked)
    figures = [name for name in new.columns if name not in KEY]
    joined = new.with_row_index("place").join(old, on="unit_id", how="full", suffix="_before")
    differs = pl.any_horizontal(
        pl.col(name).ne_missing(pl.col(f"{name}_before")) for name in figures
    )
    return (
        joined.filter(differs)
        .sort("place", nulls_last=True)
        .select(
            pl.coalesce("unit_id", "unit_id_before").alias("unit_id"),
            pl.coalesce("unit", "unit_before").alias("unit"),
            *(
                pl.col(f"{name}{suffix}").alias(f"{name}{side}")
                for name in figures
                for suffix, side in (("_before", "_before"), ("", "_after"))
            ),
        )
    )


def sums(before: Ask, after: Ask, **asked: str) -> dict[str, tuple[Any, Any]]:
    """What differs of the campaign or track as a whole: the figure before and after, by name."""
    old, new = (
        frame.row(0, named=True) for frame in _both(before, after, "completion_summary", **asked)
    )
    return {name: (old[name], new[name]) for name in (*SUMS, *RATES) if old[name] != new[name]}


def filings(before: Ask, after: Ask, **asked: str) -> pl.DataFrame:
    """The filings that the newer snapshot knows and the older does not, the latest first."""
    old, new = _both(before, after, "filings_received", **asked)
    return new.join(old, on="filing_id", how="anti", maintain_order="left")


def _both(before: Ask, after: Ask, query: str, **asked: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    try:
        return before(query, **asked), after(query, **asked)
    except Error as error:
        raise NotComparable(str(error)) from error
