"""An indicator of the campaign's own place and of its benchmark, month by month."""

from decimal import Decimal
from typing import Any

import plotly.graph_objects as go
import polars as pl

from charts import theme
from locales import Translator, number

HEIGHT = 300
ENDS = 30
# The part of the width that names at the lines' ends need on a phone, per half character.
PHONE_CHARACTERS = 44
TABLE = "indicators"
OWN = ("own_percent", "place", theme.AHEAD, "solid", "circle", "")
OTHER = ("benchmark_percent", "benchmark", theme.MUTED, "dot", "diamond-open", "benchmark_")

Row = dict[str, Any]
Line = tuple[str, str, str, str, str, str]


def months(pairs: pl.DataFrame, t: Translator) -> go.Figure:
    """Two lines over the months, named with their last values: discs are our own, diamonds theirs.

    `pairs` is what `benchmarks` answers, of one indicator. A month without a value is a gap. A
    click on a point gives the row in which it was filed: table, file, sheet, row.
    """
    rows = list(pairs.iter_rows(named=True))
    names = [row["month"] for row in rows]
    labels = [_label(rows, line, t) for line in (OWN, OTHER)]
    part = min(0.6, max(map(theme.width, labels)) / PHONE_CHARACTERS)
    return theme.figure(
        [*(_line(rows, line) for line in (OWN, OTHER)), _names(rows, labels)],
        height=HEIGHT,
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        xaxis=theme.month_axis(names, "bottom")
        | {"range": [-0.3, len(names) - 1 + (len(names) - 0.4) * part / (1 - part)]},
        yaxis={
            "ticksuffix": "%",
            "fixedrange": True,
            "automargin": True,
            "nticks": 6,
            "zeroline": True,
            "zerolinecolor": theme.FAINT,
        },
    )


def _line(rows: list[Row], line: Line) -> theme.Trace:
    value, name, colour, dash, symbol, source = line
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": name,
        "x": [row["month"] for row in rows],
        "y": [theme.coordinate(row[value]) for row in rows],
        "connectgaps": False,
        "line": {"color": colour, "dash": dash, "width": 2.5},
        "marker": {"symbol": symbol, "size": 8, "color": colour},
        "customdata": [
            [
                row[name],
                TABLE,
                *(row[f"{source}source_{part}"] for part in ("file", "sheet", "row")),
            ]
            for row in rows
        ],
        "hovertemplate": "%{customdata[0]} %{x}<br>%{y}%<extra></extra>",
    }


def _names(rows: list[Row], labels: list[str]) -> theme.Trace:
    """Both names behind the last month, as near to their lines as they do not touch."""
    values = [_last(rows, line[0]) for line in (OWN, OTHER)]
    known = [
        (value, label) for value, label in zip(values, labels, strict=True) if value is not None
    ]
    every = [row[line[0]] for row in rows for line in (OWN, OTHER) if row[line[0]] is not None]
    apart = float(max(every) - min(every) or 1) / (HEIGHT / ENDS) if every else 1.0
    return {
        "type": "scatter",
        "mode": "text",
        "x": [rows[-1]["month"] for _ in known],
        "y": theme.apart([float(value) for value, _ in known], apart),
        "text": [f"  {label}" for _, label in known],
        "textposition": "middle right",
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _last(rows: list[Row], column: str) -> Decimal | None:
    return next((row[column] for row in reversed(rows) if row[column] is not None), None)


def _label(rows: list[Row], line: Line, t: Translator) -> str:
    value = number(_last(rows, line[0]), t.language).replace("-", "−")
    return t("benchmark.end", name=rows[0][line[1]], value=value)
