"""What separates a unit from the one above it and the one below, part by part, in points."""

from typing import Any

import polars as pl
import streamlit as st

from charts import score
from pages._shared import show
from pages._shared.links import Lead
from pages._shared.run import Run

SIDES = ("above", "below")
TO_PART = Lead("reasons", ("unit", "part"))


def draw(unit: str, run: Run) -> None:
    """A chart for each neighbour, under a heading that says how much, and mainly in which part.

    A bar leads to what lies behind its part.
    """
    found = run.ask_named("rank_neighbours", unit=unit)
    sides = [side for side in SIDES if not found.filter(side=side).is_empty()]
    for side, column in zip(sides, st.columns(len(sides)) if sides else (), strict=True):
        with column:
            _draw(found, side, unit, run)


def _draw(found: pl.DataFrame, side: str, unit: str, run: Run) -> None:
    own = found.filter(side=side)
    main = own.row(by_predicate=pl.col("is_main"), named=True)
    title = run.say(f"neighbours.{side}", main, name=_named(main, run), said=_said(main, run))
    parts = [
        run.t("neighbours.part", name=_named(row, run), said=_said(row, run))
        for row in own.filter(pl.col("difference_points") != 0).iter_rows(named=True)
    ]
    alt = run.say("neighbours.alt", main, parts=run.t("number.separator").join(parts))
    figure = run.draw(score.gaps, found, side=side, unit=unit)
    show.chart(title, figure, alt, f"gaps-{side}", leads=TO_PART)


def _named(row: dict[str, Any], run: Run) -> str:
    return row["name"] or run.t(f"score.part.{row['part']}")


def _said(row: dict[str, Any], run: Run) -> str:
    return score.signed(row["difference_points"], run.t)
