"""Investment planned and completed, cumulated month by month."""

from decimal import Decimal
from typing import Any

import plotly.graph_objects as go
import polars as pl

from charts import theme
from locales import MoneyScale, Translator, amount, money_scale

HEIGHT = 340


def by_month(months: pl.DataFrame, t: Translator) -> go.Figure:
    """The plan to the campaign's end, the actual so far, and the forecast from there to the end.

    `months` has one row per month: month, planned_to_date_wanyuan, invested_to_date_wanyuan, and
    forecast_wanyuan in the month from which and in the one for which it is made; there also
    forecast_low_wanyuan and forecast_high_wanyuan, if there is an interval. Without a forecast
    there is no third line.
    """
    scale = _scale(months, t)
    plan = {"color": theme.MUTED, "dash": "dot", "width": 2}
    actual = {"color": theme.AHEAD, "width": 4}
    return theme.figure(
        [
            _line(months, "planned_to_date_wanyuan", t("completion.plan"), plan, t),
            _line(months, "invested_to_date_wanyuan", t("completion.actual"), actual, t),
            *_forecast(months, t),
        ],
        height=HEIGHT,
        showlegend=True,
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"},
        margin={"l": 8, "r": 16, "t": 40, "b": 8},
        hovermode="x unified",
        xaxis=theme.month_axis(months["month"].to_list(), "bottom"),
        yaxis={
            "rangemode": "tozero",
            "title": {"text": t("number.axis", unit=scale.unit)},
            "tickformat": ",~f",
            "fixedrange": True,
            "automargin": True,
        },
    )


def _scale(months: pl.DataFrame, t: Translator) -> MoneyScale:
    amounts = months.select(pl.selectors.ends_with("_wanyuan"))
    return money_scale([value for each in amounts for value in each], t.language)


def _forecast(months: pl.DataFrame, t: Translator) -> list[theme.Trace]:
    """The dashed line to what is expected at the end, with a bar over its interval."""
    if months["forecast_wanyuan"].null_count() == months.height:
        return []
    scale = _scale(months, t)
    style = {"color": theme.AHEAD, "dash": "dash", "width": 2}
    names = ("forecast_low_wanyuan", "forecast_wanyuan", "forecast_high_wanyuan")
    bounds = list(months.select(names).iter_rows())
    return [
        _line(months, "forecast_wanyuan", t("completion.forecast"), style, t)
        | {
            "marker": {"symbol": "diamond-open", "size": 10, "color": theme.AHEAD},
            "connectgaps": True,
            "error_y": {
                "type": "data",
                "symmetric": False,
                "array": [_beyond(high, made, scale) for _, made, high in bounds],
                "arrayminus": [_beyond(made, low, scale) for low, made, _ in bounds],
                "color": theme.AHEAD,
                "thickness": 2,
                "width": 6,
            },
        }
    ]


def _beyond(upper: Decimal | None, lower: Decimal | None, scale: MoneyScale) -> float | None:
    return None if upper is None or lower is None else float((upper - lower) / scale.wanyuan)


def _line(
    months: pl.DataFrame, column: str, name: str, line: dict[str, Any], t: Translator
) -> theme.Trace:
    scale = _scale(months, t)
    values = months[column].to_list()
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": name,
        "x": months["month"].to_list(),
        "y": [None if value is None else float(value / scale.wanyuan) for value in values],
        "line": line,
        "marker": {"size": 7, "color": line["color"]},
        "connectgaps": False,
        "customdata": [amount(value, t.language) for value in values],
        "hovertemplate": "%{customdata}",
    }
