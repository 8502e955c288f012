"""Editions: a month as it was published, as it is today, who moved, and because of which filing."""

import streamlit as st

from locales import moment, month_name
from pages._shared import restated, show
from pages._shared.pick import view
from pages._shared.run import current

run = current()
t = run.t
month = month_name(run.month, t.language)
head = run.ask_named("edition_summary").row(0, named=True)
changed = head["changed_units"]
sentence = run.say(f"restated.sentence_{head['state']}", head, month=month, n=changed)
show.opening(t("menu.editions"), sentence)
if head["issue"]:
    at = moment(head["published_at"], t.language)
    st.markdown(t("restated.published_at", at=at, issue=head["issue"]))
if head["causing"]:
    st.markdown(show.plain(run.say("restated.causing", head)))

views = ("changes", "whole", "every") if changed else ("whole", "every", "changes")
names = {each: t(f"restated.view.{each}") for each in views}
shown = view(run, "view", names, label=t("restated.view_of"))
if shown == "changes" and not changed:
    st.caption(t("restated.none"))
elif shown == "changes":
    for track in run.tracks:
        restated.track(track, run)
    restated.movers(changed, run)
elif shown == "whole":
    restated.whole(changed, run)
else:
    restated.every(run)
