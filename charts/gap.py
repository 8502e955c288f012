"""Who contributes to being behind or ahead of what was planned to date, as a waterfall.

It starts at what was planned and ends at what is completed; the steps between are drawn as they
are summed, exactly, and none is left out: those that are too many are one step each side.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import plotly.graph_objects as go
import polars as pl

from charts import theme
from locales import MISSING, Translator, number
from locales.numbers import WANYUAN_PER_MILLION

ROW_PIXELS = 30
NUMBER_PIXELS = 96
MOST = {"behind": 8, "ahead": 4}
COLOURS = {"behind": theme.BEHIND, "ahead": theme.AHEAD, "not_filed": theme.MUTED}
HATCHED = {"not_filed": "/"}

Row = dict[str, Any]


@dataclass(frozen=True)
class Step:
    """One bar: from `start` to `end`, in 万元 from the plan on. `id` is None for what is summed.

    `state` is one of behind, ahead and not_filed; planned and completed for the first and the last.
    """

    name: str
    id: str | None
    start: Decimal
    end: Decimal
    state: str
    note: str = ""

    @property
    def amount(self) -> Decimal:
        """What this step adds; below zero where it takes away."""
        return self.end - self.start


def steps(parts: pl.DataFrame, t: Translator, *, unnamed: str) -> list[Step]:
    """From planned to completed: those behind, largest first, then those ahead; parts with no gap
    have no step. The last step's end is what all of them add up to.
    """
    rows = list(parts.sort("place").iter_rows(named=True))
    found: list[Step] = []
    reached = Decimal(0)
    for side, own in _sides(rows):
        kept, rest = _kept(own, MOST[side])
        for row in kept:
            start, reached = reached, reached + row["gap_wanyuan"]
            name = row["label"] or t(unnamed)
            state = "not_filed" if row["gap_state"] == "not_filed" else side
            found.append(Step(name, row["label_id"], start, reached, state, _note(row)))
        if rest:
            start, reached = reached, reached + sum(row["gap_wanyuan"] for row in rest)
            found.append(Step(t(f"gap.rest_{side}", n=len(rest)), None, start, reached, side))
    zero = Decimal(0)
    first = Step(t("gap.planned"), None, zero, zero, "planned")
    return [first, *found, Step(t("gap.completed"), None, zero, reached, "completed")]


def waterfall(parts: pl.DataFrame, t: Translator, *, unnamed: str) -> go.Figure:
    """A bar per step, the plan at the top, what is completed at the bottom.

    `parts` is what the query `completion_by_label` answers; `unnamed` is the key of the text for
    what has no label. The numbers stand beside the bars, in the unit that the first one names.
    """
    drawn = steps(parts, t, unnamed=unnamed)
    right = max(max(step.start, step.end) for step in drawn)
    left = min(min(step.start, step.end) for step in drawn)
    return theme.figure(
        [_bars(drawn, t), _numbers(drawn, parts, t), _connectors(drawn)],
        height=len(drawn) * ROW_PIXELS + 24,
        margin={"l": 8, "r": NUMBER_PIXELS, "t": 8, "b": 8},
        bargap=0.35,
        xaxis={
            "range": [float(left), float(right or Decimal(1))],
            "visible": False,
            "fixedrange": True,
        },
        yaxis=theme.NAMES_AXIS | {"categoryorder": "array", "categoryarray": _labels(drawn)},
    )


def _sides(rows: list[Row]) -> Iterator[tuple[str, list[Row]]]:
    yield "behind", [row for row in rows if row["gap_wanyuan"] < 0]
    yield "ahead", [row for row in rows if row["gap_wanyuan"] > 0]


def _kept(rows: list[Row], most: int) -> tuple[list[Row], list[Row]]:
    """The first few and all others; a single other is not worth a sum."""
    return (rows, []) if len(rows) <= most + 1 else (rows[:most], rows[most:])


def _note(row: Row) -> str:
    if row["gap_state"] == "not_filed":
        return "gap.never_filed"
    return "gap.carried" if row["filed_projects"] == 0 else ""


def _labels(drawn: list[Step]) -> list[str]:
    return [theme.short(step.name) for step in drawn]


def _bars(drawn: list[Step], t: Translator) -> theme.Trace:
    return {
        "type": "bar",
        "orientation": "h",
        "base": [float(step.start) for step in drawn],
        "x": [float(step.amount) for step in drawn],
        "y": _labels(drawn),
        "marker": {
            "color": [COLOURS.get(step.state, theme.MUTED) for step in drawn],
            "pattern": {"shape": [HATCHED.get(step.state, "") for step in drawn]},
        },
        # The last bar is the whole gap; beside it stands what is completed.
        "text": [f"<b>{_said(step, t)}</b>" if step.state == "completed" else "" for step in drawn],
        "textposition": "inside",
        "constraintext": "none",
        "insidetextanchor": "middle",
        "cliponaxis": False,
        "customdata": [[f"{step.name} {_said(step, t)}", step.id] for step in drawn],
        "hovertemplate": "%{customdata[0]}<extra></extra>",
    }


def _numbers(drawn: list[Step], parts: pl.DataFrame, t: Translator) -> theme.Trace:
    names = {"planned": "planned_to_date_wanyuan", "completed": "invested_to_date_wanyuan"}
    sums = {state: parts[name].drop_nulls().to_list() for state, name in names.items()}
    ends = {
        state: f"<b>{_written(sum(known, Decimal(0)), t) if known else MISSING}</b>"
        for state, known in sums.items()
    }
    return {
        "type": "scatter",
        "mode": "text",
        "x": [float(max(step.start, step.end)) for step in drawn],
        "y": _labels(drawn),
        "text": [f" {ends.get(step.state) or _said(step, t)}" for step in drawn],
        "textposition": "middle right",
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _connectors(drawn: list[Step]) -> theme.Trace:
    """Thin lines from where a step ends to where the next one begins."""
    labels = _labels(drawn)
    pairs = list(zip(drawn[:-1], labels[:-1], labels[1:], strict=True))
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [at for step, _, _ in pairs for at in (float(step.end), float(step.end), None)],
        "y": [at for _, upper, lower in pairs for at in (upper, lower, None)],
        "line": {"color": theme.MUTED, "width": 1},
        "hoverinfo": "skip",
    }


def _said(step: Step, t: Translator) -> str:
    sign = "−" if step.amount < 0 else "+" if step.amount > 0 else ""
    said = f"{sign}{_written(abs(step.amount), t)}"
    return t(step.note, n=said) if step.note else said


def _written(wanyuan: Decimal, t: Translator) -> str:
    """An amount in the unit that `gap.planned` names: 万元, or millions in English."""
    scale = Decimal(1) if t.language.startswith("zh") else WANYUAN_PER_MILLION
    return number(wanyuan / scale, t.language)
