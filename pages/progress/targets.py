"""Targets: what the document asks for, how far it has come, and the rows that each number is."""

import streamlit as st

from charts import target_dates
from charts import targets as drawn
from locales import month_name
from pages._shared import show, tables, targets
from pages._shared.pick import pick
from pages._shared.run import current

run = current()
t, decimals = run.t, run.choice.rate_decimals
month = month_name(run.month, t.language)
summary = run.ask("targets_summary").row(0, named=True)
board = run.ask_named("targets_board")
monthly = run.ask_named("plans_board", unit=targets.WHOLE)

if board.is_empty():
    show.nothing_here(run, t("menu.targets"))

show.opening(t("menu.targets"), run.say("targets.sentence", summary, month=month))
if not monthly.is_empty():
    st.markdown(f"### {t('targets.plans.title', month=month)}")
    targets.plans(monthly, t("targets.plans.alt"), run)
targets.board(board, run)
dated = run.ask_named("target_dates")
if not dated.is_empty():
    figure = run.draw(target_dates.time_line, dated, decimals=decimals)
    show.chart(t("targets.dates"), figure, t("targets.dates_alt", n=dated.height), "dates")
goals = run.ask_named("target_allocations")
if not goals.is_empty():
    st.markdown(f"### {t('targets.allocations')}")
    st.markdown(run.say("targets.allocations_sentence", summary))
    targets.allocations(goals, t("targets.allocations_alt"), run)
targets.without_data(board, run.ask_named("office_names"), run)

st.markdown(f"### {t('targets.behind')}")
own = board.filter(board["unit_id"].is_null())
picked = pick(run, "target", own.select("target_id", "target"), summary["most_urgent"])
target = own.filter(target_id=picked).row(0, named=True)
texts = targets.described(target, run)
st.markdown(show.plain(t(f"targets.picked_{target['per']}", **texts)))
course = run.ask("target_months_of", target=picked, unit=targets.WHOLE)
drawing = {"measured_in": target["measured_in"], "per": target["per"], "decimals": decimals}
figure = run.draw(drawn.course, course, **drawing)
show.chart("", figure, t("targets.course_alt", **texts), "course")
units = run.ask_named("target_units", target=picked)
rows = run.ask_named("target_projects", target=picked, unit=targets.WHOLE)
if rows.is_empty():
    st.info(t("targets.no_rows"))
else:
    unit = t(f"quantity_unit.{target['measured_in']}")
    st.markdown(f"**{t('targets.units', unit=unit)}**")
    tables.table(tables.filled(units.drop("unit_id")), t("targets.units_alt"), run)
    st.markdown(f"**{t('targets.rows', n=rows.height)}**")
    st.caption(t("targets.money_in"))
    shown = tables.filled(rows.drop("row_id"))
    tables.table(shown, t("targets.rows_alt"), run, {"made_of": "targets.made_of"})
