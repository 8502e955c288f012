"""Completion rates against time progress, as bars."""

from decimal import Decimal
from typing import Any

import plotly.graph_objects as go
import polars as pl

from charts import theme
from locales import Translator, amount, percent

BAR_PIXELS = 27
TALL_BAR_PIXELS = 52
NUMBER_PIXELS = 64

Row = dict[str, Any]


def against_time(
    rates: pl.DataFrame,
    t: Translator,
    *,
    decimals: int,
    label: str = "label",
    amounts: bool = True,
    ids: tuple[str, ...] = (),
) -> go.Figure:
    """A bar per row from zero, first row at the top, and a line at time progress.

    `rates` has: `label`, completion_rate, time_progress (the same in every row),
    invested_to_date_wanyuan, period_plan_wanyuan, and may have filed_projects: where that is 0
    the bar is grey and says so. A missing rate has no bar, and a dash. The rates
    stand in a column of their own, so that the line never crosses them; the amounts, if they are
    wanted, below the labels. A click on a bar gives the values of the columns `ids`.
    """
    progress = rates["time_progress"][0]
    longest = max([progress, *rates["completion_rate"].drop_nulls()])
    rows = list(rates.rename({label: "name"}).iter_rows(named=True))
    end = longest * Decimal("1.03") or Decimal(1)
    room = NUMBER_PIXELS * (2 if any(map(_is_carried, rows)) else 1)
    return theme.figure(
        [_bars(rows, t, amounts, ids), _numbers(rows, t, decimals, end, amounts)],
        height=len(rows) * (TALL_BAR_PIXELS if amounts else BAR_PIXELS) + 46,
        margin={"l": 8, "r": room, "t": 30, "b": 8},
        bargap=0.4 if amounts else 0.28,
        xaxis={"range": [0, float(end)], "visible": False, "fixedrange": True},
        yaxis=theme.NAMES_AXIS,
        shapes=[_line_at(progress)],
        annotations=[_said_at(progress, end, t, decimals)],
    )


def _bars(rows: list[Row], t: Translator, amounts: bool, ids: tuple[str, ...]) -> theme.Trace:
    return {
        "type": "bar",
        "orientation": "h",
        "x": [theme.coordinate(row["completion_rate"]) for row in rows],
        "y": [_label(row, t, amounts) for row in rows],
        "marker": {
            "color": [theme.MUTED if _is_carried(row) else _colour(row) for row in rows],
        },
        "customdata": [
            [f"{row['name'] or ''}<br>{_paid(row, t)}", *(row[each] for each in ids)]
            for row in rows
        ],
        "hovertemplate": "%{customdata[0]}<extra></extra>",
    }


def _numbers(
    rows: list[Row], t: Translator, decimals: int, end: Decimal, amounts: bool
) -> theme.Trace:
    return {
        "type": "scatter",
        "mode": "text",
        "x": [float(end) for _ in rows],
        "y": [_label(row, t, amounts) for row in rows],
        "text": [_said(row, t, decimals) for row in rows],
        "textposition": "middle right",
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _label(row: Row, t: Translator, amounts: bool) -> str:
    name = theme.short(row["name"] or t("completion.unclassified"))
    return f"{name}<br>{_paid(row, t)}" if amounts else name


def _paid(row: Row, t: Translator) -> str:
    return t(
        "rates.paid",
        invested=amount(row["invested_to_date_wanyuan"], t.language),
        plan=amount(row["period_plan_wanyuan"], t.language),
    )


def _is_carried(row: Row) -> bool:
    """Whether nothing was filed for the month, so that the rate is that of an earlier one."""
    return row.get("filed_projects") == 0 and row["completion_rate"] is not None


def _said(row: Row, t: Translator, decimals: int) -> str:
    rate = percent(row["completion_rate"], t.language, decimals)
    return t("rates.carried", rate=rate) if _is_carried(row) else rate


def _colour(row: Row) -> str:
    if row["completion_rate"] is None:
        return theme.MUTED
    return theme.BEHIND if row["completion_rate"] < row["time_progress"] else theme.AHEAD


def _line_at(progress: Decimal) -> theme.Trace:
    at = float(progress)
    line = {"color": theme.MUTED, "width": 2, "dash": "dash"}
    return {"type": "line", "x0": at, "x1": at, "yref": "paper", "y0": 0, "y1": 1, "line": line}


def _said_at(progress: Decimal, end: Decimal, t: Translator, decimals: int) -> theme.Trace:
    return {
        "x": float(progress),
        "yref": "paper",
        "y": 1,
        "yanchor": "bottom",
        "xanchor": "right" if progress * 2 > end else "left",
        "showarrow": False,
        "text": t("rates.time_progress", rate=percent(progress, t.language, decimals)),
    }
