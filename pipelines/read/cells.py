"""The values of a sheet as a frame of text, column by column."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import islice
from typing import Any

import polars as pl

from pipelines.read.beside import Beside
from pipelines.read.grid import Cell

WHOLE = 10**15
# Few enough to stay in the processor's cache.
ROWS_AT_ONCE = 5_000
MIDNIGHT = dt.time()


def _moment(value: dt.datetime) -> str:
    return value.date().isoformat() if value.time() == MIDNIGHT else str(value)


TEXTS: dict[type, Callable[[Any], str | None]] = {
    type(None): lambda _: None,
    str: lambda value: value or None,
    bool: lambda value: "是" if value else "否",
    float: "{:.15g}".format,
    dt.datetime: _moment,
}


def frame(
    rows: Iterable[list[Any]], left: int, size: tuple[int, int], beside: Beside
) -> pl.DataFrame:
    """A frame of `size` (rows, columns) of texts; what stands beside the values is put among them.

    `rows` begin at the first row of the sheet and at its column `left`. They are turned some at a
    time, each column at once, so that a sheet never lies in memory as Python's values.
    """
    height, width = size
    schema = dict.fromkeys(map(str, range(width)), pl.String)
    percents: dict[Cell, str | None] = {}
    shown: dict[int, list[Cell]] = defaultdict(list)
    for row, column in beside.percent:
        shown[row // ROWS_AT_ONCE].append((row, column))
    parts = [pl.DataFrame(schema=schema)]
    coming = iter(rows)
    first = 0
    while some := list(islice(coming, ROWS_AT_ONCE)):
        columns = zip(*some, strict=True)
        parts.append(
            pl.DataFrame([_column(str(at), each) for at, each in enumerate(columns, left)])
        )
        for row, column in shown[first // ROWS_AT_ONCE]:
            if row < first + len(some) and left <= column < left + len(some[0]):
                percents[row, column] = percent(some[row - first][column - left])
        first += len(some)
    cells = pl.concat(parts, how="diagonal")
    missing = height - cells.height
    if missing:
        cells = pl.concat([cells, pl.DataFrame({"": [None] * missing}).select(_empty(schema))])
    return _with_texts(cells, percents | beside.texts)


def text(value: object) -> str | None:
    """A value as the text that a machine would write; None for an empty cell."""
    return TEXTS.get(type(value), str)(value)


def percent(value: object) -> str | None:
    """A share as the percentage that the cell shows: 0.875 as 87.5%."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{(Decimal(f'{value:.15g}') * 100).normalize():f}%"
    return text(value)


def _column(name: str, values: Sequence[Any]) -> pl.Series:
    kinds = set(map(type, values))
    if kinds <= {str}:
        # An empty text is an empty cell.
        texts = [value or None for value in values] if "" in values else values
        return pl.Series(name, texts, dtype=pl.String)
    if kinds <= {float, int}:
        return _numbers(name, values)
    turn = {kind: TEXTS.get(kind, str) for kind in kinds}
    return pl.Series(name, [turn[type(value)](value) for value in values], dtype=pl.String)


def _numbers(name: str, values: Sequence[float]) -> pl.Series:
    """Whole numbers at once; of the others, fifteen digits each."""
    numbers = pl.Series(name, values, dtype=pl.Float64, strict=False)
    is_whole = (numbers == numbers.round()) & (numbers.abs() < WHOLE)
    if is_whole.all():
        return numbers.cast(pl.Int64).cast(pl.String)
    return pl.Series(name, list(map("{:.15g}".format, values)), dtype=pl.String)


def _empty(schema: Iterable[str]) -> list[pl.Expr]:
    return [pl.col("").cast(pl.String).alias(name) for name in schema]


def _with_texts(cells: pl.DataFrame, texts: Mapping[Cell, str | None]) -> pl.DataFrame:
    by_column: dict[int, dict[int, str | None]] = {}
    for (row, column), written in texts.items():
        by_column.setdefault(column, {})[row] = written
    changed = [
        cells[str(column)].scatter(sorted(by_row), [by_row[row] for row in sorted(by_row)])
        for column, by_row in by_column.items()
    ]
    return cells.with_columns(changed)
