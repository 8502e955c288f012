"""Why a unit has its rank: its neighbours, the parts of its score, what lies behind them."""

import polars as pl
import streamlit as st

from charts import score
from pages._shared import behind, neighbours, parts, show, tables, trail
from pages._shared.links import Lead
from pages._shared.pick import pick
from pages._shared.run import current

WORDS = {"state": "consequence_state"}
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
    track = trail.Step(t("menu.standings"), "standings")
    trail.draw(run, track, trail.Step(head["unit"], "reasons", {"unit": unit}))
    key = f"reasons.sentence_{head['band_state']}"
    show.opening(t("menu.reasons"), run.say(key, head, **words))
neighbours.draw(unit, run)

found = parts.parts(run, unit)
alt = run.say("reasons.parts_alt", head)
answer = run.ask_named("score_parts", unit=unit)
known = "none" if head["rank"] is None else "lost" if head["lost_most"] else "all"
title = run.say(f"reasons.parts_{known}", head)
steps = run.draw(score.waterfall, answer, unit=unit)
show.chart(title, steps, alt, "parts", leads=Lead("reasons", ("unit", "part")))
parts.table(found, alt, run)
parts.rules(run)

options = found.filter(pl.col("applies") | (pl.col("count") > 0)).select("part_id", "name")
picked = pick(run, "part", options, default=head["lost_part"])
if picked:
    behind.draw(found.row(by_predicate=pl.col("part_id") == picked, named=True), unit, run)

due = run.ask_named("consequences_of_unit", unit=unit).filter(pl.col("month") <= run.month)
if due.is_empty():
    st.caption(t("reasons.no_consequences"))
else:
    st.markdown(f"### {t('reasons.follows', n=due.height)}")
    shown = tables.filled(due.select("month", *WHO, "state", "clause", "is_ours"))
    tables.sentences(shown, t("reasons.consequences_alt"), run, WORDS)

st.markdown(f"### {t('reasons.next_month')}")
for sentence in parts.ahead(unit, run):
    st.markdown(sentence)
following = run.ask_named("next_consequences").filter(unit_id=unit)
if not following.is_empty():
    st.markdown(t("reasons.if_it_stays"))
    shown = tables.filled(following.select(*WHO, "is_new", "clause", "is_ours"))
    tables.sentences(shown, t("reasons.ahead_alt"), run)
