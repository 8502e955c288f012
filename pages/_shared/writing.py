"""How a value is written follows from the name of its column, on every page alike.

`…_wanyuan` is an amount, `…_rate`, `…_progress`, `…_attainment` and `…_share` are shares,
`…_points` are percentage points; whole numbers are counts and lists are enumerations.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from locales import MISSING, Translator, amount, count, number, percent, points, score

MOST_NAMES = 5
SHARES = ("rate", "progress", "attainment", "share")


def written(row: dict[str, Any], t: Translator, rate_decimals: int) -> dict[str, str]:
    """The values of a row by column, as they are read. What is missing is a dash, never a zero."""
    return {name: _written(name, value, t, rate_decimals) for name, value in row.items()}


def _written(name: str, value: Any, t: Translator, rate_decimals: int) -> str:
    if value is None:
        return MISSING
    by_name: dict[str, Callable[[Decimal], str]] = {
        "wanyuan": lambda value: amount(value, t.language),
        "points": lambda value: points(
            value, t.language, rate_decimals, signed=not name.endswith("_size_points")
        ),
        "score": lambda value: score(value, t.language),
    } | dict.fromkeys(SHARES, lambda value: percent(value, t.language, rate_decimals))
    last_word = name.rpartition("_")[2]
    if last_word in by_name:
        return by_name[last_word](value)
    if isinstance(value, list):
        return _listed(value, t)
    if isinstance(value, Decimal):
        return number(value, t.language)
    return count(value, t.language) if isinstance(value, int) else str(value)


def _listed(names: list[str], t: Translator) -> str:
    """The names, or the first few and how many there are: a page is no register."""
    text = t("number.separator").join(names[:MOST_NAMES])
    return text if len(names) <= MOST_NAMES else t("number.among", names=text, n=len(names))
