"""The race in pictures: ranks by month, played, as scores or as a table; one unit stands out."""

from collections.abc import Callable
from typing import Any

import polars as pl
import streamlit as st

from charts import race, race_play, race_scores
from locales import MISSING, month_name
from pages._shared import show
from pages._shared.choice import Track
from pages._shared.links import Lead
from pages._shared.pick import pick
from pages._shared.run import Run

NOBODY = "all"
TO_REASONS = Lead("reasons", ("unit", "month"))


def unit(run: Run) -> str | None:
    """The unit that stands out, as picked; None for none, which is the default."""
    units = run.ask_named("units_in_race").select("unit_id", "unit")
    nobody = pl.DataFrame({"unit_id": [NOBODY], "unit": [run.t("race.nobody")]})
    picked = pick(run, "unit", pl.concat([nobody, units]))
    return None if picked == NOBODY else picked


def sentence(picked: str | None, run: Run) -> str:
    """What matters this month: how the picked unit has done, or who has moved furthest."""
    if picked is None:
        return moved(run.ask_named("race_movers").row(0, named=True), run)
    found = run.ask_named("course_of_unit", unit=picked)
    if found.is_empty():
        return run.t("race.never_ranked")
    row = found.row(0, named=True)
    months = ("first_month", "best_month", "worst_month")
    words = {name: month_name(row[name], run.t.language) for name in months}
    month = month_name(run.month, run.t.language)
    return run.say(f"race.course_{_course(row)}", row, **words, month=month)


def moved(row: dict[str, Any], run: Run) -> str:
    """Who has moved furthest since the last month published, of the answer to `race_movers`."""
    since = month_name(row["since"], run.t.language) if row["since"] else ""
    if row["state"] != "moved":
        return run.t(f"race.state_{row['state']}", since=since)
    ways = [way for way in ("risen", "fallen") if row[way]]
    said = run.t("race.and").join(run.say(f"race.{way}", row) for way in ways)
    return run.say("race.moved", row, said=said, n=row["moved_units"], since=since)


def tracks(picked: str | None, run: Run) -> tuple[Track, ...]:
    """The tracks to be drawn: all that are shown, or the one that the picked unit races in."""
    units = run.ask_named("units_in_race").filter(unit_id=picked or "")
    own = units["track_id"].to_list()
    return tuple(track for track in run.tracks if not own or track.id in own)


def ranks(history: pl.DataFrame, track: Track, picked: str | None, run: Run) -> None:
    """Every rank in one picture. A point leads to why the rank was so."""
    is_said = picked is None and len(run.tracks) == 1  # by the page's opening sentence
    title = (_leaders if is_said else _movers)(track, run)
    figure = run.draw(race.bump, history, unit=picked)
    alt = run.t("race.ranks_alt", track=track.name, months=_months(history, run))
    show.chart(title, figure, alt, f"ranks-{track.id}", leads=TO_REASONS)


def play(history: pl.DataFrame, track: Track, picked: str | None, run: Run) -> None:
    """The race to be played; until then, and in print, it stands at the month chosen."""
    alt = run.t("race.play_alt", track=track.name, months=_months(history, run))
    title = run.t("race.play_title", track=track.name, months=_months(history, run))
    show.chart(title, run.draw(race_play.play, history, unit=picked), alt, f"play-{track.id}")
    st.caption(run.t("race.play_twin"))


def scores(history: pl.DataFrame, track: Track, picked: str | None, run: Run) -> None:
    """Every score in one picture, with the thresholds of the lights."""
    head = run.ask_named("standings_summary", track=track.id).row(0, named=True)
    lights = run.ask("race_rules").row(0, named=True)
    thresholds = {"green": lights["green_score"], "yellow": lights["yellow_score"]}
    figure = run.draw(race_scores.scores, history, unit=picked, **thresholds)
    alt = run.t("race.scores_alt", track=track.name, months=_months(history, run))
    title = run.say("race.scores" if head["ranked"] else "race.of_nobody", head, track=track.name)
    show.chart(title, figure, alt, f"scores-{track.id}", leads=TO_REASONS)


def table(history: pl.DataFrame, track: Track, _picked: str | None, run: Run) -> None:
    """A row per unit, a column per month, the latest first: the ranks as numbers."""
    months = _months(history, run)
    st.markdown(f"### {show.plain(run.t('race.table', track=track.name, months=months))}")
    ranked = history.pivot(on="month", index="unit", values="rank")
    ranked = ranked.select("unit", *sorted(ranked.columns[1:], reverse=True))
    unit = st.column_config.Column(run.t("columns.unit"), pinned=True)
    alt = run.t("race.table_alt", track=track.name, months=months, n=ranked.height)
    st.dataframe(
        ranked,
        column_config={"unit": unit},
        hide_index=True,
        height="content",
        placeholder=MISSING,
        alt=alt,
    )


# What a click leads on from.
CLICKED = {"ranks", "scores"}
VIEWS: dict[str, Callable[[pl.DataFrame, Track, str | None, Run], None]] = {
    "ranks": ranks,
    "play": play,
    "scores": scores,
    "table": table,
}


def _leaders(track: Track, run: Run) -> str:
    head = run.ask_named("standings_summary", track=track.id).row(0, named=True)
    key = "standings.leaders" if head["ranked"] else "standings.leaders_none"
    return run.say(key, head, track=track.name)


def _movers(track: Track, run: Run) -> str:
    movers = run.ask_named("race_movers", track=track.id).row(0, named=True)
    return run.t("race.of_track", track=track.name, said=moved(movers, run))


def _course(row: dict[str, Any]) -> str:
    if row["rank"] is None:
        return "not_ranked"
    return "new" if row["months"] == 1 else "ranked"


def _months(history: pl.DataFrame, run: Run) -> str:
    first, last = (month_name(month, run.t.language) for month in _ends(history["month"]))
    return first if first == last else run.t("race.from_to", first=first, last=last)


def _ends(months: pl.Series) -> tuple[Any, Any]:
    return months.min(), months.max()
