"""Campaigns at a glance: a bar each for what is completed, a mark where time stands."""

from typing import Any

import plotly.graph_objects as go
import polars as pl

from charts import theme
from locales import MISSING, Translator, month_name, percent, points

ROW_PIXELS = 58
NAME_PIXELS = 13
MOST_SCALE = 2.6
MARK_OVER_BAR = 1.15

Row = dict[str, Any]


def bullets(campaigns: pl.DataFrame, t: Translator, *, room: int | None = None) -> go.Figure:
    """A bar per campaign from zero, first row at the top, with a mark at its time progress.

    `campaigns` has: campaign_id, campaign, month, completion_rate, time_progress, lead_points,
    lead_state, rate_decimals. Behind is told by colour, by where the bar ends before its mark, and
    in words at the right. One without a rate has no bar, and says so. For a screen that is read
    from afar everything grows until it fills `room` pixels of height. A point leads to its campaign
    and month.
    """
    rows = list(campaigns.iter_rows(named=True))
    longest = max([1, *(value for row in rows for value in _values(row))])
    labels = [_label(row, t) for row in rows]
    scale = min(MOST_SCALE, room / len(rows) / ROW_PIXELS) if room else 1
    height = ROW_PIXELS * scale
    return theme.figure(
        [
            _bars(rows, labels, t),
            _marks(rows, labels, height),
            _words(rows, labels, t, longest) | {"textfont": {"size": int(NAME_PIXELS * scale)}},
        ],
        height=int(len(rows) * height + 16),
        font={"family": theme.FONT, "size": int(NAME_PIXELS * scale)},
        margin={"l": 8, "r": int(108 * scale), "t": 8, "b": 8},
        bargap=0.5,
        xaxis={"range": [0, float(longest)], "visible": False, "fixedrange": True},
        yaxis=theme.NAMES_AXIS
        | {
            "tickfont": {"size": int(NAME_PIXELS * scale)},
        },
    )


def _values(row: Row) -> list[Any]:
    return [row[name] for name in ("completion_rate", "time_progress") if row[name] is not None]


def _label(row: Row, t: Translator) -> str:
    month = month_name(row["month"], t.language) if row["month"] else MISSING
    return f"{theme.short(row['campaign'])}<br>{month}"


def _bars(rows: list[Row], labels: list[str], t: Translator) -> theme.Trace:
    return {
        "type": "bar",
        "orientation": "h",
        "x": [theme.coordinate(row["completion_rate"]) for row in rows],
        "y": labels,
        "marker": {
            "color": [
                theme.BEHIND if row["lead_state"] == "behind" else theme.AHEAD for row in rows
            ]
        },
        "customdata": [[_hover(row, t), row["campaign_id"], row["month"]] for row in rows],
        "hovertemplate": "%{customdata[0]}<extra></extra>",
    }


def _marks(rows: list[Row], labels: list[str], height: float) -> theme.Trace:
    """Where time stands: a stroke across the bar."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [theme.coordinate(row["time_progress"]) for row in rows],
        "y": labels,
        "marker": {
            "symbol": "line-ns",
            "size": height / MARK_OVER_BAR / 2,
            "line": {"color": theme.MUTED, "width": 4},
        },
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _words(rows: list[Row], labels: list[str], t: Translator, longest: Any) -> theme.Trace:
    return {
        "type": "scatter",
        "mode": "text",
        "x": [float(longest) for _ in rows],
        "y": labels,
        "text": [_said(row, t) for row in rows],
        "textposition": "middle right",
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _said(row: Row, t: Translator) -> str:
    if row["completion_rate"] is None:
        return f"  {t('overview.no_rate')}"
    rate = percent(row["completion_rate"], t.language, row["rate_decimals"])
    lead = points(row["lead_points"], t.language, row["rate_decimals"])
    return f"  <b>{rate}</b><br>  {lead}"


def _hover(row: Row, t: Translator) -> str:
    if row["completion_rate"] is None:
        return t("overview.hover_none", campaign=row["campaign"])
    decimals = row["rate_decimals"]
    return t(
        "overview.hover",
        campaign=row["campaign"],
        rate=percent(row["completion_rate"], t.language, decimals),
        time=percent(row["time_progress"], t.language, decimals),
        lead=points(row["lead_points"], t.language, decimals),
    )
