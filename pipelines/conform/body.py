"""The rows below a header: which are data, and what the others are.

Totals, notes, sections, repeated headers and the row of column numbers are left out and named. A
cell that is merged downwards stands for all of its rows.
"""

from collections import defaultdict
from dataclasses import dataclass

import polars as pl

from pipelines.conform.lines import NOTE, SECTION, TOTAL, is_numbering
from pipelines.conform.notes import note
from pipelines.conform.sheet import Found
from pipelines.conform.values import CODE, COMPACT_CODE, present
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
    kinds = _kinds(below, names, found)
    marked = below.with_columns(kind=kinds).filter(pl.col("kind") != "blank")
    others = marked.filter(pl.col("kind") != "data").with_columns(
        text=pl.concat_str(names, separator=" ", ignore_nulls=True).str.slice(0, SHORT)
    )
    notes = [
        note(kind, table=found.table.name, sheet=grid.sheet, row=row, value=text)
        for kind, row, text in others.select("kind", "source_row", "text").iter_rows()
    ]
    whole = tuple(others.filter(kind="note_row").select(pl.coalesce(names)).to_series())
    return Body(marked.filter(kind="data").select(below.columns), notes, whole, merged)


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


def _kinds(below: pl.DataFrame, names: list[str], found: Found) -> pl.Series:
    """For each row data, or what else it is."""
    cells = pl.col(names)
    key = pl.lit(None, dtype=pl.String)
    is_code = pl.lit(False)
    first_key = found.table.key[0]
    if first_key in found.columns:
        key = pl.col(str(found.columns[first_key]))
        if found.table.column(first_key).type == "project_code":
            is_code = key.str.contains(f"{CODE}|{COMPACT_CODE}").fill_null(False)
    first = pl.coalesce(cells)
    starts_total = pl.any_horizontal(pl.col(names[:3]).str.contains(TOTAL)).fill_null(False)
    any_total = pl.any_horizontal(cells.str.contains(TOTAL)).fill_null(False)
    filled = pl.sum_horizontal(cells.is_not_null())
    repeated = pl.col("source_row").is_in([row + 1 for row in found.repeats])
    kinds = (
        pl.when(filled == 0)
        .then(pl.lit("blank"))
        .when(repeated)
        .then(pl.lit("repeated_header"))
        .when(is_code)
        .then(pl.lit("data"))
        .when(starts_total | (any_total & _is_no_key(key, found)))
        .then(pl.lit("total_row"))
        .when((filled == 1) | first.str.contains(NOTE))
        .then(pl.lit("note_row"))
        .when(key.is_null() & first.str.contains(SECTION))
        .then(pl.lit("section_row"))
        .otherwise(pl.lit("data"))
    )
    told = below.select(kinds.alias("kind")).to_series()
    if below.height and is_numbering(list(below.select(names).row(0))):
        told = told.scatter(0, "numbering_row")
    return told


def _is_no_key(key: pl.Expr, found: Found) -> pl.Expr:
    """Where the key's place holds no key: nothing, or of codes what cannot be one."""
    if found.table.column(found.table.key[0]).type == "project_code":
        return key.is_null() | ~key.str.contains(r"[0-9]{4}-")
    return key.is_null() | key.str.contains(TOTAL)
