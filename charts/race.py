"""The race month by month: a line per unit, first place at the top, names at both ends."""

from typing import Any

import plotly.graph_objects as go
import polars as pl

from charts import theme
from charts.courses import (
    FONT_PIXELS,
    Course,
    carrier,
    colours,
    courses,
    labels,
    lines,
    months_of,
)
from locales import Translator

ROW_PIXELS = 22
# How wide names may be, left and right: of many months a phone has less room for them.
FEW_MONTHS = (10, 24)
MANY_MONTHS = (6, 18)
MONTH_PIXELS = 11


def bump(history: pl.DataFrame, t: Translator, *, unit: str | None = None) -> go.Figure:
    """The rank of every unit by month; the bottom is shaded where there is one.

    `history` is what `rank_history` answers. `unit` stands out and all others are grey; without
    it the leaders and the bottom stand out. A month without a rank is a gap. Names stand at the
    first month and the last, after the rank; of units that share a place below one another.
    """
    months, found = months_of(history), courses(history)
    stand_out = colours(found, unit)
    room = FEW_MONTHS if len(months) <= theme.MANY_MONTHS else MANY_MONTHS
    left = labels(found, _ranks_at(found, 0), stand_out, room[0])
    right = labels(found, _ranks_at(found, -1), stand_out, room[1])
    lowest = max([1, *left[0], *right[0], *_all_ranks(found)])
    return theme.figure(
        [*lines(found, "rank", months, stand_out, t), carrier("y2", months, 1)],
        height=lowest * ROW_PIXELS + 50,
        margin={"l": 4, "r": 4, "t": 30, "b": 8},
        shapes=bottoms(found),
        xaxis=theme.month_axis(months, "top", is_narrow=True)
        | {
            "range": [-0.15, len(months) - 0.85],
            "zeroline": False,
            "showgrid": True,
            "tickfont": {"size": MONTH_PIXELS},
        },
        yaxis=names_axis(left, lowest),
        yaxis2=names_axis(right, lowest) | {"overlaying": "y", "side": "right"},
    )


def bottoms(found: list[Course]) -> list[dict[str, Any]]:
    """A shade behind the bottom places of each month that has any."""
    shades = []
    for at in range(len(found[0].rows) if found else 0):
        own = [row for course in found if (row := course.rows[at]) and row["rank"] is not None]
        bottom = [row["rank"] for row in own if row["is_bottom"]]
        if bottom:
            shades.append(
                {
                    "type": "rect",
                    "layer": "below",
                    "xref": "x",
                    "yref": "y",
                    "x0": at - 0.5,
                    "x1": at + 0.5,
                    "y0": min(bottom) - 0.5,
                    "y1": max(row["rank"] for row in own) + 0.5,
                    "fillcolor": theme.BEHIND,
                    "opacity": 0.12,
                    "line": {"width": 0},
                }
            )
    return shades


def names_axis(names: tuple[list[int], list[str]], lowest: int) -> dict[str, Any]:
    """An axis of ranks, first place at the top, with names for numbers."""
    rows, texts = names
    return {
        "range": [lowest + 0.6, 0.4],
        "tickvals": rows,
        "ticktext": texts,
        "tickfont": {"size": FONT_PIXELS},
        "fixedrange": True,
        "zeroline": False,
        "showgrid": False,
        "automargin": True,
    }


def _ranks_at(found: list[Course], at: int) -> list[int | None]:
    return [course.values("rank")[at] for course in found]


def _all_ranks(found: list[Course]) -> list[int]:
    return [rank for course in found for rank in course.values("rank") if rank is not None]
