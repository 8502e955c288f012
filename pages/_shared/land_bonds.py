"""What the page of land and bonds shows: the targets, month by month, unit by unit, row by row."""

from collections.abc import Callable

import polars as pl
import streamlit as st

from charts import stacks
from charts.stacks import Parts, Stack
from pages._shared import pick, rows, show, tables, targets
from pages._shared.choice import ALL
from pages._shared.links import Lead
from pages._shared.run import Run

ELEMENTS = ("land", "bonds")
LAND: Parts = (("cleared_mu", "done"), ("overdue_mu", "behind"), ("coming_mu", "coming"))
MONEY: Parts = (
    ("paid_to_date_wanyuan", "done"),
    ("unpaid_wanyuan", "coming"),
    ("unstated_wanyuan", "other"),
)
PARCELS = (
    *("parcel_id", "unit", "state", "area_mu", "planned_on", "cleared_on", "days_over"),
    *("project_name", "project_code", *rows.PLACE),
)
WAITING = (
    *("project_name", "unit", "open_parcels", "overdue_parcels", "open_mu", "planned_on"),
    *("days_over", "clearing_units", "planned_start", "is_started", "project_code"),
)
BONDS = (
    *("bond_id", "unit", "bond_kind", "amount_wanyuan", "paid_to_date_wanyuan", "paid_share"),
    *("as_at_month", "project_name", "project_code", *rows.PLACE),
)
WORDS = {"state": "land_bonds.parcel", "bond_kind": "land_bonds.kind"}
TO_UNIT = Lead("land_bonds", ("unit",), keeps=("element",))


def goals(found: pl.DataFrame, run: Run) -> None:
    """What the document asks for, and how far it has come, each with its clause."""
    lines = []
    for row in found.iter_rows(named=True):
        texts = targets.described(row, run) | {"status": run.t(f"targets.status.{row['status']}")}
        line = show.plain(run.t("land_bonds.goal", **texts))
        lines.append(f"- {targets.SHAPES[row['status']]} {line}")
    if lines:
        st.markdown("\n".join(lines))


def land(run: Run) -> None:
    """The parcels: cleared, overdue and coming; and the projects that wait for them."""
    months = run.ask("land_by_month")
    units = run.ask_named("land_by_unit")
    _drawn("land", months, units, LAND, run)
    _listed("land", _of_unit(run.ask_named("land_parcels"), units, run).select(PARCELS), run)
    waiting = run.ask_named("land_waiting")
    heading = run.t("land_bonds.waiting", n=waiting.height)
    if not waiting.is_empty():
        st.markdown(f"### {heading}")
        leads = Lead("project", ("project",))
        shown = tables.filled(waiting.select(WAITING), "project_name")
        tables.table(shown, heading, run, leads=leads, ids=("project_code",), key="waiting")


def bonds(run: Run) -> None:
    """Special bonds: what is paid of what is to be paid, and what is in reserve."""
    months = run.ask("bonds_by_month")
    units = run.ask_named("bonds_by_unit")
    _drawn("bonds", months, units, MONEY, run)
    _listed("bonds", _of_unit(run.ask_named("bonds_listed"), units, run).select(BONDS), run)


SHOWN: dict[str, Callable[[Run], None]] = {"land": land, "bonds": bonds}


def _drawn(element: str, months: pl.DataFrame, units: pl.DataFrame, parts: Parts, run: Run) -> None:
    """The course over the months, and the units that are not done yet."""
    words, decimals = f"land_bonds.{element}", run.choice.rate_decimals
    now = months.row(-1, named=True)
    by_month = Stack(label="month", parts=parts, words=f"{words}_month", decimals=decimals)
    is_done = stacks.unfinished(months.tail(1), by_month).is_empty()
    show.chart(
        run.say(f"{words}_finding{'_done' if is_done else ''}", now),
        run.draw(stacks.stacks, months, of=by_month),
        stacks.said(months, run.t, of=by_month),
        f"{element}-months",
    )
    if now.get("cleared_before_parcels"):
        st.caption(run.say("land_bonds.land_before", now, n=now["cleared_before_parcels"]))
    if now["carried_units"]:
        st.caption(run.say("land_bonds.carried", now, n=now["carried_units"]))
    by_unit = Stack(
        label="unit", parts=parts, words=f"{words}_unit", ids=("unit_id",), decimals=decimals
    )
    unfinished = stacks.unfinished(units, by_unit)
    if unfinished.is_empty():
        st.markdown(run.t(f"{words}_all_done"))
        return
    show.chart(
        run.say(f"{words}_units", unfinished.row(0, named=True), n=unfinished.height),
        run.draw(stacks.stacks, units, of=by_unit, open_only=True),
        stacks.said(unfinished, run.t, of=by_unit),
        f"{element}-units",
        leads=TO_UNIT,
    )


def _listed(element: str, found: pl.DataFrame, run: Run) -> None:
    """Row by row, each leading to what was filed."""
    heading = run.t(f"land_bonds.{element}_rows", n=found.height)
    st.markdown(f"### {heading}")
    shown = tables.filled(found, found.columns[0])
    rows.filed(shown, element, heading, run, WORDS, key=f"{element}-rows")


def _of_unit(found: pl.DataFrame, units: pl.DataFrame, run: Run) -> pl.DataFrame:
    everyone = pl.DataFrame({"unit_id": [ALL], "unit": [run.t("land_bonds.all_units")]})
    unit = pick.pick(run, "unit", pl.concat([everyone, units.select("unit_id", "unit")]))
    return found.filter((pl.col("unit_id") == unit) | pl.lit(unit == ALL))
