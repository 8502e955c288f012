"""Each unit's own rate beside what others would have reached with its projects: a dumbbell."""

from typing import Any

import plotly.graph_objects as go
import polars as pl

from charts import theme
from locales import Translator, percent, points

ROW_PIXELS = 30
NUMBER_PIXELS = 84
NAME_CHARACTERS = 9

Row = dict[str, Any]


def dumbbell(units: pl.DataFrame, t: Translator, *, decimals: int) -> go.Figure:
    """A row per unit, in the order of the frame: its own rate, the expected one, a line between.

    `units` is what `like_for_like` answers. The own rate is a disc above the expected one (a ring),
    a square below it, a grey cross where the month was not filed; the difference in points stands
    at the right. What cannot be compared has no marks, and says so there.
    """
    rows = list(units.iter_rows(named=True))
    drawn = [row for row in rows if row["difference_points"] is not None]
    names = [row["unit"] for row in rows]
    return theme.figure(
        [
            *(_lines(drawn, above=above) for above in (True, False)),
            _expected(drawn, t, decimals),
            _own(drawn, t, decimals),
            _differences(rows, t, decimals),
        ],
        height=len(rows) * ROW_PIXELS + 44,
        margin={"l": 8, "r": NUMBER_PIXELS, "t": 8, "b": 8},
        xaxis={
            "tickformat": ".0%",
            "tickangle": 0,
            "nticks": 4,
            "fixedrange": True,
            "zeroline": False,
            "rangemode": "tozero",
        },
        yaxis=theme.rows_axis(names, [theme.cut(name, NAME_CHARACTERS) for name in names]),
    )


def _lines(rows: list[Row], *, above: bool) -> theme.Trace:
    """From the expected rate to the own one: solid where it is higher, dotted where it is lower."""
    own = [row for row in rows if (row["difference_points"] >= 0) == above]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [
            x for row in own for x in (float(row["expected_rate"]), float(row["own_rate"]), None)
        ],
        "y": [row["unit"] for row in own for _ in range(3)],
        "line": {
            "color": theme.AHEAD if above else theme.BEHIND,
            "width": 3,
            "dash": "solid" if above else "dot",
        },
        "hoverinfo": "skip",
    }


def _expected(rows: list[Row], t: Translator, decimals: int) -> theme.Trace:
    marker = {"symbol": "circle-open", "size": 11, "color": theme.MUTED, "line": {"width": 2}}
    return _marks(rows, "expected_rate", marker, t, decimals)


def _own(rows: list[Row], t: Translator, decimals: int) -> theme.Trace:
    marker = {
        "size": 12,
        "symbol": [_symbol(row) for row in rows],
        "color": [_colour(row) for row in rows],
    }
    return _marks(rows, "own_rate", marker, t, decimals)


def _symbol(row: Row) -> str:
    if row["compared_state"] != "compared":
        return "x"
    return "circle" if row["difference_points"] >= 0 else "square"


def _colour(row: Row) -> str:
    if row["compared_state"] != "compared":
        return theme.MUTED
    return theme.AHEAD if row["difference_points"] >= 0 else theme.BEHIND


def _marks(
    rows: list[Row], column: str, marker: dict[str, Any], t: Translator, decimals: int
) -> theme.Trace:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": column,
        "x": [float(row[column]) for row in rows],
        "y": [row["unit"] for row in rows],
        "marker": marker,
        "customdata": [[_hover(row, t, decimals), row["unit_id"]] for row in rows],
        "hovertemplate": "%{customdata[0]}<extra></extra>",
    }


def _differences(rows: list[Row], t: Translator, decimals: int) -> theme.Trace:
    return {
        "type": "scatter",
        "mode": "text",
        "x": [_furthest(rows) for _ in rows],
        "y": [row["unit"] for row in rows],
        "text": [_said(row, t, decimals) for row in rows],
        "textposition": "middle right",
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _furthest(rows: list[Row]) -> float:
    """The highest rate drawn, right of which the numbers stand in a column."""
    rates = [row[name] for row in rows for name in ("own_rate", "expected_rate")]
    return float(max((rate for rate in rates if rate is not None), default=1)) * 1.04


def _said(row: Row, t: Translator, decimals: int) -> str:
    if row["difference_points"] is None:
        return t(f"mix.short.{row['compared_state']}")
    if row["compared_state"] == "not_filed":
        return t("mix.short.not_filed")
    mark = "●" if row["difference_points"] >= 0 else "■"
    # Both rates are rounded as they are shown, so this difference is exact.
    return f"{mark} {row['difference_points']:+.{decimals}f}".replace("-", "−")


def _hover(row: Row, t: Translator, decimals: int) -> str:
    own, expected = (percent(row[n], t.language, decimals) for n in ("own_rate", "expected_rate"))
    difference = points(row["difference_points"], t.language, decimals)
    said = t("mix.hover", unit=row["unit"], own=own, expected=expected, difference=difference)
    return said if row["compared_state"] == "compared" else f"{said}<br>{t('regions.not_filed')}"
