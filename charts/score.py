"""A score taken apart: what each part earns or takes off, and what separates two neighbours."""

from decimal import Decimal
from typing import Any

import plotly.graph_objects as go
import polars as pl

from charts import theme
from locales import Translator, number, score

BAR_PIXELS = 36
NUMBER_PIXELS = 72
# How far the axis reaches beyond the longest bar, so that its number has room.
GAP_ROOM = 1.9
SUM = "score"
# Without an effect these are not drawn: nobody asks why nothing was lifted.
SILENT = {"floor", "rounding"}
Row = dict[str, Any]
Ids = tuple[str | None, str | None]


def waterfall(parts: pl.DataFrame, t: Translator, *, unit: str | None = None) -> go.Figure:
    """A step per part, first part at the top, down to the score: a bar from zero.

    `parts` is what the query `score_parts` answers. The points stand beside each step, to four
    decimals; a part that does not apply says so, and one that is not known has no bar and a dash. A
    floor or rounding of 0 is left out. A point's customdata is what is said of it, the `unit` whose
    parts these are and the part's id, where there is something behind it.
    """
    rows = [row for row in parts.iter_rows(named=True) if row["points"] or not _is_silent(row)]
    labels = [_label(row, t) for row in rows]
    ends = _ends(rows)
    ids = [(unit, row["part_id"] if _has_rows(row) else None) for row in rows]
    return theme.figure(
        [_steps(rows, labels, ids, t), _numbers(rows, labels, ends, ids, t)],
        height=len(rows) * BAR_PIXELS + 40,
        margin={"l": 8, "r": NUMBER_PIXELS, "t": 8, "b": 8},
        bargap=0.35,
        xaxis={
            "range": [0, float(max(ends) or Decimal(1))],
            "fixedrange": True,
            "zeroline": True,
        },
        yaxis=theme.NAMES_AXIS,
    )


def _has_rows(row: Row) -> bool:
    """Whether something is due of a component, or missed of a deduction."""
    return bool(row["applies"] or row["count"])


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


def _steps(rows: list[Row], labels: list[str], ids: list[Ids], t: Translator) -> theme.Trace:
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
        "customdata": [
            [f"{label} {_said(row, t)}", *each]
            for label, row, each in zip(labels, rows, ids, strict=True)
        ],
        "hovertemplate": "%{customdata[0]}<extra></extra>",
    }


def _numbers(
    rows: list[Row], labels: list[str], ends: list[Decimal], ids: list[Ids], t: Translator
) -> theme.Trace:
    return {
        "type": "scatter",
        "mode": "text",
        "x": [float(end) for end in ends],
        "y": labels,
        "text": [f" {_said(row, t)}" for row in rows],
        "textposition": "middle right",
        "cliponaxis": False,
        # Nothing to read here, but to be clicked: a step of nothing has no bar.
        "customdata": [[None, *each] for each in ids],
        "hoverinfo": "none",
    }


def _said(row: Row, t: Translator) -> str:
    if row["applies"] is False:
        return t("score.not_applicable")
    if row["part"] == SUM:
        return f"<b>{score(row['points'], t.language)}</b>"
    said = number(row["points"], t.language).replace("-", "−")
    return f"+{said}" if _is_gain(row) else said


def _is_gain(row: Row) -> bool:
    return row["points"] is not None and row["points"] > 0


def gaps(
    neighbours: pl.DataFrame, t: Translator, *, side: str, unit: str | None = None
) -> go.Figure:
    """What separates a unit from its neighbour on one side: a bar per part that is not the same.

    `neighbours` is what `rank_neighbours` answers. Bars to the right are in the unit's favour. The
    points stand beside each bar, signed, to four decimals. A bar's customdata is as a step's.
    """
    rows = list(
        neighbours.filter(pl.col("difference_points") != 0, side=side).iter_rows(named=True)
    )
    labels = [_label(row, t) for row in rows]
    values = [float(row["difference_points"]) for row in rows]
    reach = max([abs(value) for value in values], default=1.0)
    return theme.figure(
        [
            {
                "type": "bar",
                "orientation": "h",
                "x": values,
                "y": labels,
                "text": [signed(row["difference_points"], t) for row in rows],
                "textposition": "outside",
                "cliponaxis": False,
                "marker": {
                    "color": [theme.AHEAD if value > 0 else theme.BEHIND for value in values]
                },
                "customdata": [[None, unit, row["part_id"]] for row in rows],
                "hoverinfo": "none",
            }
        ],
        height=len(rows) * BAR_PIXELS + 40,
        bargap=0.4,
        xaxis={
            "range": [-reach * GAP_ROOM, reach * GAP_ROOM],
            "fixedrange": True,
            "zeroline": True,
            "showticklabels": False,
            "showgrid": False,
        },
        yaxis=theme.NAMES_AXIS,
    )


def signed(points: Decimal, t: Translator) -> str:
    """Points to four decimals with their sign, as the charts write them."""
    said = number(points, t.language).replace("-", "−")
    return f"+{said}" if points > 0 else said
