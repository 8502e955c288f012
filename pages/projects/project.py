"""One project 作战图: how far it is, what is next, its dates, money, lights, and its parts."""

import streamlit as st

from charts import project as charts
from charts.project_dates import time_line
from pages._shared import pick, project_parts, show, trail
from pages._shared import project as told
from pages._shared.project_search import search
from pages._shared.project_tables import VIEWS
from pages._shared.run import current
from pages._shared.trail import Step

run = current()
t = run.t
code = st.query_params.get("project", "")
found = run.ask_named("project", project=code)
if found.is_empty():
    search(run, code)
    st.stop()

head = found.row(0, named=True)
dates = told.worded(run.ask_named("project_dates", project=code), run)
months = run.ask("project_history", project=code)
unit, name = {"unit": head["unit_id"]}, head["project_name"]
trail.draw(run, Step(head["unit"], "reasons", unit), Step(name, "project", {"project": code}))
show.opening(name, told.sentence(head, dates, run))
told.cards(head, run)

if not dates.is_empty():
    alt = t("project.dates_alt", said=told.listed(dates, run))
    show.chart(told.dates_finding(dates, run), time_line(dates, t), alt, "dates")
alt = run.say("project.curve_alt", head)
show.chart(
    run.say(f"project.curve_{head['pace']}", head), run.draw(charts.curve, months), alt, "curve"
)
strip = run.draw(charts.lights, months, decimals=run.choice.rate_decimals)
show.chart(told.lights_finding(months, run), strip, told.lights_alt(months, run), "lights")

st.markdown(f"### {t('project.facts')}")
told.facts(head, run)

views = {view: t(f"project.view.{view}") for view in VIEWS}
for part in VIEWS[pick.view(run, "about", views)]:
    project_parts.part(part, code, run, dates)
told.rules(run)
