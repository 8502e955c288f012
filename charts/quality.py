"""What is wrong with filings: unit by unit to a hundred rows, and from one month to the next.

Rows that break a rule are filled bars, values returned are hatched ones.
"""

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go
import polars as pl

from charts import theme
from locales import Translator, count

HEIGHT = 300
ROW_PIXELS = 46
MOST_UNITS = 20
MOST_STEPS = 4
FILLED: dict[str, Any] = {"color": theme.BEHIND}
HATCHED: dict[str, Any] = {
    "color": theme.AHEAD,
    "pattern": {"shape": "/", "fillmode": "overlay", "fgcolor": "#ffffff", "solidity": 0.35},
}
KINDS: Mapping[str, dict[str, Any]] = {"failures": FILLED, "rejects": HATCHED}
LEGEND = {"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "traceorder": "normal"}


def by_unit(units: pl.DataFrame, t: Translator) -> go.Figure:
    """The units in their order, the first `MOST_UNITS` of them, each with its exact counts.

    `units` has: unit, filed_rows, failures, rejects, failures_per_100, rejects_per_100.
    """
    drawn = units.head(MOST_UNITS)
    labels = [_label(row, t) for row in drawn.iter_rows(named=True)]
    traces = [
        _bars(kind, t)
        | {
            "orientation": "h",
            "x": [theme.coordinate(value) for value in drawn[f"{kind}_per_100"]],
            "y": labels,
            "hovertemplate": "%{y}: %{x}<extra></extra>",
        }
        for kind in KINDS
    ]
    return theme.figure(
        traces,
        height=drawn.height * ROW_PIXELS + 90,
        barmode="stack",
        showlegend=True,
        legend=LEGEND,
        margin={"l": 8, "r": 16, "t": 30, "b": 8},
        xaxis={"rangemode": "tozero", "nticks": 5, "tickangle": 0, "fixedrange": True},
        yaxis={
            "type": "category",
            "categoryarray": labels,
            "autorange": "reversed",
            "automargin": True,
            "fixedrange": True,
            "ticks": "",
        },
    )


def by_month(months: pl.DataFrame, t: Translator) -> go.Figure:
    """A bar for every month: rows that break a rule, and values returned on top of them.

    `months` has: month, failures, rejects.
    """
    traces = [
        _bars(kind, t)
        | {
            "x": months["month"].to_list(),
            "y": months[kind].to_list(),
            "hovertemplate": "%{x}: %{y}<extra></extra>",
        }
        for kind in KINDS
    ]
    return _upright(traces, theme.month_axis(months["month"].to_list(), "bottom"))


def by_run(runs: pl.DataFrame, t: Translator) -> go.Figure:
    """A bar for every run, in order: the rows that broke a rule then.

    `runs` has: run (when it was, as it is read), failures.
    """
    labels = runs["run"].to_list()
    bars = _bars("failures", t) | {
        # By their number: two runs may be of the same minute.
        "x": list(range(len(labels))),
        "y": runs["failures"].to_list(),
        "customdata": labels,
        "hovertemplate": "%{customdata}: %{y}<extra></extra>",
    }
    named = sorted({0, len(labels) // 2, len(labels) - 1})
    axis = {
        "tickvals": named,
        "ticktext": [labels[at].replace(" ", "<br>") for at in named],  # or a phone's would overlap
        "tickangle": 0,
        "fixedrange": True,
        "automargin": True,
    }
    return _upright([bars], axis)


def _upright(traces: list[theme.Trace], xaxis: dict[str, Any]) -> go.Figure:
    """Bars on top of each other over an axis of whole numbers."""
    tallest = max(
        (sum(bars) for bars in zip(*(each["y"] for each in traces), strict=True)), default=0
    )
    return theme.figure(
        traces,
        height=HEIGHT,
        barmode="stack",
        bargap=0.5,
        showlegend=True,
        legend=LEGEND,
        margin={"l": 8, "r": 16, "t": 30, "b": 8},
        xaxis=xaxis,
        yaxis={
            "rangemode": "tozero",
            "tickformat": ",d",
            "dtick": max(1, -(-tallest // MOST_STEPS)),
            "fixedrange": True,
            "automargin": True,
        },
    )


def _bars(kind: str, t: Translator) -> theme.Trace:
    return {"type": "bar", "name": t(f"quality.kind.{kind}"), "marker": KINDS[kind]}


def _label(row: Mapping[str, Any], t: Translator) -> str:
    counts = {name: count(row[name], t.language) for name in ("failures", "rejects", "filed_rows")}
    return f"{theme.short(row['unit'])}<br>{t('quality.unit_counts', **counts)}"
