"""Forecast: where the campaign, each unit and each project end if they go on as they do."""

import polars as pl
import streamlit as st

from charts import forecast
from locales import month_name, percent
from pages._shared import show, tables
from pages._shared.links import Lead
from pages._shared.pick import pick
from pages._shared.run import current

TO_UNIT, TO_PROJECT = Lead("reasons", ("unit",)), Lead("project", ("project",))

run = current()
t, decimals = run.t, run.choice.rate_decimals
summary = run.ask("forecast_summary").row(0, named=True)
units = run.ask_named("forecast").filter(scope="unit")

if units.is_empty():
    show.nothing_here(run, t("menu.forecast"))

said = {
    "end": month_name(summary["last_month"], t.language),
    "level": percent(summary["interval_level"], t.language, 0),
}
show.opening(t("menu.forecast"), run.say(f"forecast.sentence_{summary['state']}", summary, **said))
st.markdown(run.say("forecast.units", summary))

for track in run.tracks:
    own = run.ask_named("forecast", track=track.id)
    if own.filter(scope="unit").is_empty():
        continue
    head = run.ask("forecast_summary", track=track.id).row(0, named=True)
    state = "unknown" if head["unknown"] == head["units"] else "known"
    show.chart(
        run.say(f"forecast.by_unit_{state}", head, track=track.name),
        run.draw(forecast.by_unit, own, decimals=decimals),
        run.say("forecast.by_unit_alt", head, track=track.name),
        f"units-{track.id}",
        leads=TO_UNIT,
    )

words = {"reaches_plan": "forecast.reaches_plan", "interval_state": "forecast.interval"}
words["method"] = "forecast.method"
st.markdown(f"### {t('forecast.table')}")
named_first = units.select("unit", pl.exclude("unit", "scope", "track_id", "interval_level"))
shown = tables.filled(named_first)
alt = t("forecast.table_alt")
tables.table(shown, alt, run, words, leads=TO_UNIT, ids=("unit_id",), key="units")

st.markdown(f"### {t('forecast.projects')}")
unit = pick(run, "unit", units.select("unit_id", "unit"))
projects = run.ask("project_forecasts", unit=unit).rename({"pace": "pace_rate"})
if projects.is_empty():
    st.info(t("forecast.no_projects"))
else:
    shown = tables.filled(projects.drop("interval_level"))
    alt = t("forecast.projects_alt", n=projects.height)
    tables.table(shown, alt, run, words, leads=TO_PROJECT, ids=("project_code",), key="projects")

rule = run.ask("forecast_rules").row(0, named=True)
st.markdown(f"### {t('forecast.how')}")
level, most = (percent(rule[each], t.language, 0) for each in ("interval_level", "pace_at_most"))
st.markdown(t("forecast.how_text", months=rule["pace_months"], most=most, level=level))
st.caption(t(f"forecast.source_{'ours' if rule['is_ours'] else 'clause'}", clause=rule["clause"]))
