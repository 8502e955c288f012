"""Why a unit has its rank: the parts of its score, the rows behind them, and what follows."""

import polars as pl
import streamlit as st

from charts import score
from pages._shared import parts, show, tables
from pages._shared.pick import pick
from pages._shared.run import current

WORDS = {"item": "evidence_item", "reason": "deduction_reason", "state": "consequence_state"}
WHO = ("done_by", "action", "done_to", "why")

run = current()
t = run.t
units = run.ask_named("units_in_race")
top = st.container()
last = next(iter(units.filter("is_last")["unit_id"]), None)
unit = pick(run, "unit", units.select("unit_id", "unit"), default=last)
if unit is None:
    show.nothing_here(run, t("menu.reasons"))

head = run.ask_named("unit_in_race", unit=unit).row(0, named=True)
words = {"state": t(f"state.{head['state']}"), "light": t(f"light.{head['light']}")}
with top:
    key = f"reasons.sentence_{head['band_state']}"
    show.opening(t("menu.reasons"), run.say(key, head, **words))
if head["lost_most"]:
    st.markdown(show.plain(run.say("reasons.lost", head)))
parts.rules(run)

found = parts.parts(run, unit)
alt = run.say("reasons.parts_alt", head)
show.chart(t("reasons.parts"), run.draw(score.waterfall, found), alt, "parts")
parts.table(found, alt, run)

options = found.filter(pl.col("applies") | (pl.col("count") > 0)).select("part_id", "name")
picked = pick(run, "part", options, default=head["lost_part"])
if picked:
    part = found.row(by_predicate=pl.col("part_id") == picked, named=True)
    st.markdown(show.plain(parts.said(part, run)))
    rows = parts.evidence(part, unit, run)
    tables.table(rows, run.say("reasons.evidence_alt", part, n=rows.height), run, WORDS)

st.markdown(f"### {t('reasons.consequences')}")
due = run.ask_named("consequences_of_unit", unit=unit).filter(pl.col("month") <= run.month)
if due.is_empty():
    st.caption(t("reasons.no_consequences"))
else:
    shown = due.select("month", *WHO, "state", "clause", "is_ours")
    tables.table(shown, t("reasons.consequences_alt"), run, WORDS)

st.markdown(f"### {t('reasons.next_month')}")
for sentence in parts.ahead(unit, run):
    st.markdown(sentence)
following = run.ask_named("next_consequences").filter(unit_id=unit)
if not following.is_empty():
    st.markdown(t("reasons.if_it_stays"))
    tables.table(following.select(*WHO, "is_new", "clause", "is_ours"), t("reasons.ahead_alt"), run)
