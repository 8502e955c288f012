"""Two rates of every unit: on the plan filed first and today's, as reported and as counted."""

from typing import Any

import plotly.graph_objects as go
import polars as pl

from charts import theme
from locales import Translator, percent

ROW_PIXELS = 46

Row = dict[str, Any]


def pairs(
    rates: pl.DataFrame, t: Translator, *, first: str, second: str, decimals: int
) -> go.Figure:
    """A row per unit, the first at the top: a ring at one rate, a diamond at the other, a line.

    `rates` has: unit, and the columns `first` and `second`. Both rates are written below the unit's
    name; a missing one has no mark, and a dash. Nothing is cut off at 100 %. What ring and diamond
    stand for is said in the heading above, which wraps on a phone.
    """
    rows = list(rates.iter_rows(named=True))
    labels = [_label(row, t, first, second, decimals) for row in rows]
    ring = {"symbol": "circle-open", "size": 13, "color": theme.BEHIND, "line": {"width": 3}}
    diamond = {"symbol": "diamond", "size": 11, "color": theme.AHEAD}
    return theme.figure(
        [
            _between(rows, labels, first, second),
            _marks(rows, labels, first, ring),
            _marks(rows, labels, second, diamond),
        ],
        height=len(rows) * ROW_PIXELS + 60,
        margin={"l": 8, "r": 16, "t": 8, "b": 8},
        xaxis={
            "tickformat": ".0%",
            "tickangle": 0,
            "nticks": 5,
            "fixedrange": True,
            "zeroline": False,
        },
        yaxis=theme.NAMES_AXIS | {"categoryarray": labels},
    )


def _label(row: Row, t: Translator, first: str, second: str, decimals: int) -> str:
    was, now = (percent(row[name], t.language, decimals) for name in (first, second))
    return f"{theme.short(row['unit'])}<br>{was} → {now}"


def _between(rows: list[Row], labels: list[str], first: str, second: str) -> theme.Trace:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [
            at
            for row in rows
            for at in (*(theme.coordinate(row[n]) for n in (first, second)), None)
        ],
        "y": [label for label in labels for _ in range(3)],
        "line": {"color": theme.MUTED, "width": 2},
        "connectgaps": False,
        "hoverinfo": "skip",
    }


def _marks(rows: list[Row], labels: list[str], column: str, marker: dict[str, Any]) -> theme.Trace:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": column,
        "x": [theme.coordinate(row[column]) for row in rows],
        "y": labels,
        "marker": marker,
        "hovertemplate": "%{y}<extra></extra>",
    }
