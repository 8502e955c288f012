"""Completion rates month by month: a heat map of units."""

from decimal import Decimal
from typing import Any

import plotly.graph_objects as go
import polars as pl

from charts import theme
from locales import Translator, percent

ROW_PIXELS = 27
CLICK_PIXELS = 22
REACH_PIXELS = 60
SMALL_TEXT = 11
NOT_FILED = "○"
GREY = "#c9c9c9"
TEXT = {"color": "#1f1f1f"}

Cell = tuple[Decimal | None, str]
Grid = list[list[Cell]]


def by_month(rates: pl.DataFrame, t: Translator, *, decimals: int) -> go.Figure:
    """A cell per unit and month with its rate in it; grey, and said so, where it did not file.

    `rates` has one row per unit and month: unit_id, unit, month, completion_rate. Units are drawn
    in the order in which they first occur, from the top. Of many months, cells say whole percents
    without the sign, and ○ where nothing was filed. A click on a cell gives unit and month.
    """
    units = dict(rates.select("unit_id", "unit").unique(maintain_order=True).iter_rows())
    months = rates["month"].unique().sort().to_list()
    is_long = len(months) > theme.MANY_MONTHS
    cells = {
        (unit, month): (rate, _said(rate, t, decimals, is_long))
        for unit, month, rate in rates.select("unit_id", "month", "completion_rate").iter_rows()
    }
    grid = [[cells[unit, month] for month in months] for unit in units]
    names = list(units.values())
    text = TEXT | ({"size": SMALL_TEXT} if is_long else {})
    return theme.figure(
        [
            _cells(months, names, grid, text, filed=False),
            _cells(months, names, grid, text, filed=True),
            _clicks(months, units, grid, t, decimals),
        ],
        height=len(names) * ROW_PIXELS + 56,
        margin={"l": 8, "r": 8, "t": 48, "b": 8},
        hoverdistance=REACH_PIXELS,
        xaxis=theme.month_axis(months, "top") | {"range": [-theme.HALF, len(months) - theme.HALF]},
        yaxis=theme.rows_axis(names, [theme.short(name) for name in names]),
    )


def _said(rate: Decimal | None, t: Translator, decimals: int, is_long: bool) -> str:
    if rate is None:
        return NOT_FILED if is_long else t("regions.not_filed")
    whole = percent(rate, t.language, 0).removesuffix("%")
    return whole if is_long else percent(rate, t.language, decimals)


def _cells(
    months: list[str], names: list[str], grid: Grid, font: dict[str, Any], *, filed: bool
) -> theme.Trace:
    """The cells that were filed in their shade, or those that were not in grey."""
    shown = {"zmin": 0, "zmax": 1, "colorscale": theme.SHADES}
    grey = {"colorscale": [[0, GREY], [1, GREY]]}
    return {
        "type": "heatmap",
        "x": months,
        "y": names,
        "z": [
            [theme.coordinate(rate) if filed else (1 if rate is None else None) for rate, _ in row]
            for row in grid
        ],
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
        "text": [
            [said if (rate is not None) == filed else "" for rate, said in row] for row in grid
        ],
        "texttemplate": "%{text}",
        "textfont": font,
        "hoverinfo": "skip",
    } | (shown if filed else grey)


def _clicks(
    months: list[str], units: dict[str, str], grid: Grid, t: Translator, decimals: int
) -> theme.Trace:
    """Markers that nobody sees, one in each cell: a heat map cannot be clicked."""
    unseen = {"marker": {"opacity": 0}}
    points = [
        (name, month, [_hover(name, month, rate, t, decimals), unit, month])
        for (unit, name), row in zip(units.items(), grid, strict=True)
        for month, (rate, _) in zip(months, row, strict=True)
    ]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [month for _, month, _ in points],
        "y": [name for name, _, _ in points],
        "marker": {"symbol": "square", "size": CLICK_PIXELS, "opacity": 0},
        "selected": unseen,
        "unselected": unseen,
        "customdata": [data for _, _, data in points],
        "hovertemplate": "%{customdata[0]}<extra></extra>",
    }


def _hover(name: str, month: str, rate: Decimal | None, t: Translator, decimals: int) -> str:
    said = t("regions.not_filed") if rate is None else percent(rate, t.language, decimals)
    return f"{name} {month}<br>{said}"
