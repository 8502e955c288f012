"""The standings: who leads, who is red, who stays at the bottom, and what follows; by track."""

import streamlit as st

from pages._shared import links, menu, parts, show, standings
from pages._shared.run import current

ICON = ":material/timeline:"

run = current()
t = run.t
month = run.ask_named("standings_summary").row(0, named=True)

if not month["ranked"] and run.ask_named("not_ranked").is_empty():
    show.nothing_here(run, t("menu.standings"))

sentence = "standings.sentence" if month["ranked"] else "standings.sentence_none"
show.opening(t("menu.standings"), run.say(sentence, month))
show.edition_state(run)
if month["stuck"]:
    st.markdown(run.say("standings.sentence_streaks", month, n=len(month["stuck"])))

for track in run.tracks:
    head = run.ask_named("standings_summary", track=track.id).row(0, named=True)
    key = "standings.leaders" if head["ranked"] else "standings.leaders_none"
    st.markdown(f"### {show.plain(run.say(key, head, track=track.name))}")
    if head["ranked"]:
        table = run.ask_named("standings", track=track.id)
        due = run.ask_named("consequences_in_row", track=track.id)
        alt = run.say("standings.table_alt", head, track=track.name)
        standings.table(table, due, alt, track.id, run)
        standings.consequences(run.ask_named("consequences_of_standings", track=track.id), run)
    standings.not_ranked(run.ask_named("not_ranked", track=track.id), run)
    if head["ranked"]:
        course = t("standings.course", track=track.name)
        picks = links.kept(track=track.id)
        st.page_link(menu.script("horse_race"), label=course, query_params=picks, icon=ICON)

parts.rules(run)
