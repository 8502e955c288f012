"""A table as a sheet: title, line with unit and date, two header rows, rows, total, notes.

The grid is worked out before anything is written, so that the manifest knows the very row and
column of each cell, and both kinds of file show the same.
"""

from collections.abc import Sequence
from datetime import timedelta, timezone
from decimal import Decimal

from campaigns import Campaign
from campaigns.model import Contender
from pipelines.sample.cells import Cell, cell, in_unit, plain
from pipelines.sample.header import Grid, add_header
from pipelines.sample.model import SYNTHETIC, Filing, Row, Style
from warehouse.tables import TABLES, Column, Table

CHINA = timezone(timedelta(hours=8))
SHOWN_IF_FILLED = {
    "statistical_to_date_wanyuan",
    "in_production_on",
    "land_supplied_on",
    "top500",
    "tier",
    "site",
    "project_code",
    "domain",
}


def grid(filing: Filing, table_name: str, campaign: Campaign, style: Style) -> Grid:
    """The sheet of one table of a filing."""
    table, rows = TABLES[table_name], filing.tables[table_name]
    columns = [column for column in table.columns if _shown(column, rows, style)]
    units = {unit.code: unit for unit in campaign.units}
    top, left = int(style.margin_row), int(style.margin_column)
    made = Grid(_alias(table, style), cells=[[] for _ in range(top)])
    width = left + 1 + len(columns)
    made.columns = {column.name: left + 1 + at for at, column in enumerate(columns)}
    for line in (_title(filing, table, campaign), _line(filing, units[filing.unit], style)):
        _across(made, line, left, width)
    add_header(made, table, columns, style, left)
    for number, row in enumerate(rows, 1):
        cells = [
            row.written.get(c.name) or cell(c, row.values.get(c.name), style, units, number)
            if row.written.get(c.name) != ""
            else None
            for c in columns
        ]
        made.cells.append([*[None] * left, number, *cells])
        made.row_numbers.append(len(made.cells))
    _foot(made, columns, rows, style, left, width)
    return made


def _shown(column: Column, rows: Sequence[Row], style: Style) -> bool:
    if column.name == "month" and not column.required:
        written = any("month" in row.written for row in rows)
        return written or style.month_column or "invested_in_month_wanyuan" not in rows[0].values
    filled = any(row.values.get(column.name) is not None for row in rows)
    return filled or column.name not in SHOWN_IF_FILLED


def _alias(table: Table, style: Style) -> str:
    return table.aliases[0] if style.aliases else table.zh


def _title(filing: Filing, table: Table, campaign: Campaign) -> str:
    year, month = filing.month.split("-")
    ending = "" if table.zh.endswith("清单") else "表"
    return f"{campaign.name.zh}{year}年{int(month)}月{table.zh}{ending}"


def _line(filing: Filing, unit: Contender, style: Style) -> str:
    day = filing.filed_at.astimezone(CHINA)
    name = unit.aliases[0] if style.unit_names == "short" and unit.aliases else unit.name.zh
    parts = [f"填报单位：{name}", f"填报日期：{day.year}年{day.month}月{day.day}日"]
    if not style.money_in_header:
        parts.append(f"单位：{style.money}")
    return "    ".join(parts)


def _across(made: Grid, text: str, left: int, width: int) -> None:
    made.cells.append([*[None] * left, text, *[None] * (width - left - 1)])
    row = len(made.cells) - 1
    made.merges.append((row, left, row, width - 1))


def _foot(
    made: Grid,
    columns: Sequence[Column],
    rows: Sequence[Row],
    style: Style,
    left: int,
    width: int,
) -> None:
    totals = {made.columns[c.name]: _total(c, rows, style) for c in columns if _adds_up(c)}
    if totals:
        line: list[Cell] = [totals.get(at) for at in range(width)]
        line[left] = "合计"
        made.cells.append(line)
    _across(made, f"注：{SYNTHETIC}。", left, width)
    _across(made, "填表人：综合科", left, width)


def _adds_up(column: Column) -> bool:
    return column.type in ("money", "area")


def _total(column: Column, rows: Sequence[Row], style: Style) -> Decimal:
    amounts = [
        amount
        for row in rows
        if column.name not in row.written
        and isinstance(amount := row.values.get(column.name), Decimal)
    ]
    whole = sum(amounts, Decimal(0))
    return in_unit(whole, style) if column.type == "money" else plain(whole)
