"""Overview: every campaign at a glance: who is behind, who leads, who is red, what to do."""

import streamlit as st

from charts import overview as drawn
from pages._shared import overview, show, todo, wall
from pages._shared.links import Lead
from pages._shared.run import current

FEW = 4

run = current()
t = run.t
campaigns = run.ask_named("overview")
summary = run.ask_named("overview_summary").row(0, named=True)
show.opening(t("menu.overview"), overview.sentence(run))
st.markdown(show.plain(overview.chosen(run)))
st.caption(t("overview.months"))

left, right = st.columns([3, 2])
with left:
    title = run.say(f"overview.rates_{summary['state']}", summary)
    alt = t("overview.rates_alt", findings=overview.findings(campaigns, run))
    leads = Lead("completion", ("campaign", "month"))
    show.chart(title, run.draw(drawn.bullets, campaigns), alt, "rates", leads=leads)
    st.caption(t("overview.mark"))
with right:
    lines = run.ask_named("todo", scope=todo.ONE)
    st.markdown(f"### {t('overview.todo_of', campaign=run.choice.campaign_name)}")
    todo.which_track(run)
    todo.lines(lines.head(FEW), run)
    todo.more(lines.height, FEW, run)

overview.cards(run)
wall.enter(run)
