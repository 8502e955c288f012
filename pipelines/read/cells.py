"""The values of a sheet as a frame of text, column by column."""

import datetime as dt
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

import polars as pl

from pipelines.read.beside import Beside

WHOLE = 10**15
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


def frame(rows: list[list[Any]], size: tuple[int, int], beside: Beside) -> pl.DataFrame:
    """A frame of `size` (rows, columns) of texts; what stands beside the values is put among them.

    Where every value of a column is of one kind, the whole column is turned at once.
    """
    height, width = size
    columns: list[Sequence[Any]] = list(zip(*rows, strict=True)) if rows else []
    names = [str(column) for column in range(width)]
    series = [
        _column(name, columns[at] if at < len(columns) else ())
        for at, name in enumerate(names)
    ]
    padded = [
        each if len(each) == height else each.extend(_nulls(each.name, height - len(each)))
        for each in series
    ]
    cells = pl.DataFrame(padded) if width else pl.DataFrame()
    return _with_texts(cells, columns, beside)


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
        texts = pl.Series(name, values, dtype=pl.String)
        if "" in values:
            # An empty text is an empty cell.
            return texts.to_frame().select(pl.when(pl.col(name) != "").then(pl.col(name))).to_series()
        return texts
    if kinds <= {float, int}:
        return _numbers(name, values)
    texts = {kind: TEXTS.get(kind, str) for kind in kinds}
    return pl.Series(name, [texts[type(value)](value) for value in values], dtype=pl.String)


def _numbers(name: str, values: Sequence[float]) -> pl.Series:
    """Whole numbers at once; of the others, fifteen digits each."""
    numbers = pl.Series(name, values, dtype=pl.Float64, strict=False)
    is_whole = (numbers == numbers.round()) & (numbers.abs() < WHOLE)
    if is_whole.all():
        return numbers.cast(pl.Int64).cast(pl.String)
    return pl.Series(name, list(map("{:.15g}".format, values)), dtype=pl.String)


def _nulls(name: str, count: int) -> pl.Series:
    return pl.Series(name, [None], dtype=pl.String).new_from_index(0, count)


def _with_texts(cells: pl.DataFrame, columns: list[Sequence[Any]], beside: Beside) -> pl.DataFrame:
    changes: dict[int, dict[int, str | None]] = {}
    for (row, column), written in beside.texts.items():
        changes.setdefault(column, {})[row] = written
    for row, column in beside.percent:
        if column < len(columns) and row < len(columns[column]):
            changes.setdefault(column, {})[row] = percent(columns[column][row])
    changed = [
        cells[str(column)].scatter(sorted(by_row), [by_row[row] for row in sorted(by_row)])
        for column, by_row in changes.items()
    ]
    return cells.with_columns(changed)
