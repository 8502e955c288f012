"""Whose filing has to be reminded of today, in words to be sent, and as a file to take away.

The day is asked of the clock here, on the page: no figure depends on it.
"""

from datetime import date
from typing import Any

import polars as pl
import streamlit as st

from campaigns import calendar
from locales import LANGUAGES, moment, month_name, translator
from locales.reminders import reminder
from pages._shared import show, tables
from pages._shared.run import Run
from warehouse.export import as_csv

STATES = {"state": "board.open_state"}
SHOWN = ("unit", "month", "state", "due_on", "days_over", "returned_rows", "earlier_months")


def section(run: Run) -> None:
    """Who has to be reminded today, with the sentences, and a button to download the list."""
    today = calendar.today()
    head = run.ask("reminding", today=today).row(0, named=True)
    rows = run.ask("reminders", today=today)
    st.markdown(f"### {show.plain(_heading(head, rows, today, run))}")
    st.caption(show.plain(_about(head, run)))
    if rows.is_empty():
        return
    listed = _listed(rows, run)
    alt = run.t("board.reminders.alt", n=rows.height)
    tables.table(tables.filled(listed), alt, run, STATES)
    st.markdown(run.t("board.reminders.copy"))
    st.code("\n".join(_sentences(rows, run.t.language)), language=None, wrap_lines=True)
    st.download_button(
        run.t("board.reminders.download"),
        as_csv(_to_take_away(rows, listed, run)),
        file_name=f"reminders-{run.choice.campaign}-{today}.csv",
        mime="text/csv",
        icon=":material/download:",
    )


def _heading(head: dict[str, Any], rows: pl.DataFrame, today: date, run: Run) -> str:
    key = ("none" if rows.is_empty() else "heading") + ("_ended" if head["ended"] else "")
    return run.t(
        f"board.reminders.{key}",
        today=today,
        month=_month(head["overdue_month"], run),
        n=rows["unit_id"].n_unique(),
    )


def _about(head: dict[str, Any], run: Run) -> str:
    """Which months the reminders are about, and by when a file has to have come to be known."""
    lines = [
        run.t(
            f"board.reminders.about_{one}",
            month=_month(head[f"{one}_month"], run),
            due_on=head[f"{one}_due_on"],
            next_on=head["next_on"],
        )
        for one in head["about"]
    ]
    received = moment(head["last_received_at"], run.t.language)
    known = run.t("board.reminders.known", received=received)
    return run.t("board.reminders.space").join([*lines, known])


def _month(month: str | None, run: Run) -> str:
    return month_name(month, run.t.language) if month else ""


def _listed(rows: pl.DataFrame, run: Run) -> pl.DataFrame:
    """Only days that are over are counted, and only rows that were returned."""
    name = "unit_zh" if run.t.language.startswith("zh") else "unit_en"
    return rows.with_columns(
        pl.when(pl.col(count) > 0).then(count).alias(count)
        for count in ("days_over", "returned_rows")
    ).select(
        pl.col(name).alias("unit"),
        *SHOWN[1:-1],
        pl.col("earlier_months").list.join(run.t("number.separator")).replace("", None),
    )


def _to_take_away(rows: pl.DataFrame, listed: pl.DataFrame, run: Run) -> pl.DataFrame:
    """The list under the headings of the page, with the words to send in both languages."""
    named = tables.readable(listed, run, STATES)
    headed = named.rename({name: run.t(f"columns.{name}") for name in named.columns})
    return headed.with_columns(
        pl.Series(translator(language)("columns.reminder"), _sentences(rows, language))
        for language in LANGUAGES
    )


def _sentences(rows: pl.DataFrame, language: str) -> list[str]:
    return [reminder(translator(language), row) for row in rows.iter_rows(named=True)]
