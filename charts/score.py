"""A score taken apart: what each component earns, what is taken off, and what is left."""

from decimal import Decimal
from typing import Any

import plotly.graph_objects as go
import polars as pl

from charts import theme
from locales import Translator, number

BAR_PIXELS = 36
NUMBER_PIXELS = 72
SUM = "score"
# Without an effect these are not drawn: nobody asks why nothing was lifted.
SILENT = {"floor", "rounding"}
Row = dict[str, Any]


def waterfall(parts: pl.DataFrame, t: Translator) -> go.Figure:
    """A step per part, first part at the top, down to the score: a bar from zero.

    `parts` is what the query `score_parts` answers. The points stand beside each step, to four
    decimals; a part that does not apply says so, and one that is not known has no bar and a dash. A
    floor or rounding of 0 is left out.
    """
    rows = [row for row in parts.iter_rows(named=True) if row["points"] or not _is_silent(row)]
    labels = [_label(row, t) for row in rows]
    ends = _ends(rows)
    return theme.figure(
        [_steps(rows, labels, t), _numbers(rows, labels, ends, t)],
        height=len(rows) * BAR_PIXELS + 40,
        margin={"l": 8, "r": NUMBER_PIXELS, "t": 8, "b": 8},
        bargap=0.35,
        xaxis={
            "range": [0, float(max(ends) or Decimal(1))],
            "fixedrange": True,
            "zeroline": True,
        },
        yaxis={
            "autorange": "reversed",
            "type": "category",
            "automargin": True,
            "fixedrange": True,
            "showgrid": False,
            "ticks": "",
        },
    )


def _is_silent(row: Row) -> bool:
    return row["part"] in SILENT


def _label(row: Row, t: Translator) -> str:
    return theme.short(row["name"] or t(f"score.part.{row['part']}"))


def _ends(rows: list[Row]) -> list[Decimal]:
    """The right end of each step: where it starts or where it leads to."""
    ends, reached = [], Decimal(0)
    for row in rows:
        if row["part"] == SUM:
            ends.append(row["points"])
            continue
        before, reached = reached, reached + (row["points"] or 0)
        ends.append(max(before, reached, Decimal(0)))
    return ends


def _steps(rows: list[Row], labels: list[str], t: Translator) -> theme.Trace:
    return {
        "type": "waterfall",
        "orientation": "h",
        "measure": ["absolute" if row["part"] == SUM else "relative" for row in rows],
        "x": [theme.coordinate(row["points"]) for row in rows],
        "y": labels,
        "connector": {"line": {"color": theme.MUTED, "width": 1}},
        "increasing": {"marker": {"color": theme.AHEAD}},
        "decreasing": {"marker": {"color": theme.BEHIND}},
        "totals": {"marker": {"color": theme.MUTED}},
        "customdata": [f"{label} {_said(row, t)}" for label, row in zip(labels, rows, strict=True)],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _numbers(rows: list[Row], labels: list[str], ends: list[Decimal], t: Translator) -> theme.Trace:
    return {
        "type": "scatter",
        "mode": "text",
        "x": [float(end) for end in ends],
        "y": labels,
        "text": [f" {_said(row, t)}" for row in rows],
        "textposition": "middle right",
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _said(row: Row, t: Translator) -> str:
    if row["applies"] is False:
        return t("score.not_applicable")
    said = number(row["points"], t.language).replace("-", "−")
    return f"<b>{said}</b>" if row["part"] == SUM else f"+{said}" if _is_gain(row) else said


def _is_gain(row: Row) -> bool:
    return row["points"] is not None and row["points"] > 0
