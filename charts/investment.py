"""Investment planned and completed, cumulated month by month."""

from typing import Any

import plotly.graph_objects as go
import polars as pl

from charts import theme
from locales import Translator, amount, money_scale

HEIGHT = 340


def by_month(months: pl.DataFrame, t: Translator) -> go.Figure:
    """Two lines: the plan to the campaign's end, the actual up to the month it is known for.

    `months` has one row per month: month, planned_to_date_wanyuan, invested_to_date_wanyuan.
    """
    scale = money_scale(
        [*months["planned_to_date_wanyuan"], *months["invested_to_date_wanyuan"]], t.language
    )
    plan = {"color": theme.MUTED, "dash": "dot", "width": 2}
    actual = {"color": theme.AHEAD, "width": 4}
    return theme.figure(
        [
            _line(months, "planned_to_date_wanyuan", t("completion.plan"), plan, t),
            _line(months, "invested_to_date_wanyuan", t("completion.actual"), actual, t),
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


def _line(
    months: pl.DataFrame, column: str, name: str, line: dict[str, Any], t: Translator
) -> theme.Trace:
    scale = money_scale(
        [*months["planned_to_date_wanyuan"], *months["invested_to_date_wanyuan"]], t.language
    )
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
