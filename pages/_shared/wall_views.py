"""The views of the wall screen: what a room sees of a page from five metres away."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import polars as pl
import streamlit as st

from charts import overview as bullets
from charts import wall as drawn
from locales import moment, month_name
from pages._shared import overview, show, todo
from pages._shared.run import Run
from pages._shared.show import light, plain

CHART_PIXELS = 560
FEW, MORE = 3, 4
ENDS = ("is_leading", "is_bottom")


@dataclass(frozen=True)
class View:
    """How a view is drawn, and whether there is anything to draw."""

    draw: Callable[[Run], None]
    has_any: Callable[[Run], bool]


def where(name: str, run: Run) -> str:
    """Which view it is, and of which campaign and month."""
    if name in OF_ALL:
        return run.t("product.title")
    parts = (
        run.t(f"menu.{name}"),
        run.choice.campaign_name,
        month_name(run.month, run.t.language),
    )
    return run.t("overview.between").join(parts)


def clock(name: str, run: Run) -> str:
    """How fresh the figures of the view are, and whether they are synthetic."""
    if name in OF_ALL:
        row = run.ask_named("overview_summary").row(0, named=True)
        received = run.t(
            "overview.received", last_received_at=moment(row["last_received_at"], run.t.language)
        )
        synthetic = run.t("overview.synthetic") if row["is_synthetic"] else ""
        return run.t("overview.between").join(each for each in (received, synthetic) if each)
    return overview.freshness(run.ask_named("overview").row(0, named=True), run)


def _say(sentence: str) -> None:
    st.markdown(f"# {plain(sentence)}")


def _overview(run: Run) -> None:
    _say(overview.sentence(run))
    campaigns = run.ask_named("overview")
    alt = run.t("overview.rates_alt", findings=overview.findings(campaigns, run))
    show.chart("", run.draw(bullets.bullets, campaigns, room=CHART_PIXELS), alt, "wall-overview")


def _standings(run: Run) -> None:
    month = run.ask_named("standings_summary").row(0, named=True)
    _say(run.say("standings.sentence", month))
    units = run.ask_named("overview_units", places=overview.PLACES).filter(
        campaign_id=run.choice.campaign
    )
    tracks = units.partition_by("track_id", maintain_order=True)
    for column, own in zip(st.columns(len(tracks)), tracks, strict=True):
        with column:
            st.markdown(f"## {plain(own['track'][0])}")
            for end in ENDS:
                _end(own.filter(end), run.t(f"wall.{end}"), run)


def _end(units: pl.DataFrame, title: str, run: Run) -> None:
    """One end of a track: the first few units, and how many more share it."""
    if units.is_empty():
        return
    lines = [_unit(row, run) for row in units.head(FEW).iter_rows(named=True)]
    if units.height > FEW:
        lines.append(run.t("wall.more", n=units.height - FEW))
    st.markdown(f"**{title}**\n\n" + "  \n".join(lines))


def _unit(row: dict[str, Any], run: Run) -> str:
    said = run.written(row)
    streak = run.t("wall.streak", n=row["streak"]) if row["streak"] > 1 else ""
    parts = (
        f"**{said['rank']}**",
        plain(row["unit"]),
        said["score"],
        light(row["light"], run),
        streak,
    )
    return " ".join(part for part in parts if part)


def _regions(run: Run) -> None:
    summary = run.ask_named("region_summary").row(0, named=True)
    _say(run.say(f"regions.sentence_{summary['state']}", summary))
    rates = run.ask_named("region_rates")
    figure = run.draw(drawn.tiles, rates, decimals=run.choice.rate_decimals, height=CHART_PIXELS)
    show.chart("", figure, show.rates_alt(rates, "unit", run), "wall-regions")


def _todo(run: Run) -> None:
    total = run.ask("todo_summary", scope=todo.ONE).row(0, named=True)
    _say(run.t("wall.todo", n=total["cases"], overdue=total["overdue_cases"]))
    with st.container(horizontal=True):
        for matter in todo.PLACES:
            if total[matter]:
                st.metric(run.t(f"wall.matter.{matter}"), total[matter], border=True)
    lines = run.ask_named("todo", scope=todo.ONE).head(MORE)
    st.markdown("\n".join(f"- {todo.plainly(row, run)}" for row in lines.iter_rows(named=True)))


def _any_ranked(run: Run) -> bool:
    return bool(run.ask_named("standings_summary")["ranked"][0])


def _any_rates(run: Run) -> bool:
    return bool(run.ask_named("region_summary")["units"][0])


def _any_todo(run: Run) -> bool:
    return bool(run.ask("todo_summary", scope=todo.ONE)["cases"][0])


VIEWS = {
    "overview": View(_overview, lambda _: True),
    "standings": View(_standings, _any_ranked),
    "regions": View(_regions, _any_rates),
    "todo": View(_todo, _any_todo),
}
# Views of all campaigns at once, shown once a turn.
OF_ALL = ("overview",)
