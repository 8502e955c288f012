"""Rows of a month in which nothing is filled in: they are not filed, which is no fault."""

import polars as pl

from pipelines.conform.notes import note, spans
from warehouse.tables import Table


def told_apart(texts: pl.DataFrame, table: Table) -> tuple[pl.DataFrame, pl.Series]:
    """The rows in which something is filled in, and the numbers of those that only have a name."""
    if not table.named_by:
        return texts, texts["source_row"].clear()
    others = [column.name for column in table.columns if column.name not in table.named_by]
    is_empty = pl.all_horizontal(pl.col(others).is_null())
    return texts.filter(~is_empty), texts.filter(is_empty)["source_row"]


def notes(table: Table, sheet: str, empty: pl.Series, *, is_filed: bool) -> list[dict[str, object]]:
    """A note on the rows that were left empty, or on the table if there are no others."""
    if not is_filed:
        return [note("table_not_filed", table=table.name, sheet=sheet, value=table.zh)]
    if empty.is_empty():
        return []
    return [note("not_filed", table=table.name, sheet=sheet, row=empty[0], value=spans(empty))]
