"""The frame around every page: the menu, the choice, what the data is, and where it comes from."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from locales import MISSING, Translator, closest, moment, month_name, translator
from pages._shared import choice as choices
from pages._shared import links, sharing, show, wall
from pages._shared.choice import Choice
from pages._shared.data import Source, served_now, settle
from pages._shared.menu import FIRST, HIDDEN, MENU, WITHOUT_DATA, script
from pages._shared.run import Run, going_on

log = logging.getLogger(__name__)

PAGES_MADE = "pages"
ICON = Path(__file__).parent / "icon.svg"


def run() -> None:
    """Draw the page that was asked for. An error is logged, and told in a sentence."""
    with _told(translator(closest(st.context.locale))):
        asked = choices.asked_for()
        settling = choices.language(asked, st.context.locale)
        st.set_page_config(settling.t("product.title"), page_icon=str(ICON), layout="wide")
        if wall.is_asked(asked):
            st.navigation(_pages(settling.t), position="hidden")
            wall.draw(st.context.locale)
            return
        source = settle(asked.get("snapshot"))
        choice = choices.choose(settling, source) if source else None
        choices.remember(settling)
        page = _menu(settling)
        st.set_page_config(settling.t("product.page", page=page.title))
        links.follow()
        if source is None or choice is None:
            _greet(settling.t)
        else:
            _page(page, source, choice, settling)


def _page(page: StreamlitPage, source: Source, choice: Choice, settling: choices.Settling) -> None:
    t = settling.t
    _head(source, choice, settling)
    body = st.container()
    # Before the page, so that it also stands under a page that ends early.
    _foot(source, choice, t)
    with body:
        month = choice.month
        # The first page of all has no path of its own.
        if month is None and (page.url_path or FIRST) in WITHOUT_DATA:
            month = source.ask("months", campaign=choice.campaign)["month"][0]
        if month is None:
            st.info(t("frame.no_data", campaign=choice.campaign_name))
            return
        put_right = frozenset(source.ask("put_right", campaign=choice.campaign).rows())
        # An earlier version of the program may have made what a frozen link leads to.
        is_frozen = "snapshot" in settling.asked and served_now() != source.served.id
        error = "frame.error_frozen" if is_frozen else "frame.error"
        with _told(t, error), going_on(Run(source, choice, month, t, put_right)):
            page.run()


def _menu(settling: choices.Settling) -> StreamlitPage:
    t = settling.t
    pages = _pages(t)
    page = st.navigation(pages, position="sidebar", expanded=True)
    with st.sidebar:
        choices.draw_language(settling)
    return page


def _pages(t: Translator) -> dict[str, list[StreamlitPage]]:
    """The menu; made once per session and language, since making pages looks at every file."""
    made: dict[str, dict[str, list[StreamlitPage]]] = st.session_state.setdefault(PAGES_MADE, {})
    if t.language not in made:
        made[t.language] = {
            t(f"menu.{section}"): [_made(name, t) for name in names]
            for section, names in MENU.items()
        } | {"": [_made(name, t, visibility="hidden") for name in HIDDEN]}
    return made[t.language]


def _made(name: str, t: Translator, **more: Any) -> StreamlitPage:
    return st.Page(script(name), title=t(f"menu.{name}"), url_path=name, **more)


def _head(source: Source, choice: Choice, settling: choices.Settling) -> None:
    t = settling.t
    month = month_name(choice.month, t.language) if choice.month else MISSING
    where = t("frame.where", campaign=choice.campaign_name, month=month, track=choice.track_name)
    with st.popover(show.plain(where), icon=":material/tune:"):
        choices.draw(settling)
    for note in settling.notes:
        st.warning(show.plain(note))
    sharing.frozen(source, settling.asked.get("snapshot"), t)
    if choice.is_synthetic:
        st.info(t("frame.synthetic"), icon=":material/science:")


def _foot(source: Source, choice: Choice, t: Translator) -> None:
    st.divider()
    row = source.ask("provenance", campaign=choice.campaign).row(0, named=True)
    st.caption(
        t(
            "frame.foot",
            received=moment(row["last_received_at"], t.language)
            if row["last_received_at"]
            else MISSING,
            snapshot=source.served.id[:8],
            filings=row["filings"],
            rejected=row["rejected_rows"],
            checks=_checks(source, choice.campaign, t),
        )
    )
    with st.container(horizontal=True):
        st.link_button(
            t("frame.download"),
            f"/export/{source.served.id}.zip?campaign={choice.campaign}",
            icon=":material/download:",
        )
        sharing.links_to_copy(source, t)


def _checks(source: Source, campaign: str, t: Translator) -> str:
    failed = source.ask("failed_checks", campaign=campaign)
    if failed.is_empty():
        return t("frame.checks_passed")
    each = [
        t("frame.checks_of", severity=t(f"severity.{severity}"), n=checks)
        for severity, checks in failed.iter_rows()
    ]
    return t("frame.checks_failed", failed=t("number.separator").join(each))


def _greet(t: Translator) -> None:
    st.title(t("empty.title"), anchor=False)
    st.markdown(t("empty.body"))
    st.markdown(t("empty.demo"))
    st.code("make demo", language="shell")
    st.markdown(t("empty.steps"))
    st.code("python -m pipelines sample data/inbox\npython -m pipelines run", language="shell")


@contextmanager
def _told(t: Translator, error: str = "frame.error") -> Iterator[None]:
    try:
        yield
    except Exception:
        log.exception("A page failed")
        st.error(t(error))
