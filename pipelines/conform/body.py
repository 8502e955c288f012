"""The rows below a header: which are data, and what the others are.

Totals, notes, sections, repeated headers and the row of column numbers are left out and named. A
cell that is merged downwards stands for all of its rows.
"""

from collections import defaultdict
from dataclasses import dataclass

import polars as pl

from pipelines.conform.lines import is_numbering, row_kind
from pipelines.conform.notes import note
from pipelines.conform.patterns import CODE, COMPACT_CODE
from pipelines.conform.sheet import Found
from pipelines.conform.values import present
from pipelines.read.grid import Grid

SHORT = 80


@dataclass(frozen=True)
class Body:
    """`data` has the cells as they were sent (blanks and dashes are null), with row and sheet.

    `notes` are records of what was left out; `merged` holds for a grid's column the rows, counted
    from 1, that share one merged cell.
    """

    data: pl.DataFrame
    notes: list[dict[str, object]]
    texts: tuple[str, ...]
    merged: dict[int, list[int]]


def body(grid: Grid, found: Found) -> Body:
    """The table's rows, told apart."""
    # What stands beyond the header of a text file is a slip and has to be seen.
    right = grid.cells.width - 1 if grid.padded and found.is_last else found.right
    names = [str(column) for column in range(found.left, right + 1)]
    sent = grid.cells.slice(found.first_row, found.end_row - found.first_row)
    filled, merged = _filled(sent, grid, found)
    below = filled.select(
        pl.int_range(pl.len(), dtype=pl.Int32).add(found.first_row + 1).alias("source_row"),
        *present(filled),
        pl.lit(grid.sheet, dtype=pl.String).alias("source_sheet"),
    )
    others = _others(below, names, found)
    notes = [
        note(kind, table=found.table.name, sheet=grid.sheet, row=row, value=text[:SHORT])
        for row, (kind, text) in others.items()
        if kind != "blank"
    ]
    texts = tuple(text for kind, text in others.values() if kind == "note_row")
    data = below.filter(~pl.col("source_row").is_in(list(others))) if others else below
    return Body(data, notes, texts, merged)


def _filled(
    sent: pl.DataFrame, grid: Grid, found: Found
) -> tuple[pl.DataFrame, dict[int, list[int]]]:
    """The cells with every downward merge filled into all of its rows."""
    texts: dict[int, dict[int, str]] = defaultdict(dict)
    shared: dict[int, set[int]] = defaultdict(set)
    for (top, left), (bottom, _) in grid.merged:
        first = max(top, found.first_row) - found.first_row
        last = min(bottom, found.end_row - 1) - found.first_row
        if bottom == top or str(left) not in sent.columns or first >= last:
            continue
        text = grid.cells[top, left]
        if text is not None and top >= found.first_row:
            texts[left].update(dict.fromkeys(range(first, last + 1), text))
            shared[left] |= set(range(first + found.first_row + 1, last + found.first_row + 2))
    filled = [
        sent[str(column)].scatter(list(by_row), list(by_row.values()))
        for column, by_row in texts.items()
    ]
    return sent.with_columns(filled), {at: sorted(rows) for at, rows in shared.items()}


def _others(below: pl.DataFrame, names: list[str], found: Found) -> dict[int, tuple[str, str]]:
    """The rows that are no data, by number, with what they are and what they say.

    A row with a code in its place is data; few others are left to be looked at one by one.
    """
    key = found.table.key[0]
    at = found.columns.get(key)
    is_code = at is not None and found.table.column(key).type == "project_code"
    doubtful = below
    if is_code:
        fits = pl.col(str(at)).str.contains(f"{CODE}|{COMPACT_CODE}").fill_null(False)
        repeated = [row + 1 for row in found.repeats]
        doubtful = below.filter(~fits | pl.col("source_row").is_in(repeated))
    place = names.index(str(at)) if at is not None else None
    told: dict[int, tuple[str, str]] = {}
    for number, *cells in doubtful.select("source_row", *names).iter_rows():
        kind = row_kind(cells, place, is_code=is_code)
        if number - 1 in found.repeats:
            kind = "repeated_header"
        elif number == found.first_row + 1 and is_numbering(cells):
            kind = "numbering_row"
        if kind != "data":
            told[number] = (kind, " ".join(text for text in cells if text))
    return told
