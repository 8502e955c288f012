"""One filed row: the end of every way down, from the campaign to the cell that was filed."""

import streamlit as st

from locales import moment
from pages._shared import filed_row, row_shown, show, trail
from pages._shared.run import current

run = current()
t = run.t
place = filed_row.asked()
filed = filed_row.find(place, run) if place else None
if filed is None:
    st.title(t("menu.row"), anchor=False)
    st.info(t("row.unknown" if place else "row.no_place"))
    st.stop()

trail.draw(run, *row_shown.steps(filed, run))
replaced_at = moment(filed.filing["replaced_at"], t.language)
sentence = run.say(f"row.state.{filed.state}", filed.filing, replaced_at=replaced_at)
show.opening(filed_row.name(filed, run), sentence)
row_shown.facts(filed, run)
row_shown.remarks(filed, run)
if filed.row:
    row_shown.cells(filed, run)
row_shown.changes(filed, run)
row_shown.leads(filed, run)
