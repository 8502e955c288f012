"""Tables that can be sorted and searched. How a column is shown follows from its name.

Every column has its heading in the catalogue under `columns`. Columns of ids are given `words`, the
section of the catalogue that says what the ids mean. `source_file`, `source_sheet` and `source_row`
(also with a prefix) become one column: the place where a reader finds what was filed. Moments
(`…_at`) are day and time in China.
"""

import functools
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl
import streamlit as st

from locales import MISSING, moment
from pages._shared import columns
from pages._shared.links import Lead, row_clicked
from pages._shared.run import Run
from pages._shared.show import plain, source, wrapped

FEW_ROWS = 12
MOST_ROWS_WHOLE = 40
HEIGHT_PIXELS = 640
SOURCE = "source_file"


def table(
    frame: pl.DataFrame,
    alt: str,
    run: Run,
    words: Mapping[str, str] | None = None,
    *,
    leads: Lead | None = None,
    ids: Sequence[str] = (),
    key: str | None = None,
) -> None:
    """A frame, whole if it is short. Shares are percentages, what is missing is a dash.

    Where it leads on, a row that is ticked or whose first column is clicked does: `ids` are the
    columns with the ids, in the order of the lead's picks. Those named `…_id` are not shown. That
    column stays first: `grid.js` keeps the arrow keys out of it.
    """
    hidden = [name for name in ids if name.endswith("_id")]
    texts = readable(frame.drop(hidden), run, words or {})
    numbers = columns.numbers(texts, run)
    pinned = texts.columns[0] if leads else "unit"
    shown: dict[str, Any] = {
        "column_config": {
            column.name: columns.shown(column, run, is_pinned=column.name == pinned)
            for column in numbers
        },
        "hide_index": True,
        "height": "content" if texts.height <= MOST_ROWS_WHOLE else HEIGHT_PIXELS,
        "placeholder": MISSING,
        "alt": alt,
        "key": key,
    }
    if leads is None:
        st.dataframe(numbers.to_arrow(), **shown)
        return
    first = texts.columns[0]
    key = shown["key"] = key or f"{leads.page}-{'-'.join(frame.columns)}"
    picked = frame.select(ids).rows()
    st.dataframe(
        numbers.to_arrow(),
        **shown,
        selection_mode=["single-row", "single-cell"],
        on_select=functools.partial(row_clicked, key, leads, picked, first),
    )
    st.caption(run.t("tables.leads", column=run.t(f"columns.{first}")))


def filled(frame: pl.DataFrame, *kept: str) -> pl.DataFrame:
    """The frame without columns that give nothing and flags that no row has; `kept` stay."""
    return frame.select(
        column.name
        for column in frame
        if column.name in kept
        or (column.any() if column.dtype == pl.Boolean else column.null_count() < frame.height)
    )


def text(frame: pl.DataFrame, alt: str, run: Run, words: Mapping[str, str] | None = None) -> None:
    """A short frame as text that wraps, for sentences and names that must not be cut."""
    rows = [run.written(row) for row in readable(frame, run, words or {}).iter_rows(named=True)]
    headed = [{run.t(f"columns.{name}"): plain(said) for name, said in row.items()} for row in rows]
    wrapped(headed, alt)


def sentences(
    frame: pl.DataFrame, alt: str, run: Run, words: Mapping[str, str] | None = None
) -> None:
    """A frame with a sentence in each row: wrapped while there are few, to be searched if many."""
    (text if frame.height <= FEW_ROWS else table)(frame, alt, run, words)


def said(frame: pl.DataFrame, column: str, key: str, run: Run) -> pl.DataFrame:
    """The frame with a column of sentences: `key` is of the catalogue, with columns in braces.

    `slow.reason.{kind}` finds the text of every row's kind, and fills it with the row's values.
    """
    texts = [run.say(key.format(**row), row) for row in frame.iter_rows(named=True)]
    return frame.with_columns(pl.Series(column, texts, pl.String))


def readable(frame: pl.DataFrame, run: Run, words: Mapping[str, str]) -> pl.DataFrame:
    """The frame with origins in one column, ids in words and flags as a word or nothing.

    A clause is shown with the word that the number is ours, where it is: `clause` and `is_ours` are
    one column.
    """
    return _named(_sourced(_placed(frame, run), run), words, run)


def _sourced(frame: pl.DataFrame, run: Run) -> pl.DataFrame:
    if not {"clause", "is_ours"} <= set(frame.columns):
        return frame
    sources = [
        source(clause, is_ours, run) for clause, is_ours in frame.select("clause", "is_ours").rows()
    ]
    return frame.with_columns(clause=pl.Series(sources, dtype=pl.String)).drop("is_ours")


def _placed(frame: pl.DataFrame, run: Run) -> pl.DataFrame:
    """The three columns of every origin as one: file, sheet and row, and if it was put right."""
    for name in [name for name in frame.columns if name.endswith(SOURCE)]:
        prefix = name.removesuffix(SOURCE)
        parts = [f"{prefix}source_{part}" for part in ("file", "sheet", "row")]
        place = pl.format(run.t("tables.place", file="{}", sheet="{}", row="{}"), *parts)
        if run.put_right:
            marks = [row in run.put_right for row in frame.select(parts).iter_rows()]
            mark = pl.lit(run.t("corrections.marked"))
            place = place + pl.when(pl.Series(marks)).then(mark).otherwise(pl.lit(""))
        frame = frame.with_columns(place.alias(f"{prefix}source")).drop(parts)
    return frame


def _named(frame: pl.DataFrame, words: Mapping[str, str], run: Run) -> pl.DataFrame:
    """Ids and flags in words."""
    texts = []
    for name in frame.columns:
        if frame.schema[name] == pl.Boolean:
            texts.append(pl.when(name).then(pl.lit(run.t("tables.yes"))).alias(name))
        elif frame.schema[name] == pl.Datetime:
            texts.append(_moments(name, run))
        elif name in words:
            texts.append(_words(frame[name], words[name], run))
    return frame.with_columns(texts)


def _moments(name: str, run: Run) -> pl.Expr:
    """Moments as they are read in China."""
    return pl.col(name).map_elements(lambda at: moment(at, run.t.language), return_dtype=pl.String)


def _words(ids: pl.Series, section: str, run: Run) -> pl.Expr:
    """What the ids of a column mean; of lists, what each of them means."""
    is_list = isinstance(ids.dtype, pl.List)
    known = (ids.explode() if is_list else ids).drop_nulls().unique().to_list()
    named = {each: run.t(f"{section}.{each}") for each in known}
    if is_list:
        said = pl.element().replace_strict(named, return_dtype=pl.String)
        return pl.col(ids.name).list.eval(said)
    return pl.col(ids.name).replace_strict(named, return_dtype=pl.String)
