"""Investment completion: how far the campaign has come, month by month and part by part."""

import streamlit as st

from charts import investment, rates
from locales import month_name, percent
from pages._shared import show
from pages._shared.run import current

run = current()
t = run.t
month = month_name(run.month, t.language)
summary = run.ask("completion_summary").row(0, named=True)

if summary["projects"] is None:
    show.nothing_here(run, t("menu.completion"))

show.opening(
    t("menu.completion"),
    run.say(f"completion.sentence_{summary['lead_state']}", summary, month=month),
)
show.cards(
    summary,
    [
        "invested_to_date_wanyuan",
        "completion_rate",
        "time_progress",
        "lead_points",
        "filed_projects",
    ],
    run,
)
outlook = run.ask("forecast_summary").row(0, named=True)
said = {
    "end": month_name(outlook["last_month"], t.language),
    "level": percent(outlook["interval_level"], t.language, 0),
}
st.markdown(
    show.plain(run.say(f"forecast.sentence_{outlook['state'] or 'unknown'}", outlook, **said))
)
show.chart(
    t("completion.by_month"),
    run.draw(investment.by_month, run.ask("completion_by_month")),
    run.say("completion.by_month_alt", summary, month=month),
    "by_month",
)
for column, kind in zip(st.columns(2), ("domain", "category"), strict=True):
    parts = run.ask_named("completion_by_label", kind=kind)
    with column:
        show.chart(
            t(f"completion.by_{kind}"),
            run.draw(rates.against_time, parts, decimals=run.choice.rate_decimals),
            show.rates_alt(parts, "label", run),
            kind,
        )
