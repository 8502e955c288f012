"""How the value of a target is written: in the unit it is measured in, as the document counts."""

from decimal import Decimal

from locales.catalogue import translator
from locales.numbers import MISSING, WANYUAN_PER_YI, amount, percent, score

YIYUAN = "亿元"
PERCENT = "%"
HUNDRED = Decimal(100)


def quantity(value: Decimal | None, measured_in: str, language: str, decimals: int) -> str:
    """A value with its unit; shares with `decimals`, what is counted as whole as it is.

    Money is written like every amount (targets state it in 亿元). What is missing is a dash.
    """
    if value is None:
        return MISSING
    if measured_in == YIYUAN:
        return amount(value * WANYUAN_PER_YI, language)
    if measured_in == PERCENT:
        return percent(value / HUNDRED, language, decimals)
    n = score(value, language, 0 if value == value.to_integral_value() else 2)
    return translator(language)(f"quantity.{measured_in}", n=n)


def required(value: Decimal | None, measured_in: str, language: str, decimals: int) -> str:
    """Likewise for what a document asks for: a whole percentage stays whole, as it is written."""
    is_whole = value is not None and value == value.to_integral_value()
    return quantity(value, measured_in, language, 0 if is_whole else decimals)
