"""What a table's header is: its rows, the texts above each column, and the columns understood.

A header has one to four rows; a column is named by the texts above it, the most telling first.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipelines.conform.match import Match, Stack
from pipelines.read.grid import Grid
from warehouse.tables import Table


@dataclass(frozen=True)
class Header:
    """A table's header: `top` and `bottom` are rows from 0, `stacks` the texts above each column.

    `left` and `right` bound the columns of the table; `matches` are those that were understood.
    """

    table: Table
    top: int
    bottom: int
    left: int
    right: int
    stacks: tuple[Stack, ...]
    matches: tuple[Match, ...]

    @property
    def missing(self) -> list[str]:
        """The titles of required columns that are not there."""
        return [c.zh for c in self.table.columns if c.required and c.name not in self.names]

    @property
    def names(self) -> set[str]:
        """The canonical names of the columns found."""
        return {match.name for match in self.matches}

    @property
    def labels(self) -> list[str]:
        """The lowest text above each column, blank ones left out."""
        return [stack[-1] for stack in self.stacks[self.left : self.right + 1] if stack]

    @property
    def places(self) -> list[tuple[str, int]]:
        """Which column of the table stands in which of the grid."""
        return [(match.name, match.at) for match in self.matches]

    @property
    def score(self) -> tuple[int, int]:
        """The better the header, the greater: first nothing missing, then many columns."""
        return -len(self.missing), len(self.names)


@dataclass(frozen=True)
class Headers:
    """The headers of a sheet's tables from the top.

    `others` are rows with labels of ours over no whole table; `repeats` are rows that only repeat
    a header further up, as a long list does for printing.
    """

    found: list[Header]
    others: list[int] = field(default_factory=list)
    repeats: list[int] = field(default_factory=list)


Block = list[Header]


def stacks(grid: Grid, top: int, bottom: int) -> tuple[Stack, ...]:
    """For each column the texts above it, top down; a text merged across counts for its first."""
    full = grid.rows(top, bottom - top + 1)
    down = grid.rows(top, bottom - top + 1, across=False)
    if not any(right > left and top <= row <= bottom for (row, left), (_, right) in grid.merged):
        full = _grouped(full)
    found: list[Stack] = []
    for column in range(grid.cells.width):
        texts = [text for row in full if (text := (row[column] or "").strip())]
        lowest = next((at for at in reversed(range(len(full))) if full[at][column]), None)
        is_spilt = lowest is not None and not down[lowest][column]
        found.append(() if is_spilt else tuple(dict.fromkeys(texts)))
    return tuple(found)


def _grouped(rows: list[list[str | None]]) -> list[list[str | None]]:
    """The rows with the title of a group over all of its columns.

    Text has no merged cells: a program that saves it writes the title over the first column alone.
    A blank to the right of a title that has labels below it, over a label, was part of it; left
    blank, an amount would lose the unit that the title states.
    """
    filled = [list(row) for row in rows]
    for level, row in enumerate(filled[:-1]):
        for at in range(1, len(row)):
            is_bare = not any(above[at] for above in rows[: level + 1])
            if is_bare and _is_over(rows, level, at) and _is_over(rows, level, at - 1):
                row[at] = row[at - 1]
    return filled


def _is_over(rows: list[list[str | None]], level: int, at: int) -> bool:
    """Whether there is a label in the column below the level."""
    return any(row[at] for row in rows[level + 1 :])


def header_of(
    table: Table, rows: tuple[int, int], above: tuple[Stack, ...], matches: Sequence[Match]
) -> Header:
    """A header that reaches from the first labelled column to the last."""
    labelled = [at for at, stack in enumerate(above) if stack] or [0]
    return Header(table, *rows, labelled[0], labelled[-1], above, tuple(matches))
