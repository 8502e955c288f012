"""How a filed row is shown: its way, its facts and cells, what is said of it, where it leads."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import polars as pl
import streamlit as st

from locales import MISSING, findings, moment
from pages._shared import links, menu, rows, tables
from pages._shared.filed import in_words
from pages._shared.filed_row import Filed, Row, name
from pages._shared.run import Run
from pages._shared.show import plain, wrapped
from pages._shared.trail import Step
from warehouse.tables import TABLES
from warehouse.tables.said import column_name, value

CHANGES = ("column_name", "value_before", "value_after", "change", *rows.PLACE)
SAID = {
    "reject": findings.reject,
    "known_error": findings.known_error,
    "failure": findings.failure,
    "note": findings.note,
}


def steps(filed: Filed, run: Run) -> list[Step]:
    """The way from the unit, by the project where it is of one, to the row."""
    unit = filed.filing["unit_id"]
    way = [Step(filed.filing["unit"], "reasons", {"unit": unit})] if _races(unit, run) else []
    code = (filed.row or {}).get("project_code")
    if code:
        way.append(Step(code, "project", {"project": code}))
    return [*way, Step(name(filed, run), "row")]


def facts(filed: Filed, run: Run) -> None:
    """From which file, sheet and row it comes, whose it is, and when it was received."""
    filing = {
        key: moment(each, run.t.language) if key.endswith("_at") else each
        for key, each in filed.filing.items()
    }
    parts = ["place", "whose", "received"]
    if filing["took_place_of"]:
        parts.append("corrects")
    elif filing["is_late"]:
        parts.append("late")
    said = [run.say(f"row.fact.{part}", filing | filed.place) for part in parts]
    st.markdown("\n".join(f"- {plain(each)}" for each in said))


def cells(filed: Filed, run: Run) -> None:
    """Every column with its heading, the value as it was taken, and what is said of the cell."""
    t, row = run.t, filed.row or {}
    hidden = TABLES[filed.table].hidden if row["is_confidential"] else []
    units = dict(run.ask_named("filer_names").select("unit_id", "unit").rows())
    has_remarks = not filed.remarks.drop_nulls("column_name").is_empty()
    shown = []
    for column in TABLES[filed.table].columns:
        own = filed.remarks.filter(column_name=column.name)
        text = value(t, filed.table, column.name, _text(row[column.name]))
        said = t("corrections.hidden") if column.name in hidden else units.get(text, text)
        texts = {
            "column_name": column_name(t, filed.table, column.name),
            "value_taken": plain(said),
        }
        if has_remarks:
            texts["remark"] = plain(t("row.between").join(_said(own, run)))
        shown.append({t(f"columns.{name}"): each for name, each in texts.items()})
    heading = t("row.cells", n=len(shown))
    st.markdown(f"### {heading}")
    wrapped(shown, heading)


def remarks(filed: Filed, run: Run) -> None:
    """What is said of the whole row; of the cells too, where there is no row to stand beside."""
    own = filed.remarks.filter(pl.col("column_name").is_null() | (filed.row is None))
    came = [json.loads(each) for each in own["cells"].drop_nulls().unique()]
    lines = _said(own, run)
    lines += [
        run.t("row.came", cells=" | ".join(cell or MISSING for cell in cells)) for cells in came
    ]
    for said in lines:
        st.markdown(f"- {plain(said)}")


def changes(filed: Filed, run: Run) -> None:
    """What it said before, and what took its place, column by column, leading to the other row."""
    for side, own in filed.changes.group_by("side", maintain_order=True):
        heading = run.t(f"row.{side[0]}", n=own.height)
        st.markdown(f"### {heading}")
        said = in_words(own, ("value_before", "value_after"), run.t)
        shown = tables.filled(said.select(CHANGES), "column_name")
        words = {"change": "corrections.change"}
        rows.filed(shown, filed.table, heading, run, words, key=f"row-{side[0]}")


def leads(filed: Filed, run: Run) -> None:
    """Where the row goes on to: the pages of the figures that it is part of."""
    ways = list(_ways(filed, run))
    if ways:
        st.markdown(f"### {run.t('row.leads')}")
    for page, picks in ways:
        label = run.t(f"row.lead.{page}", month=picks["month"])
        st.page_link(menu.script(page), label=label, query_params=links.kept(**picks))


def _ways(filed: Filed, run: Run) -> Iterator[tuple[str, dict[str, str]]]:
    row, filing = filed.row, filed.filing
    if not row or not filing["stands_from"]:
        return
    month = {"month": _month(row, filing, run.month)}
    unit = row["unit_id"] or filing["unit_id"]
    if row["project_code"] and filed.table != "prospects":
        yield "project", month | {"project": row["project_code"]}
    if filed.table in ("land", "bonds"):
        yield "land_bonds", month | {"element": filed.table}
    if filed.table == "issues":
        yield "issues", month | {"issue": f"{row['filed_by']}/{row['issue_id']}"}
    if filed.table == "prospects":
        yield "prospects", month | {"unit": unit, "prospect": row["prospect_id"], "part": "list"}
    if _races(unit, run):
        yield "reasons", month | {"unit": unit}


def _month(row: Row, filing: Row, chosen: str) -> str:
    """The month that a row goes into: its own; of a list the one chosen, if it holds then."""
    if not filing["is_register"]:
        return str(row["month"] or filing["stands_from"])
    holds = filing["stands_from"] <= chosen <= filing["stands_to"]
    return chosen if holds else str(filing["stands_to"])


def _races(unit: str, run: Run) -> bool:
    known = run.ask_named("filer_names").drop_nulls("track_id")
    return unit in known["unit_id"]


def _said(own: pl.DataFrame, run: Run) -> list[str]:
    return [
        run.t(f"row.remark.{each['remark']}", said=SAID[each["remark"]](run.t, each))
        for each in own.iter_rows(named=True)
    ]


def _text(cell: Any) -> str | None:
    """A value as the store keeps it as text."""
    if cell is None:
        return None
    if isinstance(cell, bool):
        return str(cell).lower()
    return cell.isoformat() if isinstance(cell, date) else str(cell)
