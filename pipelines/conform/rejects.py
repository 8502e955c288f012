"""What could not be taken, and why.

A reject names sheet, row, column and value and keeps the whole row as it was sent. `reason` is a
key of the texts in `locales/*/filing.toml`, which say it in words and name the remedy. `row_key` is
what the row is called by its table's key, so that it is known again when it is filed anew.
"""

import json
from dataclasses import dataclass

import polars as pl

from warehouse.tables import TABLES

TYPED = "typed "  # put before a column's name to hold its value beside its text

SCHEMA = pl.Schema(
    {
        "table_name": pl.String,
        "source_sheet": pl.String,
        "source_row": pl.Int32,
        "column_name": pl.String,
        "value": pl.String,
        "reason": pl.String,
        "expected": pl.String,
        "cells": pl.String,
        "row_key": pl.String,
    }
)
# What a person can be shown of a cell; the whole row is kept beside it.
LONGEST_VALUE = 500


@dataclass(frozen=True)
class Fault:
    """A way in which a row can be wrong: `where` is true for the rows that are."""

    where: pl.Expr
    reason: str
    column: str | None = None
    value: pl.Expr | None = None
    expected: str = ""


def judge(
    table: str, rows: pl.DataFrame, faults: list[Fault], sent: list[str]
) -> tuple[pl.Series, pl.DataFrame]:
    """For each row whether it is good, and a reject for every fault of those that are not.

    `rows` has source_sheet and source_row; `sent` are its columns that hold the row as it came.
    """
    masks = rows.select(
        fault.where.fill_null(False).alias(str(number)) for number, fault in enumerate(faults)
    )
    if masks.is_empty() or not any(masks.select(pl.all().any()).row(0)):
        return pl.Series([True]).new_from_index(0, rows.height), SCHEMA.to_frame()
    parts = [
        _rejects(table, rows.filter(masks[str(number)]), fault, sent)
        for number, fault in enumerate(faults)
        if masks[str(number)].any()
    ]
    good = ~masks.select(pl.any_horizontal(pl.all())).to_series()
    return good, pl.concat(parts).sort("source_row", "column_name", maintain_order=True)


def refusal(
    table: str | None, sheet: str | None, reason: str, value: str, expected: str
) -> pl.DataFrame:
    """A sheet or file that cannot be taken at all, as a single reject without a row."""
    record = {
        "table_name": table,
        "source_sheet": sheet,
        "source_row": None,
        "column_name": None,
        "value": value,
        "reason": reason,
        "expected": expected,
        "cells": None,
        "row_key": None,
    }
    return pl.DataFrame([record], schema=SCHEMA)


def _rejects(table: str, rows: pl.DataFrame, fault: Fault, sent: list[str]) -> pl.DataFrame:
    value = fault.value if fault.value is not None else pl.lit(None)
    return (
        rows.select(
            "source_sheet",
            "source_row",
            table_name=pl.lit(table),
            column_name=pl.lit(fault.column, dtype=pl.String),
            value=value.cast(pl.String).str.head(LONGEST_VALUE),
            reason=pl.lit(fault.reason),
            expected=pl.lit(fault.expected),
            row_key=_row_key(table, rows.columns),
        )
        .with_columns(cells=pl.Series(_cells(rows.select(sent)), dtype=pl.String))
        .select(SCHEMA.names())
        .cast(SCHEMA)
    )


def _row_key(table: str, columns: list[str]) -> pl.Expr:
    """The key's values as they were read, or else as they stand there; null without its first."""
    first, *others = (
        pl.coalesce(
            pl.col(each).cast(pl.String) for each in (TYPED + name, name) if each in columns
        )
        for name in TABLES[table].key
    )
    return pl.when(first.is_not_null()).then(
        pl.concat_str([first, *others], separator=" ", ignore_nulls=True)
    )


def _cells(rows: pl.DataFrame) -> list[str]:
    return [json.dumps(row, ensure_ascii=False) for row in rows.iter_rows()]
