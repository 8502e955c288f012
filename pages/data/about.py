"""About the figures: every measure with formula, unit and clause; every term with its meaning."""

import streamlit as st

from pages._shared import about, show
from pages._shared.run import current

run = current()
t = run.t

show.opening(t("menu.about"), about.opening(run))
measures = about.chosen(run)
asked = st.query_params.get("look", "")
terms = list(about.terms(run, asked)) if asked or not measures else []

if len(measures) == 1:
    about.explained(measures[0], run)
    about.programs(measures[0], run)
elif measures:
    st.markdown("\n".join(about.line(measure, run) for measure in measures))
if terms:
    st.markdown(f"### {t('about.group.terms')}")
    st.markdown("\n".join(terms))
if not measures and not terms:
    st.info(show.plain(t("about.nothing_found", asked=asked)))
st.caption(t("about.made_of"))
