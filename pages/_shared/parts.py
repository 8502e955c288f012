"""The parts of a unit's score under the names by which pages write them."""

from collections.abc import Iterator
from typing import Any

import polars as pl
import streamlit as st

from pages._shared import show, tables
from pages._shared.run import Run

SUMS = ("floor", "rounding", "score")
FIRST = ("item_name", "done", "due")


def parts(run: Run, unit: str) -> pl.DataFrame:
    """What `score_parts` answers, every part named; shares under names that say so."""
    sums = {part: run.t(f"score.part.{part}") for part in SUMS}
    named = pl.col("part").replace_strict(sums, default=None, return_dtype=pl.String)
    return run.ask_named("score_parts", unit=unit).with_columns(
        pl.col("name").fill_null(named),
        counted_attainment="counted",
        cap_attainment="cap",
        weight_share="share",
        earned="points",
        lost="lost_score",
    )


def rules(run: Run) -> None:
    """The thresholds of lights and what a band is, each with its source."""
    row = run.ask("race_rules").row(0, named=True)
    for rule in ("lights", "bands"):
        source = show.source(row[f"{rule}_clause"], row[f"{rule}_ours"], run)
        st.caption(show.plain(run.say(f"reasons.rule_{rule}", row, source=source)))


def table(found: pl.DataFrame, alt: str, run: Run) -> None:
    """The parts as a table that adds up to its last row, with the clause of each.

    A floor that lifts nothing is left out.
    """
    drawn = (pl.col("part") != "floor") | (pl.col("points") != 0)
    shown = found.filter(drawn).select(
        *("name", "earned", "lost", "done", "due", "counted_in", "attainment"),
        *("counted_attainment", "weight_share", "count", "clause", "is_ours"),
    )
    tables.table(tables.filled(shown), alt, run, {"counted_in": "counted_in"})
    for note in notes(found, run):
        st.caption(show.plain(note))


def notes(found: pl.DataFrame, run: Run) -> Iterator[str]:
    """What a reader must know about some of the parts, each note with those that it is about."""
    noted = found.explode("notes").drop_nulls("notes")
    for note, names in noted.group_by("notes", maintain_order=True).agg("name").iter_rows():
        listed = run.t("number.separator").join(names)
        yield run.t("reasons.note", names=listed, note=run.t(f"part_note.{note}"))


def said(part: dict[str, Any], run: Run) -> str:
    """One part in a sentence: what was done and due, how it counts and what it is worth."""
    words = {"counted_in": run.t(f"counted_in.{part['counted_in']}")} if part["counted_in"] else {}
    if part["cap"] is None:
        words["cap_attainment"] = run.t("reasons.no_cap")
    if part["per"]:
        words |= _limits(part, run)
    return run.say(f"reasons.part_{part['explained_as']}", part, **words)


def _limits(part: dict[str, Any], run: Run) -> dict[str, str]:
    """What a deduction takes off for each case, and at most."""
    said = run.written({"each": part["points_each"], "most": part["most_points"]})
    most = "reasons.no_limit" if part["most_points"] is None else "reasons.limit"
    return {"points_each": said["each"], "most_points": run.t(most, n=said["most"])}


def evidence(part: dict[str, Any], unit: str, run: Run) -> pl.DataFrame:
    """The rows filed behind a part, without the columns that say nothing of any of them."""
    if part["part"] == "component":
        rows = run.ask_named("score_evidence", unit=unit, stage=part["part_id"])
        named_first = rows.select(*FIRST, pl.exclude(FIRST))
        return tables.filled(named_first, *FIRST[1:], "item", "item_id")
    cases = run.ask("deduction_evidence", unit=unit, deduction=part["part_id"])
    return tables.filled(cases, "reason")


def ahead(unit: str, run: Run) -> Iterator[str]:
    """What a unit has to reach next month, sentence by sentence; that there is none at the end."""
    coming = run.ask_named("next_month").filter(unit_id=unit)
    if coming.is_empty():
        yield run.t("reasons.campaign_ends")
    for row in coming.iter_rows(named=True):
        if row["points_to_leave"] is not None:
            yield run.say("reasons.to_leave", row)
        if row["next_light"]:
            light = run.t(f"light.{row['next_light']}")
            yield run.say("reasons.to_next_light", row, next_light=light)
        if row["points_to_leave"] is None and not row["next_light"]:
            yield run.t("reasons.nothing_ahead")
