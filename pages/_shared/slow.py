"""What the page of slow projects shows of each: who, since when, by which rule, and the way out."""

import polars as pl
import streamlit as st

from charts.stacks import Stack
from pages._shared import pick, rows, tables
from pages._shared.choice import ALL
from pages._shared.links import Lead
from pages._shared.run import Run

KINDS = ("zombie", "snail", "marathon")
UNITS = Stack(
    label="unit",
    parts=(("zombies", "behind"), ("snails", "other"), ("marathons", "coming")),
    words="slow.units",
    ids=("unit_id",),
)
FACTS = (
    *("kind", "months", "limit_months", "since_month", "below_rate", "short_wanyuan"),
    *("started_on", "due_on", "days_over"),
)
COLUMNS = (
    *("project_name", "unit", "kind", "said", "way_out", "clause", "is_ours"),
    *("total_investment_wanyuan", "invested_to_date_wanyuan", "schedule_attainment"),
    *("is_not_filed", "project_code", *rows.PLACE),
)
MONTHS = (
    *("month", "kind", "invested_since_wanyuan", "schedule_attainment"),
    *("invested_to_date_wanyuan", "planned_to_date_wanyuan", *rows.PLACE),
)
WORDS = {"kind": "slow.kind"}
TO_PROJECT = Lead("project", ("project",))


def picked(found: pl.DataFrame, by_unit: pl.DataFrame, run: Run) -> pl.DataFrame:
    """The slow projects of the unit and the kinds that the link or the reader picks."""
    everyone = pl.DataFrame({"unit_id": [ALL], "unit": [run.t("slow.all_units")]})
    kinds = pl.DataFrame({"id": KINDS, "name": [run.t(f"slow.kind.{kind}") for kind in KINDS]})
    with st.container(horizontal=True):
        unit = pick.pick(run, "unit", pl.concat([everyone, by_unit.select("unit_id", "unit")]))
        wanted = pick.many(run, "kinds", kinds)
    return found.filter(
        (pl.col("unit_id") == unit) | pl.lit(unit == ALL),
        pl.col("kind").is_in(wanted or KINDS),
    )


def listed(found: pl.DataFrame, heading: str, run: Run) -> None:
    """A row per slow project and kind: the rule, since when, and what has to be filed."""
    facts = found.select(FACTS)  # a sentence writes every column that it is given
    said = tables.said(facts, "said", "slow.reason.{kind}", run)["said"]
    way_out = tables.said(facts, "way_out", "slow.way_out.{kind}", run)["way_out"]
    shown = tables.filled(found.with_columns(said, way_out).select(COLUMNS), "clause", "is_ours")
    tables.table(shown, heading, run, WORDS, leads=TO_PROJECT, ids=("project_code",), key="slow")


def options(found: pl.DataFrame) -> pl.DataFrame:
    """Codes and names of the projects that months can be shown of: a marathon is told by days."""
    told = found.drop_nulls("since_month")
    return told.select(
        "project_code", pl.format("{} · {}", "project_name", "unit").alias("name")
    ).unique(maintain_order=True)
