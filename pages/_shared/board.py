"""What the filing board says: who filed and who did not, and what became of a unit's files."""

from typing import Any

import polars as pl
import streamlit as st

from charts.filing_board import SHAPES
from locales import findings, moment, month_name
from pages._shared import tables
from pages._shared.run import Run
from warehouse.tables import TABLES
from warehouse.tables.said import word

NOT_HERE = ("missing", "not_due")
TO_MEND = ("late", "refused", "incomplete")
STATES = {"state": "board.state", "table_name": "restated.table"}
FILE_STATES = {"state": "board.file_state", "table_name": "restated.table"}
RETURNED = ("table_name", "source", "column", "sent_value", "what_to_mend", "is_still_open")


def counted(head: dict[str, Any], run: Run) -> str:
    """How many filed on time, and who has not filed."""
    named = _named(head, NOT_HERE, run.written(head), run)
    return _sentence([_first(head, run), *named], run)


def to_mend(head: dict[str, Any], run: Run) -> str:
    """Who came late, was refused or has rows returned; nothing where nobody."""
    named = _named(head, TO_MEND, run.written(head), run)
    return _sentence(named, run) if named else ""


def in_full(head: dict[str, Any], run: Run) -> str:
    """Both as one sentence that names every unit, however many they are."""
    states = (*NOT_HERE, *TO_MEND)
    every = {state: run.t("number.separator").join(head[state] or []) for state in states}
    return _sentence([_first(head, run), *_named(head, states, every, run)], run)


def as_of(head: dict[str, Any], run: Run) -> str:
    """The deadline, and the moment by which the month is judged."""
    received = moment(head["last_received_at"], run.t.language)
    return run.say("board.as_of", head, received=received)


def legend(run: Run) -> str:
    """Every symbol of the board with its word."""
    words = [run.t(f"board.state.{state}") for state in SHAPES]
    return run.t("board.legend", states="  ".join([*words, run.t("board.dotted")]))


def files(found: pl.DataFrame, run: Run) -> None:
    """Every file of a unit, replaced ones too, and what replaced them."""
    if found.is_empty():
        st.info(run.t("board.nothing_filed"))
        return
    st.markdown(f"**{run.t('board.files')}**")
    alt = run.t("board.files_alt", n=found.height)
    tables.table(tables.filled(found), alt, run, FILE_STATES)


def faults(found: pl.DataFrame, run: Run) -> None:
    """What was returned of a unit for the month: where, why, and what to write instead."""
    t, month = run.t, month_name(run.month, run.t.language)
    if found.is_empty():
        st.markdown(t("board.no_faults", month=month))
        return
    n = found["faults"][0]
    st.markdown(f"**{t('board.faults', month=month, n=n)}**")
    if n > found.height:
        st.caption(t("board.faults_shown", shown=found.height))
    rows = [row | _fault(row, run) for row in found.iter_rows(named=True)]
    shown = pl.DataFrame(rows, infer_schema_length=None).select(RETURNED)
    alt = t("board.faults_alt", n=found.height)
    tables.text(tables.filled(shown), alt, run, {"table_name": "restated.table"})
    st.caption(t("board.slips"))


def notes(found: pl.DataFrame, run: Run) -> None:
    """How often what was read otherwise than written, or left out."""
    if found.is_empty():
        return
    kinds = [
        run.t("board.note", kind=run.t(f"board.note_kind.{kind}"), n=n)
        for kind, n in found.iter_rows()
    ]
    said = run.t("number.separator").join(kinds)
    st.caption(run.t("board.notes", n=found["notes"].sum(), kinds=said))


def unplaced(found: pl.DataFrame, run: Run) -> None:
    """Files that count for nobody, because whose they are cannot be told."""
    if found.is_empty():
        return
    st.markdown(f"### {run.t('board.unplaced')}")
    st.caption(run.t("board.unplaced_how"))
    wrong = [findings.reject(run.t, row) for row in found.iter_rows(named=True)]
    shown = found.select(
        "received_at", filed_as="source_file", what_to_mend=pl.Series(wrong, dtype=pl.String)
    )
    tables.text(shown, run.t("board.unplaced_alt", n=found.height), run)


def _first(head: dict[str, Any], run: Run) -> str:
    month = month_name(run.month, run.t.language)
    return run.say(f"board.sentence_{head['state']}", head, month=month)


def _named(
    head: dict[str, Any], states: tuple[str, ...], units: dict[str, str], run: Run
) -> list[str]:
    return [run.t(f"board.{s}", n=len(head[s]), units=units[s]) for s in states if head[s]]


def _sentence(parts: list[str], run: Run) -> str:
    return run.t("board.phrase").join(parts) + run.t("board.full_stop")


def _fault(row: dict[str, Any], run: Run) -> dict[str, str | None]:
    """Place, column and fault of a reject, in words."""
    t = run.t
    table = TABLES.get(row["table_name"] or "")
    column = table.column(row["column_name"]) if table and row["column_name"] else None
    at = t("filing.row", row=row["source_row"]) if row["source_row"] else None
    return {
        "source": " · ".join(
            part for part in (row["source_file"], row["source_sheet"], at) if part
        ),
        "column": word(t, column) if column else None,
        "sent_value": row["value"],
        "what_to_mend": findings.reject(t, row),
    }
