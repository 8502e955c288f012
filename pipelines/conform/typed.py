"""A single value as a file of settings writes it, in the type of a column of a filing."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

import polars as pl

from pipelines.conform.values import STORED, plain
from warehouse.tables import Column, Type

Value = str | int | Decimal | bool | dt.date | None
WANYUAN = "万元"
# How the types are kept in a frame; all others are texts.
KEPT: dict[Type, pl.DataType] = {
    "money": STORED,
    "area": STORED,
    "percent": STORED,
    "integer": pl.Int64(),
    "date": pl.Date(),
    "flag": pl.Boolean(),
}


class NotOfType(ValueError):
    """A value is none of its column's; the message says which and what it should be."""


def literal(value: Value, column: Column) -> pl.Expr:
    """The value as the column has it."""
    return pl.lit(value, dtype=KEPT.get(column.type, pl.String()))


def typed(value: object, column: Column, units: Mapping[str, str], name: str) -> Value:
    """The value in the column's type, money in 万元, nothing for "". Raises NotOfType.

    Nothing is rounded: what has more digits than the store keeps is refused. `units` maps names of
    units to codes; `name` is what the value is called in the message.
    """
    if value == "":
        return None
    text = str(value).lower() if isinstance(value, bool) else str(value)
    frame = pl.DataFrame({"text": [text]}, schema={"text": pl.String})
    found: Value = frame.select(
        plain(pl.col("text"), column, money_unit=WANYUAN, units=units)
    ).item()
    is_exact = not isinstance(found, Decimal) or Decimal(text) == found
    if found is None or not is_exact:
        choices = f": {', '.join(each.id for each in column.choices)}" if column.choices else ""
        raise NotOfType(f"{name}: {text!r} is no value of {column.name} ({column.type}{choices})")
    return found


def said(value: Value) -> str:
    """A value as text: as the store's text of it, without zeros at the end; nothing is blank."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    text = str(value)
    return text.rstrip("0").rstrip(".") if "." in text and not isinstance(value, str) else text
