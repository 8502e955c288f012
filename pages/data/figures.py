"""Both figures: what units report beside what the statistics office counts; and rates of units."""

import streamlit as st

from charts import baseline
from locales import month_name
from pages._shared import show, tables
from pages._shared.links import Lead
from pages._shared.pick import pick
from pages._shared.run import current

run = current()
t = run.t


def _source(clause: str | None) -> str:
    return t("figures.clause", clause=clause) if clause else t("figures.ours")


head = run.ask_named("figures_summary").row(0, named=True)
units = run.ask_named("figures_side_by_side")

if units.is_empty():
    show.nothing_here(run, t("menu.figures"))

month = month_name(run.month, t.language)
show.opening(t("menu.figures"), run.say(f"figures.sentence_{head['state']}", head, month=month))
which, source = t(f"figures.by.{head['figure']}"), _source(head["figure_clause"])
st.markdown(show.plain(t("figures.ranks", which=which, source=source)))

if head["compared_units"]:
    compared = units.filter(units["statistical_projects"] > 0)
    sides = {"first": "compared_reported_rate", "second": "statistical_rate"}
    drawn = run.draw(baseline.pairs, compared, decimals=run.choice.rate_decimals, **sides)
    said = t("figures.chart_alt", n=compared.height)
    show.chart(t("figures.chart", n=compared.height), drawn, said, "figures")

st.markdown(f"### {t('figures.units')}")
both = tables.filled(units.drop("figure"), "unit_id")
to_unit = Lead("reasons", ("unit",))
tables.table(
    both, t("figures.units_alt", n=units.height), run, leads=to_unit, ids=("unit_id",), key="units"
)

st.markdown(f"### {t('figures.projects')}")
unit = pick(run, "unit", units.select("unit_id", "unit"))
projects = run.source.ask(
    "project_figures", campaign=run.choice.campaign, month=run.month, unit=unit
)
if projects.is_empty():
    st.info(t("figures.totals_only"))
else:
    tables.table(tables.filled(projects), t("figures.projects_alt", n=projects.height), run)

st.markdown(f"### {t('figures.rates')}")
bases = run.source.ask("rate_bases", campaign=run.choice.campaign, language=t.language)
for base in bases.iter_rows(named=True):
    st.caption(run.say(f"figures.base_{base['basis']}", base, source=_source(base["clause"])))
rates = run.ask_named("unit_rates").drop("scope")
tables.table(tables.filled(rates), t("figures.rates_alt", n=rates.height), run)
