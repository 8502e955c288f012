"""Why a unit has its rank: its neighbours, the parts of its score, what lies behind them."""

import polars as pl
import streamlit as st

from charts import score
from pages._shared import behind, follows, neighbours, parts, show, trail
from pages._shared.pick import pick
from pages._shared.run import current

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
show.chart(title, steps, alt, "parts", leads=neighbours.TO_PART)
parts.table(found, alt, run)
parts.rules(run)

options = found.filter(pl.col("applies") | (pl.col("count") > 0)).select("part_id", "name")
picked = pick(run, "part", options, default=head["lost_part"])
if picked:
    behind.draw(found.row(by_predicate=pl.col("part_id") == picked, named=True), unit, run)

follows.until_now(unit, run)
follows.next_month(unit, run)
