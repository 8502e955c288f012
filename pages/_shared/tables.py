"""Tables that can be sorted and searched. How a column is shown follows from its name.

Every column has its heading in the catalogue under `columns`. Columns of ids are given `words`, the
section of the catalogue that says what the ids mean. `source_file`, `source_sheet` and `source_row`
(also with a prefix) become one column: the place where a reader finds what was filed.
"""

from collections.abc import Mapping
from typing import Any

import polars as pl
import streamlit as st

from locales import MISSING
from pages._shared.run import Run

SHARES = ("_rate", "_progress", "_attainment")
MOST_ROWS_WHOLE = 40
HEIGHT_PIXELS = 640
SOURCE = "source_file"


def table(frame: pl.DataFrame, alt: str, run: Run, words: Mapping[str, str] | None = None) -> None:
    """A frame, whole if it is short. Shares are percentages, what is missing is a dash."""
    texts = readable(frame, run, words or {})
    st.dataframe(
        _numbers(texts),
        column_config={name: _column(name, run) for name in texts.columns},
        hide_index=True,
        height="content" if texts.height <= MOST_ROWS_WHOLE else HEIGHT_PIXELS,
        placeholder=MISSING,
        alt=alt,
    )


def readable(frame: pl.DataFrame, run: Run, words: Mapping[str, str]) -> pl.DataFrame:
    """The frame with origins in one column, ids in words and flags as a word or nothing."""
    return _named(_placed(frame, run), words, run)


def filled(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame without the columns in which nothing is given: a page shows none of those."""
    return frame.select(name for name in frame.columns if frame[name].null_count() < frame.height)


def _placed(frame: pl.DataFrame, run: Run) -> pl.DataFrame:
    """The three columns of every origin as one: file, sheet and row."""
    for name in [name for name in frame.columns if name.endswith(SOURCE)]:
        prefix = name.removesuffix(SOURCE)
        parts = [f"{prefix}source_{part}" for part in ("file", "sheet", "row")]
        place = pl.format(run.t("tables.place", file="{}", sheet="{}", row="{}"), *parts)
        frame = frame.with_columns(place.alias(f"{prefix}source")).drop(parts)
    return frame


def _named(frame: pl.DataFrame, words: Mapping[str, str], run: Run) -> pl.DataFrame:
    """Ids and flags in words."""
    texts = []
    for name in frame.columns:
        if frame.schema[name] == pl.Boolean:
            texts.append(pl.when(name).then(pl.lit(run.t("tables.yes"))).alias(name))
        elif name in words:
            known = frame[name].drop_nulls().unique().to_list()
            named = {each: run.t(f"{words[name]}.{each}") for each in known}
            texts.append(pl.col(name).replace_strict(named, return_dtype=pl.String))
    return frame.with_columns(texts)


def _numbers(frame: pl.DataFrame) -> pl.DataFrame:
    """What the browser can show: decimals as floats, shares as percent, lists as texts."""
    return frame.with_columns(
        (pl.col(name) * 100).cast(pl.Float64) for name in frame.columns if name.endswith(SHARES)
    ).with_columns(
        pl.col(pl.Decimal).cast(pl.Float64),
        *(
            pl.col(name).cast(pl.List(pl.String)).list.join(", ")
            for name, kind in frame.schema.items()
            if isinstance(kind, pl.List)
        ),
    )


def _column(name: str, run: Run) -> Any:
    heading, decimals = run.t(f"columns.{name}"), run.choice.rate_decimals
    if name.endswith(SHARES):
        return st.column_config.NumberColumn(heading, format=f"%.{decimals}f%%")
    if name.endswith("_points"):
        return st.column_config.NumberColumn(heading, format=f"%+.{decimals}f")
    if name.endswith("_wanyuan"):
        return st.column_config.NumberColumn(heading, format="accounting")
    if name.endswith("_on"):
        return st.column_config.DateColumn(heading, format="YYYY-MM-DD")
    if name == "unit":
        return st.column_config.Column(heading, pinned=True, width="medium")
    return st.column_config.Column(heading)
