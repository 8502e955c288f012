"""Where units are expected to end: a mark per unit with its interval, and a line at the plan."""

from decimal import Decimal
from typing import Any

import plotly.graph_objects as go
import polars as pl

from charts import theme
from locales import Translator, percent

ROW_PIXELS = 27
NUMBER_PIXELS = 64
PLAN = Decimal(1)
SHAPES = {
    "yes": ("circle", theme.AHEAD),
    "open": ("diamond", theme.MUTED),
    "no": ("square", theme.BEHIND),
    "unknown": ("circle-open", theme.MUTED),
}

Row = dict[str, Any]


def by_unit(units: pl.DataFrame, t: Translator, *, decimals: int) -> go.Figure:
    """A mark at each unit's forecast rate, a bar over its interval, the lowest rate at the top.

    `units` has one row per unit: scope (only `unit` is drawn), unit_id, unit, forecast_rate,
    forecast_low_rate, forecast_high_rate, reaches_plan (null where there is no interval). A missing
    forecast has no mark, and a dash.
    """
    own = units.filter(scope="unit").sort("forecast_rate", nulls_last=True, maintain_order=True)
    rows = list(own.iter_rows(named=True))
    rates = [PLAN, *own["forecast_rate"].drop_nulls(), *own["forecast_high_rate"].drop_nulls()]
    end = max(rates) * Decimal("1.03")
    return theme.figure(
        [
            *(
                _marks([row for row in rows if _state(row) == state], state, t, decimals)
                for state in SHAPES
                if any(_state(row) == state for row in rows)
            ),
            _numbers(rows, t, decimals, end),
        ],
        height=len(rows) * ROW_PIXELS + 46,
        margin={"l": 8, "r": NUMBER_PIXELS, "t": 30, "b": 8},
        xaxis={"range": [0, float(end)], "visible": False, "fixedrange": True},
        yaxis=theme.NAMES_AXIS
        | {
            "categoryorder": "array",
            "categoryarray": [theme.short(row["unit"]) for row in rows],
        },
        shapes=[_line_at_plan()],
        annotations=[_said_at_plan(end, t)],
    )


def _state(row: Row) -> str:
    return row["reaches_plan"] or "unknown"


def _marks(rows: list[Row], state: str, t: Translator, decimals: int) -> theme.Trace:
    symbol, colour = SHAPES[state]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": t(f"forecast.reaches_plan.{state}"),
        "x": [theme.coordinate(row["forecast_rate"]) for row in rows],
        "y": [theme.short(row["unit"]) for row in rows],
        "marker": {"symbol": symbol, "size": 11, "color": colour},
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": [_beyond(row["forecast_high_rate"], row["forecast_rate"]) for row in rows],
            "arrayminus": [_beyond(row["forecast_rate"], row["forecast_low_rate"]) for row in rows],
            "color": colour,
            "thickness": 2,
            "width": 4,
        },
        "customdata": [[_said(row, t, decimals), row["unit_id"]] for row in rows],
        "hovertemplate": "%{customdata[0]}<extra></extra>",
    }


def _beyond(upper: Decimal | None, lower: Decimal | None) -> float | None:
    return None if upper is None or lower is None else float(upper - lower)


def _said(row: Row, t: Translator, decimals: int) -> str:
    names = ("forecast_rate", "forecast_low_rate", "forecast_high_rate")
    texts = {name: percent(row[name], t.language, decimals) for name in names}
    key = "forecast.hover" if row["forecast_low_rate"] is not None else "forecast.hover_alone"
    return t(key, unit=row["unit"], **texts)


def _numbers(rows: list[Row], t: Translator, decimals: int, end: Decimal) -> theme.Trace:
    return {
        "type": "scatter",
        "mode": "text",
        "x": [float(end) for _ in rows],
        "y": [theme.short(row["unit"]) for row in rows],
        "text": [percent(row["forecast_rate"], t.language, decimals) for row in rows],
        "textposition": "middle right",
        "cliponaxis": False,
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _line_at_plan() -> theme.Trace:
    line = {"color": theme.MUTED, "width": 2, "dash": "dash"}
    at = float(PLAN)
    return {"type": "line", "x0": at, "x1": at, "yref": "paper", "y0": 0, "y1": 1, "line": line}


def _said_at_plan(end: Decimal, t: Translator) -> theme.Trace:
    return {
        "x": float(PLAN),
        "yref": "paper",
        "y": 1,
        "yanchor": "bottom",
        "xanchor": "right" if end < 2 * PLAN else "left",
        "showarrow": False,
        "text": t("forecast.at_plan"),
    }
