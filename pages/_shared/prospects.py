"""What the prospects page shows of each of its tables, and what it lets its reader pick from."""

import polars as pl
import streamlit as st

from pages._shared import tables
from pages._shared.run import Run
from pages._shared.show import plain

FOLDED = ("duties", "list")
DUTIES = ("allocation", "post")
SOURCE = "^source_(file|sheet|row)$"
DUTY = (
    *("unit", "duty", "owed", "met", "missing", "landed_exits", "to_check", "undecided"),
    *("must_fill", "clause"),
)
COLUMNS = {
    "landing": (
        *("unit", "landing_rate", "required_rate", "status"),
        *("landed_in_period", "listed_in_period", "listed_now"),
    ),
    "short": DUTY,
    "duties": DUTY,
    "conflicts": (
        *("match", "investor_similarity", "content_similarity"),
        *("first_unit", "first_investor", "first_content", "first_listed_on"),
        *("second_unit", "second_investor", "second_content", "second_listed_on"),
        "^(first|second)_source_(file|sheet|row)$",
    ),
    "findings": ("unit", "prospect_name", "weight", "said", "clause", SOURCE),
    "moves": (
        *("unit", "prospect_name", "move", "moved_on", "exit_reason", "problem", "earlier_unit"),
        SOURCE,
    ),
    "list": (
        *("unit", "prospect_name", "prospect_id", "tier", "state", "node", "node_on"),
        *("days_at_node", "total_investment_wanyuan", "listed_on", "exited_on", "exit_reason"),
        SOURCE,
    ),
    "nodes": ("node", "reached_on", "days", "is_out_of_order"),
}
WORDS = {
    "status": "targets.status",
    "match": "prospects.match",
    "weight": "prospects.weight",
    "move": "prospects.move",
    "exit_reason": "definition.exit",
    "problem": "prospects.problem",
    "state": "prospects.state",
    "node": "definition.node",
}


def section(name: str, frame: pl.DataFrame, run: Run) -> None:
    """A table under a heading that counts its rows; nothing where there are none.

    Of conflicts a sentence each stands above it: they are few, and somebody has to give way.
    """
    if frame.is_empty():
        return
    heading = run.t(f"prospects_page.{name}", n=frame.height)
    if name not in FOLDED:
        st.markdown(f"### {heading}")
    if name == "conflicts":
        st.markdown("\n".join(f"- {plain(said)}" for said in frame["said"]))
    with st.expander(heading) if name in FOLDED else st.container():
        tables.table(tables.filled(frame.select(*COLUMNS[name])), heading, run, WORDS)


def named(landing: pl.DataFrame, run: Run) -> pl.DataFrame:
    """The landing of all units together, called so, and of those that keep a list."""
    all_units = pl.lit(run.t("prospects_page.all_units"))
    return landing.drop_nulls("listed_now").with_columns(pl.col("unit").fill_null(all_units))


def entries(own: pl.DataFrame, run: Run) -> pl.DataFrame:
    """Ids and names of the entries of a list; a confidential one has its id only."""
    name = pl.col("prospect_name").fill_null(run.t("prospects_page.confidential"))
    return own.select(
        "prospect_id", pl.format("{} · {} · {}", "prospect_id", "unit", name).alias("name")
    )
