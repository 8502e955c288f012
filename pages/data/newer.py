"""Newer data: what differs between the data of a frozen link and what is served now."""

import streamlit as st

from locales import month_name
from pages._shared import newer, show
from pages._shared.run import current
from warehouse.newer import NotComparable

run = current()
t = run.t
month = month_name(run.month, t.language)
mark = {"month": month, "snapshot": run.source.served.id[:8]}
now = newer.newest(run)
if now is None:
    show.opening(t("menu.newer"), t("newer.sentence_none", **mark))
    st.stop()

try:
    units, sums = newer.units(run, now), newer.sums(run, now)
    filings = newer.filings(run, now)
except NotComparable:
    show.opening(t("menu.newer"), t("newer.sentence_unlike", **mark))
    st.stop()

state = "same" if units.is_empty() and not sums else "differs"
counts = {"n": units.height, "moved": newer.moved(units), "filings": filings.height}
show.opening(t("menu.newer"), t(f"newer.sentence_{state}", **mark, **counts))
st.caption(t("newer.compared", frozen=mark["snapshot"], now=now.served.id[:8]))

if sums:
    st.markdown(f"### {t('newer.sums')}")
    st.markdown(newer.sum_lines(sums, run))
if not units.is_empty():
    st.markdown(f"### {t('newer.units', **counts)}")
    st.markdown("\n".join(newer.unit_lines(units, run)))
if not filings.is_empty():
    st.markdown(f"### {t('newer.filings', **counts)}")
    newer.filing_table(filings, t("newer.filings_alt", **counts), run)
elif state == "differs":
    st.caption(t("newer.no_filings"))
