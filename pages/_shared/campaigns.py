"""Campaigns side by side, in words and tables: what each had done after the same time share."""

from collections.abc import Iterator
from typing import Any

import polars as pl

from pages._shared import show, tables
from pages._shared.links import Lead
from pages._shared.run import Run

LEADS = Lead("completion", ("campaign", "month"))
IDS = ("campaign_id", "month")
SECTIONS = {
    "progress": (
        *("time_progress", "completion_rate", "lead_points"),
        *("invested_to_date_wanyuan", "period_plan_wanyuan", "filing_rate"),
    ),
    "sizes": (
        *("projects", "plan_per_project_wanyuan", "invested_per_project_wanyuan"),
        *("planned_starts", "started", "start_rate", "started_per_yi"),
        *("planned_completions", "completed", "built_rate", "completed_per_yi"),
    ),
}
SAME = ("same_rate", "same_lead_points", "same_after")


def sentence(compared: pl.DataFrame, own: dict[str, Any], run: Run) -> str:
    """What the chosen campaign has done, and what the others had after the same share of time."""
    others = _others(compared)
    key = "campaigns.sentence" if others.height else "campaigns.sentence_alone"
    return run.say(key, own, others=_rates(others, run))


def finding(compared: pl.DataFrame, own: dict[str, Any], run: Run) -> str:
    """How many were further then, and how many less far."""
    others = _others(compared)
    if others.is_empty():
        return run.say("campaigns.finding_alone", own)
    further = others.filter(pl.col("same_rate") > own["same_rate"]).height
    behind = others.filter(pl.col("same_rate") < own["same_rate"]).height
    return run.say("campaigns.finding", own, n=others.height, further=further, behind=behind)


def alt(compared: pl.DataFrame, own: dict[str, Any], run: Run) -> str:
    """What the figure shows: every campaign's rate after the same share of time."""
    every = compared.filter(pl.col("same_rate").is_not_null())
    return run.say("campaigns.alt", own, rates=_rates(every, run))


def notes(compared: pl.DataFrame, run: Run) -> Iterator[str]:
    """The campaigns that have not come so far, and those without any data, by name."""
    missing = compared.filter(pl.col("same_rate").is_null())
    for key, is_silent in (("not_so_far", False), ("no_data", True)):
        names = missing.filter(pl.col("has_data") != is_silent)["campaign"].to_list()
        if names:
            yield run.t(f"campaigns.{key}", names=run.t("number.separator").join(names))


def table(compared: pl.DataFrame, section: str, as_of: str, run: Run) -> None:
    """One of the sections: a row per campaign, which leads to that campaign in that month."""
    same = SAME if section == "progress" and as_of == "same" else ()
    shown = compared.select("campaign", *IDS, *SECTIONS[section], *same)
    tables.table(
        tables.filled(shown, *IDS),
        run.t(f"campaigns.{section}_alt", n=compared.height),
        run,
        leads=LEADS,
        ids=IDS,
        key=f"campaigns-{section}",
    )


def terms(run: Run) -> Iterator[str]:
    """What each campaign counts, and over what time: numbers that look alike may differ in it."""
    for row in run.ask_named("campaigns_terms").iter_rows(named=True):
        figure = run.t(f"campaigns.figure.{row['figure']}")
        source = show.source(row["clause"], row["is_ours"], run)
        yield run.say("campaigns.terms_of", row, figure=figure, source=source)


def _others(compared: pl.DataFrame) -> pl.DataFrame:
    return compared.filter(~pl.col("is_own") & pl.col("same_rate").is_not_null())


def _rates(compared: pl.DataFrame, run: Run) -> str:
    rows = compared.select("campaign", "same_rate").iter_rows(named=True)
    return run.t("number.separator").join(run.say("campaigns.rate_of", row) for row in rows)
