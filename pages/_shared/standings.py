"""The table of the race: a row per unit, whole on a phone, with what the rank leads to.

A cell holds what belongs together, rank and movement, score and light, so that it wraps where
there is little room instead of being cut.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import polars as pl
import streamlit as st

from locales import MISSING, score
from pages._shared.run import Run
from pages._shared.show import light, movement, plain, source, wrapped
from pages._shared.ways import Ways

STYLE = Path(__file__).parent / "standings.css"

Row = dict[str, Any]


def table(frame: pl.DataFrame, due: pl.DataFrame, alt: str, key: str, run: Run) -> None:
    """The standings of a track as text, the first first; names lead to why the rank is so.

    Takes the answers to `standings` and `consequences_in_row`. A light is a shape and a word, never
    a colour alone; a unit that filed nothing for the month says so.
    """
    follows = {
        unit_id: _follows(part.iter_rows(named=True), run)
        for (unit_id,), part in due.group_by("unit_id", maintain_order=True)
    }
    ways = Ways()
    rows = [
        {
            "rank": _joined(f"**{row['rank']}**", movement(row["movement"], run)),
            "unit": _joined(
                ways.unit(row["unit_id"], row["unit"]), _quiet(" · ".join(_notes(row, run)))
            ),
            "score": f"{score(row['score'], run.t.language)} {light(row['light'], run)}",
            "band": _band(row, run),
            "consequence": _small(follows.get(row["unit_id"], "")),
        }
        for row in frame.iter_rows(named=True)
    ]
    headed = [
        {run.t(f"standings.column.{name}"): text for name, text in row.items()} for row in rows
    ]
    with st.container(key=f"standings-{key}"):
        st.html(STYLE)
        wrapped(headed, alt)


def not_ranked(frame: pl.DataFrame, run: Run) -> None:
    """The units that have no rank, each with the reason; nothing where there are none."""
    if frame.is_empty():
        return
    st.markdown(f"**{run.t('standings.not_ranked')}**")
    ways = Ways()
    for row in frame.iter_rows(named=True):
        st.caption(f"○ {ways.unit(row['unit_id'], row['unit'])} · {run.t('state.' + row['state'])}")


def consequences(frame: pl.DataFrame, run: Run) -> None:
    """What a month leads to, an action a line: by whom, what, to whom, why, by which clause."""
    for row in frame.iter_rows(named=True):
        people = " → ".join(each for each in (row["done_by"], row["done_to"]) if each)
        from_ = source(row["clause"], row["is_ours"], run)
        said = " · ".join(each for each in (row["action"], people, row["why"], from_) if each)
        units = run.t("number.separator").join(row["units"])
        st.markdown(f"- {plain(run.t('consequences.line', said=said, units=units))}")


def _notes(row: Row, run: Run) -> Iterable[str]:
    """What stands beside the name: that nothing was filed, how long it has been at the bottom."""
    if row["is_carried"]:
        yield run.t("standings.carried")
    if row["streak"]:
        yield run.t("standings.months_in_bottom", n=row["streak"])


def _follows(due: Iterable[Row], run: Run) -> str:
    return run.t("standings.next").join(
        run.t(
            "standings.consequence" if row["done_by"] else "standings.consequence_alone",
            kind=run.t(f"consequences.kind.{row['kind']}"),
            done_by=row["done_by"],
            clause=row["clause"] or MISSING,
        )
        for row in due
    )


def _band(row: Row, run: Run) -> str:
    # A band is not broken in two on a phone.
    band = (row["band"] or MISSING).replace("–", "\N{WORD JOINER}–\N{WORD JOINER}")
    return run.t("standings.band_level", band=band) if row["level_with"] else band


def _joined(*texts: str) -> str:
    return " ".join(text for text in texts if text)


def _small(text: str) -> str:
    return f":small[{plain(text)}]" if text else ""


def _quiet(text: str) -> str:
    return f":small[:gray[{plain(text)}]]" if text else ""
