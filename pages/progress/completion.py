"""Investment completion: how far the campaign has come, where it ends, and who is behind."""

import streamlit as st

from charts import investment
from locales import month_name, percent
from pages._shared import completion, pick, show, tables
from pages._shared.links import Lead
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
cards = ["invested_to_date_wanyuan", "completion_rate", "time_progress", "lead_points"]
show.cards(summary, [*cards, "filed_projects"], run)

outlook = run.ask("forecast_summary").row(0, named=True)
said = {
    "end": month_name(outlook["last_month"], t.language),
    "level": percent(outlook["interval_level"], t.language, 0),
}
sentence = run.say(f"forecast.sentence_{outlook['state'] or 'unknown'}", outlook, **said)
st.markdown(show.plain(sentence))

months = run.ask("completion_by_month")
show.chart(
    run.say(f"completion.curve_{summary['gap_state']}", summary),
    run.draw(investment.by_month, months),
    run.say("completion.curve_alt", summary, month=month, outlook=sentence),
    "by_month",
    leads=Lead("completion", ("month",)),
)
if outlook["state"] == "given":
    st.caption(t("completion.band"))
with st.expander(t("completion.months")):
    tables.table(tables.filled(months), t("completion.months_alt", n=months.height), run)

kind = pick.view(run, "split", completion.views(run))
completion.draw(completion.split(kind, run), run)
