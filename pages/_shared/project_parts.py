"""The parts of one project: a table each, with the rows that were filed; or one line, if empty."""

from typing import Any

import polars as pl
import streamlit as st

from locales import quantity
from pages._shared import filed, tables
from pages._shared.project import light
from pages._shared.project_tables import PARTS
from pages._shared.register import LIGHTS
from pages._shared.rows import PLACE, TO_ROW
from pages._shared.run import Run
from warehouse.queries import needs
from warehouse.tables import said

Row = dict[str, Any]

SOURCE = "^(before_|list_)?source_(file|sheet|row)$"


def part(name: str, project: str, run: Run, dates: pl.DataFrame) -> None:
    """A part of the project as a table under a heading that counts its rows, or one line."""
    shown = PARTS[name]
    frame = _readable(name, dates if name == "dates" else _asked(shown.query, project, run), run)
    if frame.is_empty():
        st.markdown(f"**{run.t(f'project.part.{name}')}**　{run.t(f'project.empty.{name}')}")
        return
    heading = run.t("project.counted", name=run.t(f"project.part.{name}"), n=frame.height)
    st.markdown(f"### {heading}")
    ids = ("table_id", *PLACE)
    columns = tables.filled(frame.select(*shown.columns, SOURCE, "table_id"), *ids)
    tables.table(columns, heading, run, shown.words, leads=TO_ROW, ids=ids, key=f"part_{name}")


def _asked(query: str, project: str, run: Run) -> pl.DataFrame:
    ask = run.ask_named if "language" in needs(query) else run.ask
    return ask(query, project=project)


def _readable(name: str, frame: pl.DataFrame, run: Run) -> pl.DataFrame:
    """The rows of a part with what is said in words, and the filed table that each comes from."""
    if PARTS[name].table:
        frame = frame.with_columns(table_id=pl.lit(PARTS[name].table))
    return READABLE.get(name, lambda rows, _: rows)(frame, run)


def _months(frame: pl.DataFrame, run: Run) -> pl.DataFrame:
    lights = {each: light(each, run) for each in LIGHTS}
    return (
        frame.filter("is_past")
        .sort("month", descending=True)
        .with_columns(pl.col("light").replace_strict(lights, return_dtype=pl.String))
    )


def _dates(frame: pl.DataFrame, _run: Run) -> pl.DataFrame:
    is_milestone = pl.col("kind") == "milestone"
    return frame.with_columns(
        date_note="said",
        intended_on="planned_on",
        table_id=pl.when(is_milestone).then(pl.lit("milestones")).otherwise(pl.lit("progress")),
    )


def _bonds(frame: pl.DataFrame, run: Run) -> pl.DataFrame:
    kinds = said.choices(run.t, "bonds", "kind")
    return frame.with_columns(pl.col("bond_kind").replace_strict(kinds, return_dtype=pl.String))


def _targets(frame: pl.DataFrame, run: Run) -> pl.DataFrame:
    """What the project adds, in the unit of the target; of a rate, both of its sides."""
    return frame.with_columns(
        table_id=pl.col("made_of").replace({"projects": "progress"}),
        adds=pl.Series([_adds(row, run) for row in frame.iter_rows(named=True)], dtype=pl.String),
    )


def _adds(row: Row, run: Run) -> str:
    if row["of_whole"] is not None:
        return run.say("project.of_whole", row)
    return quantity(row["part"], row["measured_in"], run.t.language, run.choice.rate_decimals)


def _race(frame: pl.DataFrame, _run: Run) -> pl.DataFrame:
    told = pl.coalesce("item", "reason")
    return frame.with_columns(table_id=told.replace_strict(TABLE_OF, default=None))


def _changes(frame: pl.DataFrame, _run: Run) -> pl.DataFrame:
    is_plan = pl.col("change") == "monthly_plan"
    return frame.with_columns(
        table_id=pl.when(is_plan).then(pl.lit("plans")).otherwise(pl.lit("projects"))
    )


def _corrections(frame: pl.DataFrame, run: Run) -> pl.DataFrame:
    return filed.in_words(_tabled(frame, run), ("value_before", "value_after"), run.t)


def _tabled(frame: pl.DataFrame, run: Run) -> pl.DataFrame:
    names = [said.table_name(run.t, each) for each in frame["table_name"]]
    return frame.with_columns(table_id="table_name", table=pl.Series(names, dtype=pl.String))


# The table that each item of the race, and each reason for a deduction, was filed in.
TABLE_OF = {
    "project": "progress",
    "milestone": "milestones",
    "investment": "progress",
    "issue": "issues",
}
READABLE = {
    "months": _months,
    "dates": _dates,
    "bonds": _bonds,
    "targets": _targets,
    "race": _race,
    "filings": _tabled,
    "changes": _changes,
    "corrections": _corrections,
}
