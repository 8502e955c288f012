"""What the overview says of each campaign: its card, with a link behind everything it names."""

from collections.abc import Iterator
from typing import Any

import polars as pl
import streamlit as st

from locales import MISSING, moment, month_name
from pages._shared import links
from pages._shared.run import Run
from pages._shared.show import LIGHTS, plain
from pages._shared.targets import SHAPES
from pages._shared.writing import MOST_NAMES, written

PLACES = 3
BESIDE = 2  # cards in a row, where there is room
TONES = {"behind": ":orange[▼]", "ahead": ":blue[▲]", "level": ":blue[◆]", "unknown": ":gray[○]"}

Row = dict[str, Any]


def sentence(run: Run) -> str:
    """What matters most over all campaigns."""
    summary = run.ask_named("overview_summary").row(0, named=True)
    return run.say(f"overview.sentence_{summary['state']}", summary, n=summary["behind"])


def cards(run: Run) -> None:
    """A card per campaign, the chosen one first; on a phone below one another."""
    campaigns = list(run.ask_named("overview").iter_rows(named=True))
    units = run.ask_named("overview_units", places=PLACES)
    tracks = run.ask_named("overview_tracks")
    for at in range(0, len(campaigns), BESIDE):
        columns = st.columns(BESIDE)
        for column, row in zip(columns, campaigns[at : at + BESIDE], strict=False):
            own = {"campaign_id": row["campaign_id"]}
            with column, st.container(border=True):
                _card(row, units.filter(**own), tracks.filter(**own), run)


def place(page: str, row: Row, **picks: str) -> str:
    """The address of a page for the campaign and month of a row, with these picks."""
    return links.to(page, campaign=row["campaign_id"], month=row["month"], track="all", **picks)


def unit(run: Run, row: Row, unit_id: str, name: str, page: str = "reasons") -> str:
    """A unit's name as a link to why it has its rank, or to another page about it."""
    return f"[{plain(name)}]({place(page, row, unit=unit_id)})"


def texts(row: Row, run: Run) -> dict[str, str]:
    """The values of a campaign's row as they are written, rates to its own decimals."""
    return written(row, run.t, row["rate_decimals"]) | {
        "month": month_name(row["month"], run.t.language) if row["month"] else MISSING,
        "published_at": moment(row["published_at"], run.t.language),
        "last_received_at": moment(row["last_received_at"], run.t.language),
    }


def freshness(row: Row, run: Run) -> str:
    """How fresh the figures are: as of, whether published, last received, and if synthetic."""
    t, said = run.t, texts(row, run)
    as_of = t(f"overview.as_of{'_end' if row['is_last'] else ''}", **said)
    state = "provisional" if row["issue"] is None else "published"
    parts = [as_of, t(f"overview.{state}", **said)]
    if row["changed_units"]:
        parts.append(t("overview.restated", n=row["changed_units"]))
    parts.append(t("overview.received", **said))
    if row["is_synthetic"]:
        parts.append(t("overview.synthetic"))
    return t("overview.between").join(parts)


def podium(own: pl.DataFrame, row: Row, run: Run) -> str:
    """The leaders of one track by rank, those who share a rank together, with their score."""
    said = []
    for (rank,), same in own.filter("is_leading").group_by("rank", maintain_order=True):
        first = [
            unit(run, row, each["unit_id"], each["unit"])
            for each in same.head(MOST_NAMES).iter_rows(named=True)
        ]
        score = run.written({"score": same["score"][0]})["score"]
        names = listed(first, same.height, run)
        key = "overview.place_shared" if same.height > 1 else "overview.place"
        said.append(run.t(key, rank=rank, units=names, score=score, n=same.height))
    return run.t("overview.between").join(said)


