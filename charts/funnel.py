"""Rates against size: every unit, and the limits within which chance alone would keep it."""

from decimal import Decimal
from math import log10
from typing import Any

import plotly.graph_objects as go
import polars as pl

from charts import theme
from locales import MoneyScale, Translator, amount, money_scale, percent

HEIGHT = 460
AXIS_PIXELS = 60
NAME_CHARACTERS = 10
LIMITS = {
    "action_high_rate": ("solid", 1.6),
    "warning_high_rate": ("dot", 1.2),
    "track_rate": ("dash", 2),
    "warning_low_rate": ("dot", 1.2),
    "action_low_rate": ("solid", 1.6),
}
# Form and colour by place; those beyond an action limit are named.
SYMBOLS = {
    "above_action": ("triangle-up", theme.AHEAD, 15),
    "above_warning": ("triangle-up-open", theme.AHEAD, 12),
    "within": ("circle", theme.MUTED, 8),
    "below_warning": ("triangle-down-open", theme.BEHIND, 12),
    "below_action": ("triangle-down", theme.BEHIND, 15),
    "not_filed": ("circle-open", theme.MUTED, 9),
    "unknown": ("circle", theme.MUTED, 8),
}
NAMED = ("above_action", "below_action")
NAME_PIXELS = 17
STEPS = (1, 2, 5)

Row = dict[str, Any]


def by_size(drawn: pl.DataFrame, t: Translator, *, decimals: int) -> go.Figure:
    """A point per unit: its plan on a logarithmic axis, its completion rate; and the limits.

    `drawn` is what `funnel` answers for a track with a rate: its units, and the sizes at which the
    limits are drawn; where there are none, the track's rate stands alone. ▲ and ▼ are filled and
    named beyond the action limits, hollow beyond the warning limits; a ring did not file the month.
    A click on a point gives the unit.
    """
    rows = list(drawn.filter(pl.col("unit_id").is_not_null()).iter_rows(named=True))
    limits = drawn.filter(pl.col("unit_id").is_null())
    plans = [row["period_plan_wanyuan"] for row in rows]
    scale = money_scale(plans, t.language)
    low, high = (log10(float(plan / scale.wanyuan)) for plan in (min(plans), max(plans)))
    highest = [*limits["action_high_rate"], *(row["completion_rate"] for row in rows)]
    top = float(max(highest)) * 1.06 or 1.0
    # Room for names and marks at both ends.
    edge = max(0.12, (high - low) * 0.1)
    return theme.figure(
        [
            *(_limit(limits, name, scale) for name in LIMITS),
            _points(rows, t, scale, decimals),
            *_names(rows, scale, (low + high) / 2, top),
        ],
        height=HEIGHT,
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        shapes=[_centre(rows[0]["track_rate"])] if limits.is_empty() else [],
        annotations=[_said(rows[0]["track_rate"], t, decimals)],
        xaxis={
            "type": "log",
            "range": [low - edge, high + edge],
            "fixedrange": True,
            "title": {"text": t("funnel.axis", unit=t("number.axis", unit=scale.unit))},
            **_ticks(low - edge, high + edge),
        },
        yaxis={
            "tickformat": ".0%",
            "range": [0, top],
            "fixedrange": True,
            "automargin": True,
            "zeroline": False,
            "nticks": 7,
        },
    )


def _ticks(low: float, high: float) -> dict[str, Any]:
    """Ticks at 1, 2 and 5 of each power of ten, as they are said."""
    powers = range(int(low) - 1, int(high) + 2)
    values = [Decimal(step).scaleb(power) for power in powers for step in STEPS]
    shown = [value for value in values if low <= log10(value) <= high]
    return {
        "tickvals": [float(value) for value in shown],
        "ticktext": [f"{value:,f}" for value in shown],
    }


def _limit(limits: pl.DataFrame, name: str, scale: MoneyScale) -> theme.Trace:
    dash, width = LIMITS[name]
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "x": [float(plan / scale.wanyuan) for plan in limits["period_plan_wanyuan"]],
        "y": [float(rate) for rate in limits[name]],
        "line": {"color": theme.MUTED, "dash": dash, "width": width},
        "hoverinfo": "skip",
    }


def _centre(rate: Decimal) -> theme.Trace:
    line = {"color": theme.MUTED, "width": 2, "dash": "dash"}
    at = float(rate)
    return {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": at, "y1": at, "line": line}


def _said(rate: Decimal, t: Translator, decimals: int) -> theme.Trace:
    return {
        "xref": "paper",
        "x": 1,
        "xanchor": "right",
        "y": float(rate),
        "yanchor": "bottom",
        "showarrow": False,
        "text": t("funnel.centre", rate=percent(rate, t.language, decimals)),
    }


def _points(rows: list[Row], t: Translator, scale: MoneyScale, decimals: int) -> theme.Trace:
    forms = [SYMBOLS[row["limits_place"]] for row in rows]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [float(row["period_plan_wanyuan"] / scale.wanyuan) for row in rows],
        "y": [float(row["completion_rate"]) for row in rows],
        "marker": {
            "symbol": [symbol for symbol, _, _ in forms],
            "color": [colour for _, colour, _ in forms],
            "size": [size for _, _, size in forms],
            "line": {"width": 1.5},
        },
        "customdata": [[_hover(row, t, decimals), row["unit_id"]] for row in rows],
        "hovertemplate": "%{customdata[0]}<extra></extra>",
    }


def _names(rows: list[Row], scale: MoneyScale, middle: float, top: float) -> list[theme.Trace]:
    """The names of those beyond an action limit, towards the middle, none upon another."""
    named = [row for row in rows if row["limits_place"] in NAMED]
    sides: dict[str, list[Row]] = {"left": [], "right": []}
    for row in named:
        size = log10(float(row["period_plan_wanyuan"] / scale.wanyuan))
        sides["left" if size > middle else "right"].append(row)
    return [_names_beside(beside, scale, side, top) for side, beside in sides.items()]


def _names_beside(rows: list[Row], scale: MoneyScale, side: str, top: float) -> theme.Trace:
    rates = [float(row["completion_rate"]) for row in rows]
    return {
        "type": "scatter",
        "mode": "text",
        "x": [float(row["period_plan_wanyuan"] / scale.wanyuan) for row in rows],
        "y": theme.apart(rates, top * NAME_PIXELS / (HEIGHT - AXIS_PIXELS)),
        "text": [f"   {theme.cut(row['unit'], NAME_CHARACTERS)}   " for row in rows],
        "textposition": f"middle {side}",
        "textfont": {"size": 12},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _hover(row: Row, t: Translator, decimals: int) -> str:
    texts = {
        name: percent(row[name], t.language, decimals)
        for name in ("completion_rate", "action_low_rate", "action_high_rate")
    }
    plan = amount(row["period_plan_wanyuan"], t.language)
    place = t(f"funnel.place.{row['limits_place']}")
    return t("funnel.hover", unit=row["unit"], plan=plan, place=place, **texts)
