"""The campaign's own indicators beside those of the city that it measures itself by."""

import streamlit as st

from charts import benchmark
from locales import month_name
from pages._shared import rows, show
from pages._shared.run import Run

ALL = "all"
SENTENCE = ("difference_size_points", "state", "pair_id", "place")


def side_by_side(run: Run) -> None:
    """A chart per benchmark and indicator; all values with their sources in a table."""
    pairs = run.ask_named("benchmarks", pair=ALL)
    if pairs.is_empty():
        st.info(run.t("benchmark.none"))
        return
    month = month_name(run.month, run.t.language)
    for pair in pairs["pair_id"].unique(maintain_order=True):
        own = run.ask_named("benchmarks", pair=pair)
        last = own.row(-1, named=True)
        title = run.say(f"benchmark.{last['state']}", last, month=month)
        alt = run.say("benchmark.alt", last, finding=title)
        figure = run.draw(benchmark.months, own)
        show.chart(title, figure, alt, f"benchmark-{pair}", leads=rows.TO_ROW)
    for name, clause, is_ours in (
        pairs.select("benchmark", "clause", "is_ours").unique(maintain_order=True).iter_rows()
    ):
        kind = "clause_ours" if clause and is_ours else "clause" if clause else "ours"
        st.caption(show.plain(run.t(f"benchmark.{kind}", benchmark=name, clause=clause)))
    st.markdown(f"### {run.t('benchmark.table')}")
    alt = run.t("benchmark.table_alt", n=pairs.height)
    shown = pairs.drop(*SENTENCE, "clause", "is_ours").sort("month", descending=True)
    rows.filed(shown, "indicators", alt, run, key="benchmark-table")
