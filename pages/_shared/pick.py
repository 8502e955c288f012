"""What a page lets its reader pick besides campaign, month and track: a unit, a target, an edition.

As with those, the URL is the only memory: a pick goes into it by id and comes from it, so a link
leads to it. What a link names and does not exist is said.
"""

from collections.abc import Mapping

import polars as pl
import streamlit as st

from pages._shared import show
from pages._shared.run import Run

COMMA = ","


def pick(run: Run, key: str, options: pl.DataFrame, default: str | None = None) -> str | None:
    """The id picked; None if there is nothing to pick from.

    `options` has two columns, ids and names, in the order in which they are offered. Under
    `picks.<key>` the catalogue has the label, under `picks.unknown` what is said of an unknown id.
    """
    names = dict(options.iter_rows())
    if not names:
        return None
    first = default if default is not None and default in names else next(iter(names))
    chosen = _chosen(run, key, names, first)
    st.session_state[key] = chosen
    st.selectbox(
        run.t(f"picks.{key}"),
        list(names),
        format_func=lambda each: names.get(each, each),
        key=key,
        on_change=_keep,
        args=(key,),
    )
    return chosen


def many(run: Run, key: str, options: pl.DataFrame) -> list[str]:
    """The ids picked, in the order of the options; none is all. The URL keeps them with commas.

    `options` as of `pick`. What a link names and does not exist is said, and left out.
    """
    names = dict(options.iter_rows())
    asked = [each for each in st.query_params.get(key, "").split(COMMA) if each]
    for each in asked:
        if each not in names:
            st.warning(show.plain(run.t("picks.unknown_of_many", asked=each)))
    st.session_state[key] = [each for each in names if each in asked]
    return st.multiselect(
        run.t(f"picks.{key}"),
        list(names),
        format_func=lambda each: names.get(each, each),
        key=key,
        placeholder=run.t("picks.all"),
        on_change=_keep_many,
        args=(key,),
    )


def view(run: Run, key: str, names: Mapping[str, str], *, label: str | None = None) -> str:
    """The one of a few views that is shown, by its id; the first is the default.

    A page asks for nothing that the view does not show.
    """
    chosen = _chosen(run, key, names, next(iter(names)))
    st.session_state[key] = chosen
    st.segmented_control(
        label or run.t(f"picks.{key}"),
        list(names),
        format_func=lambda each: names.get(each, each),
        key=key,
        required=True,
        on_change=_keep,
        args=(key,),
    )
    return chosen


def typed(run: Run, key: str) -> str:
    """The text searched for; empty is all."""
    st.session_state[key] = st.query_params.get(key, "")
    return st.text_input(
        run.t(f"picks.{key}"),
        key=key,
        icon=":material/search:",
        on_change=_keep_typed,
        args=(key,),
    ).strip()


def _chosen(run: Run, key: str, names: Mapping[str, str], default: str) -> str:
    """The id that the link asks for, if it is known; else the default, which is said."""
    asked = st.query_params.get(key)
    if asked in names:
        return str(asked)
    if asked is not None:
        st.warning(show.plain(run.t("picks.unknown", asked=asked, shown=names[default])))
    return default


def _keep(key: str) -> None:
    st.query_params[key] = st.session_state[key]


def _keep_many(key: str) -> None:
    _keep_or_drop(key, COMMA.join(st.session_state[key]))


def _keep_typed(key: str) -> None:
    _keep_or_drop(key, st.session_state[key].strip())


def _keep_or_drop(key: str, value: str) -> None:
    if value:
        st.query_params[key] = value
    else:
        st.query_params.pop(key, None)
