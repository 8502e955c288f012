"""The register of projects: by what it is filtered and sorted, and which columns it has.

All of it is kept in the URL by id, so that a link carries it. What passes the filters is found,
counted and summed by one query; only the rows of one page come to the browser.
"""

import itertools
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl
import streamlit as st

from locales import Translator
from pages._shared import pick
from pages._shared.run import Run
from warehouse.tables import said

NONE = "none"
LIGHTS = {"red": "■", "yellow": "▲", "green": "●", "grey": "○"}
# Filters whose ids the product itself knows; those of all others are what the month has.
FIXED = {
    "light": tuple(LIGHTS),
    "filed": ("filed", "not_filed"),
    "slow": ("zombie", "snail", "marathon", NONE),
    "issues": ("open", "overdue", "due_up", NONE),
}
CHOICES = {"level": "projects", "status": "progress"}  # named where they are filed
FILTERS = ("unit", "domain", "category", "sector", "level", "size", "status", *FIXED)

WHAT = ("project_name", "responsible_unit")
MONEY = (
    *("total_investment_wanyuan", "period_plan_wanyuan", "planned_to_date_wanyuan"),
    *("invested_to_date_wanyuan", "completion_rate", "schedule_attainment"),
)
DATES = ("planned_start", "started_on", "planned_completion", "completed_on")
SETS = {
    "money": (*WHAT, "light", *MONEY),
    "progress": (
        *(*WHAT, "category", "project_status", "light", "completion_rate", "schedule_attainment"),
        *("reported_month", "open_issues", "slow_kinds"),
    ),
    "dates": (*WHAT, "category", "project_status", *DATES),
    "whole": (
        *(
            "project_name",
            "project_code",
            "responsible_unit",
            "domain",
            "category",
            "sector",
            "size",
        ),
        *("project_level", "light", *MONEY, "project_status", *DATES),
        *("reported_month", "open_issues", "slow_kinds"),
    ),
}
EVERY = SETS["whole"]
OWN = "own"
BY_UNIT = "unit"
SORTED_BY = (BY_UNIT, *MONEY, "light", *DATES, "reported_month", "open_issues")
ABREAST = 3
ROWS = 100
ALL_ROWS = 10**9

Picked = dict[str, tuple[str, ...]]


def filters(run: Run, options: pl.DataFrame) -> Picked:
    """The ids picked of each filter; none is all. `options` is what `register_options` answers."""
    picked = {}
    places = itertools.cycle(st.columns(ABREAST))
    for name, place in zip(FILTERS, places, strict=False):
        with place:
            picked[name] = tuple(pick.many(run, name, options_of(run, name, options)))
    return picked


def options_of(run: Run, name: str, options: pl.DataFrame) -> pl.DataFrame:
    """Ids and names of what a filter offers, with how many projects there are of each."""
    if name in FIXED:
        names = _fixed(run.t, name)
        return pl.DataFrame({"id": list(names), "name": list(names.values())})
    known = {NONE: run.t("register.none")}
    if name in CHOICES:
        known |= choice_words(run.t, name)
    own = options.filter(kind=name)
    named = [known.get(id_, name) or id_ for id_, name in own.select("id", "name").iter_rows()]
    counted = [
        run.t("register.option", name=each, n=n)
        for each, n in zip(named, own["projects"], strict=True)
    ]
    return pl.DataFrame({"id": own["id"], "name": counted})


def _fixed(t: Translator, name: str) -> dict[str, str]:
    """What the ids of a filter mean; a light is a shape and a word."""
    if name == "light":
        return {each: f"{shape} {t(f'light.{each}')}" for each, shape in LIGHTS.items()}
    return {each: t(f"register.{name}.{each}") for each in FIXED[name]}


def bound(picked: Mapping[str, Sequence[str]], **more: object) -> dict[str, Any]:
    """What `project_register` binds besides the reader's choice; every filter not picked is all."""
    lists = {name: tuple(picked.get(name, ())) for name in FILTERS}
    return {**lists, **more}


def order(run: Run) -> dict[str, object]:
    """By what the rows are sorted, and which way."""
    names = [
        run.t("register.by_unit" if each == BY_UNIT else f"columns.{each}") for each in SORTED_BY
    ]
    sort = pick.pick(run, "sort", pl.DataFrame({"id": SORTED_BY, "name": names}))
    ways = {way: run.t(f"register.order.{way}") for way in ("falling", "rising")}
    is_falling = sort != BY_UNIT and pick.view(run, "order", ways) == "falling"
    return {"sort": sort, "falling": is_falling}


def choice_words(t: Translator, name: str) -> dict[str, str]:
    """What the ids of a level or a status are called."""
    return said.choices(t, CHOICES[name], name)


def worded(rows: pl.DataFrame, t: Translator) -> pl.DataFrame:
    """The rows with ids in words."""
    words = {f"project_{name}": choice_words(t, name) for name in CHOICES} | {
        "light": _fixed(t, "light")
    }
    kinds = pl.element().replace_strict(_fixed(t, "slow"), return_dtype=pl.String)
    return rows.with_columns(
        pl.col("unit").alias("responsible_unit"),
        pl.col("slow_kinds").list.eval(kinds),
        *(
            pl.col(name).replace_strict(names, default=pl.col(name), return_dtype=pl.String)
            for name, names in words.items()
        ),
    )
