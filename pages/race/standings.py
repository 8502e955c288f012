"""The horse race: who leads, who is red, who stays at the bottom; track by track."""

import streamlit as st

from charts import race
from locales import moment
from pages._shared import parts, show
from pages._shared.run import current

run = current()
t = run.t
month = run.ask_named("standings_summary").row(0, named=True)
unranked = run.ask_named("not_ranked")

if not month["ranked"] and unranked.is_empty():
    show.nothing_here(run, t("menu.standings"))

sentence = "standings.sentence" if month["ranked"] else "standings.sentence_none"
show.opening(t("menu.standings"), run.say(sentence, month))
edition = run.ask("edition_of_month").row(0, named=True)
state = "restated" if edition["changed_units"] else "as_published"
st.markdown(
    t(
        f"editions.{state if edition['issue'] else 'provisional'}",
        published_at=moment(edition["published_at"], t.language),
        issue=edition["issue"],
        n=edition["changed_units"],
    )
)
if month["stuck"]:
    st.markdown(run.say("standings.sentence_streaks", month, n=len(month["stuck"])))

for track in run.tracks:
    head = run.ask_named("standings_summary", track=track.id).row(0, named=True)
    key = "standings.leaders" if head["ranked"] else "standings.leaders_none"
    st.markdown(f"### {show.plain(run.say(key, head, track=track.name))}")
    if head["ranked"]:
        table = run.ask_named("standings", track=track.id)
        show.standings(table, run.say("standings.table_alt", head, track=track.name), run)
        show.consequences(run.ask_named("consequences_of_standings", track=track.id), run)
        show.chart(
            "",
            run.draw(race.bump, run.ask_named("rank_history", track=track.id)),
            run.say("standings.bump_alt", head, track=track.name),
            track.id,
        )
    show.not_ranked(run.ask_named("not_ranked", track=track.id), run)

parts.rules(run)
