"""What stands in a cell: a value as a unit of a given style writes it."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from campaigns.model import Contender
from pipelines.sample.model import Style, Value
from warehouse.tables import Column

Cell = str | Decimal | int | date | None

FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
EVERY_THIRD = 3  # of the amounts of a unit that types some of them in full width


def plain(amount: Decimal) -> Decimal:
    """The same amount without idle zeros and without an exponent."""
    return Decimal(f"{amount.normalize():f}")


def in_unit(amount_wanyuan: Decimal, style: Style) -> Decimal:
    """An amount in the unit that the style states money in."""
    return plain(amount_wanyuan.scaleb(-4) if style.money == "亿元" else amount_wanyuan)


def cell(
    column: Column, value: Value, style: Style, units: Mapping[str, Contender], row: int
) -> Cell:
    """The value of a column as it is written in the row of that number."""
    if value is None:
        return style.blank or None
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Decimal):
        return _amount(column, value, style, row)
    if isinstance(value, date):
        return value if style.dates == "excel" else style.dates.format(value)
    if column.type == "unit":
        return _unit(units[str(value)], style)
    if column.type == "choice":
        return _choice(column, str(value), style)
    return value


def _amount(column: Column, value: Decimal, style: Style, row: int) -> Cell:
    if column.type != "money":
        return plain(value)
    amount = in_unit(value, style)
    if style.full_width and row % EVERY_THIRD == 0:
        return str(amount).translate(FULL_WIDTH)
    return f"{amount:,f}" if style.separators else amount


def _unit(unit: Contender, style: Style) -> str | None:
    if style.unit_names == "blank":
        return style.blank or None
    return unit.aliases[0] if style.unit_names == "short" and unit.aliases else unit.name.zh


def _choice(column: Column, value: str, style: Style) -> str:
    choice = next(one for one in column.choices if one.id == value)
    return choice.aliases[0] if style.aliases and choice.aliases else choice.zh
