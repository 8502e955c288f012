"""The dates of targets that are due on the way, on a time line: a status is a shape and a word."""

from datetime import timedelta

import plotly.graph_objects as go
import polars as pl

from charts import theme
from charts.targets import SHAPES
from locales import Translator, required

ROW_PIXELS = 96
EDGE_DAYS = 24


def time_line(goals: pl.DataFrame, t: Translator, *, decimals: int) -> go.Figure:
    """A line per target with a mark at each of its dates, and a line at the month's last day.

    `goals` has one row per target and date: target_id, target, due_on, required, measured_in,
    status, last_day (the same in every row). Targets come in their order, first at the top.
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
    texts = [
        f"{required(value, unit, t.language, decimals)}<br>{word}"
        for value, unit in goals.select("required", "measured_in").iter_rows()
    ]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [str(day) for day in goals["due_on"]],
        "y": [rows[name] for name in goals["target"]],
        "text": texts,
        "customdata": [list(each) for each in zip(texts, goals["target_id"], strict=True)],
        "textposition": "bottom center",
        "cliponaxis": False,
        "marker": {"symbol": symbol, "size": 14, "color": colour},
        "hovertemplate": "%{x}<br>%{customdata[0]}<extra></extra>",
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
