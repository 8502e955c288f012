"""The tables of a sheet: where each begins and ends, and in what units its amounts are.

The unit of an amount stands in its column's header, in a line above the table, or on top of the
sheet. Nothing is read in a unit that nobody stated while another one stands in sight.
"""

from dataclasses import dataclass

from pipelines.conform.finder import headers
from pipelines.conform.header import Header, Headers
from pipelines.conform.labels import is_reference, plain
from pipelines.conform.layouts import Layouts
from pipelines.conform.match import Match, Unclear
from pipelines.conform.units import lines_above, repeats_of, texts_of, unit_above, units_over
from pipelines.read.grid import Grid
from warehouse.tables import TABLES, Table


@dataclass(frozen=True)
class Found:
    """A table found in a grid.

    `columns` maps canonical names to the grid's columns; `money` the money columns whose header
    states a unit to it; `above` is all text over the header, `on_top` all text over the sheet's
    first one. `first_row` is the first row of data, `end_row` the first that is no longer the
    table's. `left` and `right` bound its columns; `is_last` says that no table stands to its right.
    `repeats` are rows of repeated headers, `unread` its labels that are none of ours.
    """

    table: Table
    columns: dict[str, int]
    money: dict[str, str]
    money_line: str | None
    above: tuple[str, ...]
    on_top: tuple[str, ...]
    first_row: int
    end_row: int
    left: int
    right: int
    is_last: bool
    repeats: tuple[int, ...]
    matches: tuple[Match, ...]
    labels: tuple[str, ...]
    unread: tuple[str, ...]


@dataclass(eq=False)
class NotFound(Exception):
    """No table of ours, or none to be read; `reason` is a key of the reject texts."""

    reason: str
    value: str
    expected: str = ""


@dataclass(frozen=True)
class Sheet:
    """The tables of a sheet, and the rows, from 0, of headers that are none of our tables'."""

    tables: list[Found]
    others: list[int]


def tables_of(grid: Grid, table: str | None, money: str, layouts: Layouts) -> Sheet:
    """The tables in the grid: the one named, or whose name the sheet bears, or whatever is there.

    `money` is the unit of amounts where nobody states one. Raises NotFound: `not_a_table` where
    nothing looks like a table of ours, `no_column` where a required column is missing, and what
    else cannot be told (two columns of one name, units that disagree).
    """
    seen = _headers(grid, table, layouts)
    try:
        tables = [
            _found(grid, header, seen.found, seen.others, seen.repeats) for header in seen.found
        ]
        _refuse_unstated(tables, money)
    except Unclear as problem:
        raise NotFound(problem.reason, problem.value, problem.expected) from None
    return Sheet(tables, seen.others)


def headers_of(grid: Grid, table: str | None, layouts: Layouts) -> list[Header]:
    """The headers of the tables in the grid; raises NotFound where there is none that is whole."""
    return _headers(grid, table, layouts).found


def _headers(grid: Grid, table: str | None, layouts: Layouts) -> Headers:
    wanted = TABLES[table] if table else _named(grid.sheet)
    try:
        seen = headers(grid, wanted, layouts)
    except Unclear as problem:
        raise NotFound(problem.reason, problem.value, problem.expected) from None
    if not seen.found:
        raise NotFound("not_a_table", grid.sheet, "、".join(t.zh for t in TABLES.values()))
    missing = seen.found[0].missing
    if missing:
        labels = "、".join(dict.fromkeys(seen.found[0].labels))
        raise NotFound("no_column", labels, "、".join(missing))
    return seen


def _named(sheet: str) -> Table | None:
    return next((t for t in TABLES.values() if plain(sheet) in map(plain, t.titles)), None)


def _found(
    grid: Grid, header: Header, found: list[Header], others: list[int], repeats: list[int]
) -> Found:
    first = min(each.top for each in found)
    begin = max((each.bottom + 1 for each in found if each.bottom < header.top), default=0)
    lines = lines_above(grid, header.top, begin)
    beside = [each for each in found if each.bottom == header.bottom and each is not header]
    end = _end(grid, header, found, others)
    matched = {match.at for match in header.matches}
    unread = [
        stack[-1]
        for at, stack in enumerate(header.stacks)
        if stack and header.left <= at <= header.right and at not in matched
        if not is_reference(stack)
    ]
    return Found(
        table=header.table,
        columns={match.name: match.at for match in header.matches},
        money=units_over(header),
        money_line=unit_above(grid, header, lines, is_beside=bool(beside)),
        above=texts_of(grid, lines),
        on_top=texts_of(grid, range(first)),
        first_row=header.bottom + 1,
        end_row=end,
        left=header.left,
        right=header.right,
        is_last=not any(each.left > header.right for each in beside),
        repeats=repeats_of(
            grid, header, [row for row in repeats if header.bottom < row < end], lines
        ),
        matches=header.matches,
        labels=tuple(header.labels),
        unread=tuple(label for label in unread if plain(label) not in ("序号", "no", "no.")),
    )


def _end(grid: Grid, header: Header, found: list[Header], others: list[int]) -> int:
    """The first row that belongs to whatever stands below the table."""
    below = [
        lines_above(grid, each.top, header.bottom + 1).start
        for each in found
        if each.top > header.bottom and each.left <= header.right and header.left <= each.right
    ]
    return min([*below, *(row for row in others if row > header.bottom), grid.cells.height])


def _refuse_unstated(tables: list[Found], money: str) -> None:
    """Raise Unclear for a table without a unit beside one with another than the usual."""
    stated = {table.money_line for table in tables} - {None, money}
    for table in tables:
        amounts = [c.name for c in table.table.columns if c.type == "money"]
        silent = [name for name in amounts if name in table.columns and name not in table.money]
        if silent and table.money_line is None and stated:
            units = "、".join(sorted(str(unit) for unit in stated))
            raise Unclear("unit_unclear", table.table.zh, units)
