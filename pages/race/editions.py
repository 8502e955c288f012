"""Editions: a month as it was published, as it is today, who moved, and because of which filing."""

import streamlit as st

from charts import editions
from locales import moment, month_name
from pages._shared import restated, show, tables
from pages._shared.run import current

run = current()
t = run.t
month = month_name(run.month, t.language)
head = run.ask_named("edition_summary").row(0, named=True)
sentence = run.say(f"restated.sentence_{head['state']}", head, month=month, n=head["changed_units"])
show.opening(t("menu.editions"), sentence)
if head["issue"]:
    at = moment(head["published_at"], t.language)
    st.markdown(t("restated.published_at", at=at, issue=head["issue"]))
if head["causing"]:
    st.markdown(show.plain(run.say("restated.causing", head)))

for track in run.tracks if head["changed_units"] else ():
    changed = run.ask_named("edition_changes", track=track.id)
    if changed.is_empty():
        continue
    st.markdown(f"### {show.plain(t('restated.changed', track=track.name, n=changed.height))}")
    left, right = st.columns([7, 4])
    with left:
        causes = run.ask_named("edition_causes", track=track.id)
        restated.changes(changed, causes, t("restated.changed_alt", n=changed.height), run)
    moved = run.ask_named("edition_moves", track=track.id)
    if not moved.is_empty():
        with right:
            alt = t("restated.slope_alt", track=track.name, n=moved.height)
            show.chart("", run.draw(editions.slope, moved), alt, f"slope-{track.id}")

movers = run.ask_named("edition_movers")
if not movers.is_empty():
    st.markdown(f"### {t('restated.movers')}")
    words = {"what": "restated.what", "table_name": "restated.table"}
    tables.table(tables.filled(movers), t("restated.movers_alt", n=movers.height), run, words)

whole = run.ask_named("edition_standings")
if not whole.is_empty():
    st.markdown(f"### {t('restated.whole')}")
    words = {"published_light": "light", "restated_light": "light", "reason": "state"}
    tables.table(tables.filled(whole), t("restated.whole_alt", n=whole.height), run, words)

every = run.source.ask("editions", campaign=run.choice.campaign)
st.markdown(f"### {t('restated.every', n=every.height)}")
if not every.is_empty():
    shown = tables.filled(every).rename({"reason": "reissued_because"}, strict=False)
    tables.table(shown, t("restated.every_alt", n=every.height), run)
    st.caption(t("restated.note"))