def findings(campaigns: pl.DataFrame, run: Run) -> str:
    """Every campaign's rate and how far time has come, in words."""
    said = [
        run.t(
            "overview.finding" if row["completion_rate"] is not None else "overview.finding_none",
            **{**row, **texts(row, run)},
        )
        for row in campaigns.iter_rows(named=True)
    ]
    return run.t("number.separator").join(said)


def more(lines: int, shown: int, run: Run) -> None:
    """The way to the whole list of what is to be done, and how many lines of it are not shown."""
    address = links.to("todo")
    if not lines:
        st.markdown(run.t("overview.nothing_to_do"))
    elif lines > shown:
        st.markdown(run.t("overview.todo_more", n=lines - shown, place=address))
    else:
        st.markdown(run.t("overview.todo_all", place=address))


def listed(names: list[str], n: int, run: Run) -> str:
    """The names; where there are more of them than are named, how many in all."""
    text = run.t("number.separator").join(names)
    return text if n <= len(names) else run.t("number.among", names=text, n=n)


def _card(row: Row, units: pl.DataFrame, tracks: pl.DataFrame, run: Run) -> None:
    t, said = run.t, texts(row, run)
    if row["month"] is None:
        st.markdown(f"### {plain(row['campaign'])}")
        st.caption(t("overview.no_data", start=row["start_on"]))
        return
    st.markdown(f"### [{plain(row['campaign'])}]({place('completion', row)}) · {said['month']}")
    rate = plain(t(f"overview.rate_{row['lead_state']}", **said))
    st.markdown(f"{TONES[row['lead_state']]} **{rate}**")
    lines = [*_race(row, units, tracks, run), *_counts(row, said, run)]
    st.markdown("\n".join(f"- {line}" for line in lines))
    st.caption(plain(freshness(row, run)))


def _race(row: Row, units: pl.DataFrame, tracks: pl.DataFrame, run: Run) -> Iterator[str]:
    """Who leads in each track, who shows red, and who is not ranked."""
    t = run.t
    if not row["ranked_units"]:
        yield t("overview.no_race", place=place("standings", row))
    for track_id, track, ranked in tracks.select("track_id", "track", "ranked").iter_rows():
        if ranked:
            leaders = podium(units.filter(track_id=track_id), row, run)
            address = links.to(
                "standings", campaign=row["campaign_id"], month=row["month"], track=track_id
            )
            yield t("overview.track", track=plain(track), place=address, n=ranked, leaders=leaders)
    if row["ranked_units"]:
        yield _reds(row, units.filter("is_red"), run)
    unranked = [name for names in tracks["unranked"] for name in names]
    if unranked:
        names = listed([plain(name) for name in unranked[:MOST_NAMES]], len(unranked), run)
        yield t("overview.unranked", n=len(unranked), units=names)


def _reds(row: Row, reds: pl.DataFrame, run: Run) -> str:
    if reds.is_empty():
        return run.t("overview.reds_none", place=place("standings", row))
    first = [
        unit(run, row, each["unit_id"], each["unit"])
        for each in reds.head(MOST_NAMES).iter_rows(named=True)
    ]
    return run.t(
        "overview.reds",
        light=LIGHTS["red"],
        place=place("standings", row),
        n=reds.height,
        units=listed(first, reds.height, run),
    )


def _counts(row: Row, said: dict[str, str], run: Run) -> Iterator[str]:
    """Targets, filings and what is to be done, in numbers."""
    t = run.t
    if row["targets"]:
        statuses = [
            t("overview.status", shape=shape, status=t(f"targets.status.{status}"), n=said[status])
            for status, shape in SHAPES.items()
            if row[status]
        ]
        yield t(
            "overview.targets",
            place=place("targets", row),
            n=row["targets"],
            statuses=t("overview.between").join(statuses),
        )
    filings = "overview.filings" if row["expected"] else "overview.filings_none"
    yield t(filings, place=place("board", row), **said)
    todo = "overview.todo" if row["todo_cases"] else "overview.todo_none"
    yield t(todo, place=place("todo", row), n=row["todo_cases"], **said)
