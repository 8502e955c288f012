"""The wall screen: views in turn, in big type, for a room in which nobody touches anything.

`?wall=1` in the link turns it on; `views=` names the views, `every=` the seconds for each,
`campaign=` keeps to one campaign. Each step settles on the snapshot anew, so what is published
shows at the next step; and it begins again by itself when the server has been restarted.
"""

import logging
from collections.abc import Iterator, Mapping
from pathlib import Path
from time import monotonic as clock
from urllib.parse import urlencode

import streamlit as st

from locales import Translator
from pages._shared import choice as choices
from pages._shared import links, menu, wall_views
from pages._shared.choice import Settling
from pages._shared.data import Source, settle
from pages._shared.run import Run, going_on
from pages._shared.show import plain

log = logging.getLogger(__name__)

STYLE = Path(__file__).parent / "wall.css"
WALL, VIEWS, EVERY = "wall", "views", "every"
OFF = ("", "0")
SECONDS, FEWEST, MOST = 30, 5, 3600
START = "wall_start"


def is_asked(asked: Mapping[str, str]) -> bool:
    """Whether the link asks for the wall screen."""
    return asked.get(WALL, "") not in OFF


def enter(run: Run) -> None:
    """The way from the pages to the wall screen, of all campaigns in turn."""
    query = {key: value for key, value in links.kept().items() if key in ("lang", "snapshot")}
    address = f"{menu.address(menu.FIRST)}?{urlencode({WALL: 1} | query)}"
    st.markdown(f":material/tv: [{run.t('wall.open')}]({address})")


def draw(locale: str | None) -> None:
    """The views in turn, for as long as the browser is open.

    Only the link counts: what the reader chose on the pages before does not.
    """
    settling = choices.language(st.query_params.to_dict(), locale)
    st.html(STYLE)
    st.fragment(_step, run_every=_seconds(settling), key=WALL)(settling)


def _step(settling: Settling) -> None:
    """The next view. One that fails is logged and told, and the step after it is drawn as ever."""
    t = settling.t
    try:
        source = settle(settling.asked.get("snapshot"))
        frames = list(_frames(source, settling)) if source else []
        if source and frames:
            step = _steps_since_start(settling) % len(frames)
            _view(*frames[step], settling)
            at = t("wall.at", at=step + 1, of=len(frames), n=_seconds(settling))
            _foot(wall_views.clock(*frames[step]), at, source=source, t=t)
        else:
            _head(t("product.title"), t)
            st.title(t("empty.title"), anchor=False)
            _foot(t("wall.waiting"), source=source, t=t)
    except Exception:
        log.exception("A view of the wall failed")
        st.error(t("wall.error"))


def _steps_since_start(settling: Settling) -> int:
    """How many steps this screen has made: by the clock, so that a rerun in between makes none."""
    now = clock()
    since: float = now - st.session_state.setdefault(START, now)
    return round(since / _seconds(settling))


def _frames(source: Source, settling: Settling) -> Iterator[tuple[str, Run]]:
    """What is shown in turn: of all campaigns once, then the other views of each campaign."""
    names = _views(settling)
    runs = list(_runs(source, settling))
    for name in names:
        if name in wall_views.OF_ALL and runs:
            yield name, runs[0]
    for run in runs:
        for name in names:
            if name not in wall_views.OF_ALL and wall_views.VIEWS[name].has_any(run):
                yield name, run


def _runs(source: Source, settling: Settling) -> Iterator[Run]:
    """A run for each campaign with data, or for the one that the link names."""
    t = settling.t
    known = source.ask("campaigns", language=t.language)["campaign_id"].to_list()
    asked = settling.asked.get("campaign")
    for campaign in [each for each in known if each == asked] or known:
        own = {"campaign": str(campaign)}
        if campaign == asked and "month" in settling.asked:
            own["month"] = settling.asked["month"]
        choice = choices.choose(Settling(t, own), source)
        if choice and choice.month:
            yield Run(source, choice, choice.month, t)


def _view(name: str, run: Run, settling: Settling) -> None:
    with going_on(run):
        _head(wall_views.where(name, run), settling.t)
        for note in _notes(run, settling):
            st.warning(plain(note))
        wall_views.VIEWS[name].draw(run)


def _head(where: str, t: Translator) -> None:
    """What the view is of, and the way back to the pages."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{plain(where)}**")
        st.page_link(
            menu.script(menu.FIRST),
            label=t("wall.leave"),
            icon=":material/close_fullscreen:",
            # Never empty: Streamlit takes a link without a query for the page as it is.
            query_params=links.kept(lang=t.language),
            width="content",
        )


def _foot(*said: str, source: Source | None, t: Translator) -> None:
    """How fresh the figures are, where in the turn the screen is, and which snapshot it shows."""
    served = t("wall.snapshot", snapshot=source.served.id[:8]) if source else ""
    st.caption(plain(t("overview.between").join(each for each in (*said, served) if each)))


def _views(settling: Settling) -> list[str]:
    """The views that the link names and that there are; all of them where it names none."""
    asked = settling.asked.get(VIEWS, "").split(",")
    return [name for name in asked if name in wall_views.VIEWS] or list(wall_views.VIEWS)


def _seconds(settling: Settling) -> int:
    """How long each view stays, within reason; the usual time where the link gives no number."""
    asked = settling.asked.get(EVERY, "")
    return min(MOST, max(FEWEST, int(asked))) if asked.isdecimal() else SECONDS


def _notes(run: Run, settling: Settling) -> Iterator[str]:
    """What the link asks for in vain."""
    t = settling.t
    for name in settling.asked.get(VIEWS, "").split(","):
        if name and name not in wall_views.VIEWS:
            yield t("wall.unknown_view", asked=name, known=", ".join(wall_views.VIEWS))
    every = settling.asked.get(EVERY)
    if every is not None and every != str(_seconds(settling)):
        yield t("wall.other_seconds", asked=every, n=_seconds(settling))
    asked = settling.asked.get("campaign")
    known = run.source.ask("campaigns", language=t.language)["campaign_id"].to_list()
    if asked is not None and asked not in known:
        yield t("wall.unknown_campaign", asked=asked)
