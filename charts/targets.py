"""Targets in time: the course of one, and the dates of those that are due on the way.

A status is a shape and a word; its colour only repeats it.
"""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import plotly.graph_objects as go
import polars as pl

from charts import theme
from locales import Translator, money_scale, quantity, required
from locales.numbers import WANYUAN_PER_YI
from locales.quantities import PERCENT, YIYUAN

SHAPES = {
    "met": ("circle", "#17876a"),
    "on_track": ("diamond", theme.AHEAD),
    "at_risk": ("triangle-up", "#b07a10"),
    "missed": ("square", theme.BEHIND),
    "no_data": ("circle-open", theme.MUTED),
}
HEIGHT = 340
ROW_PIXELS = 96
EDGE_DAYS = 24


def course(months: pl.DataFrame, t: Translator, *, measured_in: str, decimals: int) -> go.Figure:
    """The value by month, what was due by then, and what is required at each date.

    `months` has one row per month and goal: month, is_current (one a month: the goal that is next),
    due_on, value, due, required, status. The status drawn is that of the last month.
    """
    values = months.filter("is_current")
    goals = months.filter(
        pl.col("month") == months["month"].max(), pl.col("required").is_not_null()
    )
    wanyuan = [value * WANYUAN_PER_YI for value in [*values["value"], *goals["required"]] if value]
    scale = money_scale(wanyuan, t.language)
    shown = {"t": t, "measured_in": measured_in, "decimals": decimals}
    is_money = measured_in == YIYUAN
    # A lone character that stands upright says nothing: counts have no unit on the axis.
    unit = (
        t("number.axis", unit=scale.unit) if is_money else PERCENT if measured_in == PERCENT else ""
    )
    factor = WANYUAN_PER_YI / scale.wanyuan if is_money else Decimal(1)
    ends = [*months["month"], *(day.strftime("%Y-%m") for day in goals["due_on"])]
    names = _between(min(ends), max(ends))
    return theme.figure(
        [
            _line(values, "due", factor, theme.MUTED, "dot", shown),
            _line(values, "value", factor, theme.AHEAD, "solid", shown),
            *_marks(goals, factor, shown),
        ],
        height=HEIGHT,
        showlegend=True,
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"},
        margin={"l": 8, "r": 16, "t": 56, "b": 8},
        xaxis=theme.month_axis(names, "bottom") | {"categoryarray": names},
        yaxis={
            "rangemode": "tozero",
            "title": {"text": unit},
            "tickformat": ",~f",
            "fixedrange": True,
            "automargin": True,
        },
    )


def dates(goals: pl.DataFrame, t: Translator, *, decimals: int) -> go.Figure:
    """A line per target with a mark at each of its dates, and a line at the month's last day.

    `goals` has one row per target and date: target, due_on, required, measured_in, status,
    last_day (the same in every row). Targets come in their order, first at the top.
    """
    rows = {name: -at for at, name in enumerate(goals["target"].unique(maintain_order=True))}
    days = sorted({*goals["due_on"]})
    edge = timedelta(days=EDGE_DAYS)
    return theme.figure(
        [
            _threads(goals, rows),
            *(
                _dated(goals.filter(status=status), rows, status, t, decimals)
                for status in SHAPES
                if status in goals["status"]
            ),
        ],
        height=len(rows) * ROW_PIXELS + 60,
        margin={"l": 8, "r": 8, "t": 34, "b": 8},
        xaxis={
            "type": "date",
            "range": [str(min(days[0], goals["last_day"][0]) - edge), str(days[-1] + edge)],
            "tickvals": [str(day) for day in days],
            "ticktext": [f"{day:%m-%d}" for day in days],
            "fixedrange": True,
            "showgrid": False,
        },
        yaxis={"range": [0.65 - len(rows), 0.7], "visible": False, "fixedrange": True},
        shapes=[_today(goals)],
        annotations=[_month_end(goals, t), *_titles(rows)],
    )


