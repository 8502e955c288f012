"""What a person writes, as a machine would write it: separators, days, months, codes."""

import re
from collections.abc import Callable

import polars as pl

from pipelines.conform.patterns import (
    COMPACT_CODE,
    COMPACT_DATE,
    GROUPED,
    MONTH_AS_DATE,
    SPOILT_CODE,
    WRITTEN_DATE,
    WRITTEN_MONTH,
)
from warehouse.tables import Type

Parser = Callable[[pl.Expr], pl.Expr]


def ungrouped(text: pl.Expr) -> pl.Expr:
    """A number without the separators of its thousands; other commas stay."""
    tight = text.str.replace_all(r"\s", "")
    return (
        pl.when(tight.str.contains(GROUPED)).then(tight.str.replace_all(",", "")).otherwise(tight)
    )


def _joined(*patterns: str) -> Parser:
    """The groups of the first pattern that fits, with hyphens between them."""

    def parser(text: pl.Expr) -> pl.Expr:
        readings = []
        for pattern in patterns:
            groups = re.compile(pattern).groups
            parts = [text.str.extract(pattern, group) for group in range(1, groups + 1)]
            padded = [parts[0], *(part.str.zfill(2) for part in parts[1:])]
            readings.append(pl.concat_str(padded, separator="-"))
        return pl.coalesce(readings)

    return parser


def _day(text: pl.Expr) -> pl.Expr:
    first = _joined(MONTH_AS_DATE)(text) + pl.lit("-01")
    return pl.coalesce(_joined(WRITTEN_DATE, COMPACT_DATE)(text), first)


def _hyphenated(text: pl.Expr) -> pl.Expr:
    """Twenty digits as a code; not where the last ones may have been lost."""
    is_whole = text.str.contains(COMPACT_CODE) & ~text.str.contains(SPOILT_CODE)
    groups = pl.concat_str(
        [text.str.slice(at, size) for at, size in ((0, 4), (4, 6), (10, 2), (12, 2), (14, 6))],
        separator="-",
    )
    return pl.when(is_whole).then(groups).otherwise(text)


REWRITE: dict[Type, Parser] = {
    "money": ungrouped,
    "area": lambda text: ungrouped(text.str.strip_suffix("亩")),
    "integer": ungrouped,
    "project_code": _hyphenated,
    "percent": lambda text: ungrouped(text.str.strip_suffix("%")),
    "date": _day,
    "month": _joined(WRITTEN_MONTH),
}
