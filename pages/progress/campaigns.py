"""Campaigns side by side, by the share of their time that has passed."""

import streamlit as st

from charts import aligned
from pages._shared import campaigns, pick, show
from pages._shared.choice import ALL
from pages._shared.run import current

run = current()
t = run.t
same = run.ask_named("campaigns_compared", as_of="same")
own = same.filter("is_own").row(0, named=True)

if own["same_rate"] is None:
    show.nothing_here(run, t("menu.campaigns"))

show.opening(t("menu.campaigns"), campaigns.sentence(same, own, run))
if run.choice.track != ALL:
    st.caption(t("campaigns.whole"))

figure = run.draw(
    aligned.by_time,
    run.ask_named("campaigns_course"),
    passed=own["time_progress"],
    marks=tuple(same.select("campaign_id", "same_rate").iter_rows()),
    decimals=run.choice.rate_decimals,
)
alt = campaigns.alt(same, own, run)
show.chart(campaigns.finding(same, own, run), figure, alt, "aligned", leads=campaigns.LEADS)
for note in (t("campaigns.how"), *campaigns.notes(same, run)):
    st.caption(show.plain(note))

rate = run.written(own)["time_progress"]
views = {each: t(f"campaigns.as_of.{each}", rate=rate) for each in ("same", "latest")}
as_of = pick.view(run, "as_of", views)
compared = run.ask_named("campaigns_compared", as_of=as_of)
for section in campaigns.SECTIONS:
    st.markdown(f"### {t(f'campaigns.{section}')}")
    campaigns.table(compared, section, as_of, run)

st.markdown(f"### {t('campaigns.terms')}")
st.caption(t("campaigns.terms_how"))
st.markdown("\n".join(f"- {show.plain(each)}" for each in campaigns.terms(run)))
