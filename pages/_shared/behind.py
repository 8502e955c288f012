"""What lies behind a part of a score: the projects, with what each could add, or the rows filed."""

from typing import Any

import polars as pl
import streamlit as st

from pages._shared import parts, show, tables
from pages._shared.links import Lead
from pages._shared.pick import view
from pages._shared.run import Run

WORDS = {
    "item": "evidence_item",
    "reason": "deduction_reason",
    "table_name": "restated.table",
}
SHOWN = ("item_name", "done", "due", "earned_score", "to_gain_score", "cases", "item")
TO_PROJECT = Lead("project", ("project",))
TO_ROW = Lead("row", ("table", "file", "sheet", "row"))
ORIGIN = ("table_name", "source_file", "source_sheet", "source_row")


def draw(part: dict[str, Any], unit: str, run: Run) -> None:
    """One part in words, and under it what the reader wants to see of it."""
    st.markdown(show.plain(parts.said(part, run)))
    names = {each: run.t(f"behind.view.{each}") for each in ("projects", "rows")}
    shown = view(run, "behind", names, label=run.t("behind.view_of"))
    (_projects if shown == "projects" else _rows)(part, unit, run)


def _projects(part: dict[str, Any], unit: str, run: Run) -> None:
    found = run.ask_named("part_projects", unit=unit, part=part["part_id"])
    if found.is_empty():
        st.caption(run.t("reasons.no_evidence"))
        return
    kinds = {each: run.t(f"evidence_item.{each}") for each in found["item"].unique()}
    # What has no name, a target or a confidential prospect, is called by what it is.
    kind = pl.col("item").replace_strict(kinds, return_dtype=pl.String)
    named = found.with_columns(pl.col("item_name").fill_null(kind))
    st.markdown(show.plain(_sentence(named, part, run)))
    shown = SHOWN if len(kinds) > 1 else SHOWN[:-1]
    table = tables.filled(named.select(*shown, "project_code"), "project_code")
    alt = run.t("behind.alt", part=part["name"], n=found.height)
    tables.table(table, alt, run, WORDS, leads=TO_PROJECT, ids=("project_code",), key="projects")
    st.caption(run.t("behind.how"))


def _sentence(found: pl.DataFrame, part: dict[str, Any], run: Run) -> str:
    first = found.row(0, named=True)
    known = "sentence" if first["to_gain_score"] else "sentence_none"
    return run.say(f"behind.{known}", first, part=part["name"], n=found.height)


def _rows(part: dict[str, Any], unit: str, run: Run) -> None:
    rows = parts.evidence(part, unit, run)
    if rows.is_empty():
        st.caption(run.t("reasons.no_evidence"))
        return
    alt = run.say("reasons.evidence_alt", part, n=rows.height)
    leads = set(ORIGIN) <= set(rows.columns)
    ids = ORIGIN if leads else ()
    tables.table(rows, alt, run, WORDS, leads=TO_ROW if leads else None, ids=ids, key="rows")
