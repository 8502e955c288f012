"""The units that amounts are in: over a column, on a line above the table, never guessed."""

from collections.abc import Iterable

from pipelines.conform.header import Header
from pipelines.conform.labels import TO_WANYUAN, line_unit, money_unit, other_measure
from pipelines.conform.lines import is_line
from pipelines.conform.match import Unclear
from pipelines.read.grid import Grid


def lines_above(grid: Grid, top: int, begin: int) -> range:
    """The rows of titles and lines over a header: all on top of a sheet, else what is no data."""
    if begin == 0:
        return range(top)
    first = top
    rows = grid.rows(begin, top - begin)
    while first > begin and is_line(rows[first - 1 - begin]):
        first -= 1
    return range(first, top)


def texts_of(grid: Grid, rows: range) -> tuple[str, ...]:
    """All texts of some rows, each once."""
    lines = grid.rows(rows.start, len(rows))
    return tuple(dict.fromkeys(text for row in lines for text in row if text))


def unit_above(grid: Grid, header: Header, rows: range, *, is_beside: bool) -> str | None:
    """The unit that lines state over a table; of tables side by side, over their own columns."""
    first, last = (header.left, header.right) if is_beside else (0, grid.cells.width)
    texts = [
        (text, row in rows)
        for row in (*rows, *range(header.top, header.bottom + 1))
        for text in grid.rows(row, 1)[0][first : last + 1]
        if text
    ]
    # In a header row only a cell that is nothing but a unit line speaks for the table.
    return _one_known(
        unit for text, is_above in texts if (unit := line_unit(text, whole=not is_above))
    )


def repeats_of(grid: Grid, header: Header, rows: list[int], lines: range) -> tuple[int, ...]:
    """The rows of repeated headers with the lines above them, which must state the same unit."""
    found: set[int] = set(rows)
    for row in rows:
        above = lines_above(grid, row, header.bottom + 1)
        found.update(above)
        units = [unit_above(grid, header, part, is_beside=False) for part in (lines, above)]
        if units[1] is not None and units[0] != units[1]:
            raise Unclear("units_disagree", "、".join(str(unit) for unit in units if unit))
    return tuple(sorted(found))


def _one_known(units: Iterable[str]) -> str | None:
    stated = sorted(set(units))
    strange = [unit for unit in stated if unit not in TO_WANYUAN]
    if strange:
        raise Unclear("unknown_money_unit", "、".join(strange), "、".join(TO_WANYUAN))
    if len(stated) > 1:
        raise Unclear("units_disagree", "、".join(stated))
    return stated[0] if stated else None


def units_over(header: Header) -> dict[str, str]:
    """The units that headers state over their columns, the lowest first."""
    stated: dict[str, str] = {}
    for match in header.matches:
        type_ = header.table.column(match.name).type
        labels = header.stacks[match.at]
        strange = next((unit for label in labels if (unit := other_measure(label, type_))), None)
        if strange:
            raise Unclear("unknown_measure", match.label, header.table.column(match.name).unit)
        if type_ == "money":
            units = [unit for label in reversed(labels) if (unit := money_unit(label))]
            if units and _one_known(units[:1]):
                stated[match.name] = units[0]
    return stated
