"""Units as tiles for the wall screen: how far each has come, in type that is read from afar."""

import textwrap
from itertools import islice
from typing import Any

import plotly.graph_objects as go
import polars as pl

from charts import theme
from locales import Translator, percent

FEW_TILES = 20
# Tiles in a line, pixels of the type, and characters that a tile is wide: a Chinese one is two.
FEW = (5, 34, 20)
MANY = (8, 26, 16)
LINES = 2
ASIDE = 0.47
WHITE = "#ffffff"

Row = dict[str, Any]


def tiles(rates: pl.DataFrame, t: Translator, *, decimals: int, height: int) -> go.Figure:
    """A tile per unit, in the order of the rows, a line of tiles after the other.

    `rates` has: unit, projects, completion_rate, time_progress, filed_projects. A unit without
    projects has no tile. Who is ahead of time
    progress or behind is told by colour, by ▲ and ▼, and by the rate; who did not file in the
    month is grey with ○, who has no rate has a dash.
    """
    rows = list(rates.filter(pl.col("projects") > 0).iter_rows(named=True))
    columns, size, room = MANY if len(rows) > FEW_TILES else FEW
    places = [(at % columns, at // columns) for at in range(len(rows))]
    lines = max((line for _, line in places), default=0) + 1
    return theme.figure(
        [_names(rows, places, room, t, decimals) | {"textfont": {"color": WHITE, "size": size}}],
        height=height,
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        xaxis={"range": [-0.5, columns - 0.5], "visible": False, "fixedrange": True},
        yaxis={"range": [lines - 0.5, -0.5], "visible": False, "fixedrange": True},
        shapes=[_tile(row, place) for row, place in zip(rows, places, strict=True)],
    )


def _names(
    rows: list[Row], places: list[tuple[int, int]], room: int, t: Translator, decimals: int
) -> theme.Trace:
    return {
        "type": "scatter",
        "mode": "text",
        "x": [column for column, _ in places],
        "y": [line for _, line in places],
        "text": [
            f"{_wrapped(row['unit'], room)}<br><b>{_sign(row)} "
            f"{percent(row['completion_rate'], t.language, decimals)}</b>"
            for row in rows
        ],
        "hoverinfo": "skip",
    }


def _tile(row: Row, place: tuple[int, int]) -> dict[str, Any]:
    column, line = place
    return {
        "type": "rect",
        "layer": "below",
        "line": {"width": 0},
        "fillcolor": _colour(row),
        "x0": column - ASIDE,
        "x1": column + ASIDE,
        "y0": line - ASIDE,
        "y1": line + ASIDE,
    }


def _is_known(row: Row) -> bool:
    return row["completion_rate"] is not None and row["filed_projects"] != 0


def _is_behind(row: Row) -> bool:
    return bool(row["completion_rate"] < row["time_progress"])


def _colour(row: Row) -> str:
    if not _is_known(row):
        return theme.MUTED
    return theme.BEHIND if _is_behind(row) else theme.AHEAD


def _sign(row: Row) -> str:
    if not _is_known(row):
        return "○"
    return "▼" if _is_behind(row) else "▲"


def _wrapped(name: str, room: int) -> str:
    """The name on at most two lines; longer ones are cut with a mark."""
    if name.isascii():
        parts = textwrap.wrap(name, room)
    else:
        step = room // 2
        parts = [name[at : at + step] for at in range(0, len(name), step)]
    shown = list(islice(parts, LINES))
    return "<br>".join(shown) + ("…" if len(parts) > LINES else "")
