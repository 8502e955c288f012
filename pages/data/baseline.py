"""Baseline watch: what was changed of the plans filed first, and what that did to the rates."""

import polars as pl
import streamlit as st

from charts import baseline
from locales import month_name
from pages._shared import show, tables
from pages._shared.pick import pick
from pages._shared.run import current

ALL = "all"

run = current()
t = run.t
month = month_name(run.month, t.language)
head = run.ask_named("baseline_summary").row(0, named=True)
units = run.ask_named("baseline")

if units.is_empty():
    show.nothing_here(run, t("menu.baseline"))

show.opening(t("menu.baseline"), run.say(f"baseline.sentence_{head['state']}", head, month=month))
if head["changes_to_date"]:
    st.markdown(run.say("baseline.counted", head, n=head["changes_to_date"]))
st.caption(t("baseline.rule"))

if head["moved_units"]:
    moved = units.filter(pl.col("gain_points") != 0)
    sides = {"first": "original_rate", "second": "completion_rate"}
    drawn = run.draw(baseline.pairs, moved, decimals=run.choice.rate_decimals, **sides)
    said = t("baseline.chart_alt", n=moved.height)
    show.chart(run.say("baseline.chart", head, n=moved.height), drawn, said, "baseline")

kinds = run.ask("plan_change_kinds")
if not kinds.is_empty():
    st.markdown(f"### {t('baseline.changes')}")
    names = [t("baseline.kind", kind=t(f"baseline.change.{k}"), n=n) for k, n in kinds.iter_rows()]
    every = t("baseline.kind", kind=t("baseline.all_kinds"), n=head["changes_to_date"])
    options = {"id": [*kinds["change"], ALL], "name": [*names, every]}
    chosen = pick(run, "change", pl.DataFrame(options))
    listed = run.ask_named("plan_changes").drop("unit_id")
    shown = listed if chosen == ALL else listed.filter(change=chosen)
    words = {"change": "baseline.change"}
    tables.table(tables.filled(shown), t("baseline.changes_alt", n=shown.height), run, words)

st.markdown(f"### {t('baseline.units')}")
tables.table(units.drop("track_id", "unit_id"), t("baseline.units_alt", n=units.height), run)
