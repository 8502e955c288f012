"""How targets are shown: a table for each status, worst first, that a phone can hold.

A status is a shape and a word, never a colour alone. Values are written in the target's own unit,
beside what the document asks for and its clause.
"""

from typing import Any

import polars as pl
import streamlit as st

from locales import quantity, required
from pages._shared import links
from pages._shared.run import Run
from pages._shared.show import plain, wrapped

SHAPES = {
    "missed": ":orange[■]",
    "at_risk": ":orange[▲]",
    "on_track": ":blue[◆]",
    "met": ":green[●]",
    "no_data": ":gray[○]",
}
WHOLE = "whole"


def described(row: dict[str, Any], run: Run) -> dict[str, str]:
    """A target in words: its name, value, what is due and required, status, date and notes."""
    t, decimals = run.t, run.choice.rate_decimals
    asked = _asked(row, run)
    return {
        "target": row["target"],
        "value": quantity(row["value"], row["measured_in"], t.language, decimals),
        "due": quantity(row.get("due"), row["measured_in"], t.language, decimals),
        "required": asked,
        "goal": t("targets.by", goal=asked, day=row["due_on"])
        if row.get("is_due_early")
        else asked,
        "due_on": str(row["due_on"]),
        "status": t(f"targets.status.{row['status']}"),
        "notes": t("targets.between").join(_notes(row, run)),
    }


def board(targets: pl.DataFrame, run: Run) -> None:
    """The targets of the whole with data, under a heading per status; met ones folded away."""
    for status in SHAPES:
        own = targets.filter(pl.col("unit_id").is_null(), status=status)
        if own.is_empty() or status == "no_data":
            continue
        heading = run.t("targets.group", status=run.t(f"targets.status.{status}"), n=own.height)
        with st.expander(f"{SHAPES[status]} **{plain(heading)}**", expanded=status != "met"):
            _table(own, ("stand", "goal"), heading, run)


def dates(dated: pl.DataFrame, run: Run) -> str:
    """How the dates on the way stand, and which one is next, in a sentence."""
    counts = dict(dated.group_by("status").len().iter_rows())
    told = {
        status: run.t("targets.group", status=run.t(f"targets.status.{status}"), n=counts[status])
        for status in SHAPES
        if status in counts
    }
    listed = run.t("number.separator").join(told.values())
    coming = dated.filter(pl.col("due_on") > pl.col("last_day")).sort("due_on")
    if coming.is_empty():
        return run.t("targets.dates_over", n=dated.height, listed=listed)
    row = coming.row(0, named=True)
    said = {"target": row["target"], "due_on": row["due_on"], "required": _asked(row, run)}
    return run.t("targets.dates_next", n=dated.height, listed=listed, **said)


def without_data(targets: pl.DataFrame, names: pl.DataFrame, run: Run) -> None:
    """The targets without data by why there is none, and what to file so that there is."""
    t = run.t
    silent = targets.filter(pl.col("unit_id").is_null(), status="no_data")
    if silent.is_empty():
        return
    heading = t("targets.group", status=t("targets.status.no_data"), n=silent.height)
    office = t("targets.or").join(t("targets.quoted", name=name) for name in names["name"])
    with st.expander(f"{SHAPES['no_data']} **{plain(heading)}**", expanded=True):
        for (reason, made_of), own in silent.group_by("reason", "made_of", maintain_order=True):
            files = t(f"targets.files.{made_of}")
            text = t(f"targets.missing.{reason}", office=office, files=files)
            st.markdown(plain(text))
            _table(own, ("goal", "filed_in"), text, run)


def allocations(goals: pl.DataFrame, alt: str, run: Run) -> None:
    """A row per contender, a column per target that it has to reach by itself."""
    rows: dict[str, dict[str, str]] = {}
    for goal in goals.iter_rows(named=True):
        texts = described(goal, run)
        row = rows.setdefault(goal["unit"], {run.t("columns.unit"): plain(goal["unit"])})
        stands = run.t("targets.stands", **texts)
        row[plain(goal["target"])] = f"{SHAPES[goal['status']]} {plain(stands)}"
    wrapped(list(rows.values()), alt)


def plans(frame: pl.DataFrame, alt: str, run: Run) -> None:
    """How many projects met each plan's targets of the month; or why that is not known."""
    names = ("plan", "projects", "met", "missed", "not_filed")
    rows = []
    for row in frame.iter_rows(named=True):
        texts = {name: plain(text) for name, text in run.written(row).items()}
        if row["reason"]:
            texts["projects"] = plain(run.t(f"targets.why.{row['reason']}"))
        rows.append({run.t(f"targets.plans.{name}"): texts[name] for name in names})
    wrapped(rows, alt)


def _table(targets: pl.DataFrame, names: tuple[str, ...], alt: str, run: Run) -> None:
    rows = []
    for row in targets.iter_rows(named=True):
        texts = described(row, run)
        texts["filed_in"] = run.t(f"quantity_unit.{row['measured_in']}")
        texts["stand"] = run.t("targets.stand", **texts)
        shown = {name: plain(texts[name]) for name in names}
        name = f"[{plain(texts['target'])}]({links.to('targets', target=row['target_id'])})"
        titled = {"target": f"{name} :gray[{plain(texts['notes'])}]"}
        rows.append({run.t(f"targets.column.{n}"): text for n, text in (titled | shown).items()})
    wrapped(rows, alt)


def _asked(row: dict[str, Any], run: Run) -> str:
    """What is required, in words."""
    goal = required(row["required"], row["measured_in"], run.t.language, run.choice.rate_decimals)
    return run.t(f"targets.goal_of.{row['direction'] or row['comparison']}", value=goal)


def _notes(row: dict[str, Any], run: Run) -> list[str]:
    """The clause, and what else there is to know about how a target stands."""
    t = run.t
    notes = [t("targets.clause", clause=row["clause"])] if row["clause"] else []
    notes += [t(f"targets.{flag}") for flag in ("is_ours", "is_stretch") if row.get(flag)]
    notes += [t("targets.every_month")] if row.get("per") == "month" else []
    notes += [t("targets.is_over_fulfilled")] if row.get("is_over_fulfilled") else []
    if row.get("missed_checkpoints"):
        notes.append(
            t("targets.missed_checkpoints", n=row["missed_checkpoints"], of=row["checkpoints"])
        )
    is_late = row["reason"] == "reached_late"
    return notes + ([t("targets.reason.reached_late")] if is_late else [])
