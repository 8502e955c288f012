"""What became of a published month: as published, as it is today, and why, unit by unit."""

from collections.abc import Iterable
from typing import Any

import polars as pl
import streamlit as st

from charts import editions
from locales import MISSING, moment, score
from pages._shared import show, tables
from pages._shared.choice import Track
from pages._shared.filed import in_words
from pages._shared.links import Lead
from pages._shared.pick import pick
from pages._shared.run import Run
from pages._shared.show import light, movement, plain, wrapped
from pages._shared.ways import Ways

Row = dict[str, Any]

TO_UNIT = Lead("reasons", ("unit",))
TO_ROW = Lead("row", ("table", "file", "sheet", "row"))
ORIGIN = ("table_id", "source_file", "source_sheet", "source_row")
WHAT = {"what": "restated.what", "table_name": "restated.table"}
LIGHTS = {"published_light": "light", "restated_light": "light", "reason": "state"}


def track(shown: Track, run: Run) -> None:
    """What has changed in a track since it was published, as a table and as lines; or nothing."""
    changed = run.ask_named("edition_changes", track=shown.id)
    if changed.is_empty():
        return
    t = run.t
    st.markdown(f"### {plain(t('restated.changed', track=shown.name, n=changed.height))}")
    left, right = st.columns([7, 4])
    with left:
        causes = run.ask_named("edition_causes", track=shown.id)
        changes(changed, causes, t("restated.changed_alt", n=changed.height), run)
    moved = run.ask_named("edition_moves", track=shown.id)
    if not moved.is_empty():
        with right:
            alt = t("restated.slope_alt", track=shown.name, n=moved.height)
            show.chart("", run.draw(editions.slope, moved), alt, f"slope-{shown.id}")


def movers(changed_units: int, run: Run) -> None:
    """What has moved the month since, and of the filing picked the rows that it changed."""
    found = run.ask_named("edition_movers")
    if found.is_empty():
        return
    t = run.t
    st.markdown(f"### {t('restated.movers', n=found.height, units=changed_units)}")
    alt = t("restated.movers_alt", n=found.height)
    tables.table(tables.filled(found.drop("filing_id")), alt, run, WHAT)
    filings = found.drop_nulls("filing_id")
    names = [
        t("restated.filing", unit=row["unit"], at=moment(row["received_at"], t.language))
        for row in filings.iter_rows(named=True)
    ]
    chosen = pick(run, "filing", pl.DataFrame({"id": filings["filing_id"], "name": names}))
    if chosen:
        _rows(chosen, run)


def _rows(filing: str, run: Run) -> None:
    """The values that a filing changed; each row leads to the row as it was filed."""
    found = run.source.ask(
        "filing_differences", filing=filing, month=run.month, language=run.t.language
    )
    said = in_words(found, ("value_before", "value_after"), run.t)
    shown = tables.filled(said.with_columns(table_id=found["table_name"]), "row_key", *ORIGIN)
    st.markdown(f"### {run.t('restated.rows', n=found.height)}")
    alt = run.t("corrections.differences_alt", n=found.height)
    words = {"change": "corrections.change"}
    tables.table(shown, alt, run, words, leads=TO_ROW, ids=ORIGIN, key="changed-rows")


def whole(changed_units: int, run: Run) -> None:
    """Every unit as it was published and as it is; a row leads to why the rank is so."""
    found = run.ask_named("edition_standings")
    if found.is_empty():
        st.caption(run.t("restated.whole_none"))
        return
    title = run.t("restated.whole", n=found.height, changed=changed_units)
    st.markdown(f"### {plain(title)}")
    alt = run.t("restated.whole_alt", n=found.height)
    tables.table(
        tables.filled(found), alt, run, LIGHTS, leads=TO_UNIT, ids=("unit_id",), key="whole"
    )


def every(run: Run) -> None:
    """Every edition of the campaign, with what it was made from."""
    found = run.source.ask("editions", campaign=run.choice.campaign)
    st.markdown(f"### {run.t('restated.every', n=found.height)}")
    if not found.is_empty():
        named = tables.filled(found).rename({"reason": "reissued_because"}, strict=False)
        tables.table(named, run.t("restated.every_alt", n=found.height), run)
        st.caption(run.t("restated.note"))


def changes(frame: pl.DataFrame, causes: pl.DataFrame, alt: str, run: Run) -> None:
    """The units that stand otherwise than published: what was → what is, and because of whom.

    Takes the answers to `edition_changes` and `edition_causes`. A light is a shape and a word.
    """
    why = {
        unit: _because(part.iter_rows(named=True), run)
        for (unit,), part in causes.group_by("unit_id", maintain_order=True)
    }
    ways = Ways()
    rows = [
        {
            "unit": ways.unit(row["unit_id"], row["unit"]),
            "rank": f"{_changed(row, 'rank', run)} {movement(row['places_gained'], run)}",
            "because": plain(why.get(row["unit_id"], MISSING)),
            "score": _changed(row, "score", run),
            "light": _changed(row, "light", run),
            "streak": _changed(row, "streak", run),
        }
        for row in frame.iter_rows(named=True)
    ]
    headed = [{run.t(f"columns.{name}"): text for name, text in row.items()} for row in rows]
    wrapped(headed, alt)


def was_is(name: str, before: Any, after: Any, run: Run) -> str:
    """A rank, score, light or streak that was and is, with an arrow; once if it is the same."""
    was, now = (_said(name, value, run) for value in (before, after))
    return was if was == now else f"{was}\N{NO-BREAK SPACE}→ {now}"


def _changed(row: Row, name: str, run: Run) -> str:
    return was_is(name, row[f"published_{name}"], row[f"restated_{name}"], run)


def _said(name: str, value: Any, run: Run) -> str:
    if value is None:
        return MISSING
    if name == "light":
        return light(value, run)
    return score(value, run.t.language) if name == "score" else str(value)


def _because(causes: Iterable[Row], run: Run) -> str:
    """Every reason once: what changed of its own, or what happened to whom beside it."""
    said = [
        run.t(f"restated.reason.{cause['reason']}")
        if cause["relation"] in (None, "own")
        else run.t(f"editions.relation_{cause['relation']}", unit=cause["other"])
        for cause in causes
    ]
    return run.written({"because": list(dict.fromkeys(said))})["because"]
