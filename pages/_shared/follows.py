"""What a unit's rank has led to so far, and what one more month like this would lead to."""

import polars as pl
import streamlit as st

from pages._shared import parts, tables
from pages._shared.run import Run

WORDS = {"state": "consequence_state"}
WHO = ("done_by", "action", "done_to", "why")


def until_now(unit: str, run: Run) -> None:
    """What this month has led to, in words; what earlier months have is folded away."""
    t = run.t
    due = run.ask_named("consequences_of_unit", unit=unit).filter(pl.col("month") <= run.month)
    if due.is_empty():
        st.caption(t("reasons.no_consequences"))
        return
    now, before = due.filter(month=run.month), due.filter(pl.col("month") < run.month)
    st.markdown(f"### {t('reasons.follows', n=now.height)}")
    if not now.is_empty():
        shown = tables.filled(now.select(*WHO, "state", "clause", "is_ours"))
        tables.sentences(shown, t("reasons.consequences_alt"), run, WORDS)
    if not before.is_empty():
        box = st.expander(t("reasons.followed", n=before.height), key="followed", on_change="rerun")
        # What is folded is not worked out.
        if not box.open:
            return
        with box:
            shown = tables.filled(before.select("month", *WHO, "state", "clause", "is_ours"))
            tables.table(shown, t("reasons.consequences_alt"), run, WORDS)


def next_month(unit: str, run: Run) -> None:
    """What the unit has to reach next month, and what follows if it stays as it is."""
    t = run.t
    st.markdown(f"### {t('reasons.next_month')}")
    for sentence in parts.ahead(unit, run):
        st.markdown(sentence)
    following = run.ask_named("next_consequences").filter(unit_id=unit)
    if not following.is_empty():
        st.markdown(t("reasons.if_it_stays"))
        shown = tables.filled(following.select(*WHO, "is_new", "clause", "is_ours"))
        tables.sentences(shown, t("reasons.ahead_alt"), run)
