"""Filing: drop a workbook; see what was read, what is wrong, what would change; then file it."""

import streamlit as st

from pages._shared import desk, filing, show
from pages._shared import filing_findings as findings
from pages._shared.filing_changes import changes
from pages._shared.pick import pick
from pages._shared.run import current

run = current()
t = run.t

if not desk.is_open():
    show.opening(t("menu.filing"), t("desk.closed"))
    st.markdown(t("desk.elsewhere"))
    st.stop()

head = st.container()
with st.container(horizontal=True):
    unit = pick(run, "unit", filing.units(run))
    month = pick(run, "for_month", filing.months(run))
slot = filing.slot(run, unit, month)
with head:
    show.opening(t("menu.filing"), filing.sentence(slot, run))

dropped = filing.dropped(slot, run)
if dropped:
    tried = filing.tried(dropped, run)
    findings.verdict(tried, slot, run)
    findings.wrong(tried, dropped, run)
    findings.understood(tried, run)
    changes(tried, slot, run)
    filing.buttons(tried, dropped, run)

filing.receipts(run)
