"""The dates of a project on a time line: where each was planned, and where it is.

A state is a shape and a word; its colour only repeats it.
"""

from bisect import bisect_right
from datetime import date, timedelta
from itertools import accumulate
from typing import Any

import plotly.graph_objects as go
import polars as pl

from charts import theme
from locales import Translator

ROW_PIXELS = 66
WIDEST_NAME = 48
STATES = {
    "done": ("circle", "#17876a"),
    "late": ("diamond", "#b07a10"),
    "undated": ("circle", "#17876a"),
    "overdue": ("square", theme.BEHIND),
    "coming": ("circle-open", theme.MUTED),
}
LEAST_DAYS = 30


def time_line(dates: pl.DataFrame, t: Translator) -> go.Figure:
    """A line per date: a tick where it was planned, a mark where it is, a thread between them.

    `dates` has one row each: name, said (in words), planned_on, done_on, state, last_day (the same
    in every row). What is overdue has its mark at the month's last day, what is coming at its own.
    """
    rows = [_dated(row) for row in dates.iter_rows(named=True)]
    first, last = _range(rows, dates["last_day"][0])
    middle = first + (last - first) / 2
    return theme.figure(
        [_threads(rows), _planned(rows), _marks(rows, middle)],
        height=len(rows) * ROW_PIXELS + 56,
        margin={"l": 8, "r": 8, "t": 30, "b": 8},
        xaxis={
            "type": "date",
            "range": [str(first), str(last)],
            "tickformat": "%Y-%m",
            "nticks": 5,
            "fixedrange": True,
            "showgrid": False,
        },
        yaxis={"range": [0.5 - len(rows), 0.62], "visible": False, "fixedrange": True},
        shapes=[_month_line(dates["last_day"][0])],
        annotations=[_month_end(dates["last_day"][0], middle, t), *_titles(rows)],
    )


def _dated(row: dict[str, Any]) -> dict[str, Any]:
    if row["state"] in ("overdue", "undated"):
        at = row["last_day"]
    else:
        at = row["done_on"] or row["planned_on"]
    return row | {"at": at, "from": row["planned_on"] or at}


def _range(rows: list[dict[str, Any]], last_day: date) -> tuple[date, date]:
    days = [last_day, *(row[end] for row in rows for end in ("at", "from"))]
    room = max((max(days) - min(days)) / 20, timedelta(days=LEAST_DAYS))
    return min(days) - room, max(days) + room


def _threads(rows: list[dict[str, Any]]) -> theme.Trace:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [at for row in rows for at in (str(row["from"]), str(row["at"]), None)],
        "y": [y for down in range(len(rows)) for y in (-down, -down, None)],
        "line": {"color": theme.FAINT, "width": 4},
        "hoverinfo": "skip",
    }


def _planned(rows: list[dict[str, Any]]) -> theme.Trace:
    planned = [
        (down, row["planned_on"])
        for down, row in enumerate(rows)
        if row["planned_on"] not in (None, row["at"])
    ]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [str(day) for _, day in planned],
        "y": [-down for down, _ in planned],
        "marker": {
            "symbol": "line-ns",
            "size": 12,
            "line": {"width": 3, "color": theme.MUTED},
        },
        "hovertemplate": "%{x}<extra></extra>",
    }


def _marks(rows: list[dict[str, Any]], middle: date) -> theme.Trace:
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [str(row["at"]) for row in rows],
        "y": [-down for down in range(len(rows))],
        "text": [row["said"] for row in rows],
        "textposition": ["bottom left" if row["at"] > middle else "bottom right" for row in rows],
        "cliponaxis": False,
        "marker": {
            "symbol": [STATES[row["state"]][0] for row in rows],
            "color": [STATES[row["state"]][1] for row in rows],
            "size": 13,
            "line": {"width": 2, "color": [STATES[row["state"]][1] for row in rows]},
        },
        "hovertemplate": "%{x}<br>%{text}<extra></extra>",
    }


def _month_line(day: date) -> theme.Trace:
    line = {"color": theme.FAINT, "width": 2, "dash": "dash"}
    return {"type": "line", "x0": str(day), "x1": str(day), "yref": "paper", "y0": 0, "y1": 1} | {
        "line": line,
        "layer": "below",
    }


def _month_end(day: date, middle: date, t: Translator) -> theme.Trace:
    text = t("project.month_end", day=str(day))
    return {"x": str(day), "yref": "paper", "y": 1, "yanchor": "bottom", "showarrow": False} | {
        "text": text,
        "xanchor": "right" if day > middle else "left",
    }


def _titles(rows: list[dict[str, Any]]) -> list[theme.Trace]:
    return [
        {
            "xref": "paper",
            "x": 0,
            "xanchor": "left",
            "y": 0.33 - down,
            "showarrow": False,
            "text": f"<b>{_short(row['name'])}</b>",
        }
        for down, row in enumerate(rows)
    ]


def _short(name: str) -> str:
    """A name that fits on a phone: a Chinese character is as wide as two letters."""
    widths = list(accumulate(1 if each.isascii() else 2 for each in name))
    if widths[-1] <= WIDEST_NAME:
        return name
    return f"{name[: bisect_right(widths, WIDEST_NAME) - 1]}…"
