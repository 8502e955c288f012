"""Data quality: which rules a month's filings break, whose rows, and what has become of it."""

import polars as pl
import streamlit as st

from charts import quality as charts
from locales import month_name
from pages._shared import at_fault, quality, show, tables
from pages._shared.run import current

run = current()
t = run.t
head = run.ask("quality_summary").row(0, named=True)

if not head["filed_rows"]:
    show.nothing_here(run, t("menu.quality"))

month = month_name(run.month, t.language)
show.opening(t("menu.quality"), quality.sentence(head, run, month))
st.markdown(show.plain(quality.others(head, run)))
runs = quality.runs(run)
quality.last_run(runs, head["content_id"], run)

units = at_fault.named(run.ask_named("quality_units"), run)
rules = run.ask("quality_rules")
st.markdown(f"### {t('quality.rows', month=month)}")
wanted = at_fault.picked(units, rules, run)
at_fault.broken(wanted, run)
at_fault.returned(wanted["unit"], run)

faulty = units.filter((pl.col("failures") > 0) | (pl.col("rejects") > 0))
if not faulty.is_empty():
    drawn = charts.by_unit(faulty, t)
    alt = t("quality.chart_alt", n=faulty.height)
    show.chart(t("quality.chart", n=faulty.height), drawn, alt, "quality_units")
with st.expander(t("quality.units", n=units.height)):
    counted = () if head["info_failures"] else ("info_failures",)
    rest = ("unit_id", "checked_rows", "failures_per_100", "rejects_per_100", *counted)
    tables.table(units.drop(rest), t("quality.units_alt", n=units.height), run)

st.markdown(f"### {t('quality.rules')}")
quality.families(rules, run)

st.markdown(f"### {t('quality.trend')}")
quality.trend(runs, run)
