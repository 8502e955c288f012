"""What was understood of a file, as those say it who show it: `look`, `trial`, the report of a run.

Every list is cut after some entries and every value after some characters, so that no file makes
an answer that its reader cannot hold; how many there are is said beside.
"""

from collections.abc import Mapping
from typing import Any

import polars as pl

from locales import Translator, findings
from warehouse.store import Reading
from warehouse.tables import TABLES
from warehouse.tables.said import table_name, word

MOST_ENTRIES = 300
MOST_CHARACTERS = 200

Row = Mapping[str, Any]


def tables(reading: Reading, t: Translator) -> list[dict[str, Any]]:
    """Every table found: its id and name, the rows taken and the rows rejected."""
    return [
        {
            "table": filing.table.name,
            "name": table_name(t, filing.table.name),
            "rows": filing.frame.height,
            "rejected": filing.rejected_rows,
        }
        for filing in reading.filings
    ]


def mapping(reading: Reading, t: Translator) -> list[dict[str, Any]]:
    """Which header was taken for which column (`column` is its name), how, and how near."""
    return [
        row
        | {
            "name": table_name(t, row["table_name"]),
            "header": cut(row["header"]),
            "column": named(row, t),
        }
        for row in reading.mapping.head(MOST_ENTRIES).to_dicts()
    ]


def notes(reading: Reading, t: Translator) -> list[dict[str, Any]]:
    """Every note in words, with its place."""
    return [
        {"place": where(row, t), "sentence": findings.note(t, row)} for row in _rows(reading.notes)
    ]


def rejects(reading: Reading, t: Translator) -> list[dict[str, Any]]:
    """Every value that could not be taken: its place, itself, what is wrong and what to do."""
    return [
        {"place": where(row, t), "value": row["value"], "sentence": findings.reject(t, row)}
        for row in _rows(reading.rejects)
    ]


def where(row: Row, t: Translator) -> str:
    """The place of a finding within its file: sheet, row and column, as far as it has them."""
    at = t("filing.row", row=row["source_row"]) if row["source_row"] else None
    return " · ".join(part for part in (row["source_sheet"], at, named(row, t)) if part)


def named(row: Row, t: Translator) -> str | None:
    """The name of the column that a finding is about; None where it is about none."""
    table = TABLES.get(row["table_name"] or "")
    if table is None or not row["column_name"]:
        return None
    return word(t, table.column(row["column_name"]))


def cut(value: str | None) -> str | None:
    """A value as it came, or its beginning."""
    if value is None or len(value) <= MOST_CHARACTERS:
        return value
    return f"{value[:MOST_CHARACTERS]}…"


def _rows(frame: pl.DataFrame) -> list[dict[str, Any]]:
    texts = [name for name in ("value", "detail", "expected") if name in frame.columns]
    return [
        row | {name: cut(row[name]) for name in texts}
        for row in frame.head(MOST_ENTRIES).iter_rows(named=True)
    ]
