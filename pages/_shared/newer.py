"""A frozen link's data beside what is served now: what was → what is, unit by unit."""

from collections.abc import Mapping
from typing import Any

import polars as pl
import streamlit as st

from locales import MISSING
from pages._shared import tables
from pages._shared.data import Source, settle
from pages._shared.run import Run
from pages._shared.show import light, plain
from warehouse import newer

SHOWN = (
    *("rank", "score", "light", "streak", "completion_rate", "schedule_attainment"),
    *("invested_to_date_wanyuan", "period_plan_wanyuan"),
)
FILED = {"table_name": "restated.table"}


def newest(run: Run) -> Source | None:
    """What is served now; None if that is what the reader looks at."""
    served = settle()
    return None if served is None or served.served.id == run.source.served.id else served


def units(run: Run, now: Source) -> pl.DataFrame:
    """The contenders of the track shown that stand otherwise now."""
    return newer.units(run.source.ask, now.ask, **_asked(run), language=run.t.language)


def sums(run: Run, now: Source) -> dict[str, tuple[Any, Any]]:
    """What differs of the whole."""
    return newer.sums(run.source.ask, now.ask, **_asked(run))


def filings(run: Run, now: Source) -> pl.DataFrame:
    """What has been filed in between, for any month."""
    asked = {"campaign": run.choice.campaign, "language": run.t.language}
    return newer.filings(run.source.ask, now.ask, **asked)


def moved(found: pl.DataFrame) -> int:
    """How many of the units have another rank."""
    return found.filter(pl.col("rank_before").ne_missing(pl.col("rank_after"))).height


def unit_table(found: pl.DataFrame, alt: str, run: Run) -> None:
    """A row per unit, a column per figure that differs of any: before → after."""
    sides = {name: (f"{name}_before", f"{name}_after") for name in SHOWN}
    drawn = [name for name, (a, b) in sides.items() if not found[a].equals(found[b])]
    rows = [
        {run.t("columns.unit"): plain(row["unit"])}
        | {run.t(f"columns.{name}"): _was_is(name, row, run) for name in drawn}
        for row in found.iter_rows(named=True)
    ]
    st.table(rows, border="horizontal", alt=alt, hide_index=True)


def sum_lines(found: Mapping[str, tuple[Any, Any]], run: Run) -> str:
    """A line per figure of the whole: before → after."""
    lines = []
    for name, values in found.items():
        was, now = (run.written({name: value})[name] for value in values)
        lines.append(f"- {plain(run.t(f'newer.sum.{name}', was=was, now=now))}")
    return "\n".join(lines)


def filing_table(found: pl.DataFrame, alt: str, run: Run) -> None:
    """What was filed in between, by whom, for which month."""
    tables.table(tables.filled(found.drop("filing_id")), alt, run, FILED)


def _asked(run: Run) -> dict[str, str]:
    choice = run.choice
    return {"campaign": choice.campaign, "month": run.month, "track": choice.track}


def _was_is(name: str, row: dict[str, Any], run: Run) -> str:
    was, now = (_said(name, row[f"{name}_{side}"], run) for side in ("before", "after"))
    return was if was == now else f"{was}\N{NO-BREAK SPACE}→ {now}"


def _said(name: str, value: Any, run: Run) -> str:
    if value is None:
        return MISSING
    return light(value, run) if name == "light" else run.written({name: value})[name]
