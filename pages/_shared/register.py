"""The register of projects: by what it is filtered and sorted, and which columns it shows.

All of it is kept in the URL by id, so that a link carries it. What passes the filters is found,
counted and summed by one query; only the rows of one page come to the browser.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl
import streamlit as st

from locales import Translator
from pages._shared import pick, show
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

WHAT = ("project_name", "unit")
MONEY = (
    *("total_investment_wanyuan", "period_plan_wanyuan", "planned_to_date_wanyuan"),
    *("invested_to_date_wanyuan", "completion_rate", "schedule_attainment"),
)
DATES = ("planned_start", "started_on", "planned_completion", "completed_on")
SETS = {
    "money": (*WHAT, "light", *MONEY),
    "progress": (
        *(*WHAT, "category", "status", "light", "completion_rate", "schedule_attainment"),
        *("reported_month", "open_issues", "slow_kinds"),
    ),
    "dates": (*WHAT, "category", "status", *DATES),
    "whole": (
        *("project_name", "project_code", "unit", "domain", "category", "sector", "size", "level"),
        *("light", *MONEY, "status", *DATES, "reported_month", "open_issues", "slow_kinds"),
    ),
}
EVERY = SETS["whole"]
OWN = "own"
BY_UNIT = "unit"
SORTED_BY = (BY_UNIT, *MONEY, "light", *DATES, "reported_month", "open_issues")
ROWS = 100
ALL_ROWS = 10**9

Picked = dict[str, tuple[str, ...]]


def filters(run: Run, options: pl.DataFrame) -> Picked:
    """The ids picked of each filter; none is all. `options` is what `register_options` answers."""
    return {
        name: tuple(pick.many(run, name, _options(run, name, options)))
        for name in FILTERS
        if name in FIXED or name in options["kind"]
    }


def _options(run: Run, name: str, options: pl.DataFrame) -> pl.DataFrame:
    if name in FIXED:
        names = [run.t(f"register.{name}.{each}") for each in FIXED[name]]
        return pl.DataFrame({"id": FIXED[name], "name": names})
    known = {NONE: run.t("register.none")}
    if name in CHOICES:
        known |= said.choices(run.t, CHOICES[name], name)
    own = options.filter(kind=name)
    named = [known.get(id_, name) or id_ for id_, name in own.select("id", "name").iter_rows()]
    counted = [
        run.t("register.option", name=each, n=n)
        for each, n in zip(named, own["projects"], strict=True)
    ]
    return pl.DataFrame({"id": own["id"], "name": counted})


def bound(picked: Mapping[str, Sequence[str]], **more: object) -> dict[str, object]:
    """What `project_register` binds besides the reader's choice; every filter not picked is all."""
    lists = {name: tuple(picked.get(name, ())) for name in FILTERS}
    return {**lists, **more}


def columns(run: Run) -> tuple[str, ...]:
    """The columns to be shown, in the reader's order: one of SETS by its name, or picked singly."""
    asked = st.query_params.get("columns", next(iter(SETS)))
    shown = SETS.get(asked) or _known(run, asked)
    chosen = asked if asked in SETS else OWN
    st.session_state["column_set"] = chosen
    st.segmented_control(
        run.t("picks.columns"),
        [*SETS, OWN],
        format_func=lambda each: run.t(f"register.set.{each}"),
        key="column_set",
        required=True,
        on_change=_keep_set,
        args=(shown,),
    )
    if chosen == OWN:
        st.session_state["own_columns"] = list(shown)
        st.multiselect(
            run.t("picks.own_columns"),
            EVERY,
            format_func=lambda each: run.t(f"columns.{each}"),
            key="own_columns",
            on_change=_keep_own,
        )
    return shown


def _known(run: Run, asked: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(each for each in asked.split(pick.COMMA) if each))
    for each in names:
        if each not in EVERY:
            st.warning(show.plain(run.t("picks.unknown_of_many", asked=each)))
    return tuple(each for each in names if each in EVERY) or next(iter(SETS.values()))


def _keep_set(shown: Sequence[str]) -> None:
    chosen = st.session_state["column_set"]
    st.query_params["columns"] = pick.COMMA.join(shown) if chosen == OWN else chosen


def _keep_own() -> None:
    st.query_params["columns"] = pick.COMMA.join(st.session_state["own_columns"]) or OWN


def order(run: Run) -> dict[str, object]:
    """By what the rows are sorted, and which way."""
    names = [
        run.t("register.by_unit" if each == BY_UNIT else f"columns.{each}") for each in SORTED_BY
    ]
    sort = pick.pick(run, "sort", pl.DataFrame({"id": SORTED_BY, "name": names}))
    ways = {way: run.t(f"register.order.{way}") for way in ("falling", "rising")}
    is_falling = sort != BY_UNIT and pick.view(run, "order", ways) == "falling"
    return {"sort": sort, "falling": is_falling}


def page(asked_for: object) -> int:
    """The page that the URL asks for, the first if it says nothing else than a page.

    Other filters have other pages: once they change, the first one is shown.
    """
    before, st.session_state["register"] = st.session_state.get("register"), asked_for
    if before not in (None, asked_for):
        st.query_params.pop("page", None)
    asked = st.query_params.get("page", "")
    return max(int(asked), 1) if asked.isdecimal() and asked.isascii() else 1


def turn(summary: Mapping[str, Any]) -> None:
    """The numbers of the pages, where there is more than one."""
    if summary["pages"] == 1:
        return
    st.session_state["register_page"] = summary["page"]
    st.pagination(summary["pages"], key="register_page", on_change=_keep_page)


def _keep_page() -> None:
    st.query_params["page"] = str(st.session_state["register_page"])


def worded(rows: pl.DataFrame, t: Translator) -> pl.DataFrame:
    """The rows with ids in words; a light is a shape and a word."""
    lights = {each: f"{shape} {t(f'light.{each}')}" for each, shape in LIGHTS.items()}
    kinds = {each: t(f"register.slow.{each}") for each in FIXED["slow"]}
    choices = {name: said.choices(t, table, name) for name, table in CHOICES.items()}
    return rows.with_columns(
        pl.col("light").replace_strict(lights, return_dtype=pl.String),
        pl.col("slow_kinds").list.eval(
            pl.element().replace_strict(kinds, return_dtype=pl.String)
        ),
        *(
            pl.col(name).replace_strict(words, default=pl.col(name), return_dtype=pl.String)
            for name, words in choices.items()
        ),
    )
