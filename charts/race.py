"""The race month by month: a line per unit, first place at the top, names at the right end."""

import plotly.graph_objects as go
import polars as pl

from charts import theme
from locales import Translator

ROW_PIXELS = 26
LEADERS = 3
PHONE_CHARACTERS = 46


def bump(history: pl.DataFrame, t: Translator) -> go.Figure:
    """The rank of every unit by month. Leaders and the bottom are coloured, all others grey.

    `history` has one row per unit and month: unit, month, rank (null where the unit was not
    ranked), is_bottom (of the last month). Units come in the order of the last month; of units
    that share a place the names stand below one another. Without a rank in the last month a unit
    has a line, but no name.
    """
    months = history["month"].unique().sort().to_list()
    runs = _runs(history, months)
    named = [(unit, ranks[-1]) for unit, ranks, _ in runs if ranks[-1] is not None]
    bottom = {unit for unit, _, is_bottom in runs if is_bottom}
    colours = _colours([unit for unit, _ in named], [rank for _, rank in named], bottom)
    quiet = [run for run in runs if run[0] not in colours]
    loud = [run for run in runs if run[0] in colours]
    places = max([1, *(rank for _, ranks, _ in runs for rank in ranks if rank is not None)])
    lowest = max(places, *_spread([rank for _, rank in named]) or [1])
    return theme.figure(
        [
            _grey(quiet, months, t),
            *(_coloured(run, months, colours[run[0]], t) for run in loud),
            _names(named, months, colours),
        ],
        height=lowest * ROW_PIXELS + 60,
        margin={"l": 8, "r": 8, "t": 30, "b": 8},
        xaxis=theme.month_axis(months, "top")
        | {
            "categoryarray": months,
            "range": [-0.25, len(months) - 1 + _room(named, len(months))],
            "zeroline": False,
        },
        yaxis={
            "range": [lowest + 0.6, 0.4],
            "tickvals": [1, *range(5, places + 1, 5)],
            "fixedrange": True,
            "zeroline": False,
            "automargin": True,
        },
    )


Run = tuple[str, list[int | None], bool]


def _runs(history: pl.DataFrame, months: list[str]) -> list[Run]:
    found: dict[str, dict[str, int | None]] = {}
    bottom: dict[str, bool] = {}
    for unit, month, rank, is_bottom in history.select(
        "unit", "month", "rank", "is_bottom"
    ).iter_rows():
        found.setdefault(unit, {})[month] = rank
        bottom[unit] = is_bottom
    return [
        (unit, [ranks.get(month) for month in months], bottom[unit])
        for unit, ranks in found.items()
    ]


def _colours(units: list[str], ranks: list[int], bottom: set[str]) -> dict[str, str]:
    leading = [
        u for u, rank in zip(units, ranks, strict=True) if rank <= LEADERS and u not in bottom
    ]
    coloured = dict(zip(leading, theme.LEADERS, strict=False))
    return coloured | {unit: theme.BEHIND for unit in units if unit in bottom}


def _spread(ranks: list[int]) -> list[int]:
    """Where names stand: at their rank, or below the name before where places are shared."""
    rows: list[int] = []
    for rank in ranks:
        rows.append(max(rank, rows[-1] + 1 if rows else rank))
    return rows


def _room(named: list[tuple[str, int]], months: int) -> float:
    """How many months of width the names take, so that a phone does not cut them off."""
    longest = max((_width(theme.short(unit)) for unit, _ in named), default=4)
    part = min(0.62, longest / PHONE_CHARACTERS)
    return (months - 0.75) * part / (1 - part)


def _width(name: str) -> int:
    return sum(1 if character.isascii() else 2 for character in name) + 4


def _coloured(run: Run, months: list[str], colour: str, t: Translator) -> theme.Trace:
    unit, ranks, _ = run
    return _line([run], months, t) | {
        "name": unit,
        "line": {"color": colour, "width": 4},
        "marker": {"color": colour, "size": 10},
    }


def _grey(runs: list[Run], months: list[str], t: Translator) -> theme.Trace:
    # One trace for all, with a gap after each: forty traces would take ten times as long.
    return _line(runs, months, t) | {
        "line": {"color": theme.MUTED, "width": 1.5},
        "marker": {"color": theme.MUTED, "size": 5},
        "opacity": 0.6,
    }


def _line(runs: list[Run], months: list[str], t: Translator) -> theme.Trace:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [month for _ in runs for month in [*months, None]],
        "y": [rank for _, ranks, _ in runs for rank in [*ranks, None]],
        "connectgaps": False,
        "customdata": [
            "" if rank is None else f"{unit} {t('standings.rank_of', rank=rank)}"
            for unit, ranks, _ in runs
            for rank in [*ranks, None]
        ],
        "hovertemplate": "%{x}<br>%{customdata}<extra></extra>",
    }


def _names(named: list[tuple[str, int]], months: list[str], colours: dict[str, str]) -> theme.Trace:
    rows = _spread([rank for _, rank in named])
    return {
        "type": "scatter",
        "mode": "text",
        "x": [months[-1] for _ in named],
        "y": rows,
        "text": [
            f"   <b>{rank} {theme.short(unit)}</b>"
            if unit in colours
            else f"   {rank} {theme.short(unit)}"
            for unit, rank in named
        ],
        "textposition": "middle right",
        "textfont": {"color": [colours.get(unit, theme.MUTED) for unit, _ in named]},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }
