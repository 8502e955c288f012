"""How the quality page says what the checks found: the month, families of rules, runs."""

from typing import Any

import polars as pl
import streamlit as st

from charts import quality as charts
from locales import findings, moment
from pages._shared import show, tables
from pages._shared.at_fault import SYMBOLS, table_name
from pages._shared.run import Run
from warehouse import check_history
from warehouse.home import home

Row = dict[str, Any]


def sentence(head: Row, run: Run, month: str) -> str:
    """The month in a sentence: how many rows and rules, what is worst."""
    worst = findings.rule(run.t, head["worst_rule"]) if head["worst_rule"] else ""
    return run.say(
        f"quality.sentence_{head['state']}", head, month=month, worst=worst.rstrip("。.")
    )


def others(head: Row, run: Run) -> str:
    """What else there is to say: values returned, what stops a publish, what is only counted."""
    stops = "stops" if head["critical_failures"] else "stops_none"
    said = [run.say(f"quality.{stops}", head, n=head["critical_failures"])]
    for name in ("rejects", "info_failures"):
        if head[name]:
            said.append(run.say(f"quality.{name}", head, n=head[name]))
    return " ".join(said)


def families(rules: pl.DataFrame, run: Run) -> None:
    """The rules, table by table, to be unfolded; open where one is broken.

    Tables of which the month has no row are named below.
    """
    looked_at = rules.filter(pl.col("outcome") != "not_checked")
    for (suite,), family in looked_at.group_by("suite", maintain_order=True):
        broken = family.filter(outcome="failed")
        state = "broken" if broken.height else "held"
        heading = run.t(
            f"quality.family_{state}",
            table=table_name(str(suite), run),
            n=family.height,
            rules=family.height,
            broken=broken.height,
            rows=run.written({"n": family["checked_rows"][0]})["n"],
        )
        with st.expander(heading, expanded=bool(broken.height)):
            st.markdown("\n".join(_line(row, run) for row in family.iter_rows(named=True)))
    silent = rules.filter(outcome="not_checked")["suite"].unique().sort().to_list()
    if silent:
        names = run.t("number.separator").join(table_name(each, run) for each in silent)
        st.caption(run.t("quality.not_checked", tables=names))


def runs(run: Run) -> pl.DataFrame:
    """What the runs found that changed something for the campaign, the first one first."""
    found = check_history.read(home().checks, run.choice.campaign).reverse()
    at = [moment(each, run.t.language) for each in found["checked_at"]]
    return found.with_columns(pl.Series("run", at, pl.String))


def last_run(found: pl.DataFrame, content_id: str, run: Run) -> None:
    """What the last run found, and whether it could not be published; nothing without a history."""
    if found.is_empty():
        return
    row = found.row(-1, named=True)
    state = "first" if row["opened"] is None else "last"
    st.markdown(show.plain(run.say(f"quality.run_{state}", row)))
    if row["critical"] and row["content_id"] != content_id:
        st.warning(show.plain(run.say("quality.run_stopped", row, n=row["critical"])))


def trend(found: pl.DataFrame, run: Run) -> None:
    """The months up to this one and, where more than one run is known, the runs.

    Charts without a bar are not drawn.
    """
    t = run.t
    months = run.ask("quality_by_month")
    if months["failures"].sum() or months["rejects"].sum():
        drawn = run.draw(charts.by_month, months)
        show.chart("", drawn, t("quality.trend_alt", n=months.height), "quality_months")
    else:
        st.markdown(t("quality.trend_none", n=months.height))
    if found.height > 1:
        title, alt = (t(f"quality.{key}", n=found.height) for key in ("by_run", "by_run_alt"))
        st.markdown(f"### {title}")
        if found["failures"].sum():
            show.chart("", charts.by_run(found, t), alt, "quality_runs")
        told = found.reverse().select("run", "checked_rows", "failures", "opened", "mended")
        tables.table(told, alt, run)


def _line(row: Row, run: Run) -> str:
    """A rule in a line: whether it holds, what it says, how grave it is and how many rows fail."""
    failed = row["outcome"] == "failed"
    symbol = SYMBOLS[row["severity"] if failed else row["outcome"]]
    word = run.t(f"quality.outcome.{'failed_' + row['severity'] if failed else 'passed'}")
    said = run.say(
        f"quality.rule_{row['outcome']}",
        row,
        rule=findings.rule(run.t, row["rule_id"]),
        severity=run.t(f"severity.{row['severity']}"),
        outcome=f"{symbol} {word}",
    )
    return f"- {show.plain(said)}"
