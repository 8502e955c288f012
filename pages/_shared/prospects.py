"""What the prospects page shows of each of its tables, and what it lets its reader pick from."""

from collections.abc import Callable

import polars as pl
import streamlit as st

from pages._shared import pick, rows, tables
from pages._shared.choice import ALL
from pages._shared.links import Lead
from pages._shared.run import Run
from pages._shared.show import plain

FOLDED = ("duties",)
IN_LIST = (("part", "list"),)
DUTIES = ("allocation", "post")
LISTED = "listed_on"
# Sections whose rows are of a unit, and lead to what it lists; the others lead to what was filed.
OF_UNIT = ("landing", "short", "duties")
TO_UNIT = Lead("prospects", ("unit",), keeps=("node",), sets=IN_LIST)
DUTY = (
    *("unit", "duty", "owed", "met", "missing", "landed_exits", "to_check", "undecided"),
    *("must_fill", "clause", "unit_id"),
)
COLUMNS = {
    "landing": (
        *("unit", "landing_rate", "required_rate", "status"),
        *("landed_in_period", "listed_in_period", "listed_now", "unit_id"),
    ),
    "short": DUTY,
    "duties": DUTY,
    "conflicts": (
        *("match", "investor_similarity", "content_similarity"),
        *("first_unit", "first_investor", "first_content", "first_listed_on"),
        *("second_unit", "second_investor", "second_content", "second_listed_on"),
        "^(first|second)_source_(file|sheet|row)$",
    ),
    "findings": ("unit", "prospect_name", "weight", "said", "clause", *rows.PLACE),
    "moves": (
        *("unit", "prospect_name", "move", "moved_on", "exit_reason", "problem", "earlier_unit"),
        *rows.PLACE,
    ),
    "list": (
        *("unit", "prospect_name", "prospect_id", "tier", "state", "node", "node_on"),
        *("days_at_node", "total_investment_wanyuan", "listed_on", "exited_on", "exit_reason"),
        *rows.PLACE,
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


def section(name: str, frame: pl.DataFrame, run: Run, heading: str | None = None) -> None:
    """A table under a heading that counts its rows, or the one given; without rows that.

    Of conflicts a sentence each stands above it: they are few, and somebody has to give way.
    """
    counted = run.t(f"prospects_page.{name}", n=frame.height)
    if frame.is_empty():
        st.markdown(counted)
        return
    if name not in FOLDED:
        st.markdown(f"### {plain(heading or counted)}")
    if name == "conflicts":
        st.markdown("\n".join(f"- {plain(said)}" for said in frame["said"]))
    with st.expander(counted) if name in FOLDED else st.container():
        _table(name, tables.filled(frame.select(*COLUMNS[name]), "unit_id"), counted, run)


def _table(name: str, shown: pl.DataFrame, alt: str, run: Run) -> None:
    key = f"prospects-{name}"
    if name in OF_UNIT:
        tables.table(shown, alt, run, WORDS, leads=TO_UNIT, ids=("unit_id",), key=key)
    else:
        rows.filed(shown, "prospects", alt, run, WORDS, key=key)


def stuck(funnel: pl.DataFrame, run: Run) -> str:
    """What the funnel comes to: how many came how far, and at which node before most stand."""
    on_the_way = funnel.head(-1) if funnel.height > 1 else funnel
    worst = on_the_way.sort("standing_here", descending=True, maintain_order=True).row(
        0, named=True
    )
    ends = {"listed": funnel["reached"][0], "furthest": funnel["reached"][-1]}
    nodes = {"node": worst["node"], "last_node": funnel["node"][-1]}
    texts = {key: run.t(f"prospects_page.node.{node}") for key, node in nodes.items()}
    return run.say("prospects_page.stuck", worst | ends, **texts)


def landed(landing: pl.DataFrame, run: Run) -> str | None:
    """How the units stand against their targets of the landing rate; None where none has one."""
    bound = landing.filter(pl.col("unit_id") != ALL).drop_nulls(["landing_rate", "required_rate"])
    if bound.is_empty():
        return None
    below = bound.filter(pl.col("landing_rate") < pl.col("required_rate"))
    if below.is_empty():
        return run.t("prospects_page.all_reach", n=bound.height)
    worst = below.sort("landing_rate", maintain_order=True).row(0, named=True)
    return run.say("prospects_page.some_short", worst, n=below.height, of=bound.height)


def at_node(own: pl.DataFrame, funnel: pl.DataFrame, run: Run) -> pl.DataFrame:
    """The entries that stand at the node which the reader picks, or all."""
    nodes = funnel["node"].to_list()
    names = [run.t(f"prospects_page.node.{node}") for node in nodes]
    every = [run.t("prospects_page.all_nodes"), *names]
    node = pick.pick(run, "node", pl.DataFrame({"id": [ALL, *nodes], "name": every}))
    is_there = pl.col("node").fill_null(LISTED) == node
    return own if node == ALL else own.filter(is_there, state="listed")


def duties(unit: str, run: Run) -> None:
    """What is owed and missing, then all that is owed."""
    owed = pl.concat(run.ask_named("prospect_duties", kind=kind) for kind in DUTIES)
    if unit != ALL:
        owed = owed.filter(unit_id=unit)
    section("short", owed.filter(pl.col("missing") > 0), run)
    section("duties", owed, run)


def conflicts(unit: str, run: Run) -> None:
    """Who was first where two units list the same; confidential pairs are named nowhere."""
    pairs = run.ask_named("prospect_conflicts", unit=unit).remove("is_confidential")
    said = tables.said(pairs, "said", "prospects_page.conflict.{verdict}", run)
    section("conflicts", said, run)


def findings(unit: str, run: Run) -> None:
    """What speaks against entries."""
    found = run.ask_named("prospect_findings", unit=unit)
    section("findings", tables.said(found, "said", "prospects.rule.{said}", run), run)


def moves(unit: str, run: Run) -> None:
    """Who has come and gone in the month."""
    moved = run.ask_named("prospect_moves", unit=unit).filter(month=run.month)
    section("moves", moved.rename({"reason": "exit_reason"}), run)


def listed(unit: str, funnel: pl.DataFrame, run: Run) -> None:
    """The entries, and the nodes of the one that is picked."""
    own = at_node(run.ask_named("prospects", unit=unit), funnel, run)
    section("list", own, run)
    chosen = pick.pick(run, "prospect", entries(own, run))
    if chosen:
        section("nodes", run.ask("prospect_nodes", prospect=chosen), run)


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


OF_UNITS: dict[str, Callable[[str, Run], None]] = {
    "duties": duties,
    "conflicts": conflicts,
    "findings": findings,
    "moves": moves,
}
# What is shown one at a time.
PARTS = ("landing", *OF_UNITS, "list")
