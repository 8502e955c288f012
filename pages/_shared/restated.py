"""What became of a published month: as published, as it is today, and why, unit by unit."""

from collections.abc import Iterable
from typing import Any

import polars as pl
import streamlit as st

from locales import MISSING, score
from pages._shared.links import to
from pages._shared.run import Run
from pages._shared.show import light, movement, plain

Row = dict[str, Any]


def changes(frame: pl.DataFrame, causes: pl.DataFrame, alt: str, run: Run) -> None:
    """The units that stand otherwise than published: what was → what is, and because of whom.

    Takes the answers to `edition_changes` and `edition_causes`. A light is a shape and a word.
    """
    why = {
        unit: _because(part.iter_rows(named=True), run)
        for (unit,), part in causes.group_by("unit_id", maintain_order=True)
    }
    rows = [
        {
            "unit": f"[{plain(row['unit'])}]({to('reasons', unit=row['unit_id'])})",
            "rank": f"{_changed(row, 'rank', run)} {movement(row['places_gained'], run)}",
            "because": plain(why.get(row["unit_id"], MISSING)),
            "score": _changed(row, "score", run),
            "light": _changed(row, "light", run),
            "streak": _changed(row, "streak", run),
        }
        for row in frame.iter_rows(named=True)
    ]
    headed = [{run.t(f"columns.{name}"): text for name, text in row.items()} for row in rows]
    st.table(headed, border="horizontal", alt=alt, hide_index=True)


def was_is(name: str, before: Any, after: Any, run: Run) -> str:
    """A rank, score, light or streak that was and is, with an arrow; once if it is the same."""
    was, now = (_said(name, value, run) for value in (before, after))
    return was if was == now else f"{was}\N{NO-BREAK SPACE}→ {now}"


def _changed(row: Row, name: str, run: Run) -> str:
    return was_is(name, row[f"published_{name}"], row[f"restated_{name}"], run)


def _said(name: str, value: Any, run: Run) -> str:
    if value is None:
        return MISSING
    if name == "light":
        return light(value, run)
    return score(value, run.t.language) if name == "score" else str(value)


def _because(causes: Iterable[Row], run: Run) -> str:
    """Every reason once: what changed of its own, or what happened to whom beside it."""
    said = [
        run.t(f"restated.reason.{cause['reason']}")
        if cause["relation"] in (None, "own")
        else run.t(f"editions.relation_{cause['relation']}", unit=cause["other"])
        for cause in causes
    ]
    return run.written({"because": list(dict.fromkeys(said))})["because"]
