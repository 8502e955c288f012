"""What the overview says of each campaign: its card, with a link behind everything it names."""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

import polars as pl
import streamlit as st

from locales import MISSING, moment, month_name
from pages._shared.run import Run
from pages._shared.show import LIGHTS, plain
from pages._shared.targets import SHAPES
from pages._shared.ways import Ways
from pages._shared.writing import MOST_NAMES, written

PLACES = 3
BESIDE = 2  # cards in a row, where there is room
TONES = {"behind": ":orange[▼]", "ahead": ":blue[▲]", "level": ":blue[◆]", "unknown": ":gray[○]"}

Row = dict[str, Any]


def sentence(run: Run) -> str:
    """What matters most over all campaigns."""
    summary = run.ask_named("overview_summary").row(0, named=True)
    return run.say(f"overview.sentence_{summary['state']}", summary, n=summary["behind"])


def chosen(run: Run) -> str:
    """Of the campaign chosen: who leads each track, who shows red, how much is overdue."""
    row = run.ask_named("overview").row(0, named=True)
    if row["month"] is None or not row["ranked_units"]:
        return ""
    units = run.ask_named("overview_units", places=PLACES).filter(campaign_id=row["campaign_id"])
    first = [
        run.t("overview.first", track=track, units=_plainly(own["unit"].to_list(), run))
        for (track,), own in units.filter(rank=1).group_by("track", maintain_order=True)
    ]
    reds = units.filter("is_red")["unit"].to_list()
    key = "overview.chosen" if reds else "overview.chosen_no_red"
    leaders = run.t("overview.and").join(first)
    said = texts(row, run) | {"leaders": leaders, "reds": _plainly(reds, run)}
    return run.t(key, **said, n=len(reds))


def _plainly(names: list[str], run: Run) -> str:
    return listed(names[:PLACES], len(names), run)


def cards(run: Run) -> None:
    """A card per campaign, the chosen one first; on a phone below one another."""
    campaigns = run.ask_named("overview").to_dicts()
    units = _by_campaign(run.ask_named("overview_units", places=PLACES))
    tracks = _by_campaign(run.ask_named("overview_tracks"))
    for at in range(0, len(campaigns), BESIDE):
        columns = st.columns(BESIDE)
        for column, row in zip(columns, campaigns[at : at + BESIDE], strict=False):
            own = row["campaign_id"]
            with column, st.container(border=True):
                _card(row, units.get(own, []), tracks.get(own, []), run)


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


def podium(leading: list[Row], ways: Ways, run: Run) -> str:
    """The leaders of one track by rank, those who share a rank together, with their score."""
    said = []
    for rank, sharing in groupby(leading, key=itemgetter("rank")):
        same = list(sharing)
        score = run.written({"score": same[0]["score"]})["score"]
        key = "overview.place_shared" if len(same) > 1 else "overview.place"
        said.append(run.t(key, rank=rank, units=named(same, ways, run), score=score))
    return run.t("overview.between").join(said)


def named(units: list[Row], ways: Ways, run: Run) -> str:
    """The first few units, each a link, and how many there are in all."""
    first = [ways.unit(each["unit_id"], each["unit"]) for each in units[:MOST_NAMES]]
    return listed(first, len(units), run)


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


def listed(names: list[str], n: int, run: Run) -> str:
    """The names; where there are more of them than are named, how many in all."""
    text = run.t("number.separator").join(names)
    return text if n <= len(names) else run.t("number.among", names=text, n=n)


def _by_campaign(frame: pl.DataFrame) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = {}
    for row in frame.iter_rows(named=True):
        rows.setdefault(row["campaign_id"], []).append(row)
    return rows


def _card(row: Row, units: list[Row], tracks: list[Row], run: Run) -> None:
    t, said = run.t, texts(row, run)
    if row["month"] is None:
        st.markdown(f"### {plain(row['campaign'])}")
        st.caption(t("overview.no_data", start=row["start_on"]))
        return
    ways = Ways.of(row)
    rate = plain(t(f"overview.rate_{row['lead_state']}", **said))
    lines = [*_race(row, units, tracks, ways, run), *_counts(row, said, ways, run)]
    listed_below = "\n".join(f"- {line}" for line in lines)
    st.markdown(
        f"### [{plain(row['campaign'])}]({ways.to('completion')}) · {said['month']}\n\n"
        f"{TONES[row['lead_state']]} **{rate}**\n\n{listed_below}"
    )
    st.caption(plain(freshness(row, run)))


def _race(row: Row, units: list[Row], tracks: list[Row], ways: Ways, run: Run) -> Iterator[str]:
    """Who leads in each track, who shows red, and who is not ranked."""
    t = run.t
    if not row["ranked_units"]:
        yield t("overview.no_race", place=ways.to("standings"))
    for track in tracks:
        own = [u for u in units if u["track_id"] == track["track_id"] and u["is_leading"]]
        if own:
            yield t(
                "overview.track",
                track=plain(track["track"]),
                place=ways.to("standings", track=track["track_id"]),
                n=track["ranked"],
                leaders=podium(own, ways, run),
            )
    reds = [unit for unit in units if unit["is_red"]]
    if reds:
        names = named(reds, ways, run)
        place = ways.to("standings")
        yield t("overview.reds", light=LIGHTS["red"], place=place, n=len(reds), units=names)
    elif row["ranked_units"]:
        yield t("overview.reds_none", place=ways.to("standings"))
    unranked = [plain(name) for track in tracks for name in track["unranked"]]
    if unranked:
        names = listed(unranked[:MOST_NAMES], len(unranked), run)
        yield t("overview.unranked", n=len(unranked), units=names)


def _counts(row: Row, said: dict[str, str], ways: Ways, run: Run) -> Iterator[str]:
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
            place=ways.to("targets"),
            n=row["targets"],
            statuses=t("overview.between").join(statuses),
        )
    filings = "overview.filings" if row["expected"] else "overview.filings_none"
    yield t(filings, place=ways.to("board"), **said)
    todo = "overview.todo" if row["todo_cases"] else "overview.todo_none"
    yield t(todo, place=ways.to("todo"), n=row["todo_cases"], **said)
