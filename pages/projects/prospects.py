"""Prospects: how far the projects that are being attracted have come, and who owes more."""

import polars as pl
import streamlit as st

from charts import prospects
from pages._shared import prospects as shown
from pages._shared import show, tables
from pages._shared.choice import ALL
from pages._shared.links import Lead
from pages._shared.pick import pick
from pages._shared.run import current

run = current()
t = run.t
found = run.ask("prospects_summary")
if found.is_empty():
    st.title(t("menu.prospects"), anchor=False)
    st.info(t("prospects_page.no_list", campaign=run.choice.campaign_name))
    st.stop()

summary = found.row(0, named=True)
show.opening(t("menu.prospects"), run.say(f"prospects_page.sentence_{summary['state']}", summary))
if summary["duties"]:
    st.markdown(run.say(f"prospects_page.duties_{summary['duty_state']}", summary))

landing = shown.named(run.ask_named("landing", tier=ALL), run)
unit = pick(run, "unit", landing.select("unit_id", "unit"))
funnel = run.ask("prospect_funnel", unit=unit, tier=ALL)
reached = tables.said(funnel, "said", "prospects_page.reached.{node}", run)["said"]
alt = t("number.separator").join(reached)
figure = run.draw(prospects.funnel, funnel)
leads = Lead("prospects", ("node",), keeps=("unit",))
show.chart(shown.stuck(funnel, run), figure, alt, "funnel", leads=leads)

pairs = run.ask_named("prospect_conflicts", unit=unit)
named = tables.said(pairs, "said", "prospects_page.conflict.{verdict}", run).remove(
    "is_confidential"
)
findings = run.ask_named("prospect_findings", unit=unit)
moves = run.ask_named("prospect_moves", unit=unit).filter(month=run.month)
own = run.ask_named("prospects", unit=unit)
owed = pl.concat(run.ask_named("prospect_duties", kind=kind) for kind in shown.DUTIES)
if unit != ALL:
    owed = owed.filter(unit_id=unit)

shown.section("landing", landing, run, shown.landed(landing, run))
shown.section("short", owed.filter(pl.col("missing") > 0), run)
shown.section("duties", owed, run)
shown.section("conflicts", named, run)
if summary["confidential_conflicts"]:
    st.markdown(t("prospects_page.confidential_conflicts", n=summary["confidential_conflicts"]))
shown.section("findings", tables.said(findings, "said", "prospects.rule.{said}", run), run)
shown.section("moves", moves.rename({"reason": "exit_reason"}), run)
listed = shown.at_node(own, funnel, run)
shown.section("list", listed, run)

chosen = pick(run, "prospect", shown.entries(listed, run))
if chosen:
    shown.section("nodes", run.ask("prospect_nodes", prospect=chosen), run)
show.rules("prospects", run)
