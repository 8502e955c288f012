"""What is to be done, a line each: what, whom it concerns, by when, by which clause, and where."""

from itertools import islice
from typing import Any

import polars as pl
import streamlit as st

from locales import month_name
from pages._shared import links
from pages._shared.choice import ALL
from pages._shared.overview import listed
from pages._shared.run import Run
from pages._shared.show import plain, source
from pages._shared.ways import Ways
from pages._shared.writing import MOST_NAMES

# The page that has every case of a matter, and what is picked there.
PLACES: dict[str, tuple[str, dict[str, str]]] = {
    "filings": ("board", {}),
    "consequences": ("consequences", {}),
    "issues": ("issues", {"states": "due_up"}),
    "contacts": ("follow_up", {"matter": "contacts"}),
    "reviews": ("follow_up", {"matter": "reviews"}),
}
ONE, EVERY = "one", "every"
OVERDUE = ":orange[■]"

Row = dict[str, Any]


def counted(summary: Row, run: Run) -> str:
    """How much there is to be done, by matter, and how much of it is overdue."""
    parts = [run.t(f"todo.count.{each}", n=summary[each]) for each in PLACES if summary[each]]
    said = run.t("todo.and").join(parts)
    overdue = "todo.overdue" if summary["overdue_cases"] else "todo.overdue_none"
    return run.t(
        "todo.sentence",
        n=summary["cases"],
        parts=said,
        overdue=run.t(overdue, n=summary["overdue_cases"]),
    )


def which_track(run: Run) -> None:
    """That only one track is listed, where one is chosen."""
    if run.choice.track != ALL:
        st.caption(plain(run.t("todo.track", track=run.choice.track_name)))


def lines(frame: pl.DataFrame, run: Run) -> None:
    """The lines of one campaign as a list; nothing where there are none."""
    if not frame.is_empty():
        rows = frame.to_dicts()
        # The lines are of one campaign, so their links have that much in common.
        ways = Ways.of(rows[0])
        st.markdown("\n".join(f"- {line(row, ways, run)}" for row in rows))


def more(lines: int, shown: int, run: Run) -> None:
    """The way to the whole list of what is to be done, and how many lines of it are not shown."""
    address = links.to("todo")
    if not lines:
        st.markdown(run.t("overview.nothing_to_do"))
    elif lines > shown:
        st.markdown(run.t("overview.todo_more", n=lines - shown, place=address))
    else:
        st.markdown(run.t("overview.todo_all", place=address))


def sections(frame: pl.DataFrame, run: Run) -> None:
    """The lines of each campaign: what is overdue under a heading of its own, then by matter."""
    campaigns = frame["campaign_id"].n_unique()
    for (campaign, month), own in frame.group_by("campaign", "month", maintain_order=True):
        if campaigns > 1:
            st.markdown(f"### {plain(str(campaign))} · {month_name(str(month), run.t.language)}")
        late = own.filter("is_overdue")
        if not late.is_empty():
            st.markdown(f"**{OVERDUE} {run.t('todo.heading_overdue', n=late.height)}**")
            lines(late, run)
        for (matter,), rest in own.remove("is_overdue").group_by("matter", maintain_order=True):
            st.markdown(f"**{run.t(f'todo.heading.{matter}', n=rest.height)}**")
            lines(rest, run)


def line(row: Row, ways: Ways, run: Run) -> str:
    """One line: what is to be done leads to where all of it stands, and each unit to its own."""
    page, picks = _place(row)
    linked = f"[{plain(what(row, run))}]({ways.to(page, **picks)})"
    clause = source(row["clause"], row["is_ours"], run)
    rest = [_units(row, ways, run), by_when(row, run), clause and plain(clause)]
    return run.t("todo.between").join([f"**{linked}**", *(each for each in rest if each)])


def plainly(row: Row, run: Run) -> str:
    """One line without links, for a screen that nobody touches."""
    units = listed([plain(name) for name in row["units"][:MOST_NAMES]], len(row["units"]), run)
    parts = (f"**{plain(what(row, run))}**", units, by_when(row, run))
    return run.t("todo.between").join(part for part in parts if part)


def what(row: Row, run: Run) -> str:
    """What is to be done, by whom and why, without whom it concerns."""
    key = {
        "filings": f"filings_{row['rule_id']}",
        "consequences": _known("consequences", row),
        "contacts": "contacts" if row["official"] else "contacts_nobody",
        "reviews": "reviews_by" if row["done_by"] else "reviews",
    }.get(row["matter"], row["matter"])
    return run.say(f"todo.what.{key}", _said(row), n=row["cases"])


def _said(row: Row) -> Row:
    """What of a row is written in a sentence: all but the lists of units."""
    return {name: value for name, value in row.items() if not isinstance(value, list)}


def _known(key: str, row: Row) -> str:
    return f"{key}{'_by' if row['done_by'] else ''}{'_to' if row['done_to'] else ''}"


def _place(row: Row) -> tuple[str, dict[str, str]]:
    """Where all the cases of a line stand."""
    page, picks = PLACES[row["matter"]]
    return page, picks | ({"levels": row["rule_id"]} if row["matter"] == "issues" else {})


def _units(row: Row, ways: Ways, run: Run) -> str:
    """Whom it concerns, with the number of cases where it is more than one."""
    page, picks = _place(row) if row["matter"] in ("filings", "issues") else ("reasons", {})
    found = zip(row["unit_ids"], row["units"], row["unit_cases"], strict=True)
    named = []
    for unit_id, name, cases in islice(found, MOST_NAMES):
        address = ways.unit(unit_id, name, page, **picks)
        named.append(run.t("todo.unit_cases", unit=address, n=cases) if cases > 1 else address)
    return listed(named, len(row["units"]), run)


def by_when(row: Row, run: Run) -> str:
    """The day by which it is due, or the days; overdue by a shape and a word."""
    if row["due_on"] is None:
        return ""
    several = row["due_on"] != row["last_due_on"]
    first = "todo.due_from" if row["matter"] == "issues" else "todo.due_between"
    said = run.say(first if several else "todo.due", _said(row), n=row["cases"])
    if not row["is_overdue"]:
        return said
    return f"{said} {OVERDUE} {run.t('todo.late', n=row['overdue_cases'])}"
