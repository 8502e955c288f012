"""What the reader has chosen: campaign, month, track and language, kept in the URL by id.

The URL is the memory. Widgets are set from it before they are drawn, and what is picked in
one goes into it at once; so a link, the back button and a rerun all lead to the same page. What a
link names and does not exist is said, and stays in the URL until the reader picks something else.
Only Streamlit's menu leads to pages without saying what was chosen: then the choice of the page
before it, which the session remembers, goes into the URL again.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import streamlit as st

from locales import LANGUAGES, Translator, closest, month_name, translator
from pages._shared.data import Source

ALL = "all"
PICKED = "picked"
REMEMBERED = "remembered"
# What goes along from page to page. What was picked on a page is that page's own.
GO_ALONG = ("campaign", "month", "track", "lang", "snapshot")


@dataclass(frozen=True)
class Track:
    """A track that units race in, by its name in the reader's language."""

    id: str
    name: str


@dataclass(frozen=True)
class Choice:
    """What is shown. `month` is None where the campaign has no data yet."""

    campaign: str
    campaign_name: str
    month: str | None
    track: str
    track_name: str
    tracks: tuple[Track, ...]
    rate_decimals: int
    is_synthetic: bool


@dataclass
class Settling:
    """The options of every widget and what is chosen of them, as it is worked out.

    `notes` says what the link asked for in vain.
    """

    t: Translator
    asked: Mapping[str, str]
    options: dict[str, dict[str, str]] = field(default_factory=dict)
    chosen: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def settle(self, key: str, options: dict[str, str], default: str, why: str = "") -> str:
        """The id asked for if it is an option (id → name), else `default`, with a note."""
        asked = self.asked.get(key)
        chosen = asked if asked in options else default
        if asked is not None and asked not in options:
            note = why or f"frame.unknown_{key}"
            self.notes.append(self.t(note, asked=asked, shown=options[default]))
        self.options[key] = options
        self.chosen[key] = chosen
        return chosen


def asked_for() -> dict[str, str]:
    """What the URL asks for, with what the reader has just picked laid over it."""
    asked = {key: str(value) for key, value in st.query_params.items()}
    if "campaign" not in asked:
        asked = st.session_state.get(REMEMBERED, {}) | asked
    picked = st.session_state.get(PICKED)
    if picked is None:
        return asked
    if picked == "campaign":  # months, tracks, units and targets are the campaign's own
        asked = {key: value for key, value in asked.items() if key in ("lang", "snapshot")}
    return asked | {picked: st.session_state[picked]}


def language(asked: Mapping[str, str], locale: str | None) -> Settling:
    """The start of a choice: the link's language, else the browser's, else Chinese."""
    wanted = asked.get("lang", "")
    known = wanted if wanted in LANGUAGES else closest(locale)
    settling = Settling(translator(known), asked)
    names = {each: translator(each)("language.name") for each in LANGUAGES}
    settling.settle("lang", names, known)
    return settling


def choose(settling: Settling, source: Source) -> Choice | None:
    """Everything else that is chosen; None if the snapshot has no campaign."""
    t = settling.t
    campaigns = {
        row["campaign_id"]: row
        for row in source.ask("campaigns", language=t.language).iter_rows(named=True)
    }
    if not campaigns:
        return None
    names = {key: row["short_name"] for key, row in campaigns.items()}
    campaign = settling.settle("campaign", names, next(iter(names)))
    tracks = _tracks(source, campaign, t)
    named = {ALL: t("frame.all_tracks")} | {track.id: track.name for track in tracks}
    month = _month(settling, source, campaign)
    track = settling.settle("track", named, ALL)
    return Choice(
        campaign=campaign,
        campaign_name=campaigns[campaign]["campaign"],
        month=month,
        track=track,
        track_name=named[track],
        tracks=tuple(each for each in tracks if track in (ALL, each.id)),
        rate_decimals=campaigns[campaign]["rate_decimals"],
        is_synthetic=campaigns[campaign]["is_synthetic"],
    )


def remember(settling: Settling) -> None:
    """Bring the URL up to date, in one step, and remember it for the next page.

    Only what is missing is added, so that a link that asked in vain keeps saying so; unless the
    reader has picked something: then all is as it is shown. The language is written only where it
    was asked for, so that a link opens in the language of the one who opens it.
    """
    shown = {
        key: value
        for key, value in settling.chosen.items()
        if key != "lang" or key in settling.asked
    }
    picked = st.session_state.pop(PICKED, None)
    if picked:
        settling.notes.clear()  # no longer what the link said, but what the reader did
    kept = {**settling.asked, **shown} if picked else {**shown, **settling.asked}
    if kept != st.query_params.to_dict():
        st.query_params.from_dict(kept)
    st.session_state[REMEMBERED] = {key: kept[key] for key in GO_ALONG if key in kept}


def draw(settling: Settling) -> None:
    """The widgets. Months are offered latest first."""
    for key in ("campaign", "month", "track"):
        if key in settling.options:
            st.session_state[key] = settling.chosen[key]
            st.selectbox(
                settling.t(f"frame.{key}"),
                list(settling.options[key]),
                format_func=_namer(settling.options[key]),
                key=key,
                on_change=_pick,
                args=(key,),
            )


def draw_language(settling: Settling) -> None:
    """The language switch; each language is called by its own name."""
    st.session_state["lang"] = settling.chosen["lang"]
    st.segmented_control(
        settling.t("frame.language"),
        list(settling.options["lang"]),
        format_func=_namer(settling.options["lang"]),
        key="lang",
        required=True,
        on_change=_pick,
        args=("lang",),
    )


def _month(settling: Settling, source: Source, campaign: str) -> str | None:
    months = source.ask("months", campaign=campaign)
    filed = months.filter("has_data")["month"].to_list()
    if not filed:
        return None
    options = {month: month_name(month, settling.t.language) for month in reversed(filed)}
    silent = settling.asked.get("month") in months["month"].to_list()
    return settling.settle("month", options, filed[-1], "frame.silent_month" if silent else "")


def _tracks(source: Source, campaign: str, t: Translator) -> list[Track]:
    frame = source.ask("tracks", campaign=campaign, language=t.language)
    return [Track(track_id, name) for track_id, name in frame.iter_rows()]


def _namer(names: dict[str, str]) -> Callable[[str], str]:
    return lambda key: names.get(key, key)


def _pick(key: str) -> None:
    st.session_state[PICKED] = key
