"""Prospects: how far the projects that are being attracted have come, and who owes more."""

import streamlit as st

from charts import prospects
from pages._shared import prospects as shown
from pages._shared import show, tables
from pages._shared.choice import ALL
from pages._shared.links import Lead
from pages._shared.pick import pick, view
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
unit = pick(run, "unit", landing.select("unit_id", "unit")) or ALL
funnel = run.ask("prospect_funnel", unit=unit, tier=ALL)
reached = tables.said(funnel, "said", "prospects_page.reached.{node}", run)["said"]
alt = t("number.separator").join(reached)
figure = run.draw(prospects.funnel, funnel)
leads = Lead("prospects", ("node",), keeps=("unit",), sets=shown.IN_LIST)
show.chart(shown.stuck(funnel, run), figure, alt, "funnel", leads=leads)

views = {name: t(f"prospects_page.view.{name}") for name in shown.PARTS}
part = view(run, "part", views)
if part == "landing":
    shown.section("landing", landing, run, shown.landed(landing, run))
elif part == "list":
    shown.listed(unit, funnel, run)
else:
    shown.OF_UNITS[part](unit, run)
if part == "conflicts" and summary["confidential_conflicts"]:
    st.markdown(t("prospects_page.confidential_conflicts", n=summary["confidential_conflicts"]))
show.rules("prospects", run)
