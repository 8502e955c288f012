"""The filing board: a row a unit, a column a month, in each cell how the filing stands."""

from typing import Any

import plotly.graph_objects as go
import polars as pl

from charts import theme
from locales import Translator

ROW_PIXELS = 26
MARK_PIXELS = 11
# A state is a shape first; its colour only repeats it. The words are in the legend and the cell.
SHAPES = {
    "on_time": ("circle", theme.AHEAD),
    "late": ("triangle-up", "#b07a10"),
    "incomplete": ("diamond", "#8e6bbf"),
    "refused": ("x", theme.BEHIND),
    "missing": ("square", theme.BEHIND),
    "not_due": ("circle-open", theme.MUTED),
    "by_other": ("line-ew-open", theme.MUTED),
}
DOTTED = "-dot"
DOT = "#ffffff"


def board(filings: pl.DataFrame, t: Translator) -> go.Figure:
    """A mark for every unit and month, the first unit at the top, months from left to right.

    `filings` has unit, month, state, days_late, returned_rows and superseded, in the order of the
    units. Where a filing replaced another its mark has a dot within.
    """
    months = filings["month"].unique().sort().to_list()
    units = filings["unit"].unique(maintain_order=True).to_list()
    return theme.figure(
        [_marks(filings.filter(state=state), state, t) for state in SHAPES],
        height=len(units) * ROW_PIXELS + 60,
        margin={"l": 8, "r": 16, "t": 36, "b": 8},
        xaxis=theme.month_axis(months, "top")
        | {"categoryarray": months, "range": [-0.5, len(months) - 0.5], "tickfont": {"size": 10}},
        yaxis={
            "type": "category",
            "categoryarray": units,
            "tickvals": units,
            "ticktext": [theme.short(unit) for unit in units],
            "range": [len(units) - 0.5, -0.5],
            "automargin": True,
            "fixedrange": True,
            "ticks": "",
        },
    )


def _marks(own: pl.DataFrame, state: str, t: Translator) -> theme.Trace:
    symbol, colour = SHAPES[state]
    rows = list(own.iter_rows(named=True))
    return {
        "type": "scatter",
        "mode": "markers",
        "name": state,
        "x": [row["month"] for row in rows],
        "y": [row["unit"] for row in rows],
        "marker": {
            "symbol": [symbol + DOTTED * bool(row["superseded"]) for row in rows],
            "color": colour,
            "size": MARK_PIXELS,
            "line": {"width": 1.5, "color": DOT},
        },
        "cliponaxis": False,
        "customdata": [_said(row, t) for row in rows],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _said(row: dict[str, Any], t: Translator) -> str:
    """A cell in words: unit, month, state, and what there is to count."""
    state = t(f"board.state.{row['state']}")
    lines = [t("board.cell", unit=row["unit"], month=row["month"], state=state)]
    for key, column in (
        ("days", "days_late"),
        ("returned", "returned_rows"),
        ("replaced", "superseded"),
    ):
        if row[column]:
            lines.append(t(f"board.{key}", n=row[column]))
    return "<br>".join(lines)
