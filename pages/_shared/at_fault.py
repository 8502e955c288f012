"""What is at fault, row by row, to be picked: rows that break a rule, and values returned."""

from contextlib import suppress
from decimal import Decimal

import polars as pl
import streamlit as st

from locales import findings, number
from pages._shared import show, tables
from pages._shared.pick import pick
from pages._shared.run import Run
from warehouse.tables import TABLES
from warehouse.tables.said import word

ALL = "all"
SEVERITIES = ("open", "critical", "warning", "info", ALL)
SYMBOLS = {"passed": "✓", "not_checked": "○", "critical": "■", "warning": "▲", "info": "◇"}
WHAT = ("filed_column", "filed_value", "said")
BROKEN = ("unit", "severity", *WHAT, "should_be", "table_name")
RETURNED = ("unit", *WHAT, "table_name", "received_at")
MEASURES = ("money", "area", "percent")
SOURCE = ("source_file", "source_sheet", "source_row")


def picked(units: pl.DataFrame, rules: pl.DataFrame, run: Run) -> dict[str, str | None]:
    """The unit, rule and severity picked; all of them, and what has to be put right, by default.

    Rules that nothing breaks are offered too, so that a pick outlasts another month.
    """
    t = run.t
    names = [findings.rule(t, each) for each in rules["rule_id"]]
    offered = {
        "unit": ([ALL, *units["unit_id"]], [t("quality.all_units"), *units["unit"]]),
        "rule": ([ALL, *rules["rule_id"]], [t("quality.all_rules"), *names]),
        "severity": (list(SEVERITIES), [t(f"quality.wanted.{each}") for each in SEVERITIES]),
    }
    with st.container(horizontal=True):
        return {
            key: pick(run, key, pl.DataFrame({"id": ids, "name": said}))
            for key, (ids, said) in offered.items()
        }


def broken(wanted: dict[str, str | None], run: Run) -> None:
    """The rows that break a rule as it was picked, and how many there are of them in all."""
    found = run.ask_named("quality_failures", **wanted)
    n = run.ask("quality_count", **wanted)["failures"][0]
    st.markdown(run.say("quality.found" if n else "quality.found_none", {"rows": n}, n=n))
    if not found.is_empty():
        said = [findings.failure(run.t, row) for row in found.iter_rows(named=True)]
        severities = [severity(each, run) for each in found["severity"]]
        shown = _shown(found.with_columns(table_name="suite"), said, run).with_columns(
            pl.Series("severity", severities)
        )
        alt = run.t("quality.found_alt", n=found.height)
        tables.sentences(tables.filled(shown.select(*BROKEN, *SOURCE)), alt, run)
    if n > found.height:
        st.caption(show.plain(run.say("quality.not_all", {"rows": n, "shown": found.height})))


def returned(unit: str | None, run: Run) -> None:
    """The values returned to a unit, or to all, that are not put right yet; nothing without any."""
    found = run.ask_named("quality_rejects", unit=unit)
    if found.is_empty():
        return
    st.markdown(run.t("quality.returned", n=found.height))
    said = [findings.reject(run.t, row) for row in found.iter_rows(named=True)]
    shown = _shown(found, said, run).select(*RETURNED, *SOURCE)
    tables.sentences(tables.filled(shown), run.t("quality.returned_alt", n=found.height), run)


def severity(name: str, run: Run) -> str:
    """A severity as a shape and a word."""
    return f"{SYMBOLS[name]} {run.t(f'severity.{name}')}"


def table_name(name: str | None, run: Run) -> str:
    """What a table is called; of a file whose table was not recognised, that."""
    if name is None:
        return run.t("quality.no_table")
    return word(run.t, TABLES[name])


def named(units: pl.DataFrame, run: Run) -> pl.DataFrame:
    """The frame with the office, which is no contender, called the office."""
    return units.with_columns(pl.col("unit").fill_null(run.t("quality.office")))


def _shown(frame: pl.DataFrame, said: list[str], run: Run) -> pl.DataFrame:
    texts = [
        (
            table_name(row["table_name"], run),
            *_cell(row["table_name"], row["column_name"], row["value"], run),
        )
        for row in frame.iter_rows(named=True)
    ]
    names = ("table_name", "filed_column", "filed_value")
    columns = zip(*texts, strict=True)
    return named(frame, run).with_columns(
        *(pl.Series(name, each, pl.String) for name, each in zip(names, columns, strict=True)),
        pl.Series("said", said, pl.String),
        pl.Series("should_be", [_compared(each, run) for each in frame["expected"]], pl.String),
    )


def _compared(text: str | None, run: Run) -> str | None:
    """What a value is compared with, as it is read."""
    return None if text is None else findings.readable(run.t, text)


def _cell(
    table: str | None, name: str | None, value: str | None, run: Run
) -> tuple[str | None, str | None]:
    """A column by its name, with its unit if it has one, and the value as it is read."""
    if table is None or name is None or not TABLES[table].has(name):
        return None, value
    column = TABLES[table].column(name)
    named = word(run.t, column)
    if column.type not in MEASURES:
        return named, value
    with suppress(ArithmeticError):  # what was returned need not be a number
        value = number(Decimal(value or ""), run.t.language)
    return run.t(f"quality.measured.{column.type}", column=named), value
