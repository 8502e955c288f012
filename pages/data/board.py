"""The filing board: who filed on time, late, in part or not at all, and who has to be reminded."""

import streamlit as st

from charts import filing_board
from locales import month_name
from pages._shared import board, reminders, show, tables
from pages._shared.pick import pick
from pages._shared.run import current

run = current()
t = run.t
month = month_name(run.month, t.language)
head = run.ask_named("filing_summary").row(0, named=True)
units = run.ask_named("filing_month")

show.opening(t("menu.board"), board.counted(head, run))
st.markdown(show.plain(board.to_mend(head, run)))
st.caption(show.plain(board.as_of(head, run)))
reminders.section(run)

every = run.ask_named("filing_board")
drawn = run.draw(filing_board.board, every)
said = t("board.heat_alt", units=units.height, months=every["month"].n_unique())
show.chart(t("board.heat"), drawn, said, "filings")
st.caption(show.plain(board.legend(run)))

st.markdown(f"### {t('board.units', month=month)}")
listed = tables.filled(units.drop("unit_id"))
tables.table(listed, t("board.units_alt", n=units.height), run, board.STATES)

st.markdown(f"### {t('board.rates')}")
st.caption(show.plain(t("board.rates_how")))
rates = run.ask_named("filing_rates")
tables.table(tables.filled(rates), t("board.rates_alt", n=rates.height), run)
show.rules("filing", run)

st.markdown(f"### {t('board.unit')}")
unit = pick(run, "unit", units.select("unit_id", "unit"))
st.markdown(f"**{t('board.tables', month=month)}**")
of_tables = run.ask("filing_tables", unit=unit)
if not of_tables.is_empty():
    alt = t("board.tables_alt", n=of_tables.height)
    tables.table(tables.filled(of_tables), alt, run, board.STATES)
st.caption(t("board.tables_how"))
board.faults(run.ask("returned_of_unit", unit=unit), run)
board.notes(run.ask("notes_of_unit", unit=unit), run)
board.files(run.ask("filings_of_unit", unit=unit), run)
board.unplaced(run.ask("filings_unplaced"), run)
