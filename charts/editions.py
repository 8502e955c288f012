"""Ranks before and after, as published and today or by other rules: a line per unit that moved."""

from typing import Any

import plotly.graph_objects as go
import polars as pl

from charts import theme
from locales import Translator

ROW_PIXELS = 30
SIDES = (0, 1)

Row = dict[str, Any]


def slope(
    changes: pl.DataFrame,
    t: Translator,
    *,
    sides: tuple[str, str] = ("published_rank", "restated_rank"),
    ends: tuple[str, str] = ("restated.published", "restated.today"),
) -> go.Figure:
    """A line per row from its place on the left to its place on the right.

    `changes` has the units of one track that have a rank on both sides: unit, places_gained and the
    two columns `sides`; `ends` are the keys of what the sides are called. Only the order is drawn,
    so that none hides another; ranks are written. Units that rose have a thick line and ▲, those
    that fell a thin one and ▼.
    """
    before, after = sides
    rows = [
        row | {"before": row[before], "after": row[after]} for row in changes.iter_rows(named=True)
    ]
    left, right = _places(rows, "before"), _places(rows, "after")
    return theme.figure(
        [
            *(_line(row, left[at], right[at], t) for at, row in enumerate(rows)),
            _ends(right, [_end(row, t) for row in rows]),
        ],
        height=len(rows) * ROW_PIXELS + 60,
        margin={"l": 8, "r": 8, "t": 36, "b": 8},
        xaxis={
            "range": [-0.05, 1.45],
            "tickvals": list(SIDES),
            "ticktext": [t(end) for end in ends],
            "side": "top",
            "fixedrange": True,
            "showgrid": False,
            "zeroline": False,
        },
        yaxis={
            "range": [len(rows) + 0.6, 0.4],
            "tickvals": left,
            "ticktext": [f"{theme.short(row['unit'])} <b>{row['before']}</b>" for row in rows],
            "automargin": True,
            "fixedrange": True,
            "showgrid": False,
            "zeroline": False,
        },
    )


def _places(rows: list[Row], rank: str) -> list[int]:
    """Of each row its place, from 1, in the order of that rank."""
    order = sorted(range(len(rows)), key=lambda at: rows[at][rank])
    return [order.index(at) + 1 for at in range(len(rows))]


def _line(row: Row, left: int, right: int, t: Translator) -> theme.Trace:
    rose = row["places_gained"] > 0
    colour = theme.AHEAD if rose else theme.MUTED
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": row["unit"],
        "x": list(SIDES),
        "y": [left, right],
        "line": {"color": colour, "width": 4 if rose else 1.5},
        "marker": {"color": colour, "size": 9 if rose else 6},
        "customdata": [f"{row['unit']} {row['before']} → {_end(row, t)}"] * 2,
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _end(row: Row, t: Translator) -> str:
    gained = row["places_gained"]
    moved = t("standings.up" if gained > 0 else "standings.down", n=abs(gained))
    return f"  <b>{row['after']}</b> {moved}"


def _ends(places: list[int], texts: list[str]) -> theme.Trace:
    return {
        "type": "scatter",
        "mode": "text",
        "x": [1] * len(places),
        "y": places,
        "text": texts,
        "textposition": "middle right",
        "cliponaxis": False,
        "hoverinfo": "skip",
    }
