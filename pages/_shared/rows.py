"""Tables whose rows lead to the row that was filed: the end of every way down."""

from collections.abc import Mapping

import polars as pl

from pages._shared import tables
from pages._shared.links import Lead
from pages._shared.run import Run

TO_ROW = Lead("row", ("table", "file", "sheet", "row"))
PLACE = ("source_file", "source_sheet", "source_row")


def filed(
    frame: pl.DataFrame,
    table: str,
    alt: str,
    run: Run,
    words: Mapping[str, str] | None = None,
    *,
    key: str,
) -> None:
    """A table that leads, row by row, to what was filed: `table` is the one that units file.

    The frame has its place in `source_file`, `source_sheet` and `source_row`. Rows without one lead
    nowhere, nor does a table in which none has.
    """
    if not set(PLACE) <= set(frame.columns):
        tables.table(frame, alt, run, words, key=key)
        return
    placed = frame.with_columns(table_id=pl.lit(table))
    tables.table(placed, alt, run, words, leads=TO_ROW, ids=("table_id", *PLACE), key=key)
