"""One project month by month: its investment against the plan, and its lights.

A light is a shape and a word; its colour only repeats it.
"""

from collections.abc import Iterable
from decimal import Decimal

import plotly.graph_objects as go
import polars as pl

from charts import theme
from locales import Translator, amount, money_scale, percent

HEIGHT = 320
STRIP_HEIGHT = 120
# The names of the lines stand beyond the last month.
ROOM = 1.3
# The name and value of a line that ends this low take the room below zero, above the months.
LOW, BELOW = 0.15, 0.16
LIGHTS = {
    "green": ("circle", "#17876a"),
    "yellow": ("triangle-up", "#b07a10"),
    "red": ("square", theme.BEHIND),
    "grey": ("circle-open", theme.MUTED),
}


def curve(months: pl.DataFrame, t: Translator) -> go.Figure:
    """The plan to the campaign's end and what was completed; hollow where the month was not filed.

    `months` has one row per month: month, planned_to_date_wanyuan, invested_to_date_wanyuan (null
    after the chosen month, and where nothing was ever filed) and is_filed.
    """
    names = months["month"].to_list()
    amounts = [*months["planned_to_date_wanyuan"], *months["invested_to_date_wanyuan"]]
    scale = money_scale(amounts, t.language)
    known = months.drop_nulls("invested_to_date_wanyuan")
    plan = _line(months, "planned_to_date_wanyuan", scale.wanyuan, t) | {
        "name": t("project.plan"),
        "mode": "lines",
        "line": {"color": theme.MUTED, "dash": "dot", "width": 2},
    }
    is_filed = months["is_filed"].to_list()
    colours = [theme.AHEAD if filed else theme.MUTED for filed in is_filed]
    actual = _line(months, "invested_to_date_wanyuan", scale.wanyuan, t) | {
        "name": t("project.actual"),
        "mode": "lines+markers",
        "line": {"color": theme.AHEAD, "width": 3},
        "marker": {
            "size": 11,
            "symbol": ["circle" if filed else "circle-open" for filed in is_filed],
            "color": colours,
            "line": {"width": 2, "color": colours},
        },
    }
    ends = [
        *_ends(months, "plan", scale.wanyuan, t),
        *_ends(known, "actual", scale.wanyuan, t),
    ]
    below = BELOW if _is_low(ends, [*plan["y"], *actual["y"]]) else 0
    return theme.figure(
        [plan, actual],
        height=HEIGHT,
        margin={"l": 8, "r": 20, "t": 28, "b": 8},
        annotations=ends,
        xaxis=theme.month_axis(names, "bottom")
        | {"categoryarray": names, "range": [-0.4, len(names) * ROOM]}
        | {"anchor": "free", "position": 0},
        yaxis={
            "domain": [below, 1],
            "rangemode": "tozero",
            "title": {"text": t("number.axis", unit=scale.unit)},
            "tickformat": ",~f",
            "fixedrange": True,
            "automargin": True,
        },
    )


def _is_low(ends: list[theme.Trace], drawn: list[float | None]) -> bool:
    """Whether what is written below the end of a line would lie on the months."""
    highest = max((value for value in drawn if value is not None), default=0)
    return any(each["yanchor"] == "top" and each["y"] <= LOW * highest for each in ends)


def _line(months: pl.DataFrame, column: str, unit: Decimal, t: Translator) -> theme.Trace:
    values = months[column].to_list()
    return {
        "type": "scatter",
        "x": months["month"].to_list(),
        "y": [None if value is None else float(value / unit) for value in values],
        "connectgaps": False,
        "cliponaxis": False,  # a mark at zero is whole
        "customdata": [
            amount(value, t.language) + ("" if filed in (True, None) else t("project.carried"))
            for value, filed in zip(values, months["is_filed"], strict=True)
        ],
        "hovertemplate": "%{x}<br>%{customdata}",
    }


def _ends(months: pl.DataFrame, line: str, unit: Decimal, t: Translator) -> Iterable[theme.Trace]:
    """What stands at the end of a line: its name and value; the higher line's above it."""
    if months.is_empty():
        return
    last = months.row(-1, named=True)
    columns = {"plan": "planned_to_date_wanyuan", "actual": "invested_to_date_wanyuan"}
    value = last.pop(columns[line])
    other = last[columns["plan" if line == "actual" else "actual"]]
    if value is None:
        return
    is_above = (
        (line == "plan")
        if other is None
        else (value > other or (value == other and line == "plan"))
    )
    yield {
        "x": last["month"],
        "y": float(value / unit),
        "text": f"{t(f'project.{line}')}<br>{amount(value, t.language)}",
        "showarrow": False,
        "align": "left",
        "xanchor": "left",
        "xshift": 10,
        "yanchor": "bottom" if is_above else "top",
        "font": {"color": theme.MUTED if line == "plan" else theme.AHEAD},
    }


def lights(months: pl.DataFrame, t: Translator, *, decimals: int) -> go.Figure:
    """The light of every month as a shape over its word, in a row.

    `months` has one row per month: month, light and schedule_attainment; null: not known yet.
    """
    shown = months.drop_nulls("light")
    names = months["month"].to_list()
    kinds = shown["light"].to_list()
    rates = [percent(rate, t.language, decimals) for rate in shown["schedule_attainment"]]
    return theme.figure(
        [
            {
                "type": "scatter",
                "mode": "markers+text",
                "x": shown["month"].to_list(),
                "y": [0 for _ in kinds],
                "text": [t(f"light.{light}") for light in kinds],
                "textposition": "bottom center",
                "marker": {
                    "symbol": [LIGHTS[light][0] for light in kinds],
                    "color": [LIGHTS[light][1] for light in kinds],
                    "size": 18,
                    "line": {"width": 2, "color": [LIGHTS[light][1] for light in kinds]},
                },
                "customdata": rates,
                "hovertemplate": "%{x}<br>%{text} %{customdata}<extra></extra>",
                "cliponaxis": False,
            }
        ],
        height=STRIP_HEIGHT,
        xaxis=theme.month_axis(names, "bottom")
        | {"categoryarray": names, "range": [-0.5, len(names) - 0.5], "zeroline": False},
        yaxis={"range": [-1.2, 0.8], "visible": False, "fixedrange": True},
    )
