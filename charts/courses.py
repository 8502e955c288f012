"""The months of a race as lines: a course per unit, who stands out, and the traces that draw them.

The bump chart, its animation and the chart of scores share these, so that a unit has one colour
and a month without a rank is one gap in all of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import polars as pl

from charts import theme
from locales import Translator

LEADERS = 3
FONT_PIXELS = 12

Row = dict[str, Any]


@dataclass(frozen=True)
class Course:
    """A unit and what the query answered of it for each month; None for a month without a row."""

    unit_id: str
    unit: str
    rows: tuple[Row | None, ...]

    def values(self, name: str) -> list[Any]:
        """A column month by month; None where there is no row or nothing in it."""
        return [row and row[name] for row in self.rows]

    @property
    def rank(self) -> int | None:
        """The rank of the last month."""
        rank: int | None = self.values("rank")[-1]
        return rank


def months_of(history: pl.DataFrame) -> list[str]:
    """The months, in order."""
    return history["month"].unique().sort().to_list()


def courses(history: pl.DataFrame) -> list[Course]:
    """The course of every unit, in the order of the frame."""
    months = months_of(history)
    found: dict[str, dict[str, Row]] = {}
    for row in history.iter_rows(named=True):
        found.setdefault(row["unit_id"], {})[row["month"]] = row
    return [
        Course(
            unit_id,
            next(iter(rows.values()))["unit"],
            tuple(rows.get(month) for month in months),
        )
        for unit_id, rows in found.items()
    ]


def colours(found: list[Course], unit_id: str | None) -> dict[str, str]:
    """Who stands out, by id: the unit asked for, or else the leaders and the bottom."""
    if any(course.unit_id == unit_id for course in found):
        return {str(unit_id): theme.AHEAD}
    bottom = [course for course in found if course.values("is_bottom")[-1]]
    leading = [
        course
        for course in found
        if course.rank is not None and course.rank <= LEADERS and course not in bottom
    ]
    coloured = {
        course.unit_id: colour for course, colour in zip(leading, theme.LEADERS, strict=False)
    }
    return coloured | {course.unit_id: theme.BEHIND for course in bottom}


def lines(
    found: list[Course], column: str, months: list[str], stand_out: dict[str, str], t: Translator
) -> list[theme.Trace]:
    """One grey trace of all the others, then one for each that stands out.

    A point's customdata is what is said of it, the unit's id and the month.
    """
    # One trace for all, with a gap after each: forty traces would take ten times as long.
    quiet = [course for course in found if course.unit_id not in stand_out]
    grey = _line(quiet, column, months, t) | {
        "line": {"color": theme.MUTED, "width": 1.5},
        "marker": {"color": theme.MUTED, "size": 5},
        "opacity": 0.55,
    }
    return [grey] + [
        _line([course], column, months, t)
        | {
            "name": course.unit,
            "line": {"color": stand_out[course.unit_id], "width": 3},
            "marker": {"color": stand_out[course.unit_id], "size": 8},
        }
        for course in found
        if course.unit_id in stand_out
    ]


def _line(found: list[Course], column: str, months: list[str], t: Translator) -> theme.Trace:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [month for _ in found for month in [*months, None]],
        "y": [
            theme.coordinate(value) for course in found for value in [*course.values(column), None]
        ],
        "connectgaps": False,
        "cliponaxis": False,
        "customdata": [said for course in found for said in _said(course, months, t)],
        "hovertemplate": "%{customdata[0]}<extra></extra>",
    }


def _said(course: Course, months: list[str], t: Translator) -> Iterator[list[str | None]]:
    for month, row in zip(months, course.rows, strict=True):
        if row is None or row["rank"] is None:
            yield [None, None, None]
        else:
            said = t("race.point", unit=course.unit, month=month, rank=row["rank"])
            yield [said, course.unit_id, month]
    yield [None, None, None]


def labels(
    found: list[Course], ranks: list[int | None], stand_out: dict[str, str], most: int
) -> tuple[list[int], list[str]]:
    """Where the names stand beside an axis of ranks, and the names with their rank.

    Of units that share a place the names stand below one another. A unit without a rank has none.
    """
    placed = sorted(
        ((rank, at) for at, rank in enumerate(ranks) if rank is not None), key=lambda each: each[0]
    )
    rows = spread([rank for rank, _ in placed])
    texts = [named(found[at], rank, stand_out, most) for rank, at in placed]
    return rows, texts


def named(course: Course, rank: int, stand_out: dict[str, str], most: int) -> str:
    """A unit's name after its rank, fit for a phone; bold and coloured if it stands out."""
    text = f"{rank} {fitting(course.unit, most)}"
    colour = stand_out.get(course.unit_id)
    return f'<b><span style="color:{colour}">{text}</span></b>' if colour else text


def fitting(name: str, most: int) -> str:
    """A name that is at most so many Latin letters wide; a Chinese character is two wide."""
    if width(name) <= most:
        return name
    kept = name
    while width(kept) >= most:
        kept = kept[:-1]
    return f"{kept}…"


def width(text: str) -> int:
    """How wide a text is in Latin letters; a Chinese character is two wide."""
    return sum(1 if character.isascii() else 2 for character in text)


def spread(ranks: list[int]) -> list[int]:
    """Where names stand: at their rank, or below the name before where places are shared."""
    rows: list[int] = []
    for rank in ranks:
        rows.append(max(rank, rows[-1] + 1 if rows else rank))
    return rows


def carrier(axis: str, months: list[str], y: float) -> theme.Trace:
    """A trace that shows nothing: without one, an axis of names on the right is not drawn."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [months[-1]],
        "y": [y],
        "yaxis": axis,
        "marker": {"opacity": 0},
        "hoverinfo": "skip",
    }
