"""What is worth saying about a filing though nothing is wrong with it.

What was read in a way that the sender may not expect, and what was left out. A note names its place
as a reject does; `kind` is a key of the texts in `locales/*/filing.toml`.
"""

from collections.abc import Iterable, Sequence

import polars as pl

SCHEMA = pl.Schema(
    {
        "table_name": pl.String,
        "source_sheet": pl.String,
        "source_row": pl.Int32,
        "column_name": pl.String,
        "kind": pl.String,
        "value": pl.String,
        "detail": pl.String,
    }
)
# What was found of a table's columns: the header it stands under, and how sure that is (of 100).
MAPPING = pl.Schema(
    {
        "table_name": pl.String,
        "source_sheet": pl.String,
        "header_row": pl.Int32,
        "sheet_column": pl.String,
        "header": pl.String,
        "column_name": pl.String,
        "how": pl.String,
        "score": pl.Float64,
    }
)
SHOWN_SPANS = 20


def note(
    kind: str,
    *,
    table: str | None = None,
    sheet: str | None = None,
    row: int | None = None,
    column: str | None = None,
    value: str | None = None,
    detail: str | None = None,
) -> dict[str, object]:
    """A note as a record; `row` is counted from 1, as a person counts."""
    place = {"table_name": table, "source_sheet": sheet, "source_row": row, "column_name": column}
    return {**place, "kind": kind, "value": value, "detail": detail}


def frame(records: Iterable[dict[str, object]], schema: pl.Schema = SCHEMA) -> pl.DataFrame:
    """The records as a frame of the schema, also if there are none."""
    return pl.DataFrame(list(records), schema=schema)


def spans(numbers: Iterable[int]) -> str:
    """Row numbers as people write them: 3、5–9、12; the first ones where there are very many."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    texts = [str(a) if a == b else f"{a}–{b}" for a, b in runs[:SHOWN_SPANS]]
    return "、".join([*texts, *(["…"] if len(runs) > SHOWN_SPANS else [])])


def letters(columns: Sequence[int]) -> str:
    """Columns, from 0, as a spreadsheet names them: A、C."""
    return "、".join(letter(column) for column in columns)


def letter(column: int) -> str:
    """A column, from 0, as a spreadsheet names it."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
