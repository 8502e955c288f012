"""Units of each track side by side: against time, by month, between two months, one by one."""

from collections.abc import Iterator
from typing import Any

import polars as pl
import streamlit as st

from charts import panels, rate_months, rates, slope
from locales import month_name
from pages._shared import pick, show, tables
from pages._shared.choice import Track
from pages._shared.links import Lead
from pages._shared.run import Run

TO_UNIT = Lead("reasons", ("unit",))
TO_MONTH = Lead("reasons", ("unit", "month"))
UNIT, UNIT_MONTH = ("unit_id",), ("unit_id", "month")


def against_time(run: Run) -> None:
    """The units of each track by their rate, with time progress; then all in a table."""
    for track, head in _with_rates(run):
        ranked = run.ask_named("region_rates", track=track.id)
        options = {"label": "unit", "amounts": False, "ids": UNIT}
        show.chart(
            run.say("regions.ranked", head, track=track.name),
            run.draw(rates.against_time, ranked, decimals=run.choice.rate_decimals, **options),
            show.rates_alt(ranked, "unit", run),
            f"ranked-{track.id}",
            leads=TO_UNIT,
        )
    units = run.ask_named("region_rates").drop("time_progress")
    st.markdown(f"### {run.t('regions.table')}")
    alt = run.t("regions.table_alt", n=units.height)
    tables.table(units, alt, run, leads=TO_UNIT, ids=UNIT, key="rates-table")


def by_month(run: Run) -> None:
    """A heat map per track, and who has been behind time progress for long."""
    for track, _ in _with_rates(run):
        head = run.ask_named("region_months_summary", track=track.id).row(0, named=True)
        cells = run.ask_named("region_months", track=track.id)
        title = run.say(f"regions.months_{head['state']}", head, track=track.name)
        show.chart(
            title,
            run.draw(rate_months.by_month, cells, decimals=run.choice.rate_decimals),
            run.t("regions.months_alt", track=track.name, finding=title),
            f"months-{track.id}",
            leads=TO_MONTH,
        )
        st.caption(run.say("regions.months_legend", head))
    cells = run.ask_named("region_months")
    alt = run.t("regions.months_table_alt", n=cells.height)
    _listed(cells, alt, run, "months-table")


def two_months(run: Run) -> None:
    """A line per unit between two months that the reader picks; of rates or of ranks."""
    picked = _months_picked(run)
    if picked is None:
        st.info(run.t("slope.one_month"))
        return
    named = {each: run.t(f"slope.{each}") for each in ("rate", "rank")}
    measure = pick.view(run, "measure", named, label=run.t("slope.measure"))
    first, second = (month_name(month, run.t.language) for month in picked)
    words = {"course": "slope.course", "rank_course": "slope.rank_course"}
    for track in run.tracks:
        asked = {"track": track.id, "first": picked[0], "second": picked[1]}
        head = run.ask_named("region_slope_summary", **asked).row(0, named=True)
        key = "rank_" if measure == "rank" else "rate_"
        state = head["rank_state" if measure == "rank" else "state"]
        said = {"track": track.name, "first": first, "second": second}
        title = run.say(f"slope.{key}{state}", head, **said)
        if state == "unknown":
            st.caption(title)
            continue
        moves = run.ask_named("region_slope", **asked)
        options = {"measure": measure, "months": picked, "decimals": run.choice.rate_decimals}
        figure = run.draw(slope.between, moves, **options)
        alt = run.t("slope.alt", first=first, second=second, finding=title)
        show.chart(title, figure, alt, f"slope-{track.id}", leads=TO_UNIT)
        st.caption(run.t(f"slope.{measure}_legend"))
        alt = run.t("slope.table_alt", n=moves.height)
        shown = moves.drop("time_points", "first_is_filed", "second_is_filed")
        tables.table(shown, alt, run, words, leads=TO_UNIT, ids=UNIT, key=f"moves-{track.id}")


def courses(run: Run) -> None:
    """A small panel per unit: plan and completed over the months."""
    for track, _ in _with_rates(run):
        head = run.ask_named("unit_courses_summary", track=track.id).row(0, named=True)
        drawn = run.ask_named("unit_courses", track=track.id)
        title = run.say(f"panels.{head['state']}", head, track=track.name)
        figure = run.draw(panels.by_unit, drawn, decimals=run.choice.rate_decimals)
        alt = run.t("panels.alt", track=track.name, finding=title)
        show.chart(title, figure, alt, f"courses-{track.id}", leads=TO_MONTH)
        st.caption(run.t("panels.legend", first=drawn["month"].min(), last=drawn["month"].max()))
    every = run.ask_named("unit_courses")
    _listed(every, run.t("panels.table_alt", n=every.height), run, "courses-table")


def _listed(rows: pl.DataFrame, alt: str, run: Run, key: str) -> None:
    st.markdown(f"### {run.t('regions.table')}")
    tables.table(rows, alt, run, leads=TO_MONTH, ids=UNIT_MONTH, key=key)


def _with_rates(run: Run) -> Iterator[tuple[Track, dict[str, Any]]]:
    """The tracks that have a rate to show, with their summary; of the others it is said."""
    for track in run.tracks:
        head = run.ask_named("region_summary", track=track.id).row(0, named=True)
        if head["units"]:
            yield track, head
        else:
            st.caption(run.t("regions.no_rates", track=track.name))


def _months_picked(run: Run) -> tuple[str, str] | None:
    """The two months, the earlier first; None where there are not two with data."""
    filed = run.ask("months").filter("has_data")["month"].to_list()
    if len(filed) < len(("from", "to")):
        return None
    left, right = st.columns(2)
    with right:
        last = pick.pick(run, "to", _named(filed[1:], run), run.month)
    earlier = [month for month in filed if last and month < last]
    with left:
        first = pick.pick(run, "from", _named(earlier, run), earlier[-1])
    return (first, last) if first and last else None


def _named(months: list[str], run: Run) -> pl.DataFrame:
    """The months as options, the latest first."""
    latest_first = list(reversed(months))
    names = [month_name(month, run.t.language) for month in latest_first]
    return pl.DataFrame({"month": latest_first, "name": names})
