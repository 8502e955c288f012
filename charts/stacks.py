"""Groups as bars of parts: a row per group, its name and what there is to say of it above its bar.

The words stand above and not beside, so that a phone has the whole width for the bar, and nothing
depends on a colour: every part is said in words, and what is behind is hatched.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

import plotly.graph_objects as go
import polars as pl

from charts import theme
from locales import MISSING, Translator, amount, count, number, percent

ROW_PIXELS = 46
BAR = 0.34
BAR_AT = 0.2
WORDS_AT = -0.18
Role = Literal["done", "behind", "coming", "other"]
Parts = tuple[tuple[str, Role], ...]
# Colour and hatching of a part.
STYLES: dict[Role, tuple[str, str]] = {
    "done": (theme.AHEAD, ""),
    "behind": (theme.BEHIND, "/"),
    "other": (theme.LEADERS[2], "x"),
    "coming": (theme.FAINT, ""),
}
HATCHED = {"fillmode": "overlay", "fgcolor": "rgba(255,255,255,0.75)", "solidity": 0.25, "size": 8}
Row = dict[str, Any]


@dataclass(frozen=True)
class Stack:
    """What of a group is drawn and how it is called.

    `label` is the column with its name, `parts` are the columns drawn one after the other. Under
    `words` the catalogue has `bar`, what is said of a group (placeholders: label, parts and the
    other columns), `none`, `unnamed` where a name may be missing, and under `words.part` every part
    with its number `n`. `names` is the section that says what the ids in `label` mean. `ids` are
    the columns that a click hands on.
    """

    label: str
    parts: Parts
    words: str
    names: str = ""
    ids: tuple[str, ...] = ()
    decimals: int = 0


def stacks(groups: pl.DataFrame, t: Translator, *, of: Stack, open_only: bool = False) -> go.Figure:
    """A row per group, first row at the top. Of what is not known nothing is drawn.

    With `open_only` groups are left out that have nothing but their first part.
    """
    rows = (unfinished(groups, of) if open_only else groups).rows(named=True)
    longest = max([Decimal(0), *(_length(row, of) for row in rows)])
    return theme.figure(
        [*(_bars(rows, t, of, name, role) for name, role in of.parts), _words(rows, t, of)],
        height=len(rows) * ROW_PIXELS + 12,
        margin={"l": 0, "r": 0, "t": 4, "b": 4},
        barmode="stack",
        xaxis={"range": [0, float(longest or 1)], "visible": False, "fixedrange": True},
        yaxis={"range": [len(rows) - 0.5, -0.5], "visible": False, "fixedrange": True},
    )


def unfinished(groups: pl.DataFrame, of: Stack) -> pl.DataFrame:
    """The groups that have anything in one of the parts but the first."""
    rest = [pl.col(name).fill_null(0) > 0 for name, _ in of.parts[1:]]
    return groups.filter(pl.any_horizontal(rest))


def said(groups: pl.DataFrame, t: Translator, *, of: Stack) -> str:
    """What the chart says, in words: every group with what stands above its bar."""
    return t("stacks.between").join(_said(row, t, of) for row in groups.iter_rows(named=True))


def _length(row: Row, of: Stack) -> Decimal:
    return sum((Decimal(row[name] or 0) for name, _ in of.parts), Decimal(0))


def _bars(rows: list[Row], t: Translator, of: Stack, name: str, role: Role) -> theme.Trace:
    colour, hatching = STYLES[role]
    return {
        "type": "bar",
        "orientation": "h",
        "x": [theme.coordinate(row[name]) for row in rows],
        "y": [at + BAR_AT for at in range(len(rows))],
        "width": BAR,
        "marker": {"color": colour, "pattern": HATCHED | {"shape": hatching}},
        "customdata": [
            [f"{_name(row, t, of)}<br>{_part(row, name, t, of)}", *(row[each] for each in of.ids)]
            for row in rows
        ],
        "hovertemplate": "%{customdata[0]}<extra></extra>",
    }


def _words(rows: list[Row], t: Translator, of: Stack) -> theme.Trace:
    return {
        "type": "scatter",
        "mode": "text",
        "x": [0 for _ in rows],
        "y": [at + WORDS_AT for at in range(len(rows))],
        "text": [_said(row, t, of) for row in rows],
        "textposition": "middle right",
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _said(row: Row, t: Translator, of: Stack) -> str:
    texts = {name: _text(name, value, t, of.decimals) for name, value in row.items()}
    parts = [_part(row, name, t, of) for name, _ in of.parts if row[name]]
    listed = t("stacks.separator").join(parts) or t(f"{of.words}.none")
    return t(f"{of.words}.bar", **texts | {"label": _name(row, t, of), "parts": listed})


def _name(row: Row, t: Translator, of: Stack) -> str:
    name = row[of.label]
    if name is None:
        return t(f"{of.words}.unnamed")
    return theme.short(t(f"{of.names}.{name}") if of.names else str(name))


def _part(row: Row, name: str, t: Translator, of: Stack) -> str:
    return t(f"{of.words}.part.{name}", n=_text(name, row[name], t, of.decimals))


def _text(name: str, value: Any, t: Translator, decimals: int) -> str:
    """Written as the name of its column says: money, shares, other numbers, texts."""
    if value is None:
        return MISSING
    if name.endswith("_wanyuan"):
        return amount(value, t.language)
    if name.endswith("_share"):
        return percent(value, t.language, decimals)
    if isinstance(value, Decimal):
        return number(value, t.language)
    return count(value, t.language) if isinstance(value, int) else str(value)
