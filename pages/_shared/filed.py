"""Values that were filed, as pages show them: columns by their names, choices in words."""

from typing import Any

import polars as pl

from locales import Translator
from warehouse.tables import said


def in_words(frame: pl.DataFrame, values: tuple[str, ...], t: Translator) -> pl.DataFrame:
    """The frame with `table_name` gone, `column_name` by its name, and these values as read.

    A row of no column has no values; what is confidential says so.
    """
    rows = [_in_words(row, values, t) for row in frame.iter_rows(named=True)]
    return pl.DataFrame(rows, schema=frame.schema).drop("table_name", "is_hidden")


def _in_words(row: dict[str, Any], values: tuple[str, ...], t: Translator) -> dict[str, Any]:
    table, column = row["table_name"], row["column_name"]
    if column is None:
        return row
    texts = {name: _text(t, row, name) for name in values}
    return row | texts | {"column_name": said.column_name(t, table, column)}


def _text(t: Translator, row: dict[str, Any], name: str) -> str | None:
    if row["is_hidden"]:
        return t("corrections.hidden")
    if row[name] is None and name == "value_found":
        return None  # nothing else was found there, which is no blank
    return said.value(t, row["table_name"], row["column_name"], row[name])
