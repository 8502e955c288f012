"""How a column of a table is written and how wide it is, by its name and its values.

The browser's grid measures some rows only and takes what is long among short ones for an outlier.
A number too long for its column it cuts on the left: 31.28 would read 1.28. So columns say
themselves how wide they are.
"""

import re
from typing import Any

import polars as pl
import streamlit as st

from locales import column_wanyuan
from pages._shared.run import Run
from pages._shared.writing import SHARES

SIGNED = {
    "places_gained": "%+d",
    "score_change": "%+.2f",
    "difference_wanyuan": "localized",
}
SENTENCES = {"done_by", "done_to", "why"}
WANYUAN = "_wanyuan"
DECIMALS = re.compile(r"\.(\d)")
MOST_DECIMALS = 4  # of a number whose column does not say how it is written
DAY_PIXELS, MEDIUM_PIXELS = 108, 200
DIGIT_PIXELS, LETTER_PIXELS, WIDE_PIXELS, PADDING_PIXELS = 8, 7, 14, 24


def numbers(frame: pl.DataFrame, run: Run) -> pl.DataFrame:
    """What the browser can show: decimals as floats, shares as percent, lists as texts.

    Amounts are in the unit that the headings of the reader's language name.
    """
    unit = column_wanyuan(run.t.language)
    amounts = [name for name in frame.columns if name.endswith(WANYUAN)] if unit != 1 else []
    return frame.with_columns(
        *((pl.col(name) * 100).cast(pl.Float64) for name in frame.columns if _is_share(name)),
        *(pl.col(name).cast(pl.Float64) / float(unit) for name in amounts),
    ).with_columns(
        pl.col(pl.Decimal).cast(pl.Float64),
        *(
            pl.col(name).cast(pl.List(pl.String)).list.join(", ")
            for name, kind in frame.schema.items()
            if isinstance(kind, pl.List)
        ),
    )


def shown(values: pl.Series, run: Run, *, is_pinned: bool = False) -> Any:
    """A column's heading and what its term means, how its values are written and how wide it is."""
    name = values.name
    heading, term = run.t(f"columns.{name}"), run.term(name)
    if name.endswith("_on"):
        return st.column_config.DateColumn(
            heading, format="YYYY-MM-DD", width=DAY_PIXELS, help=term, pinned=is_pinned
        )
    number = _number(name, run.choice.rate_decimals)
    if values.dtype.is_numeric():
        wide = max(_digits(values, number) * DIGIT_PIXELS, _pixels(heading)) + PADDING_PIXELS
        return st.column_config.NumberColumn(
            heading, format=number, width=wide, help=term, pinned=is_pinned
        )
    is_long = name in SENTENCES or name == "unit"
    return st.column_config.Column(
        heading,
        pinned=is_pinned,
        width="medium" if is_long else _width(values, heading),
        help=term,
    )


def _width(texts: pl.Series, heading: str) -> int | None:
    """As wide as the longest text; None where that is long, for the grid to find a balance."""
    longest = max(map(_pixels, (heading, *texts.cast(pl.String).drop_nulls().unique())))
    wide = longest + PADDING_PIXELS
    return wide if wide <= MEDIUM_PIXELS else None


def _pixels(text: str) -> int:
    wide = (len(text.encode()) - len(text)) // 2  # a Chinese character has three bytes
    return wide * WIDE_PIXELS + (len(text) - wide) * LETTER_PIXELS


def _digits(values: pl.Series, number: str | None) -> int:
    """How many characters the largest number has, with its sign and unit."""
    largest: Any = values.abs().max() or 0
    written = DECIMALS.search(number or "")
    decimals = int(written[1]) if written else MOST_DECIMALS if values.dtype.is_float() else 0
    return len(f"{largest:,.{decimals}f}") + len("+%")


def _number(name: str, decimals: int) -> str | None:
    """How a column of numbers is written; None where its name does not say."""
    if name in SIGNED:
        return SIGNED[name]
    if _is_share(name):
        return f"%.{decimals}f%%"
    if "score" in name.split("_"):
        return "%.2f"
    ends = {"points": f"%+.{decimals}f", "wanyuan": "accounting"}
    return ends.get(name.rpartition("_")[2])


def _is_share(name: str) -> bool:
    return name.rpartition("_")[2] in SHARES
