"""What can be taken away, table by table, and under which address.

Addresses carry the snapshot's id, so what is taken is what is shown; `current` in its place is for
programs that want the newest.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

import polars as pl
import streamlit as st

from locales import count, moment, month_name
from pages._shared.run import Run
from pages._shared.show import plain
from warehouse.described import contents, describe, heading
from warehouse.workbook import MOST_ROWS

READY = "standings_of_month"
CURRENT = "current"


@dataclass(frozen=True)
class Offer:
    """A table that can be taken: what it holds, its rows, and those of the month if it has any."""

    table: str
    group: str
    said: str
    rows: int
    month_rows: int | None


def offers(run: Run) -> list[Offer]:
    """All tables that have rows of the campaign, in the order in which they are offered."""
    sizes = {row[0]: row[1:] for row in run.ask("tables_to_take").iter_rows()}
    is_chinese = run.t.language.startswith("zh")
    return [
        Offer(table, each.group, each.zh if is_chinese else each.en, *sizes[table])
        for table, each in contents().items()
        if table in sizes
    ]


def groups(found: list[Offer], run: Run) -> dict[str, str]:
    """The groups of these tables, by id and name."""
    return {each.group: run.t(f"take_away.group.{each.group}") for each in found}


def fitting(found: list[Offer], asked: str) -> list[Offer]:
    """Those whose name or description has the words searched for."""
    words = asked.lower().split()
    return [
        each for each in found if all(word in f"{each.table} {each.said}".lower() for word in words)
    ]


def lines(found: list[Offer], run: Run) -> Iterator[str]:
    """A line a table: what it holds, its rows, and links to take it, whole and of the month."""
    month = month_name(run.month, run.t.language)
    for each in found:
        whole = _way(each.table, each.rows, None, run)
        said = f"- {plain(each.said)} :gray[`{each.table}`]  \n  {run.t('take_away.all')} {whole}"
        if each.month_rows:
            said += f" · {plain(month)} {_way(each.table, each.month_rows, run.month, run)}"
        yield said


def address(
    run: Run, table: str, ending: str, *, month: str | None = None, snapshot: str | None = None
) -> str:
    """Where a table lies on this server."""
    asked = {"campaign": run.choice.campaign, "month": month, "lang": run.t.language}
    query = urlencode({key: value for key, value in asked.items() if value})
    return f"/export/{snapshot or run.source.served.id}/{table}.{ending}?{query}"


def whole(run: Run) -> str:
    """Where the zip of the campaign's tables lies on this server."""
    return f"/export/{run.source.served.id}.zip?{urlencode({'campaign': run.choice.campaign})}"


def programs(run: Run) -> dict[str, str]:
    """For programs: full addresses of the month's standings, frozen and current."""
    server = urlsplit(st.context.url or "")
    origin = f"{server.scheme}://{server.netloc}" if server.netloc else ""
    frozen = address(run, READY, "csv", month=run.month)
    return {
        "frozen": origin + frozen,
        "current": origin + address(run, READY, "csv", month=run.month, snapshot=CURRENT),
    }


def citation(run: Run) -> str:
    """The words by which what is shown is cited."""
    campaign = run.ask_named("campaign_document").row(0, named=True)
    provenance = run.ask("provenance").row(0, named=True)
    said = run.t(
        "take_away.citation",
        document=campaign["document"],
        campaign=campaign["campaign"],
        month=month_name(run.month, run.t.language),
        snapshot=run.source.served.id,
        received=moment(provenance["last_received_at"], run.t.language),
    )
    return f"{said}\n{run.t('take_away.citation_synthetic')}" if campaign["is_synthetic"] else said


def columns(table: str, run: Run) -> pl.DataFrame:
    """The columns of a table: name, heading, unit and meaning, as workbooks have them."""
    found = run.source.ask("columns_of_table", table=table)
    meaning = "meaning_zh" if run.t.language.startswith("zh") else "meaning_en"
    rows = []
    for name, kind in found.iter_rows():
        said = describe(table, name, kind)
        unit = run.t(f"take_away.unit.{said['unit']}") if said["unit"] else None
        rows.append((heading(table, name, run.t.language), name, unit, said[meaning]))
    schema = ["heading", "column_id", "measured_in", "meaning"]
    return pl.DataFrame(rows, schema=schema, orient="row")


def _way(table: str, rows: int, month: str | None, run: Run) -> str:
    n = run.t("take_away.rows", n=count(rows, run.t.language))
    links = [f"[CSV]({address(run, table, 'csv', month=month)})"]
    if rows <= MOST_ROWS:
        links.append(f"[Excel]({address(run, table, 'xlsx', month=month)})")
    return f"{n} {' '.join(links)}"
