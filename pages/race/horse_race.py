"""The horse race month by month: who rises and who falls, drawn, played, as scores or a table."""

import streamlit as st

from pages._shared import parts, race, show
from pages._shared.pick import view
from pages._shared.run import current

run = current()
t = run.t
title = t("menu.horse_race")
if run.ask_named("units_in_race").is_empty():
    show.nothing_here(run, title)

top = st.container()
picked = race.unit(run)
with top:
    show.opening(title, race.sentence(picked, run))
    show.edition_state(run)
names = {each: t(f"race.view.{each}") for each in race.VIEWS}
shown = view(run, "view", names, label=t("race.view_of"))

for track in race.tracks(picked, run):
    history = run.ask_named("rank_history", track=track.id)
    if history["rank"].is_null().all():
        st.caption(show.plain(t("race.of_nobody", track=track.name)))
    else:
        race.VIEWS[shown](history, track, picked, run)

if shown in race.CLICKED:
    st.caption(t("race.how"))
parts.rules(run)
