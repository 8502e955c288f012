"""One look for all figures: fonts, colours that colour-blind readers tell apart, margins.

Backgrounds are transparent and colours of middling lightness, so that a figure stands on a light
and on a dark page alike; Streamlit's theme supplies the colours of text and grid.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Literal

import plotly.graph_objects as go

FONT = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif'
CLEAR = "rgba(0,0,0,0)"

# After Okabe and Ito: blue and orange are told apart in every common form of colour blindness.
AHEAD = "#3182bd"
BEHIND = "#c8601a"
MUTED = "#7a7a7a"
FAINT = "rgba(143,143,143,0.35)"
BAND = "rgba(49,130,189,0.18)"
LEADERS = ("#3182bd", "#17876a", "#8e6bbf")
# Of cells: light enough for one dark text on each, on a light page and on a dark one.
SHADES = [[0.0, "#f2f7fc"], [1.0, "#6baed6"]]

# What is written in one of these colours is written so on a light page, and so on a dark one: one
# colour cannot be legible on both. Streamlit's own grey of axes is among them.
AXES = "#808495"
WRITTEN = {
    AHEAD: ("#1f6aa5", "#6db3ea"),
    BEHIND: ("#a84c0f", "#e58a4b"),
    MUTED: ("#555b63", "#a7aeb6"),
    LEADERS[1]: ("#0f6e56", "#3fb594"),
    LEADERS[2]: ("#7450a8", "#b295dd"),
    AXES: ("#555b63", "#a7aeb6"),
}

TEMPLATE = go.layout.Template(
    layout={
        "font": {"family": FONT, "size": 13},
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "colorway": [AHEAD, BEHIND, *LEADERS[1:], MUTED],
    }
)

# What the reader's browser may do with a figure. Nothing is sent anywhere; scrolling a phone
# past a figure does not zoom it.
CONFIG: dict[str, Any] = {
    "displayModeBar": False,
    "displaylogo": False,
    "showSendToCloud": False,
    "plotlyServerURL": "",
    "modeBarButtonsToRemove": ["sendChartToCloud"],
    "scrollZoom": False,
    "responsive": True,
}

Trace = dict[str, Any]

LONGEST_NAME = 24
MANY_MONTHS = 6
HALF = 0.5  # of a row or column of names


class Drawing(go.Figure):  # type: ignore[misc]
    """A finished figure. Its description is made once, however often and to whom it is shown.

    Plotly copies every number of a figure whenever it is asked for it; with a hundred units that
    takes longer than everything else on a page.
    """

    def to_dict(self) -> dict[str, Any]:
        """The figure's description, the same object every time: never change it."""
        kept: dict[str, Any] | None = self.__dict__.get("_description")
        if kept is None:
            kept = self.__dict__["_description"] = super().to_dict()
        return kept


def figure(
    traces: Sequence[Trace], *, height: int, frames: Sequence[Trace] = (), **layout: Any
) -> go.Figure:
    """The traces in the common look, `height` pixels high, without room for a title.

    `frames` are what an animation shows, each with its name and what it changes of the traces.
    """
    common = {
        "template": TEMPLATE,
        "height": height,
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "showlegend": False,
        "dragmode": False,
        "font": {"family": FONT, "size": 13},
        "hoverlabel": {"font": {"family": FONT}, "align": "left"},
    }
    # Checking every property takes five times as long as everything else; the tests do it.
    return Drawing(
        data=list(traces), layout=common | layout, frames=list(frames) or None, _validate=False
    )


def coordinate(value: Decimal | None) -> float | None:
    """Where a number is drawn. A missing number is drawn nowhere."""
    return None if value is None else float(value)


def short(name: str) -> str:
    """A name that leaves room for the figure on a phone."""
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


def cut(name: str, most: int) -> str:
    """A name of at most so many Chinese characters, or twice as many Latin ones."""
    room, kept = 2 * most, ""
    for character in name:
        room -= width(character)
        if room < 0:
            return f"{kept}…"
        kept += character
    return kept


def width(text: str) -> int:
    """How wide a text is, in halves of a Chinese character."""
    return sum(1 if character.isascii() else 2 for character in text)


# An axis with a name per row, first at the top; what a chart adds is laid over it.
NAMES_AXIS: dict[str, Any] = {
    "autorange": "reversed",
    "type": "category",
    "automargin": True,
    "fixedrange": True,
    "showgrid": False,
    "ticks": "",
}


def rows_axis(names: list[str], shown: list[str]) -> dict[str, Any]:
    """An axis with a row per name, first at the top, that ends at the edges of its rows."""
    return {
        "type": "category",
        "categoryarray": names,
        "range": [len(names) - HALF, -HALF],
        "tickvals": names,
        "ticktext": shown,
        "automargin": True,
        "fixedrange": True,
        "showgrid": False,
        "ticks": "",
    }


def apart(places: Sequence[float], least: float) -> list[float]:
    """Where labels stand: as near to their places as may be, in their order, `least` apart.

    Labels that would stand on one another become a block around their middle; blocks that touch
    become one.
    """
    order = sorted(range(len(places)), key=places.__getitem__)
    blocks: list[tuple[float, list[int]]] = []
    for at in order:
        middle, members = places[at], [at]
        while blocks and middle - blocks[-1][0] < least * (len(members) + len(blocks[-1][1])) / 2:
            members = blocks.pop()[1] + members
            middle = sum(places[each] for each in members) / len(members)
        blocks.append((middle, members))
    found = [0.0] * len(places)
    for middle, members in blocks:
        for position, at in enumerate(members):
            found[at] = middle + least * (position - (len(members) - 1) / 2)
    return found


def month_axis(
    months: list[str], side: Literal["top", "bottom"], *, is_narrow: bool = False
) -> dict[str, Any]:
    """An axis of months.

    Of many, or where there is little room, the year stands only beyond the first of each year.
    """
    texts = months
    if is_narrow or len(months) > MANY_MONTHS:
        texts = [
            _with_year(month, side) if at == 0 or month.endswith("-01") else month[5:]
            for at, month in enumerate(months)
        ]
    return {
        "type": "category",
        "side": side,
        "tickvals": months,
        "ticktext": texts,
        "tickangle": 0,
        "fixedrange": True,
        "showgrid": False,
        "automargin": True,
    }


def _with_year(month: str, side: str) -> str:
    year, number = month.split("-")
    return f"{year}<br>{number}" if side == "top" else f"{number}<br>{year}"
