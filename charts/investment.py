"""Investment planned and completed, cumulated month by month, and where it is heading."""

from decimal import Decimal
from typing import Any

import plotly.graph_objects as go
import polars as pl

from charts import theme
from charts.ends import BREAK, room, spread
from locales import MoneyScale, Translator, amount, money_scale

HEIGHT = 360
LINES_PIXELS = 38
MANY_MONTHS = 8
GAP = "\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}"
ROOM_ABOVE = Decimal("1.12")


def by_month(months: pl.DataFrame, t: Translator) -> go.Figure:
    """The plan to the campaign's end, the actual so far, and the forecast from there to the end.

    `months` has one row per month: month, planned_to_date_wanyuan, invested_to_date_wanyuan, and
    forecast_wanyuan in the month from which and in the one for which it is made; there also
    forecast_low_wanyuan and forecast_high_wanyuan, if there is an interval: a band that opens from
    the actual. Without a forecast there is no third line. Names and last values stand at the ends
    of the lines.
    """
    scale = _scale(months, t)
    plan = {"color": theme.MUTED, "dash": "dot", "width": 2}
    actual = {"color": theme.AHEAD, "width": 4}
    highest = _highest(months) / scale.wanyuan * ROOM_ABOVE
    names = _names(months, float(highest), t)
    return theme.figure(
        [
            *_forecast(months, t),
            _line(months, "planned_to_date_wanyuan", t("completion.plan"), plan, t),
            _line(months, "invested_to_date_wanyuan", t("completion.actual"), actual, t),
            *names,
        ],
        height=HEIGHT,
        margin={"l": 8, "r": room(names[0]["text"]), "t": 16, "b": 8},
        hovermode="x unified",
        xaxis=_axis(months["month"].to_list()),
        yaxis={
            "range": [0, float(highest)],
            "title": {"text": t("number.axis", unit=scale.unit)},
            "tickformat": ",~f",
            "fixedrange": True,
            "automargin": True,
        },
        shapes=_picked(months),
    )


def _axis(months: list[str]) -> dict[str, Any]:
    """Of many months every second one is named, so that a phone has room for them."""
    axis = theme.month_axis(months, "bottom")
    step = 2 if len(months) > MANY_MONTHS else 1
    return axis | {name: axis[name][::step] for name in ("tickvals", "ticktext")}


def _scale(months: pl.DataFrame, t: Translator) -> MoneyScale:
    return money_scale([_highest(months)], t.language)


def _highest(months: pl.DataFrame) -> Decimal:
    amounts = months.select(pl.selectors.ends_with("_wanyuan"))
    return max([value for each in amounts for value in each.drop_nulls()], default=Decimal(0))


def _forecast(months: pl.DataFrame, t: Translator) -> list[theme.Trace]:
    """The dashed line to what is expected at the end, over the band of its interval."""
    if months["forecast_wanyuan"].null_count() == months.height:
        return []
    style = {"color": theme.AHEAD, "dash": "dash", "width": 2}
    dashed = _line(months, "forecast_wanyuan", t("completion.forecast"), style, t)
    marker = {"symbol": "diamond-open", "size": 10, "color": theme.AHEAD}
    return [*_band(months, t), dashed | {"marker": marker, "connectgaps": True}]


def _band(months: pl.DataFrame, t: Translator) -> list[theme.Trace]:
    """Its two edges, from the actual to the ends of the interval, with the room between filled."""
    if months["forecast_low_wanyuan"].null_count() == months.height:
        return []
    start = pl.when(pl.col("forecast_low_wanyuan").is_null()).then("forecast_wanyuan")
    edge = {"color": theme.AHEAD, "width": 0}
    traces = []
    for bound in ("low", "high"):
        column = f"forecast_{bound}_wanyuan"
        edges = months.with_columns(start.otherwise(column).alias(column))
        traces.append(
            _line(edges, column, t(f"completion.forecast_{bound}"), edge, t)
            | {"mode": "lines", "connectgaps": True}
        )
    low, high = traces
    return [low, high | {"fill": "tonexty", "fillcolor": theme.BAND}]


def _known(months: pl.DataFrame) -> list[tuple[str, bool]]:
    """Every month, and whether it leads to what was known then."""
    return months.select("month", pl.col("invested_to_date_wanyuan").is_not_null()).rows()


def _picked(months: pl.DataFrame) -> list[theme.Trace]:
    """A line at the last month that is known: the one that was picked."""
    known = months.drop_nulls("invested_to_date_wanyuan")["month"]
    if known.is_empty():
        return []
    line = {"color": theme.FAINT, "width": 2}
    at = {"x0": known[-1], "x1": known[-1], "yref": "paper", "y0": 0, "y1": 1}
    return [{"type": "line", "layer": "below", "line": line} | at]


def _names(months: pl.DataFrame, highest: float, t: Translator) -> list[theme.Trace]:
    """What each line is, with its last value: at the right edge, the actual beside its point."""
    last = months["month"].to_list()[-1:]
    columns = {"planned_to_date": "plan", "invested_to_date": "actual", "forecast": "forecast"}
    values = {
        name: months.drop_nulls(f"{column}_wanyuan").select("month", f"{column}_wanyuan").row(-1)
        for column, name in columns.items()
        if months[f"{column}_wanyuan"].null_count() < months.height
    }
    at_end = {name: value for name, (month, value) in values.items() if [month] == last}
    inside = {name: found for name, found in values.items() if name not in at_end}
    factor = _scale(months, t).wanyuan
    gap = highest * LINES_PIXELS / HEIGHT
    places = spread([float(value / factor) for value in at_end.values()], gap)
    return [
        _texts(last * len(at_end), places, at_end, "middle right", t),
        *(
            _texts([month], [float(value / factor)], {name: value}, _beside(values), t)
            for name, (month, value) in inside.items()
        ),
    ]


def _beside(values: dict[str, tuple[str, Decimal]]) -> str:
    """Where the actual's name is clear of lines and axis: above where it leads or is low yet."""
    _, actual = values["actual"]
    _, plan = values.get("plan", values["actual"])
    _, heading = values.get("forecast", values["actual"])
    is_low = actual * 6 < plan
    return "top center" if is_low else "top left" if heading > plan else "bottom right"


def _texts(
    x: list[str], y: list[float], named: dict[str, Decimal], position: str, t: Translator
) -> theme.Trace:
    texts = [
        f"{GAP}<b>{t(f'completion.{name}')}</b>{BREAK}{GAP}{amount(value, t.language)}"
        for name, value in named.items()
    ]
    return {
        "type": "scatter",
        "mode": "text",
        "x": x,
        "y": y,
        "text": texts,
        "textposition": position,
        "cliponaxis": False,
        "hoverinfo": "skip",
        "showlegend": False,
    }


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
        "customdata": [
            [amount(value, t.language), month if known else None]
            for value, (month, known) in zip(values, _known(months), strict=True)
        ],
        "hovertemplate": "%{customdata[0]}",
    }
