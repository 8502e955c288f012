"""Explanations as a table: a row for each part of a score, fractions as texts and as decimals."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any

import polars as pl

from campaigns.components import AMOUNT
from campaigns.exact import decimal
from campaigns.explanation import Counted, Deducted, Explanation

PLACES = 12
EXACT = pl.Decimal(38, PLACES)
RULE = pl.Decimal(18, 4)
FRACTIONS = ("attainment", "counted", "share", "points")
SCHEMA: dict[str, Any] = {
    **dict.fromkeys(("month", "unit_id"), pl.String),
    "position": pl.Int32,
    **dict.fromkeys(("part", "part_id", "part_kind"), pl.String),
    "applies": pl.Boolean,
    **dict.fromkeys(("done", "due"), AMOUNT),
    **dict.fromkeys(("weight", "cap"), RULE),
    **dict.fromkeys(("count", "of_projects"), pl.Int64),
    **dict.fromkeys(FRACTIONS, EXACT),
    **dict.fromkeys((f"{name}_exact" for name in FRACTIONS), pl.String),
    **dict.fromkeys(("is_capped", "is_small"), pl.Boolean),
}
Row = dict[str, Any]


def frame(explained: Iterable[Explanation]) -> pl.DataFrame:
    """One row per month, unit and part of the score, the score itself last.

    The `points_exact` of all parts add up to those of the score. Without a score there are only
    components and deductions.
    """
    rows = [
        {"month": one.month, "unit_id": one.unit_id, "position": position, **row}
        for one in explained
        for position, row in enumerate(_rows(one))
    ]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def _rows(one: Explanation) -> Iterator[Row]:
    yield from map(_component, one.components)
    yield from map(_deduction, one.deductions)
    if one.score is not None:
        yield {"part": "floor"} | _fractions(points=one.floor)
        yield {"part": "rounding"} | _fractions(points=one.rounding)
        yield {"part": "score"} | _fractions(points=Fraction(one.score))


def _component(part: Counted) -> Row:
    return {
        "part": "component",
        "part_id": part.id,
        "part_kind": part.kind,
        "applies": part.applies,
        "done": part.done,
        "due": part.due,
        "weight": part.weight,
        "cap": part.cap,
        "is_capped": part.is_capped,
        "is_small": part.is_small,
        **_fractions(
            attainment=part.attainment,
            counted=part.counted,
            share=part.share,
            points=part.points,
        ),
    }


def _deduction(part: Deducted) -> Row:
    ((count, of_projects),) = part.missed  # a unit's month is counted once for each rule
    return {
        "part": "deduction",
        "part_id": part.id,
        "count": count,
        "of_projects": of_projects,
        **_fractions(points=part.points),
    }


def _fractions(**values: Fraction | None) -> Row:
    return {
        key: written
        for name, value in values.items()
        if value is not None
        for key, written in ((name, decimal(value, PLACES)), (f"{name}_exact", str(value)))
    }
