"""Ways from one page to another: the reader's choice goes along, what was picked is added by id.

A click on a point of a chart or on a row of a table is kept for the next run, which goes there
before it draws anything: a selection that is still there when the reader comes back leads nowhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from pages._shared import menu
from pages._shared.choice import GO_ALONG

LED = "led"

Ids = Sequence[str | None]


@dataclass(frozen=True)
class Lead:
    """Where a point or a row leads: to a page, with these picks in the URL.

    `keeps` are other picks that stay as they are, for a click that leads to the page it is on;
    `sets` are picks, each with its value, that are the same for all points and rows.
    """

    page: str
    picks: tuple[str, ...]
    keeps: tuple[str, ...] = ()
    sets: tuple[tuple[str, str], ...] = ()


def kept(**picks: str | None) -> dict[str, str]:
    """What the URL says of the choice, with the picks that are not None laid over it."""
    asked = st.query_params
    chosen = {key: asked[key] for key in GO_ALONG if key in asked}
    return chosen | {key: value for key, value in picks.items() if value is not None}


def to(page: str, **picks: str | None) -> str:
    """The address of a page with the reader's choice and these picks, on this server."""
    return f"{menu.address(page)}?{urlencode(kept(**picks))}"


def follow() -> None:
    """Go where the reader's click leads; nothing if nothing was clicked."""
    led: tuple[str, dict[str, str]] | None = st.session_state.pop(LED, None)
    if led:
        st.switch_page(menu.script(led[0]), query_params=led[1])


def point_clicked(key: str, leads: Lead) -> None:
    """Called by Streamlit after a click on a chart: remember where the point leads."""
    for point in st.session_state[key].selection.points:
        data = point.get("customdata")
        # A list comes as a list, or as a mapping of its positions.
        values = list(data.values()) if isinstance(data, dict) else data
        if isinstance(values, list):
            _remember(leads, values[1:])


def row_clicked(key: str, leads: Lead, ids: Sequence[Ids], column: str) -> None:
    """Called after a click in a table: `ids` are the rows' own, `column` is the one that leads."""
    selection: Any = st.session_state[key].selection
    rows = list(selection.get("rows", []))
    rows += [row for row, name in selection.get("cells", []) if name == column]
    for row in rows:
        _remember(leads, ids[row])


def _remember(leads: Lead, ids: Ids) -> None:
    if len(ids) >= len(leads.picks) and all(each is not None for each in ids):
        asked = st.query_params
        own = {key: asked[key] for key in leads.keeps if key in asked}
        picks = own | dict(leads.sets) | dict(zip(leads.picks, map(str, ids), strict=False))
        st.session_state[LED] = (leads.page, kept(**picks))
