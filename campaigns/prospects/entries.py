"""Entries and exits: what changed on the list from one month's end to the next, and why."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from campaigns.model import Campaign
from campaigns.prospects.lines import ORIGIN

SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "month": pl.String,
    "unit_id": pl.String,
    "prospect_id": pl.String,
    "move": pl.String,
    "moved_on": pl.Date,
    "reason": pl.String,
    "problem": pl.String,
    "earlier_unit_id": pl.String,
    "earlier_listed_on": pl.Date,
    "source_file": pl.String,
    "source_sheet": pl.String,
    "source_row": pl.Int32,
}
Row = Mapping[str, Any]


@dataclass
class _Known:
    """What was last known of a prospect: its row, its state, and whether it had been listed."""

    row: Row | None = None
    state: str = "absent"
    was_listed: bool = False


def moves(lines: pl.DataFrame, campaign: Campaign, months: Iterable[str]) -> pl.DataFrame:
    """Every move of every prospect, in the month whose list first shows it.

    - `entered` on its day of listing; `reentered` if it had been on the list and left it before.
    - `exited` on its day of exit, with `reason` and, where it does not hold, `problem`:
      `no_reason`; `reason_not_allowed` by the definition; `not_landed`: it left as started and has
      not reached the node that counts as landed; `before_listing`: it left before it was listed.
    - `vanished`: it was on the list, and the next list lacks it; no day, no reason. The source is
      the last row that had it.
    - `handed_over`: another unit lists it now; `earlier_unit_id` is who did before.
    - `relisted`: its day of listing was changed; `earlier_listed_on` is the day that it was, which
      may decide who was first.

    A list that is not filed anew stands as it is, so nothing vanishes by not filing. Of a prospect
    on the lists of two units the one counts on whose list it stands.
    """
    of_prospect: dict[str, dict[str, Row]] = {}
    for row in lines.iter_rows(named=True):
        own = of_prospect.setdefault(row["prospect_id"], {})
        own[row["month"]] = _rather(own.get(row["month"]), row)
    every = sorted(months)
    found = [
        {**dict.fromkeys(SCHEMA), **move, "month": month}
        for own in of_prospect.values()
        for month, move in _of_one(own, every, campaign)
    ]
    frame = pl.DataFrame(found, schema=SCHEMA)
    return frame.sort("month", "unit_id", "prospect_id", "move")


def _rather(one: Row | None, other: Row) -> Row:
    rank = ("listed", "exited", "planned")
    if one is None or rank.index(other["state"]) < rank.index(one["state"]):
        return other
    return one


def _of_one(
    own: Mapping[str, Row], months: Iterable[str], campaign: Campaign
) -> Iterator[tuple[str, dict[str, Any]]]:
    known = _Known()
    for month in months:
        row = own.get(month)
        now = row["state"] if row else "absent"
        for move in _between(known, row, now, campaign):
            yield month, move
        known = _Known(row or known.row, now, known.was_listed or now in ("listed", "exited"))


def _between(
    known: _Known, row: Row | None, now: str, campaign: Campaign
) -> Iterator[dict[str, Any]]:
    """What happened between what was known and this month's row."""
    if row is None:
        if known.state == "listed" and known.row:
            yield _move(known.row, "vanished", None)
        return
    if known.row and known.was_listed:
        yield from _changed(known.row, row)
    if now in ("listed", "exited") and not known.was_listed:
        yield _move(row, "entered", row["listed_on"])
    elif now == "listed" and known.state != "listed":
        yield _move(row, "reentered", row["listed_on"])
    if now == "exited" and known.state != "exited" and not _left_before(known, row):
        problem = _problem(row, campaign)
        yield _move(row, "exited", row["exited_on"], reason=row["exit_reason"], problem=problem)


def _left_before(known: _Known, row: Row) -> bool:
    """Whether the exit is one that the lists have shown before."""
    return known.row is not None and known.row["exited_on"] == row["exited_on"]


def _changed(before: Row, row: Row) -> Iterator[dict[str, Any]]:
    if before["unit_id"] != row["unit_id"]:
        yield _move(row, "handed_over", None, earlier_unit_id=before["unit_id"])
    if before["listed_on"] != row["listed_on"]:
        yield _move(row, "relisted", row["listed_on"], earlier_listed_on=before["listed_on"])


def _problem(row: Row, campaign: Campaign) -> str | None:
    """Why an exit does not hold; None where it does, or where the campaign has no rule of it."""
    rule, reason = campaign.prospect_list, row["exit_reason"]
    if row["exited_on"] < row["listed_on"]:
        return "before_listing"
    if reason is None:
        return "no_reason"
    if rule and reason not in rule.exit_reasons:
        return "reason_not_allowed"
    return "not_landed" if reason == "started" and rule and not row["is_landed"] else None


def _move(row: Row, move: str, on: date | None, **more: object) -> dict[str, Any]:
    own = {key: row[key] for key in ("unit_id", "prospect_id", *ORIGIN)}
    return {**own, "move": move, "moved_on": on, **more}
