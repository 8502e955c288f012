"""Where the headers of our tables stand in a grid.

A sheet may hold several tables, below each other or side by side with a blank column between them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from pipelines.conform import match
from pipelines.conform.header import Block, Header, Headers, header_of, stacks
from pipelines.conform.labels import plain
from pipelines.conform.layouts import Layouts
from pipelines.conform.lines import is_line, looks_like_data
from pipelines.conform.match import Stack, Unclear
from pipelines.conform.settle import sorted_out
from pipelines.read.grid import Grid
from warehouse.tables import TABLES, Table

SEARCHED_ROWS = 40
LEVELS = 4
NAMES = [label for table in TABLES.values() for c in table.columns for label in c.headers]


def headers(grid: Grid, wanted: Table | None, layouts: Layouts) -> Headers:
    """The headers of our tables in a sheet; of `wanted` where it is said which table it holds.

    Where that one is not there, its nearest header is the only one, with what is `missing`. Raises
    Unclear where a label could be two columns, or two labels the same one.
    """
    finder = _Finder(grid, wanted, layouts)
    blocks = [block for row in _candidates(grid) if (block := finder.block(row))]
    if not finder.is_found(blocks):
        top = range(min(SEARCHED_ROWS, grid.cells.height))
        blocks = [block for row in top if (block := finder.near(row))] or blocks
    if wanted and not finder.is_found(blocks):
        own = [header for block in blocks for header in block if header.table is wanted]
        return Headers(sorted(own, key=lambda header: header.score)[-1:])
    return sorted_out(finder.lowest_of_each(blocks), layouts)


@dataclass(frozen=True)
class _Finder:
    """Looks at rows of a grid as the lowest row of a header."""

    grid: Grid
    wanted: Table | None
    layouts: Layouts

    def is_found(self, blocks: Sequence[Block]) -> bool:
        """Whether a table is there with all it must have: the one that is wanted, or any."""
        whole = [header.table for block in blocks for header in block if not header.missing]
        return self.wanted in whole if self.wanted else bool(whole)

    def block(self, bottom: int) -> Block:
        """The tables below this row, side by side; none if it is no header."""
        remembered = self._remembered(bottom)
        if remembered:
            return remembered
        own = self.grid.rows(bottom, 1)[0]
        marks = self.marks(own)
        numbers = sum(looks_like_data([text]) for text in own)
        if numbers and numbers >= marks:
            return []
        if not marks and not (bottom and self.marks(self.grid.rows(bottom - 1, 1)[0]) > 1):
            return []
        top, above = self._above(bottom)
        return self._split((top, bottom), above)

    def _remembered(self, bottom: int) -> Block:
        """The tables whose headers were confirmed, if that is true of all of the row."""
        if not self.layouts.layouts:
            return []
        top, above = self._above(bottom)
        for parts in ([above], [_window(above, *run) for run in _runs(above)]):
            known = [(layout, part) for part in parts if (layout := self.layouts.find(part))]
            if known and len(known) == len(parts):
                return [header_of(k.table, (top, bottom), p, k.matches(p)) for k, p in known]
        return []

    def marks(self, row: Sequence[str | None]) -> int:
        """How many cells of a row are labels of ours by themselves."""
        said = self.layouts.said
        labels = [plain(text) for text in row if text]
        return sum(label in match.all_known() or label in said for label in labels)

    def near(self, bottom: int) -> Block:
        """The table below this row if its labels are at least near what it must have."""
        own = self.grid.rows(bottom, 1)[0]
        if is_line(own) or looks_like_data(own):
            return []
        top, above = self._above(bottom)
        made = []
        for table in [self.wanted] if self.wanted else TABLES.values():
            sure = match.exact(above, table, self.layouts.said)
            both = [*sure, *match.near(above, table, sure, self.layouts.said)]
            made.append(header_of(table, (top, bottom), above, both))
        whole = [header for header in made if len(header.names) > 1 and not header.missing]
        best = max(whole, key=lambda header: header.score, default=None)
        return [best] if best else []

    def lowest_of_each(self, blocks: list[Block]) -> list[Block]:
        """Of headers that share rows the one with the most columns.

        Of equal ones the lower, if it has labels of its own: it may else be a first row of data.
        """
        kept: list[Block] = []
        for block in blocks:
            if not kept or block[0].top > kept[-1][0].bottom:
                kept.append(block)
                continue
            before, now = _block_score(kept[-1]), _block_score(block)
            own = self.marks(self.grid.rows(block[0].bottom, 1)[0])
            if now > before or (now == before and own > 1):
                kept[-1] = block
        return kept

    def _above(self, bottom: int) -> tuple[int, tuple[Stack, ...]]:
        """The first header row, below titles, lines, a blank row or data, and all texts from it."""
        first = max(0, bottom - LEVELS + 1)
        rows = self.grid.rows(first, bottom - first)
        top = bottom
        while top > first:
            row = rows[top - 1 - first]
            if is_line(row) or looks_like_data(row):
                break
            top -= 1
        return top, stacks(self.grid, top, bottom)

    def _split(self, rows: tuple[int, int], above: tuple[Stack, ...]) -> Block:
        """One table across the row, or several if each part between blank columns is whole."""
        parts = [
            part
            for left, right in _runs(above)
            if (part := self._best(rows, _window(above, left, right)))
        ]
        if len(parts) > 1 and not any(part.missing for part in parts):
            return parts
        whole = self._best(rows, above)
        return [whole] if whole else []

    def _best(self, rows: tuple[int, int], above: tuple[Stack, ...]) -> Header | None:
        """The table that these columns fit best; the one that is wanted before all others."""
        said = self.layouts.said
        made = (
            header_of(table, rows, above, match.exact(above, table, said))
            for table in TABLES.values()
        )
        found = [header for header in made if len(header.names) > 1]
        own = next((header for header in found if header.table is self.wanted), None)
        if own or not found:
            return own
        best = max(found, key=lambda header: header.score)
        rivals = [header.table.zh for header in found if header.score == best.score]
        if len(rivals) > 1 and not best.missing:
            raise Unclear("table_unclear", "、".join(best.labels), "、".join(rivals))
        return best


def _candidates(grid: Grid) -> list[int]:
    """The rows that may be headers: all at the top, and below those that hold a known label."""
    top = range(min(SEARCHED_ROWS, grid.cells.height))
    if grid.cells.height <= SEARCHED_ROWS:
        return list(top)
    rest = grid.cells.slice(SEARCHED_ROWS)
    known = pl.any_horizontal(pl.all().is_in(NAMES)).fill_null(False)
    return [*top, *(at + SEARCHED_ROWS for at in rest.select(known.arg_true()).to_series())]


def _window(above: tuple[Stack, ...], left: int, right: int) -> tuple[Stack, ...]:
    return tuple(stack if left <= at <= right else () for at, stack in enumerate(above))


def _runs(above: tuple[Stack, ...]) -> Iterator[tuple[int, int]]:
    """The stretches of labelled columns, first and last."""
    left: int | None = None
    for at, stack in enumerate([*above, ()]):
        if stack and left is None:
            left = at
        elif not stack and left is not None:
            yield left, at - 1
            left = None


def _block_score(block: Block) -> tuple[int, int]:
    return sum(-len(header.missing) for header in block), sum(len(h.names) for h in block)
