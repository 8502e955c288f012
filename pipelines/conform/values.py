"""Text to typed values, as expressions over a whole sheet.

There are two ways for every type. `plain` takes what is written as a machine would write it, and
is all that most columns need; `written` also takes full-width digits, thousands separators and the
ways in which offices write dates, and is asked only for columns in which something is left over.
Neither takes what it is not sure of: the value is null then, and the row is rejected.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import polars as pl

from pipelines.conform.labels import TO_WANYUAN
from pipelines.conform.patterns import (
    CODE,
    MONTH,
    NUMBER,
    OWN_UNIT,
    SERIAL,
)
from pipelines.conform.rewrite import REWRITE, Parser, ungrouped
from warehouse.tables import Column, Type

MISSING = ("", "-", "—", "——", "－", "–", "/", "／", "无")
BLANKS = " \t\r\n\u3000\u00a0"
BLANK = f"[{BLANKS}]"
FULL_WIDTH = {chr(code + 0xFEE0): chr(code) for code in range(0x21, 0x7F)} | {"\u3000": " "}
YES = ("是", "√", "1", "有", "yes", "true", "y")
NO = ("否", "×", "0", "no", "false", "n")
FLAGS = dict.fromkeys(YES, True) | dict.fromkeys(NO, False)
EXACT = pl.Decimal(38, 8)
STORED = pl.Decimal(38, 4)


def present(texts: pl.DataFrame) -> list[pl.Expr]:
    """Every text without blanks around it; null where it says that there is nothing.

    Trimming writes a text anew, so columns without any blank are only looked at.
    """
    has_blanks = texts.select(pl.all().str.contains(BLANK).any()).row(0, named=True)
    return [
        _present(pl.col(name).str.strip_chars(BLANKS) if there else pl.col(name))
        for name, there in has_blanks.items()
    ]


def plain(text: pl.Expr, column: Column, *, money_unit: str, units: Mapping[str, str]) -> pl.Expr:
    """The column's values where they are plainly written; null elsewhere.

    `money_unit` is the unit in which amounts are written, `units` maps names to unit codes. Money
    comes out in 万元, rounded half up to the yuan.
    """
    if column.type == "money":
        return _scaled(_number(text), TO_WANYUAN[money_unit])
    if column.type == "choice":
        return _named(text, _choices(column))
    if column.type == "unit":
        return _named(text, units)
    return PLAIN[column.type](text)


def written(
    text: pl.Expr,
    column: Column,
    *,
    money_unit: str,
    units: Mapping[str, str],
    day_zero: date | None = None,
) -> pl.Expr:
    """The same, as a person would write it; null where it still cannot be told.

    `day_zero` is what serial numbers of dates count from; where nobody says, they are no dates. An
    amount that states its own unit (`600万元`) is in that unit.
    """
    narrow = text.str.replace_many(FULL_WIDTH).str.strip_chars(BLANKS)
    rewrite = REWRITE.get(column.type)
    value = plain(
        rewrite(narrow) if rewrite else narrow, column, money_unit=money_unit, units=units
    )
    if column.type == "money":
        return pl.coalesce(value, *_in_own_unit(narrow))
    if column.type == "date" and day_zero is not None:
        days = pl.when(narrow.str.contains(SERIAL)).then(narrow).cast(pl.Int32, strict=False)
        return pl.coalesce(value, pl.lit(day_zero) + pl.duration(days=days))
    return value


def _in_own_unit(narrow: pl.Expr) -> list[pl.Expr]:
    own = pl.when(narrow.str.contains(OWN_UNIT)).then(narrow)
    return [
        _scaled(_number(ungrouped(own.str.extract(rf"^(.*[0-9])\s*{unit}$"))), factor)
        for unit, factor in TO_WANYUAN.items()
    ]


def _present(trimmed: pl.Expr) -> pl.Expr:
    return pl.when(~trimmed.is_in(MISSING)).then(trimmed)


def _number(text: pl.Expr) -> pl.Expr:
    return pl.when(text.str.contains(NUMBER)).then(text).cast(EXACT, strict=False)


def _scaled(number: pl.Expr, factor: Decimal) -> pl.Expr:
    exact = number if factor == 1 else number * pl.lit(factor, dtype=pl.Decimal(9, 4))
    return exact.round(4, mode="half_away_from_zero").cast(STORED)


def _whole(text: pl.Expr) -> pl.Expr:
    number = _number(text)
    return pl.when(number == number.cast(pl.Int64)).then(number.cast(pl.Int64))


def _date(text: pl.Expr) -> pl.Expr:
    return text.str.to_date("%Y-%m-%d", strict=False)


def _fits(pattern: str) -> Parser:
    return lambda text: pl.when(text.str.contains(pattern)).then(text)


def _named(text: pl.Expr, ids: Mapping[str, str]) -> pl.Expr:
    return text.replace_strict(ids, default=None, return_dtype=pl.String)


def _choices(column: Column) -> dict[str, str]:
    return {
        name: choice.id
        for choice in reversed(column.choices)
        for name in (choice.zh, choice.en, choice.id, *choice.aliases)
    }


def _flag(text: pl.Expr) -> pl.Expr:
    return text.str.to_lowercase().replace_strict(FLAGS, default=None, return_dtype=pl.Boolean)


PLAIN: dict[Type, Parser] = {
    "text": lambda text: text,
    "area": lambda text: _scaled(_number(text), Decimal(1)),
    "percent": lambda text: _scaled(_number(text), Decimal(1)),
    "integer": _whole,
    "date": _date,
    "month": _fits(MONTH),
    "project_code": _fits(CODE),
    "flag": _flag,
}
