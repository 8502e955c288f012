"""Slow projects: which stand still, crawl or never end, by which rule, and what lets them off."""

import streamlit as st

from charts import stacks
from pages._shared import pick, rows, show, slow
from pages._shared.links import Lead
from pages._shared.run import current

run = current()
t = run.t
summary = run.ask("follow_up_summary").row(0, named=True)
by_unit = run.ask_named("slow_by_unit")

if by_unit.is_empty():
    show.opening(t("menu.slow"), t("slow.sentence_none"))
    show.rules("slow", run)
    st.stop()

worst = by_unit.row(0, named=True)
show.opening(t("menu.slow"), run.say("slow.sentence", summary))
show.rules("slow", run)
show.chart(
    run.say("slow.finding", worst, units=by_unit.height),
    run.draw(stacks.stacks, by_unit, of=slow.UNITS),
    stacks.said(by_unit, t, of=slow.UNITS),
    "slow-units",
    leads=Lead("slow", ("unit",), keeps=("kinds",)),
)

found = slow.picked(run.ask_named("slow_projects"), by_unit, run)
heading = t("slow.projects", n=found.height)
st.markdown(f"### {heading}")
if found.is_empty():
    st.markdown(t("slow.none_of_these"))
    st.stop()
slow.listed(found, heading, run)

project = pick.pick(run, "project", slow.options(found))
if project:
    months = run.ask("slow_reasons", project=project)
    heading = t("slow.months", n=months.height)
    st.markdown(f"### {heading}")
    shown = months.select(slow.MONTHS)
    rows.filed(shown, "progress", heading, run, slow.WORDS, key="slow-months")
