"""What a sheet holds, before any program has written it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

Rows = Sequence[Sequence[Any]]
Merge = tuple[int, int, int, int]


@dataclass(frozen=True)
class Error:
    """A cell whose formula ended in an error, such as #REF!."""

    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Unworked:
    """A formula that no program has worked out."""

    formula: str

    def __str__(self) -> str:
        return f"={self.formula}"


@dataclass(frozen=True)
class Percent:
    """A share that the cell shows as percent."""

    share: float

    def __str__(self) -> str:
        return f"{self.share:.2%}"


@dataclass(frozen=True)
class Page:
    """A sheet: its rows of values, and what is merged (top, left, bottom, right) or hidden."""

    rows: Rows
    name: str = "月度进展"
    merges: Sequence[Merge] = ()
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[int] = ()
    is_hidden: bool = False


def cells_of(page: Page) -> Iterator[tuple[int, int, Any]]:
    """Row, column and value of every cell that holds something."""
    for row, cells in enumerate(page.rows):
        for column, value in enumerate(cells):
            if value is not None:
                yield row, column, value
