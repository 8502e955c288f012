"""Regions compared: who keeps up with time progress, in this month and in those before."""

import streamlit as st

from charts import rates
from pages._shared import show, tables
from pages._shared.run import current

run = current()
t, decimals = run.t, run.choice.rate_decimals
summary = run.ask_named("region_summary").row(0, named=True)
units = run.ask_named("region_rates")

if units.is_empty():
    show.nothing_here(run, t("menu.regions"))

show.opening(t("menu.regions"), run.say(f"regions.sentence_{summary['state']}", summary))

for track in run.tracks:
    ranked = run.ask_named("region_rates", track=track.id)
    if ranked.is_empty():
        continue
    head = run.ask_named("region_summary", track=track.id).row(0, named=True)
    if not head["units"]:
        st.caption(t("regions.no_rates", track=track.name))
        continue
    left, right = st.columns(2)
    with left:
        show.chart(
            run.say("regions.ranked", head, track=track.name),
            run.draw(rates.against_time, ranked, decimals=decimals, label="unit", amounts=False),
            show.rates_alt(ranked, "unit", run),
            f"ranked-{track.id}",
        )
    with right:
        show.chart(
            t("regions.months", track=track.name),
            run.draw(
                rates.by_month, run.ask_named("region_months", track=track.id), decimals=decimals
            ),
            t("regions.months_alt"),
            f"months-{track.id}",
        )

st.markdown(f"### {t('regions.table')}")
tables.table(units.drop("time_progress"), t("regions.table_alt", n=units.height), run)
