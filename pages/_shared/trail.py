"""The way that led here, campaign › unit › project › row, each step of it a link."""

from dataclasses import dataclass, field

import streamlit as st

from pages._shared import links, menu
from pages._shared.run import Run

SEPARATOR = "›"


@dataclass(frozen=True)
class Step:
    """A step of the trail: what it is called, the page that shows it, and its picks."""

    name: str
    page: str
    picks: dict[str, str] = field(default_factory=dict)


def draw(run: Run, *steps: Step) -> None:
    """The trail: the campaign first, then the steps; the last is where the reader is.

    Call it before `show.opening`, so that it stands above the title.
    """
    way = [Step(run.choice.campaign_name, menu.FIRST), *steps]
    with st.container(horizontal=True, vertical_alignment="center", gap="xxsmall"):
        for step in way[:-1]:
            st.page_link(
                menu.script(step.page), label=step.name, query_params=links.kept(**step.picks)
            )
            st.caption(SEPARATOR, width="content")
        st.caption(way[-1].name, width="content")
