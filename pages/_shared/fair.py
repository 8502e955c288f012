"""What a unit's rate can fairly be held against: its own mix of projects, and chance."""

from typing import Any

import polars as pl
import streamlit as st

from charts import funnel, like_for_like
from pages._shared import pick, show, tables
from pages._shared.regions import TO_UNIT, UNIT
from pages._shared.run import Run

SENTENCE = ("difference_size_points", "verdict")


def mix(run: Run) -> None:
    """Each unit's rate against what others would reach with its projects; then one unit's kinds."""
    whole = run.ask_named("like_for_like_summary").row(0, named=True)
    if whole["masked"]:
        st.markdown(show.plain(run.say("mix.masked", whole)))
    for track in run.tracks:
        head = run.ask_named("like_for_like_summary", track=track.id).row(0, named=True)
        title = run.say(f"mix.{head['state']}", head, track=track.name)
        units = run.ask_named("like_for_like", track=track.id)
        if head["state"] == "unknown":
            st.caption(title)
            continue
        figure = run.draw(like_for_like.dumbbell, units, decimals=run.choice.rate_decimals)
        alt = run.t("mix.alt", track=track.name, finding=title)
        show.chart(title, figure, alt, f"mix-{track.id}", leads=TO_UNIT)
    st.caption(run.t("mix.legend"))
    st.markdown(run.t("mix.how"))
    show.rules("comparison", run)
    units = run.ask_named("like_for_like")
    st.markdown(f"### {run.t('regions.table')}")
    alt = run.t("mix.table_alt", n=units.height)
    words = {"compared_state": "mix.state"}
    tables.table(units.drop(SENTENCE), alt, run, words, leads=TO_UNIT, ids=UNIT, key="mix-table")
    _kinds(units, run)


def _kinds(units: pl.DataFrame, run: Run) -> None:
    """The kinds of project of the unit picked: a table that adds up to its two rates."""
    picked = pick.pick(run, "unit", units.select("unit_id", "unit"))
    if picked is None:
        return
    unit = units.row(by_predicate=pl.col("unit_id") == picked, named=True)
    why = run.t(f"mix.state.{unit['compared_state']}")
    st.markdown(f"### {show.plain(run.say('mix.kinds', unit))}")
    st.markdown(show.plain(run.say(f"mix.kinds_{unit['verdict']}", unit, why=why)))
    kinds = run.ask_named("like_for_like_kinds", unit=picked)
    if kinds.filter(~pl.col("compared_state").is_in(["compared", "total"])).height:
        st.caption(show.plain(run.say("mix.part_left_out", unit)))
    alt = run.say("mix.kinds_alt", unit, n=kinds.height)
    tables.table(_called(kinds, run), alt, run, {"compared_state": "mix.state"})


def _called(kinds: pl.DataFrame, run: Run) -> pl.DataFrame:
    """The kinds with a name also for their sum, and for what is not classified."""
    is_total = pl.col("compared_state") == "total"
    called = (
        pl.when(is_total)
        .then(pl.lit(run.t("mix.total")))
        .when(pl.col("mix_kind") == "")
        .then(pl.lit(run.t("mix.unclassified")))
        .otherwise("mix_kind")
    )
    return kinds.with_columns(mix_kind=called)


def by_size(run: Run) -> None:
    """The funnel of each track, who lies outside it, and how its limits are worked out."""
    for track in run.tracks:
        head = run.ask_named("funnel_summary", track=track.id).row(0, named=True)
        title = run.say(f"funnel.{head['state']}", head, track=track.name, n=head["outside"])
        if head["state"] == "unknown":
            st.caption(title)
            continue
        drawn = run.ask_named("funnel", track=track.id)
        figure = run.draw(funnel.by_size, drawn, decimals=run.choice.rate_decimals)
        alt = run.t("funnel.alt", track=track.name, finding=title)
        show.chart(title, figure, alt, f"funnel-{track.id}", leads=TO_UNIT)
        if outside := _outside(head, run):
            st.markdown(show.plain(outside))
    st.caption(run.t("funnel.legend"))
    st.markdown(run.t("funnel.how"))
    show.rules("comparison", run)
    units = run.ask_named("funnel").filter(pl.col("unit_id").is_not_null())
    st.markdown(f"### {run.t('regions.table')}")
    alt = run.t("funnel.table_alt", n=units.height)
    words = {"limits_place": "funnel.place"}
    tables.table(units, alt, run, words, leads=TO_UNIT, ids=UNIT, key="funnel-table")


def _outside(head: dict[str, Any], run: Run) -> str:
    """Who lies beyond the limits, by name; empty where nobody does."""
    sides = [run.say(f"funnel.{side}", head) for side in ("above", "below", "near") if head[side]]
    return run.t("funnel.phrase").join(sides)
