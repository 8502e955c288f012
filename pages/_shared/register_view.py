"""What the page of the register shows around its rows: sentence, sums, columns and pages."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl
import streamlit as st

from pages._shared import pick, show
from pages._shared.register import EVERY, OWN, SETS, options_of
from pages._shared.run import Run

PAGE = "p"
# What the projects that pass come to, and the term that explains it.
CARDS = {
    "found_projects": "projects",
    "found_plan_wanyuan": "period_plan_wanyuan",
    "found_planned_wanyuan": "planned_to_date_wanyuan",
    "found_invested_wanyuan": "invested_to_date_wanyuan",
    "found_rate": "completion_rate",
    "found_attainment": "schedule_attainment",
}


def sentence(
    run: Run, summary: Mapping[str, Any], picked: Mapping[str, Sequence[str]], searched: str
) -> str:
    """How many projects there are, or pass, and what has to be looked at among them."""
    if not summary["found_projects"]:
        return run.t("register.sentence_none")
    key = "found" if searched or any(picked.values()) else "all"
    return run.say(f"register.sentence_{key}", dict(summary))


def cards(run: Run, summary: Mapping[str, Any]) -> None:
    """What the projects that pass come to."""
    texts = run.written(dict(summary))
    cards = CARDS.items()
    show.metrics((run.t(f"cards.{name}"), texts[name], run.term(term)) for name, term in cards)


def filtered(
    run: Run, picked: Mapping[str, Sequence[str]], searched: str, options: pl.DataFrame
) -> str:
    """By what the projects are filtered, in words."""
    parts = []
    for name, ids in picked.items():
        names = dict(options_of(run, name, options).iter_rows())
        if ids:
            listed = run.t("number.separator").join(names[each] for each in ids)
            parts.append(run.t("register.part", name=run.t(f"picks.{name}"), ids=listed))
    if searched:
        parts.append(run.t("register.part", name=run.t("picks.q"), ids=searched))
    if not parts:
        return run.t("register.unfiltered")
    return run.t("register.filtered", parts=run.t("register.separator").join(parts))


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
    names = tuple(dict.fromkeys(each for each in asked.split(pick.COMMA) if each not in ("", OWN)))
    for each in names:
        if each not in EVERY:
            st.warning(show.plain(run.t("picks.unknown_of_many", asked=each)))
    return tuple(each for each in names if each in EVERY) or next(iter(SETS.values()))


def _keep_set(shown: Sequence[str]) -> None:
    chosen = st.session_state["column_set"]
    st.query_params["columns"] = pick.COMMA.join(shown) if chosen == OWN else chosen


def _keep_own() -> None:
    st.query_params["columns"] = pick.COMMA.join(st.session_state["own_columns"]) or OWN


def page(asked_for: object) -> int:
    """The page that the URL asks for, the first if it says nothing else than a page.

    Other filters have other pages: once they change, the first one is shown.
    """
    before, st.session_state["register"] = st.session_state.get("register"), asked_for
    if before not in (None, asked_for):
        st.query_params.pop(PAGE, None)
    asked = st.query_params.get(PAGE, "")
    return max(int(asked), 1) if asked.isdecimal() and asked.isascii() else 1


def turn(run: Run, summary: Mapping[str, Any]) -> None:
    """The numbers of the pages, where there is more than one."""
    asked = st.query_params.get(PAGE, "1")
    if asked != str(summary["page"]):
        note = run.t("picks.unknown", asked=asked, shown=summary["page"])
        st.warning(show.plain(note))
    if summary["pages"] == 1:
        return
    # Of one key for all pages the browser would go on showing the page that it was turned to.
    key = f"register_page_{summary['page']}"
    st.pagination(
        summary["pages"], default=summary["page"], key=key, on_change=_keep_page, args=(key,)
    )


def _keep_page(key: str) -> None:
    st.query_params[PAGE] = str(st.session_state[key])
