"""The frame around every page: the menu, the choice, what the data is, and where it comes from."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from locales import MISSING, Translator, closest, moment, month_name, translator
from pages._shared import choice as choices
from pages._shared import show
from pages._shared.choice import Choice
from pages._shared.data import Source, settle
from pages._shared.run import Run, going_on

log = logging.getLogger(__name__)

PAGES = Path(__file__).parent.parent
ICON = Path(__file__).parent / "icon.svg"
MENU = {
    "progress": {
        "completion": "progress/completion.py",
        "regions": "progress/regions.py",
        "targets": "progress/targets.py",
        "forecast": "progress/forecast.py",
    },
    "race": {
        "standings": "race/standings.py",
        "reasons": "race/reasons.py",
        "consequences": "race/consequences.py",
        "what_if": "race/what_if.py",
        "editions": "race/editions.py",
    },
    "projects": {
        "prospects": "projects/prospects.py",
        "follow_up": "projects/follow_up.py",
    },
    "data": {
        "board": "data/board.py",
        "templates": "data/templates.py",
        "filing": "data/filing.py",
        "quality": "data/quality.py",
        "corrections": "data/corrections.py",
        "baseline": "data/baseline.py",
        "figures": "data/figures.py",
    },
}
# What can be done before anything has been filed.
WITHOUT_DATA = {"filing"}


def run() -> None:
    """Draw the page that was asked for. An error is logged, and told in a sentence."""
    with _told(translator(closest(st.context.locale))):
        asked = choices.asked_for()
        settling = choices.language(asked, st.context.locale)
        st.set_page_config(settling.t("product.title"), page_icon=str(ICON), layout="wide")
        source = settle()
        choice = choices.choose(settling, source) if source else None
        kept = choices.remember(settling)
        page = _menu(settling, kept)
        st.set_page_config(settling.t("product.page", page=page.title))
        if source is None or choice is None:
            _greet(settling.t)
        else:
            _page(page, source, choice, settling)


def _page(page: StreamlitPage, source: Source, choice: Choice, settling: choices.Settling) -> None:
    t = settling.t
    _head(choice, settling)
    body = st.container()
    # Before the page, so that it also stands under a page that ends early.
    _foot(source, choice, t)
    with body:
        month = choice.month
        if month is None and page.url_path in WITHOUT_DATA:
            month = source.ask("months", campaign=choice.campaign)["month"][0]
        if month is None:
            st.info(t("frame.no_data", campaign=choice.campaign_name))
            return
        put_right = frozenset(source.ask("put_right", campaign=choice.campaign).rows())
        with _told(t), going_on(Run(source, choice, month, t, put_right)):
            page.run()


def _menu(settling: choices.Settling, kept: dict[str, str]) -> StreamlitPage:
    t = settling.t
    sections = {
        t(f"menu.{section}"): [
            st.Page(PAGES / path, title=t(f"menu.{name}"), url_path=name)
            for name, path in pages.items()
        ]
        for section, pages in MENU.items()
    }
    # Drawn by hand: links of Streamlit's own menu would lose the choice that the URL keeps.
    page = st.navigation(sections, position="hidden")
    with st.sidebar:
        st.markdown(f"### {t('product.name')}")
        for section, pages in sections.items():
            st.caption(section)
            for each in pages:
                st.page_link(each, query_params=kept)
        choices.draw(settling)
        choices.draw_language(settling)
    return page


def _head(choice: Choice, settling: choices.Settling) -> None:
    t = settling.t
    month = month_name(choice.month, t.language) if choice.month else MISSING
    where = t("frame.where", campaign=choice.campaign_name, month=month, track=choice.track_name)
    st.markdown(f"**{show.plain(where)}**")
    for note in settling.notes:
        st.warning(show.plain(note))
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
    st.link_button(
        t("frame.download"),
        f"/export/{source.served.id}.zip?campaign={choice.campaign}",
        icon=":material/download:",
    )


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
def _told(t: Translator) -> Iterator[None]:
    try:
        yield
    except Exception:
        log.exception("A page failed")
        st.error(t("frame.error"))
