"""The course of a target: what it came to month by month, what was due, and what is asked when.

A status is a shape and a word; its colour only repeats it.
"""

from datetime import date
from decimal import Decimal
from typing import Any

import plotly.graph_objects as go
import polars as pl

from charts import theme
from locales import Translator, money_scale, quantity, required
from locales.numbers import WANYUAN_PER_YI
from locales.quantities import PERCENT, YIYUAN

GAP = "\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}"
SHAPES = {
    "met": ("circle", "#17876a"),
    "on_track": ("diamond", theme.AHEAD),
    "at_risk": ("triangle-up", "#b07a10"),
    "missed": ("square", theme.BEHIND),
    "no_data": ("circle-open", theme.MUTED),
}
HEIGHT = 340
ROOM_ABOVE = Decimal("1.15")


def course(
    months: pl.DataFrame, t: Translator, *, measured_in: str, decimals: int, per: str = "whole"
) -> go.Figure:
    """The value by month, what was due by then, and what is required at each date.

    `months` has one row per month and goal: month, is_current (one a month: the goal that is next),
    due_on, value, due, required, status. The status drawn is that of the last month; of a target
    that is due every month (`per`) every month has its own.
    """
    values = months.filter("is_current")
    goals = _goals(months, is_monthly=per == "month")
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
    lowest, highest = _bounds(values, goals, factor)
    return theme.figure(
        [
            _line(values, "due", factor, theme.MUTED, "dot", shown),
            _line(values, "value", factor, theme.AHEAD, "solid", shown),
            *_marks(goals, factor, shown),
            *_names(values, factor, t),
        ],
        height=HEIGHT,
        margin={"l": 8, "r": 16, "t": 16, "b": 8},
        xaxis=theme.month_axis(names, "bottom") | {"categoryarray": names},
        yaxis={
            "range": [float(lowest), float(highest)],
            "title": {"text": unit},
            "tickformat": ",~f",
            "fixedrange": True,
            "automargin": True,
        },
    )


def _goals(months: pl.DataFrame, *, is_monthly: bool) -> pl.DataFrame:
    known = months.filter(pl.col("required").is_not_null())
    if is_monthly:
        return known.with_columns(due_on=(pl.col("month") + "-01").str.to_date())
    return known.filter(month=months["month"].max())


def _bounds(values: pl.DataFrame, goals: pl.DataFrame, factor: Decimal) -> tuple[Decimal, Decimal]:
    """From zero, or from below it where something is, to above what is highest."""
    drawn = [*values["value"], *values["due"], *goals["required"]]
    known = [value * factor for value in drawn if value is not None]
    return (min([Decimal(0), *known]) * ROOM_ABOVE, max([Decimal(1), *known]) * ROOM_ABOVE)


def _names(values: pl.DataFrame, factor: Decimal, t: Translator) -> list[theme.Trace]:
    """What each line is, half way along it: the upper one's name above, the lower one's below."""
    names = []
    for column, other, colour in (("due", "value", theme.MUTED), ("value", "due", theme.AHEAD)):
        known = values.drop_nulls(column)
        if known.is_empty():
            continue
        month, own, beside = known.select("month", column, other).row(known.height // 2)
        is_above = beside is None or own > beside or (own == beside and column == "value")
        names.append(
            {
                "type": "scatter",
                "mode": "text",
                "x": [month],
                "y": [float(own * factor)],
                "text": [f"{GAP}<b>{t(f'targets.{column}')}</b>{GAP}"],
                "textposition": "top left" if is_above else "bottom right",
                "textfont": {"color": colour},
                "cliponaxis": False,
                "hoverinfo": "skip",
            }
        )
    return names


def _between(first: str, last: str) -> list[str]:
    start, end = (date.fromisoformat(f"{month}-01") for month in (first, last))
    days: list[date] = pl.date_range(start, end, "1mo", eager=True).to_list()
    return [day.strftime("%Y-%m") for day in days]


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
    """One trace per status; beside each mark what is required, and the status in words."""
    t, measured_in, decimals = shown["t"], shown["measured_in"], shown["decimals"]
    return [
        {
            "type": "scatter",
            "mode": "markers+text",
            "name": t("targets.goal", status=word),
            "x": [day.strftime("%Y-%m") for day in own["due_on"]],
            "y": [float(each * factor) for each in own["required"]],
            "text": [
                f"{required(each, measured_in, t.language, decimals)}<br>{word}"
                for each in own["required"]
            ],
            "textposition": "top left",
            "cliponaxis": False,
            "marker": {"symbol": symbol, "size": 13, "color": colour},
            "hovertemplate": "%{x}<br>%{text}",
        }
        for status, (symbol, colour) in SHAPES.items()
        if (own := goals.filter(status=status)).height
        for word in [t(f"targets.status.{status}")]
    ]
