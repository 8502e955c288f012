"""How numbers, amounts, rates and months are written. Everything rounds half up, on Decimals.

Amounts come in 万元, rates as shares (0.6235 is 62.35 %). What is missing is written as a dash:
it is never a zero.
"""

import functools
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from babel import Locale
from babel.dates import format_datetime, format_skeleton
from babel.numbers import NumberPattern, parse_pattern

from locales.catalogue import translator

MISSING = "—"
CHINA = timedelta(hours=8)  # ahead of UTC, all over the country and all year
MOST_DECIMALS = 4
WANYUAN_PER_YI = Decimal(10_000)
WANYUAN_PER_MILLION = Decimal(100)


@dataclass(frozen=True)
class MoneyScale:
    """The unit that a whole chart is drawn in: its name, and how many 万元 it holds."""

    unit: str
    wanyuan: Decimal


def count(value: int | None, language: str) -> str:
    """A whole number with its thousands marked."""
    return MISSING if value is None else _number(Decimal(value), 0, language)


def score(value: Decimal | None, language: str, decimals: int = 2) -> str:
    """A score to the decimals that it was ranked by."""
    return MISSING if value is None else _number(value, decimals, language)


def number(value: Decimal | None, language: str) -> str:
    """A number of up to four decimals, as short as it is exact."""
    if value is None:
        return MISSING
    return str(_shortest().apply(_half_up(value, MOST_DECIMALS), _babel(language)))


def percent(share: Decimal | None, language: str, decimals: int) -> str:
    """A share as a percentage. It may pass 100 %, and is shown as it is."""
    return MISSING if share is None else f"{_number(share * 100, decimals, language)}%"


def points(value: Decimal | None, language: str, decimals: int, *, signed: bool = True) -> str:
    """A difference of two rates in percentage points; unsigned only where a word says which."""
    if value is None:
        return MISSING
    rounded = _half_up(value, decimals)
    sign = "" if not signed or not rounded else "+" if rounded > 0 else "−"
    return translator(language)(
        "number.points", value=f"{sign}{_number(abs(rounded), decimals, language)}"
    )


def amount(wanyuan: Decimal | None, language: str) -> str:
    """An amount the way the language's readers say it.

    Chinese: 亿元 with two decimals from 1 亿元 on, else 万元. English: millions with one decimal.
    Amounts so small that they would read as zero get two more.
    """
    if wanyuan is None:
        return MISSING
    scale = money_scale([wanyuan], language)
    return translator(language)(
        "number.amount",
        value=_number(wanyuan / scale.wanyuan, _decimals(wanyuan, language), language),
        unit=scale.unit,
    )


def money_scale(wanyuan: Iterable[Decimal | None], language: str) -> MoneyScale:
    """The unit in which amounts of this size are best drawn side by side."""
    largest = max((abs(value) for value in wanyuan if value is not None), default=Decimal(0))
    t = translator(language)
    if not language.startswith("zh"):
        return MoneyScale(t("number.million"), WANYUAN_PER_MILLION)
    if largest >= WANYUAN_PER_YI:
        return MoneyScale(t("number.yi"), WANYUAN_PER_YI)
    return MoneyScale(t("number.wan"), Decimal(1))


def column_wanyuan(language: str) -> Decimal:
    """How many 万元 the unit of a table's amounts holds, as its headings say: 万元, or CNY m.

    It does not depend on the amounts, so that two tables can be laid side by side.
    """
    return Decimal(1) if language.startswith("zh") else WANYUAN_PER_MILLION


def month_name(month: str, language: str) -> str:
    """A month `YYYY-MM` in words."""
    first = date.fromisoformat(f"{month}-01")
    return str(format_skeleton("yMMMM", first, locale=_babel(language)))


def moment(at: datetime | None, language: str) -> str:
    """A moment in UTC as day and time in China, to the minute."""
    if at is None:
        return MISSING
    return str(format_datetime(at + CHINA, "yyyy-MM-dd HH:mm", locale=_babel(language)))


def _decimals(wanyuan: Decimal, language: str) -> int:
    if language.startswith("zh"):
        return 0 if Decimal(100) <= abs(wanyuan) < WANYUAN_PER_YI or not wanyuan else 2
    return 1 if abs(wanyuan) >= WANYUAN_PER_MILLION or not wanyuan else 3


# A page has thousands of numbers, and the same ones at the next run and for the next reader.
@functools.lru_cache(maxsize=100_000)
def _number(value: Decimal, decimals: int, language: str) -> str:
    rounded = _half_up(value, decimals)
    return str(_pattern(decimals).apply(rounded, _babel(language)))


def _half_up(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


# Babel looks a locale up, and takes a pattern apart, anew for every number: a page has hundreds.
@functools.cache
def _pattern(decimals: int) -> NumberPattern:
    return parse_pattern("#,##0" + ("." + "0" * decimals if decimals else ""))


@functools.cache
def _shortest() -> NumberPattern:
    return parse_pattern("#,##0." + "#" * MOST_DECIMALS)


@functools.cache
def _babel(language: str) -> Locale:
    return Locale.parse(language.replace("-", "_"))
