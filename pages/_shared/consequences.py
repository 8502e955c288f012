"""What the consequences page shows of each of its tables, and how a rule is said."""

from typing import Any

import polars as pl
import streamlit as st

from pages._shared import tables
from pages._shared.links import Lead
from pages._shared.run import Run
from pages._shared.show import plain
from pages._shared.ways import Ways

STATES = ("due", "threatened")
# Unfolded from the start: these are what a leader has to do in person.
GRAVE = ("interview", "accountability", "veto")
CASE = (
    *("unit", "streak", "light", "missed_projects", "unit_rank", "unit_score", "project_name"),
    *("issue_id", "level", "target", "checkpoint_on", "stage", "^source_(file|sheet|row)$"),
)
WORDS = {"light": "light"}
TO_PROJECT = Lead("project", ("project",))
TO_UNIT = Lead("reasons", ("unit",))


def counted(run: Run) -> tuple[str, str]:
    """How many cases of each kind are due, and how many are at risk; empty where there are none."""
    kinds = run.ask("consequences_by_kind")
    kinds = tables.said(kinds, "said", "consequences.said_{state}.{kind}", run)
    separator = run.t("number.separator")
    due, threatened = (separator.join(kinds.filter(state=state)["said"]) for state in STATES)
    return due, threatened


def cases(rule: dict[str, Any], own: pl.DataFrame, run: Run) -> None:
    """Who does what, to whom, and the cases; each leads to its project, or to why the rank is so.

    `own` are the rule's rows of what `consequences_due` answers. The units stand above the table as
    well, each a link, where it is they who are meant.
    """
    st.markdown(plain(by_whom(rule, run)))
    is_of_projects = own["project_code"].null_count() == 0
    if not is_of_projects:
        st.markdown(_linked(own, run))
    leads, ids = (TO_PROJECT, "project_code") if is_of_projects else (TO_UNIT, "unit_id")
    table = tables.filled(own.select(*CASE, ids), ids)
    key = f"{rule['state']}-{rule['consequence_id']}"
    tables.table(table, heading(rule, run), run, WORDS, leads=leads, ids=(ids,), key=key)


def _linked(own: pl.DataFrame, run: Run) -> str:
    units = own.select("unit_id", "unit").drop_nulls().unique(maintain_order=True)
    ways = Ways()
    return run.t("number.separator").join(ways.unit(*each) for each in units.iter_rows())


def by_rule(cases: pl.DataFrame) -> pl.DataFrame:
    """A row per rule that one of `cases` comes from, fewest cases first.

    Beside what is said of the rule: `cases`, their number, and `names`, the units.
    """
    rules = cases.group_by("consequence_id", maintain_order=True).agg(
        pl.col("kind", "why", "action", "done_by", "done_to", "clause", "is_ours").first(),
        pl.len().alias("cases"),
        pl.col("unit").alias("names"),
    )
    return rules.sort("cases", maintain_order=True)


def heading(rule: dict[str, Any], run: Run) -> str:
    """The kind of the consequence, its condition, and how many met it."""
    kind = run.t(f"consequences.kind.{rule['kind']}")
    return run.say("consequences.rule", rule, kind=kind)


def by_whom(rule: dict[str, Any], run: Run) -> str:
    """Who does what to whom, by which clause; what the document leaves open is left out."""
    known = f"who{'_by' if rule['done_by'] else ''}{'_to' if rule['done_to'] else ''}"
    ours = run.t("consequences.ours") if rule.get("is_ours") else ""
    return run.say(f"consequences.{known}", rule, ours=ours)
