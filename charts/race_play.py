"""The race played month by month: lines grow, and names move up and down to their new places.

A reader starts it; it ends on the chosen month, which is also what stands there before and what a
printer prints. `charts.race.bump` is the same race in one still picture.
"""

from typing import Any

import plotly.graph_objects as go
import polars as pl

from charts import race, theme
from charts.courses import (
    FONT_PIXELS,
    LEADERS,
    Course,
    colours,
    courses,
    fitting,
    lines,
    months_of,
    named,
    spread,
    width,
)
from locales import Translator

NAMES_CHARACTERS = 22
MONTH_MILLISECONDS = 1100
GLIDE_MILLISECONDS = 700
LETTER_PIXELS = 7
RANK_CHARACTERS = 4
PHONE_PIXELS = 340
MOST_FOR_NAMES = 0.5


def play(history: pl.DataFrame, t: Translator, *, unit: str | None = None) -> go.Figure:
    """A frame per month, by its name: every rank up to that month, and the names at its places.

    `history` is what `rank_history` answers, `unit` stands out as in the bump chart. A unit that is
    not ranked in a month has no name in its frame.
    """
    months, found = months_of(history), courses(history)
    stand_out = colours(found, unit)
    drawn = lines(found, "rank", months, stand_out, t)
    ranks = [rank for course in found for rank in course.values("rank") if rank is not None]
    lowest = max([LEADERS, len(found), *ranks])
    names_from = 1 - _room(found)
    return theme.figure(
        [*drawn, _names(found, len(months) - 1, stand_out)],
        frames=[
            {
                "name": month,
                "data": [*_until(drawn, at, len(months)), _names(found, at, stand_out)],
                "traces": list(range(len(drawn) + 1)),
            }
            for at, month in enumerate(months)
        ],
        height=lowest * race.ROW_PIXELS + 170,
        margin={"l": 4, "r": 4, "t": 92, "b": 60},
        shapes=race.bottoms(found),
        xaxis=theme.month_axis(months, "top", is_narrow=True)
        | {"range": [-0.15, len(months) - 0.85], "zeroline": False, "domain": [0, names_from]},
        xaxis2={"domain": [names_from, 1], "range": [0, 1], "visible": False, "fixedrange": True},
        yaxis={
            "range": [lowest + 0.6, 0.4],
            "tickvals": [1, *range(5, lowest + 1, 5)],
            "fixedrange": True,
            "zeroline": False,
            "showgrid": False,
            "automargin": True,
        },
        updatemenus=[_buttons(t)],
        sliders=[_slider(months, names_from, t)],
    )


def _room(found: list[Course]) -> float:
    """The share of the width that the names take on a phone."""
    longest = max((width(fitting(course.unit, NAMES_CHARACTERS)) for course in found), default=0)
    return min(MOST_FOR_NAMES, (longest + RANK_CHARACTERS) * LETTER_PIXELS / PHONE_PIXELS)


def _until(drawn: list[theme.Trace], at: int, months: int) -> list[theme.Trace]:
    """The lines up to a month. What comes later is left out, so that each keeps its length."""
    return [
        {
            "y": [
                value if place % (months + 1) <= at else None
                for place, value in enumerate(trace["y"])
            ]
        }
        for trace in drawn
    ]


def _names(found: list[Course], at: int, stand_out: dict[str, str]) -> theme.Trace:
    """The names at their places in one month; in the same order in every frame, so that they move.

    Of units that share a place the names stand below one another.
    """
    ranks = [course.values("rank")[at] for course in found]
    order = sorted((rank, place) for place, rank in enumerate(ranks) if rank is not None)
    rows: list[int | None] = [None] * len(found)
    for (_, place), row in zip(order, spread([rank for rank, _ in order]), strict=True):
        rows[place] = row
    return {
        "type": "scatter",
        "mode": "text",
        "xaxis": "x2",
        "x": [0] * len(found),
        "y": rows,
        "text": [
            "" if rank is None else f" {named(course, rank, stand_out, NAMES_CHARACTERS)}"
            for course, rank in zip(found, ranks, strict=True)
        ],
        "textposition": "middle right",
        "textfont": {"size": FONT_PIXELS, "color": theme.MUTED},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _buttons(t: Translator) -> dict[str, Any]:
    stop = {"mode": "immediate", "frame": {"duration": 0, "redraw": False}}
    return {
        "type": "buttons",
        "direction": "left",
        "showactive": False,
        "x": 0,
        "xanchor": "left",
        "y": 1,
        "yanchor": "bottom",
        "pad": {"b": 44, "t": 0},
        "bgcolor": theme.CLEAR,
        "bordercolor": theme.MUTED,
        "font": {"color": theme.MUTED},
        "buttons": [
            {"label": t("race.play"), "method": "animate", "args": [None, _pace()]},
            {"label": t("race.pause"), "method": "animate", "args": [[None], stop]},
        ],
    }


def _pace() -> dict[str, Any]:
    return {
        "mode": "immediate",
        "fromcurrent": False,
        "frame": {"duration": MONTH_MILLISECONDS, "redraw": False},
        "transition": {"duration": GLIDE_MILLISECONDS, "easing": "cubic-in-out"},
    }


def _slider(months: list[str], length: float, t: Translator) -> dict[str, Any]:
    return {
        "active": len(months) - 1,
        "len": length,
        "pad": {"t": 8},
        "bordercolor": theme.MUTED,
        "bgcolor": theme.FAINT,
        "activebgcolor": theme.AHEAD,
        "font": {"color": theme.MUTED},
        "currentvalue": {"prefix": t("race.month"), "font": {"color": theme.MUTED}},
        "steps": [
            {"label": month, "method": "animate", "args": [[month], _pace()]} for month in months
        ],
    }
