"""Other weights, caps, lights or another bottom, to be tried: who would stand where."""

import streamlit as st

from pages._shared import links, menu, show, trial, trial_shown
from pages._shared.run import current

run = current()
t = run.t
title = t("menu.what_if")
asked = trial.asked(run)
table = trial.compared(asked, run)

if table is not None and table["rank_before"].is_null().all():
    show.nothing_here(run, title)
if table is None:
    show.opening(title, t("trial.sentence_impossible"))
    st.warning(t("trial.impossible"))
else:
    found = trial.outcome(table)
    show.opening(title, run.say(f"trial.sentence_{'tried' if asked.tried else 'none'}", found))
    st.warning(show.plain(asked.run().label(t.language)))
    for way in ("joined", "left"):
        if found[way]:
            st.markdown(f"- {show.plain(run.say(f'trial.{way}', found))}")
official = menu.script("standings")
st.page_link(
    official, label=t("trial.official"), query_params=links.kept(), icon=":material/gavel:"
)

with st.expander(t("trial.rules"), expanded=True, icon=":material/tune:"):
    st.caption(t("trial.how"))
    st.button(t("trial.reset"), on_click=trial.reset, disabled=not asked.tried)
    trial.draw(asked, run)

if table is not None:
    for track in run.tracks:
        own = table.filter(track_id=track.id)
        if not own["rank_before"].is_null().all():
            trial_shown.draw(own, track, run)
