"""Templates: the workbooks that units fill in for a month, one by one or all at once."""

import polars as pl
import streamlit as st

from locales import month_name
from pages._shared import show, tables
from pages._shared.pick import pick
from pages._shared.run import current

run = current()
t = run.t
campaign = run.choice.campaign

offered = run.ask("template_months")
months = offered["month"].to_list()
names = [month_name(month, t.language) for month in months]
head = st.container()
month = pick(run, "for", pl.DataFrame({"id": months, "name": names})) or run.month
asked = {"campaign": campaign, "month": month}
units = run.source.ask("template_units", **asked, track=run.choice.track, language=t.language)

with head:
    due = offered.filter(month=month)["due_on"].item()
    said = {"month": month_name(month, t.language), "n": units.height, "due": due}
    show.opening(t("menu.templates"), t("templates_page.sentence", **said))
    st.markdown(t("templates_page.how"))

unit = pick(run, "unit", units.select("unit_id", "unit"))
if unit is None:
    st.info(t("templates_page.none"))
    st.stop()
name = units.filter(unit_id=unit)["unit"].item()
place = f"/templates/{run.source.served.id}/{campaign}/{month}"
one, every = show.plain(t("templates_page.one", unit=name)), t("templates_page.every")
with st.container(horizontal=True):
    st.link_button(one, f"{place}/{unit}.xlsx", icon=":material/download:", type="primary")
    st.link_button(every, f"{place}.zip", icon=":material/folder_zip:")

st.markdown(f"### {show.plain(t('templates_page.sheets', unit=name))}")
sheets = run.source.ask("template_sheets", **asked, unit=unit)
alt = t("templates_page.sheets_alt", unit=name, n=sheets.height)
tables.text(sheets, alt, run, {"table_name": "restated.table"})
