"""What a trial would do to a track: who would stand where, as lines and as a table in words."""

from typing import Any

import polars as pl
import streamlit as st

from campaigns.tried import summary
from charts import editions
from pages._shared import show
from pages._shared.choice import Track
from pages._shared.restated import was_is
from pages._shared.run import Run
from pages._shared.ways import Ways

SIDES = ("rank_before", "rank_after")
ENDS = ("trial.defined", "trial.tried")


def draw(own: pl.DataFrame, track: Track, run: Run) -> None:
    """A track by both rules, under how many would have another rank.

    `own` are the rows of the track of what `trial.compared` returns.
    """
    title = run.say("trial.track", summary(own), track=track.name)
    st.markdown(f"### {show.plain(title)}")
    moved = own.filter(pl.col("places_gained") != 0)
    if moved.is_empty():
        _table(own, track, run)
        return
    left, right = st.columns([7, 5])
    with left:
        _table(own, track, run)
    with right:
        figure = editions.slope(moved, run.t, sides=SIDES, ends=ENDS)
        alt = run.t("trial.slope_alt", track=track.name, n=moved.height)
        show.chart("", figure, alt, f"trial-{track.id}")


def _table(own: pl.DataFrame, track: Track, run: Run) -> None:
    ways = Ways()
    rows = [
        {
            "unit": ways.unit(row["unit_id"], row["unit"]),
            "rank": f"{_both('rank', row, run)} {show.movement(row['places_gained'], run)}",
            "score": _both("score", row, run),
            "light": _both("light", row, run),
            "bottom": _bottom(row, run),
        }
        for row in own.iter_rows(named=True)
    ]
    headed = [{run.t(f"trial.column.{name}"): text for name, text in row.items()} for row in rows]
    alt = run.t("trial.alt", track=track.name, n=own.height)
    show.wrapped(headed, alt)


def _both(name: str, row: dict[str, Any], run: Run) -> str:
    return was_is(name, row[f"{name}_before"], row[f"{name}_after"], run)


def _bottom(row: dict[str, Any], run: Run) -> str:
    """Whether the unit is in the bottom by both rules, comes into it or gets out; else nothing."""
    before, after = row["is_bottom_before"], row["is_bottom_after"]
    if before and after:
        return run.t("trial.bottom_both")
    if before or after:
        return run.t("trial.bottom_in" if after else "trial.bottom_out")
    return ""
