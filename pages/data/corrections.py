"""Corrections: what later filings of a month changed, and known errors put right in the open."""

import polars as pl
import streamlit as st

from locales import moment, month_name
from pages._shared import show, tables
from pages._shared.filed import in_words
from pages._shared.pick import pick
from pages._shared.run import current
from warehouse.tables.said import table_name

run = current()
t = run.t
TABLE = {"table_name": "restated.table"}
head = run.ask("corrections_summary").row(0, named=True)
is_other = head["rows_added"] or head["rows_dropped"] or head["values_changed"]
state = ("some" if is_other else "same") if head["filings"] else "none"
month = month_name(run.month, t.language)
sentence = run.say(f"corrections.sentence_{state}", head, month=month, n=head["filings"])
show.opening(t("menu.corrections"), sentence)
has_known = head["applied"] or head["not_applied"]
st.markdown(run.say("corrections.known_some" if has_known else "corrections.known_none", head))
st.caption(t("corrections.rule"))

filings = run.ask_named("superseded_filings")
if not filings.is_empty():
    st.markdown(f"### {t('corrections.filings', n=filings.height)}")
    listed = filings.drop("campaign_id", "month", "filing_id", "filed_by")
    tables.table(tables.filled(listed), t("corrections.filings_alt", n=filings.height), run, TABLE)
    names = [
        t(
            "corrections.pick",
            unit=row["unit"],
            table=table_name(t, row["table_name"]),
            at=moment(row["received_at"], t.language),
        )
        for row in filings.iter_rows(named=True)
    ]
    chosen = pick(run, "filing", pl.DataFrame({"id": filings["filing_id"], "name": names}))
    changes = run.source.ask(
        "filing_differences", filing=chosen, month=run.month, language=t.language
    )
    st.markdown(f"### {t('corrections.differences', n=changes.height)}")
    if changes.is_empty():
        st.info(t("corrections.no_differences"))
    else:
        shown = tables.filled(in_words(changes, ("value_before", "value_after"), t), "row_key")
        words = {"change": "corrections.change"}
        tables.table(shown, t("corrections.differences_alt", n=changes.height), run, words)

known = run.source.ask("known_errors", campaign=run.choice.campaign, language=t.language)
if not known.is_empty():
    st.markdown(f"### {t('corrections.known', n=known.height)}")
    entries = in_words(known.drop("campaign_id"), ("wrong", "right_value", "value_found"), t)
    words = {"state": "corrections.state"}
    tables.table(tables.filled(entries), t("corrections.known_alt", n=known.height), run, words)
st.caption(t("corrections.known_rule"))
