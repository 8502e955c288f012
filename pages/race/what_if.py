"""Other weights, caps, lights or another bottom, to be tried: who would stand where."""

import streamlit as st

from pages._shared import show, tables, trial
from pages._shared.run import current

SHOWN = (
    *("unit", "rank_before", "rank_after", "places_gained", "score_before", "score_after"),
    *("light_before", "light_after", "is_bottom_before", "is_bottom_after"),
)

run = current()
t = run.t
title = t("menu.what_if")
asked = trial.asked(run)
table = trial.compared(asked, run)

if table is None:
    show.opening(title, t("trial.sentence_impossible"))
    st.warning(t("trial.impossible"))
elif table["rank_before"].is_null().all():
    show.nothing_here(run, title)
else:
    found = trial.outcome(table)
    show.opening(title, run.say(f"trial.sentence_{'tried' if asked.tried else 'none'}", found))
    st.warning(show.plain(asked.run().label(t.language)))
    for way in ("joined", "left"):
        if found[way]:
            st.markdown(f"- {show.plain(run.say(f'trial.{way}', found))}")
    for track in run.tracks:
        own = table.filter(track_id=track.id)
        if not own["rank_before"].is_null().all():
            st.markdown(f"### {show.plain(track.name)}")
            alt = t("trial.alt", track=track.name, n=own.height)
            words = {"light_before": "light", "light_after": "light"}
            tables.table(own.select(SHOWN), alt, run, words)

st.markdown(f"### {t('trial.rules')}")
st.caption(t("trial.how"))
st.button(t("trial.reset"), on_click=trial.reset, disabled=not asked.tried)
trial.draw(asked, run)
