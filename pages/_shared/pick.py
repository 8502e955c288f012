"""What a page lets its reader pick besides campaign, month and track: a unit, a target, an edition.

As with those, the URL is the only memory: a pick goes into it by id and comes from it, so a link
leads to it. What a link names and does not exist is said.
"""

import polars as pl
import streamlit as st

from pages._shared import show
from pages._shared.run import Run


def pick(run: Run, key: str, options: pl.DataFrame, default: str | None = None) -> str | None:
    """The id picked; None if there is nothing to pick from.

    `options` has two columns, ids and names, in the order in which they are offered. Under
    `picks.<key>` the catalogue has the label, under `picks.unknown` what is said of an unknown id.
    """
    names = dict(options.iter_rows())
    if not names:
        return None
    asked = st.query_params.get(key)
    first = default if default in names else next(iter(names))
    chosen = asked if asked in names else first
    if asked is not None and asked not in names:
        note = run.t("picks.unknown", asked=asked, shown=names[chosen])
        st.warning(show.plain(note))
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


def _keep(key: str) -> None:
    st.query_params[key] = st.session_state[key]
