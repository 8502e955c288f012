"""The month's figures as the sentences of a bulletin 通报, to be copied whole.

They are the words in which the pages open, put to the same queries; only here everybody who is
meant is named, however many they are.
"""

from collections.abc import Iterator
from typing import Any

import streamlit as st

from locales import month_name
from pages._shared import board, consequences, show
from pages._shared.run import Run

Row = dict[str, Any]


def section(run: Run) -> None:
    """The sentences with a button to copy them, below the way to what has changed; or nothing."""
    said = lines(run)
    if said:
        st.markdown(f"### {run.t('bulletin.heading')}")
        show.edition_state(run)
        st.code("\n".join(said), language=None, wrap_lines=True)


def lines(run: Run) -> list[str]:
    """A line per matter, headed by the page that has more of it; none where no month has come."""
    if run.ask("completion_summary")["projects"][0] is None:
        return []
    matters = {
        "completion": _completion(run),
        "targets": _targets(run),
        "standings": _race(run),
        "consequences": _consequences(run),
        "board": _filings(run),
    }
    space = run.t("bulletin.space")
    said = [
        run.t("bulletin.line", matter=run.t(f"menu.{page}"), said=space.join(parts))
        for page, sentences in matters.items()
        if (parts := list(sentences))
    ]
    return [*said, *_reserves(run)]


def _completion(run: Run) -> Iterator[str]:
    row = run.ask("completion_summary").row(0, named=True)
    yield run.say(f"completion.sentence_{row['lead_state']}", row, month=_month(run))


def _targets(run: Run) -> Iterator[str]:
    row = run.ask("targets_summary").row(0, named=True)
    if row["targets"]:
        yield run.say("targets.sentence", row, month=_month(run))


def _race(run: Run) -> Iterator[str]:
    row = run.ask_named("standings_summary").row(0, named=True)
    if not row["ranked"]:
        yield run.t("standings.sentence_none")
        return
    yield run.say("standings.sentence", row)
    for track in run.tracks:
        head = run.ask_named("standings_summary", track=track.id).row(0, named=True)
        if head["ranked"]:
            leaders = _every(head["leaders"], run)
            first = run.say("standings.leaders", head, track=track.name, leaders=leaders)
            yield run.t("bulletin.sentence", said=first)
    if reds := run.ask_named("standings").filter(light="red")["unit"].to_list():
        yield run.t("bulletin.reds", n=len(reds), units=_every(reds, run))
    if stuck := row["stuck"]:
        every = _every(stuck, run)
        yield run.say("standings.sentence_streaks", row, n=len(stuck), stuck=every)


def _consequences(run: Run) -> Iterator[str]:
    due, threatened = consequences.counted(run)
    yield run.t(f"consequences.sentence{'' if due else '_none'}", parts=due)
    if threatened:
        yield run.t("consequences.at_risk", parts=threatened)


def _filings(run: Run) -> Iterator[str]:
    yield board.in_full(run.ask_named("filing_summary").row(0, named=True), run)


def _reserves(run: Run) -> Iterator[str]:
    """What has to be copied too: a rank that is not the published one must not pass for it."""
    yield show.edition(run)
    if run.ask_named("campaign_document")["is_synthetic"][0]:
        yield run.t("take_away.citation_synthetic")


def _every(names: list[str], run: Run) -> str:
    return run.t("number.separator").join(names)


def _month(run: Run) -> str:
    return month_name(run.month, run.t.language)
