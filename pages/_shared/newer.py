"""A frozen link's data beside what is served now: what was → what is, unit by unit."""

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from locales import MISSING
from pages._shared import links, tables
from pages._shared.data import Source, settle
from pages._shared.run import Run
from pages._shared.show import light, plain
from warehouse import newer

FIGURES = (
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


def unit_lines(found: pl.DataFrame, run: Run) -> Iterator[str]:
    """A line a unit with the figures of it that differ, before → after."""
    for row in found.iter_rows(named=True):
        said = [
            f"{plain(run.t(f'newer.of_unit.{name}'))} {_was_is(name, row, run)}"
            for name in FIGURES
            if row[f"{name}_before"] != row[f"{name}_after"]
        ]
        address = links.to("reasons", unit=row["unit_id"])
        yield f"- [{plain(row['unit'])}]({address}){run.t('about.colon')}{' · '.join(said)}"


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
    return f"{was} → {now}"


def _said(name: str, value: Any, run: Run) -> str:
    if value is None:
        return MISSING
    return light(value, run) if name == "light" else plain(run.written({name: value})[name])
