"""Known errors applied to a table as it was read: what is still wrong is put right, and said."""

from collections.abc import Iterable

import polars as pl

from pipelines.conform.filing import Conformed
from pipelines.conform.known_error import KnownError
from pipelines.conform.notes import SCHEMA, frame, note
from pipelines.conform.typed import literal, said
from warehouse.tables import TABLES

# The kinds of notes, which are keys of the texts in `locales/*/corrections.toml`.
APPLIED, STALE, UNMATCHED = "known_error_applied", "known_error_stale", "known_error_unmatched"


def put_right(conformed: Conformed, entries: Iterable[KnownError]) -> None:
    """Replace what the entries say is wrong, where it still stands there, and note each of them.

    An entry about a table that the file does not have says nothing of it.
    """
    told = []
    for each in entries:
        if each.table in conformed.tables:
            rows, note_ = _one(conformed.tables[each.table], each)
            conformed.tables[each.table] = rows
            told.append(note_)
    if told:
        conformed.notes = pl.concat([conformed.notes, frame(told, SCHEMA)])


def _one(rows: pl.DataFrame, entry: KnownError) -> tuple[pl.DataFrame, dict[str, object]]:
    """The rows with the entry applied, or as they are; and the note of what became of it."""
    table = TABLES[entry.table]
    is_row = pl.all_horizontal(
        pl.col(name).eq_missing(literal(value, table.column(name)))
        for name, value in zip(table.key, entry.key, strict=True)
    )
    column = pl.col(entry.column)
    found = rows.filter(is_row).select("source_sheet", "source_row", entry.column).rows()
    if not found:
        return rows, note(UNMATCHED, table=table.name, column=entry.column, detail=entry.id)
    sheet, row, value = found[0]  # a key occurs once
    place = {"table": table.name, "sheet": sheet, "row": row, "column": entry.column}
    if value != entry.wrong:
        return rows, note(STALE, **place, value=said(value), detail=entry.id)
    right = literal(entry.right, table.column(entry.column))
    rows = rows.with_columns(pl.when(is_row).then(right).otherwise(column).alias(entry.column))
    change = f"{said(entry.wrong)} → {said(entry.right)}"
    return rows, note(APPLIED, **place, value=change, detail=entry.id)
