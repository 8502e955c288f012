"""A sheet's cells, and the header of offices: two rows, groups over their columns, all merged."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipelines.sample.cells import Cell
from pipelines.sample.model import Style
from pipelines.sample.prospects import NODES
from warehouse.tables import Column, Table

GROUPS: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "progress": (
        (
            "投资完成情况",
            (
                "invested_in_month_wanyuan",
                "invested_to_date_wanyuan",
                "statistical_to_date_wanyuan",
            ),
        ),
        ("建设时间", ("started_on", "completed_on", "in_production_on")),
    ),
    "projects": (
        ("投资规模", ("total_investment_wanyuan", "period_plan_wanyuan")),
        ("建设工期", ("planned_start", "planned_completion")),
    ),
    "prospects": (
        (
            "推进节点",
            NODES,
        ),
    ),
}


@dataclass
class Grid:
    """Cells by row; `merges` are (first row, first column, last row, last column) from 0.

    `row_numbers` holds the number, from 1, of the sheet's row in which each data row stands.
    `columns` maps canonical names to positions from 0. `header_rows` are positions from 0.
    """

    sheet: str
    cells: list[list[Cell]] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    row_numbers: list[int] = field(default_factory=list)
    columns: dict[str, int] = field(default_factory=dict)
    header_rows: range = range(0)

    def at(self, row: int, column: str) -> Cell:
        """What stands in that column of the data row of that index."""
        return self.cells[self.row_numbers[row] - 1][self.columns[column]]

    def heading(self, column: str) -> str:
        """What is written above that column, in the last header row or the one above it."""
        at = self.columns[column]
        lines = [self.cells[row][at] for row in reversed(self.header_rows)]
        return next(str(text) for text in lines if text is not None)


def add_header(
    made: Grid, table: Table, columns: Sequence[Column], style: Style, left: int
) -> None:
    """Add the header below what is there; a CSV gets one row, without groups."""
    names = [_heading(column, style) for column in columns]
    if style.format == "csv":
        made.header_rows = range(len(made.cells), len(made.cells) + 1)
        made.cells.append([*[None] * left, "序号", *names])
        return
    row = len(made.cells)
    made.header_rows = range(row, row + 2)
    upper: list[Cell] = [*[None] * left, "序号", *names]
    lower: list[Cell] = [None] * len(upper)
    grouped = _groups(made, table, columns, style)
    for title, members in grouped:
        first, last = made.columns[members[0]], made.columns[members[-1]]
        lower[first : last + 1] = upper[first : last + 1]
        upper[first : last + 1] = [title, *[None] * (last - first)]
        made.merges.append((row, first, row, last))
    inside = {made.columns[name] for _, members in grouped for name in members}
    made.merges += [(row, at, row + 1, at) for at in range(left, len(upper)) if at not in inside]
    made.cells += [upper, lower]


def _heading(column: Column, style: Style) -> str:
    name = column.zh
    if style.aliases and column.aliases and not column.aliases[0].isascii():
        name = column.aliases[0]
    if column.type == "money":
        return f"{name}（{style.money}）" if style.money_in_header else name
    return f"{name}（{column.unit}）" if column.type in ("area", "percent") else name


def _groups(
    made: Grid, table: Table, columns: Sequence[Column], style: Style
) -> list[tuple[str, list[str]]]:
    money = {column.name for column in columns if column.type == "money"}
    groups = []
    for title, names in GROUPS.get(table.name, ()):
        members = [name for name in names if name in made.columns]
        if len(members) > 1:
            unit = f"（{style.money}）" if set(members) <= money else ""
            groups.append((title + ("" if style.money_in_header else unit), members))
    return groups
