"""What the page of issues shows: the ladder and other groups, the list, one issue's course."""

import polars as pl
import streamlit as st

from charts.stacks import Parts, Stack
from pages._shared import pick, rows, tables
from pages._shared.choice import ALL
from pages._shared.links import Lead
from pages._shared.run import Run
from pages._shared.show import plain

STATES = ("due_up", "late", "in_time")
PARTS: Parts = (("issues_due_up", "behind"), ("issues_staying", "done"))
GROUPS = {
    "level": Stack(label="level_name", parts=PARTS, words="issues.level", ids=("level",)),
    "unit": Stack(label="unit", parts=PARTS, words="issues.group", ids=("unit_id",)),
    "open_months": Stack(label="open_months", parts=PARTS, words="issues.age"),
    "raised_by": Stack(
        label="raised_by", parts=PARTS, words="issues.group", names="issues.raised_by"
    ),
}
FILTERS = ("by", "unit", "levels", "states")
LEADS = {
    "level": Lead("issues", ("levels",), keeps=FILTERS),
    "unit": Lead("issues", ("unit",), keeps=FILTERS),
}
COLUMNS = (
    *("summary", "unit", "state", "level_name", "due_to", "days_at_level", "limit_days"),
    *("due_on", "is_overdue", "is_too_old", "assignee", "raised_by", "raised_on"),
    *("project_name", "project_code", "issue_id", "link_id", *rows.PLACE),
)
COURSE = (
    *("month", "state", "level_name", "due_to", "since_on", "days_at_level", "limit_days"),
    *("due_on", "resolved_on", "assignee", *rows.PLACE),
)
DROPPED = ("summary", "unit", "level_name", "due_on", "project_name", "issue_id", *rows.PLACE)
WORDS = {"state": "issues.state", "raised_by": "issues.raised_by"}


def picked(found: pl.DataFrame, ladder: pl.DataFrame, run: Run) -> pl.DataFrame:
    """The issues of the unit, the levels and the states that the link or the reader picks."""
    own = found.select("unit_id", "unit").unique(maintain_order=True)
    units = pl.DataFrame({"unit_id": [ALL], "unit": [run.t("issues.all_units")]})
    levels = ladder.drop_nulls("level").select("level", "level_name")
    states = pl.DataFrame({"id": STATES, "name": [run.t(f"issues.state.{s}") for s in STATES]})
    with st.container(horizontal=True):
        unit = pick.pick(run, "unit", pl.concat([units, own]))
        wanted = pick.many(run, "levels", levels)
        chosen = pick.many(run, "states", states)
    return found.filter(
        (pl.col("unit_id") == unit) | pl.lit(unit == ALL),
        pl.col("level").is_in(wanted) if wanted else pl.lit(value=True),
        pl.col("state").is_in(chosen or STATES),
    )


def listed(found: pl.DataFrame, heading: str, run: Run) -> None:
    """A row per open issue; a click shows its course below."""
    shown = tables.filled(found.select(COLUMNS), "summary", "link_id")
    leads = Lead("issues", ("issue",), keeps=FILTERS)
    tables.table(shown, heading, run, WORDS, leads=leads, ids=("link_id",), key="issues")


def course(issue: dict[str, str], run: Run) -> None:
    """One issue from month to month, each row leading to the register that says so."""
    months = run.ask_named("issue_course", filer=issue["filed_by"], issue=issue["issue_id"])
    heading = run.t("issues.course", issue=issue["link_id"], summary=issue["summary"])
    st.markdown(f"### {plain(heading)}")
    shown = tables.filled(months.select(COURSE), "state")
    rows.filed(shown, "issues", heading, run, WORDS, key="issue-course")


def dropped(run: Run) -> None:
    """What has left the registers without being settled; nothing where there is none."""
    gone = run.ask_named("issues_dropped")
    if gone.is_empty():
        return
    heading = run.t("issues.dropped", n=gone.height)
    st.markdown(f"### {heading}")
    st.caption(run.t("issues.dropped_how"))
    rows.filed(tables.filled(gone.select(DROPPED)), "issues", heading, run, key="issues-dropped")


def meant(found: pl.DataFrame, run: Run) -> dict[str, str] | None:
    """The issue picked, and who filed it: one of the list, or the one that the link names.

    A link may name an issue that is settled or dropped by now, or that the filters leave out.
    """
    asked = st.query_params.get("issue")
    named = run.ask("issue_named", issue=asked) if asked else pl.DataFrame()
    own = found.select("link_id", "filed_by", "issue_id", "summary")
    if named.height == 1:  # of a number that several units use, the link must say whose it is
        linked = named.with_columns(link_id=pl.lit(asked)).select(own.columns)
        own = pl.concat([linked, own.filter(pl.col("link_id") != asked)])
    names = own.select("link_id", pl.format("{} · {}", "link_id", "summary").alias("name"))
    chosen = pick.pick(run, "issue", names)
    return own.filter(link_id=chosen).row(0, named=True) if chosen else None
