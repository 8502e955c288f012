"""Campaigns side by side, by the share of their time: a hundred days and a year compare.

The diagonal is where a campaign would be that completes its plan evenly, day by day.
"""

import textwrap
from decimal import Decimal

import plotly.graph_objects as go
import polars as pl

from charts import theme
from charts.ends import BREAK, room, spread
from locales import Translator, month_name, percent

HEIGHT = 420
LINE_PIXELS = 22
NAME_CHARACTERS = 8
ROOM_ABOVE = 1.06
DASHES = ("dash", "dashdot", "longdash", "dot")

Marks = tuple[tuple[str, Decimal | None], ...]


def by_time(
    course: pl.DataFrame, t: Translator, *, passed: Decimal, marks: Marks, decimals: int
) -> go.Figure:
    """A line per campaign, the chosen one thick, and a mark on each after the same share of time.

    `course` has one row per campaign and month: campaign_id, campaign, is_own, month,
    time_progress, completion_rate. `marks` are the rates of campaigns, by id, when `passed` of
    their time had passed; of one that has not come so far there is none.
    """
    runs = course.partition_by("campaign_id", maintain_order=True)
    own = [run for run in runs if run["is_own"][0]]
    others = [run for run in runs if not run["is_own"][0]]
    names = [_wrapped(run["campaign"][0]) for run in runs]
    highest = max([1.0, *(float(rate) for rate in course["completion_rate"])]) * ROOM_ABOVE
    percents: theme.Trace = {"tickformat": ".0%", "fixedrange": True, "zeroline": False}
    return theme.figure(
        [
            _schedule(),
            *(_line(run, at, t, decimals) for at, run in enumerate(others)),
            *(_line(run, None, t, decimals) for run in own),
            _same_time(marks, passed, t, decimals),
            _names(runs, names, highest),
        ],
        height=HEIGHT,
        margin={"l": 8, "r": room(names), "t": 30, "b": 8},
        xaxis=percents
        | {"range": [0, 1], "showgrid": False, "title": {"text": t("campaigns.time_axis")}},
        yaxis=percents | {"range": [0, highest], "automargin": True},
        shapes=[_line_at(passed)],
        annotations=[_said_at(passed, t, decimals)],
    )


def _schedule() -> theme.Trace:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [0, 1],
        "y": [0, 1],
        "line": {"color": theme.FAINT, "width": 2},
        "hoverinfo": "skip",
    }


def _line(run: pl.DataFrame, other: int | None, t: Translator, decimals: int) -> theme.Trace:
    """A campaign's course from the start; `other` is its place among those not chosen."""
    is_own = other is None
    colour = theme.AHEAD if is_own else theme.MUTED
    dash = "solid" if other is None else DASHES[other % len(DASHES)]
    said = [_said(row, t, decimals) for row in run.iter_rows(named=True)]
    ids = run.select("campaign_id", "month").rows()
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": run["campaign"][0],
        "x": [0.0, *(float(each) for each in run["time_progress"])],
        "y": [0.0, *(float(each) for each in run["completion_rate"])],
        "line": {"color": colour, "width": 4 if is_own else 1.5, "dash": dash},
        "marker": {"color": colour, "size": [0, *([8 if is_own else 5] * run.height)]},
        "customdata": [
            [run["campaign"][0], None, None],
            *([text, *leads] for text, leads in zip(said, ids, strict=True)),
        ],
        "hovertemplate": "%{customdata[0]}<extra></extra>",
    }


def _said(row: dict[str, object], t: Translator, decimals: int) -> str:
    rates = {
        name: percent(value, t.language, decimals)
        for name, value in row.items()
        if isinstance(value, Decimal) and name in ("time_progress", "completion_rate")
    }
    month = month_name(str(row["month"]), t.language)
    return t("campaigns.hover", campaign=row["campaign"], month=month, **rates)


def _same_time(marks: Marks, passed: Decimal, t: Translator, decimals: int) -> theme.Trace:
    known = [(campaign, rate) for campaign, rate in marks if rate is not None]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [float(passed) for _ in known],
        "y": [float(rate) for _, rate in known],
        "marker": {
            "symbol": "diamond-open",
            "size": 12,
            "color": theme.BEHIND,
            "line": {"width": 2},
        },
        "customdata": [[percent(rate, t.language, decimals), None, None] for _, rate in known],
        "hovertemplate": "%{customdata[0]}<extra></extra>",
    }


def _wrapped(name: str) -> str:
    """A name on lines short enough for a phone; a letter takes half the room of a character."""
    width = NAME_CHARACTERS * (2 if name.isascii() else 1)
    return BREAK.join(textwrap.wrap(name, width))


def _names(runs: list[pl.DataFrame], names: list[str], highest: float) -> theme.Trace:
    """Every campaign's name right of the figure, as high as its line ends."""
    is_own = [bool(run["is_own"][0]) for run in runs]
    lines = max(name.count(BREAK) + 1 for name in names)
    ends = [float(run["completion_rate"][-1]) for run in runs]
    return {
        "type": "scatter",
        "mode": "text",
        "x": [1 for _ in runs],
        "y": spread(ends, highest * LINE_PIXELS * lines / HEIGHT),
        "text": [
            f"<b>{name}</b>" if own else name for name, own in zip(names, is_own, strict=True)
        ],
        "textposition": "middle right",
        "textfont": {"color": [theme.AHEAD if own else theme.MUTED for own in is_own]},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _line_at(passed: Decimal) -> theme.Trace:
    line = {"color": theme.FAINT, "width": 2}
    at = float(passed)
    return {"type": "line", "layer": "below", "line": line} | {
        "x0": at,
        "x1": at,
        "yref": "paper",
        "y0": 0,
        "y1": 1,
    }


def _said_at(passed: Decimal, t: Translator, decimals: int) -> theme.Trace:
    return {
        "x": float(passed),
        "yref": "paper",
        "y": 1,
        "yanchor": "bottom",
        "xanchor": "right" if passed * 2 > 1 else "left",
        "showarrow": False,
        "text": t("rates.time_progress", rate=percent(passed, t.language, decimals)),
    }
