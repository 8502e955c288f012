"""Targets: what the document asks for, how far it has come, and the rows that each number is."""

import streamlit as st

from charts import target_dates
from locales import month_name
from pages._shared import one_target, show, targets
from pages._shared.links import Lead
from pages._shared.run import current

run = current()
t = run.t
month = month_name(run.month, t.language)
summary = run.ask("targets_summary").row(0, named=True)
board = run.ask_named("targets_board")

if board.is_empty():
    show.nothing_here(run, t("menu.targets"))

if "target" in st.query_params:
    one_target.draw(board, summary["most_urgent"], run)
    st.stop()

show.opening(t("menu.targets"), run.say("targets.sentence", summary, month=month))
monthly = run.ask_named("plans_board", unit=targets.WHOLE)
if not monthly.is_empty():
    st.markdown(f"### {t('targets.plans.title', month=month)}")
    targets.plans(monthly, t("targets.plans.alt"), run)
st.caption(t("targets.leads"))
targets.board(board, run)
dated = run.ask_named("target_dates")
if not dated.is_empty():
    figure = run.draw(target_dates.time_line, dated, decimals=run.choice.rate_decimals)
    alt = t("targets.dates_alt", n=dated.height)
    leads = Lead("targets", ("target",))
    show.chart(targets.dates(dated, run), figure, alt, "dates", leads=leads)
goals = run.ask_named("target_allocations")
if not goals.is_empty():
    st.markdown(f"### {t('targets.allocations')}")
    st.markdown(run.say("targets.allocations_sentence", summary))
    targets.allocations(goals, t("targets.allocations_alt"), run)
targets.without_data(board, run.ask_named("office_names"), run)
