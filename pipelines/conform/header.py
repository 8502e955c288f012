"""Where a table stands in a grid: its header rows, and which column is which.

A header may take one to three rows; a column's label is the lowest text in it. The unit of money
stands in the label, in the label of the group above it, or in a line above the table.
"""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.read.grid import Grid
from warehouse.tables import TABLES, Table

SEARCHED_ROWS = 40
DEPTHS = (1, 2, 3)
MONEY = re.compile(r"亿元|万元|元")
BRACKETS = re.compile(r"[（(\[【].*?[)）\]】]")
UNIT_LINE = re.compile(r"(?<![\u4e00-\u9fff])(?:金额|货币)?单位\s*[:：]\s*(亿元|万元|元)")
Rows = list[list[str | None]]


@dataclass(frozen=True)
class Found:
    """A table found in a grid.

    `columns` maps canonical names to the grid's columns; `money` the money columns whose label
    states a unit to it; `above` is all text above the header; `first_row` is the first row of data.
    """

    table: Table
    columns: dict[str, int]
    money: dict[str, str]
    money_line: str | None
    above: tuple[str, ...]
    first_row: int
    last_labelled: int


@dataclass(frozen=True)
class NotFound(Exception):
    """No header of the wanted table: what is missing, and what was found in its place."""

    reason: str
    value: str
    expected: str


@dataclass(frozen=True)
class _Candidate:
    table: Table
    bottom: int
    depth: int
    columns: dict[str, int]
    labels: list[str | None]
    twice: tuple[str, ...]

    @property
    def missing(self) -> list[str]:
        return [c.zh for c in self.table.columns if c.required and c.name not in self.columns]

    @property
    def score(self) -> tuple[int, int, int]:
        return (-len(self.missing), len(self.columns), -self.depth)


def find(grid: Grid, table: str | None) -> Found:
    """The table in the grid: the one named, or the one whose name the sheet bears, or the best.

    Raises NotFound: `not_a_table` where nothing looks like a table of ours, `no_column` where a
    required column is missing, `column_twice` where two columns bear the same name.
    """
    rows = grid.head(SEARCHED_ROWS)
    wanted = TABLES[table] if table else _named(grid.sheet)
    candidates = list(_candidates(rows, [wanted] if wanted else list(TABLES.values())))
    best = max(candidates, key=lambda candidate: candidate.score, default=None)
    if best is None or (wanted is None and best.missing):
        raise NotFound("not_a_table", grid.sheet, "、".join(t.zh for t in TABLES.values()))
    if best.missing:
        seen = "、".join(dict.fromkeys(label for label in best.labels if label))
        raise NotFound("no_column", seen, "、".join(best.missing))
    if best.twice:
        raise NotFound("column_twice", "、".join(best.twice), "")
    return _found(rows, best)


@functools.cache
def plain(label: str) -> str:
    """A label without spaces, line breaks, brackets and case, as headers are compared."""
    return BRACKETS.sub("", re.sub(r"\s", "", label)).lower()


def _named(sheet: str) -> Table | None:
    return next((t for t in TABLES.values() if plain(sheet) in map(plain, t.titles)), None)


def _candidates(rows: Rows, tables: list[Table]) -> Iterator[_Candidate]:
    for table in tables:
        known = {plain(header): c.name for c in reversed(table.columns) for header in c.headers}
        for bottom, depth in ((b, d) for b in range(len(rows)) for d in DEPTHS if d <= b + 1):
            labels = _labels(rows[bottom - depth + 1 : bottom + 1])
            matched = [known.get(plain(label)) if label else None for label in labels]
            names = [name for name in matched if name]
            if len(set(names)) >= 2:
                columns = {name: matched.index(name) for name in names}
                twice = tuple(sorted({name for name in names if names.count(name) > 1}))
                yield _Candidate(table, bottom, depth, columns, labels, twice)


def _labels(header: Rows) -> list[str | None]:
    return [
        next((row[column] for row in reversed(header) if row[column]), None)
        for column in range(len(header[-1]))
    ]


def _found(rows: Rows, best: _Candidate) -> Found:
    top = _top(rows, best.bottom)
    above = tuple(dict.fromkeys(text for row in rows[:top] for text in row if text))
    money = {
        name: unit
        for name, column in best.columns.items()
        if best.table.column(name).type == "money"
        if (unit := _money_unit([row[column] for row in rows[top : best.bottom + 1]]))
    }
    line = next((match[1] for text in above if (match := UNIT_LINE.search(text))), None)
    return Found(
        table=best.table,
        columns=best.columns,
        money=money,
        money_line=line,
        above=above,
        first_row=best.bottom + 1,
        last_labelled=max(column for column, label in enumerate(best.labels) if label),
    )


def _top(rows: Rows, bottom: int) -> int:
    """The first header row: titles and unit lines above it hold one text each."""
    top = bottom
    while top > 0 and bottom - top < max(DEPTHS) - 1 and len(set(rows[top - 1]) - {None}) > 1:
        top -= 1
    return top


def _money_unit(labels: list[str | None]) -> str | None:
    for label in reversed(labels):
        for bracket in BRACKETS.findall(label or ""):
            if match := MONEY.search(bracket):
                return match[0]
    return None