def _between(first: str, last: str) -> list[str]:
    start, end = (date.fromisoformat(f"{month}-01") for month in (first, last))
    return [f"{day:%Y-%m}" for day in pl.date_range(start, end, "1mo", eager=True)]


def _line(
    values: pl.DataFrame,
    column: str,
    factor: Decimal,
    colour: str,
    dash: str,
    shown: dict[str, Any],
) -> theme.Trace:
    t, measured_in, decimals = shown["t"], shown["measured_in"], shown["decimals"]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": t(f"targets.{column}"),
        "x": values["month"].to_list(),
        "y": [None if each is None else float(each * factor) for each in values[column]],
        "line": {"color": colour, "dash": dash, "width": 2 if dash == "dot" else 4},
        "marker": {"size": 7, "color": colour},
        "connectgaps": False,
        "customdata": [
            quantity(each, measured_in, t.language, decimals) for each in values[column]
        ],
        "hovertemplate": "%{x}<br>%{customdata}",
    }


def _marks(goals: pl.DataFrame, factor: Decimal, shown: dict[str, Any]) -> list[theme.Trace]:
    """One trace per status, so that the legend says what each shape means."""
    t, measured_in, decimals = shown["t"], shown["measured_in"], shown["decimals"]
    return [
        {
            "type": "scatter",
            "mode": "markers+text",
            "name": t("targets.goal", status=t(f"targets.status.{status}")),
            "x": [day.strftime("%Y-%m") for day in own["due_on"]],
            "y": [float(each * factor) for each in own["required"]],
            "text": [required(each, measured_in, t.language, decimals) for each in own["required"]],
            "textposition": "top left",
            "cliponaxis": False,
            "marker": {"symbol": symbol, "size": 13, "color": colour},
            "hovertemplate": "%{x}<br>%{text}",
        }
        for status, (symbol, colour) in SHAPES.items()
        if (own := goals.filter(status=status)).height
    ]


def _threads(goals: pl.DataFrame, rows: dict[str, int]) -> theme.Trace:
    ends = goals.group_by("target", maintain_order=True).agg(
        first=pl.min("due_on"), last=pl.max("due_on")
    )
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [at for _, first, last in ends.iter_rows() for at in (str(first), str(last), None)],
        "y": [at for name, _, _ in ends.iter_rows() for at in (rows[name], rows[name], None)],
        "line": {"color": theme.FAINT, "width": 3},
        "hoverinfo": "skip",
    }


def _dated(
    goals: pl.DataFrame, rows: dict[str, int], status: str, t: Translator, decimals: int
) -> theme.Trace:
    symbol, colour = SHAPES[status]
    word = t(f"targets.status.{status}")
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [str(day) for day in goals["due_on"]],
        "y": [rows[name] for name in goals["target"]],
        "text": [
            f"{required(value, unit, t.language, decimals)}<br>{word}"
            for value, unit in goals.select("required", "measured_in").iter_rows()
        ],
        "textposition": "bottom center",
        "cliponaxis": False,
        "marker": {"symbol": symbol, "size": 14, "color": colour},
        "hovertemplate": "%{x}<br>%{text}<extra></extra>",
    }


def _today(goals: pl.DataFrame) -> theme.Trace:
    at = str(goals["last_day"][0])
    # Faint, because the words below the marks stand on it.
    line = {"color": theme.FAINT, "width": 2, "dash": "dash"}
    return {"type": "line", "x0": at, "x1": at, "yref": "paper", "y0": 0, "y1": 1, "line": line}


def _month_end(goals: pl.DataFrame, t: Translator) -> theme.Trace:
    day = goals["last_day"][0]
    text = t("targets.month_end", day=f"{day:%m-%d}")
    return {"x": str(day), "yref": "paper", "y": 1, "yanchor": "bottom", "showarrow": False} | {
        "text": text
    }


def _titles(rows: dict[str, int]) -> list[theme.Trace]:
    return [
        {
            "xref": "paper",
            "x": 0,
            "xanchor": "left",
            "y": at + 0.3,
            "showarrow": False,
            "text": f"<b>{name}</b>",
        }
        for name, at in rows.items()
    ]
