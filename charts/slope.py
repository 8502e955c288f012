"""Two months side by side: a line per unit, from where it stood to where it stands."""

from decimal import Decimal
from typing import Any

import plotly.graph_objects as go
import polars as pl

from charts import theme
from locales import Translator, percent

ROW_PIXELS = 19
LEAST_PIXELS = 360
AXIS_PIXELS = 70
PHONE_CHARACTERS = 46
NAME_CHARACTERS = 13
# How a line is drawn by its course: never by colour alone, the mark stands beside the name as well.
DASHES = {"up": "solid", "slower": "dot", "down": "dash", "same": "solid"}
COLOURS = {
    "up": theme.AHEAD,
    "slower": theme.BEHIND,
    "down": theme.BEHIND,
    "same": theme.MUTED,
}
MARKS = {"up": "▲", "slower": "△", "down": "▼", "same": "＝"}
MEASURES = {
    "rate": ("first_rate", "second_rate", "course"),
    "rank": ("first_rank", "second_rank", "rank_course"),
}

Row = dict[str, Any]


def between(
    units: pl.DataFrame, t: Translator, *, measure: str, months: tuple[str, str], decimals: int
) -> go.Figure:
    """A line per unit between two months, its name, mark and last value at the right.

    `units` is what `region_slope` answers; `measure` is rate or rank (1 at the top). Solid and ▲
    went up (a rate by at least as much as time progress), dotted and △ by less, dashed and ▼ down.
    A month that was not filed has a ring and no line, as a month without a rank. Names that would
    stand on one another are moved apart, and a thin line leads to each.
    """
    first, second, course = MEASURES[measure]
    rows = [
        {**row, "from": row[first], "to": row[second], "course": row[course]}
        for row in units.iter_rows(named=True)
    ]
    known = [row for row in rows if row["to"] is not None]
    ends = [float(row[side]) for row in rows for side in ("from", "to") if row[side] is not None]
    low, high = (min(ends), max(ends)) if ends else (0.0, 1.0)
    height = max(LEAST_PIXELS, len(known) * ROW_PIXELS) + AXIS_PIXELS
    apart = (high - low or 1) * ROW_PIXELS / (height - AXIS_PIXELS)
    places = theme.apart([float(row["to"]) for row in known], apart)
    margin = apart * (1 + len(known) / 8)
    return theme.figure(
        [
            *(_lines(rows, each) for each in DASHES),
            _points(rows, t, measure, decimals),
            _leaders(known, places),
            _names(known, places, t, measure, decimals),
        ],
        height=height,
        margin={"l": 8, "r": 8, "t": 34, "b": 8},
        xaxis={
            "range": [-0.04, _end([_label(row, t, measure, decimals) for row in known])],
            "tickvals": [0, 1],
            "ticktext": list(months),
            "side": "top",
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
        },
        yaxis=_axis(measure, min([low, *places]) - margin, max([high, *places]) + margin),
    )


def _axis(measure: str, low: float, high: float) -> dict[str, Any]:
    common = {"zeroline": False, "fixedrange": True, "automargin": True, "nticks": 6}
    if measure == "rank":
        return common | {"range": [high, low], "showgrid": False, "showticklabels": False}
    return common | {"range": [low, high], "tickformat": ".0%"}


def _lines(rows: list[Row], course: str) -> theme.Trace:
    """All lines of one course, with a gap after each."""
    drawn = [row for row in rows if row["course"] == course]
    return {
        "type": "scatter",
        "mode": "lines",
        "name": course,
        "x": [at for _ in drawn for at in (0, 1, None)],
        "y": [
            at
            for row in drawn
            for at in (theme.coordinate(row["from"]), theme.coordinate(row["to"]), None)
        ],
        "line": {"color": COLOURS[course], "dash": DASHES[course], "width": 1.8},
        "hoverinfo": "skip",
    }


def _points(rows: list[Row], t: Translator, measure: str, decimals: int) -> theme.Trace:
    ends = [
        (row, side, at)
        for row in rows
        for side, at in (("first", 0), ("second", 1))
        if row["from" if side == "first" else "to"] is not None
    ]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [at for _, _, at in ends],
        "y": [float(row["from" if side == "first" else "to"]) for row, side, _ in ends],
        "marker": {
            "size": 9,
            "symbol": [
                "circle" if row[f"{side}_is_filed"] else "circle-open" for row, side, _ in ends
            ],
            "color": [
                COLOURS.get(row["course"], theme.MUTED) if row[f"{side}_is_filed"] else theme.MUTED
                for row, side, _ in ends
            ],
        },
        "customdata": [
            [_hover(row, side, t, measure, decimals), row["unit_id"]] for row, side, _ in ends
        ],
        "hovertemplate": "%{customdata[0]}<extra></extra>",
    }


def _leaders(known: list[Row], places: list[float]) -> theme.Trace:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [at for _ in known for at in (1, 1.06, None)],
        "y": [
            at
            for row, place in zip(known, places, strict=True)
            for at in (float(row["to"]), place, None)
        ],
        "line": {"color": theme.FAINT, "width": 1},
        "hoverinfo": "skip",
    }


def _names(
    known: list[Row], places: list[float], t: Translator, measure: str, decimals: int
) -> theme.Trace:
    return {
        "type": "scatter",
        "mode": "text",
        "x": [1.07 for _ in known],
        "y": places,
        "text": [_label(row, t, measure, decimals) for row in known],
        "textposition": "middle right",
        "textfont": {"size": 12},
        "cliponaxis": False,
        "customdata": [
            [_hover(row, "second", t, measure, decimals), row["unit_id"]] for row in known
        ],
        "hovertemplate": "%{customdata[0]}<extra></extra>",
    }


def _label(row: Row, t: Translator, measure: str, decimals: int) -> str:
    value = _value(row["to"], t, measure, decimals)
    mark = MARKS.get(row["course"], "" if row["second_is_filed"] else "○")
    return f"{mark} {value} {theme.cut(row['unit'], NAME_CHARACTERS)}"


def _value(value: Decimal | int | None, t: Translator, measure: str, decimals: int) -> str:
    if measure == "rank":
        return t("slope.no_rank") if value is None else t("slope.rank_of", rank=value)
    return percent(value if value is None else Decimal(value), t.language, decimals)


def _hover(row: Row, side: str, t: Translator, measure: str, decimals: int) -> str:
    values = (_value(row[end], t, measure, decimals) for end in ("from", "to"))
    said = f"{row['unit']}<br>{' → '.join(values)}"
    return said if row[f"{side}_is_filed"] else f"{said}<br>{t('regions.not_filed')}"


def _end(labels: list[str]) -> float:
    """Where the axis ends, so that the names at the right are not cut off on a phone."""
    longest = max((theme.width(label) for label in labels), default=4)
    part = min(0.66, longest / PHONE_CHARACTERS)
    return 1.07 / (1 - part)
