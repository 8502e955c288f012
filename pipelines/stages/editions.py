"""Publishing months: what may be published, and the editions that come of it.

An edition is cut from a snapshot that is built for the purpose, of exactly what the served one is
made of. Several months may be published together; each goes back to the one before it.
"""

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from campaigns import Definition
from pipelines.editions import Edition, EditionError, Issued, Upon, in_force
from pipelines.editions.difference import differences
from pipelines.editions.edition import FROZEN, frozen
from pipelines.stages.ground import Ground
from pipelines.stages.publish import Candidate, build
from pipelines.versions import figures_code, reading_code
from warehouse.home import Home
from warehouse.snapshots.draft import drafting

Tables = Mapping[str, pl.DataFrame]


@dataclass(frozen=True)
class Asked:
    """A month that is to be published: earlier months to leave out, the reason of a reissue."""

    campaign: str
    month: str
    skip: tuple[str, ...] = ()
    reason: str | None = None


def editions(on: Ground, asked: Sequence[Asked]) -> list[Edition]:
    """The editions of the months asked for, in order of campaign and month; nothing is written.

    A month that is published already comes as the issue that it would be now. EditionError if a
    month may not be published.
    """
    in_order = sorted(asked, key=lambda one: (one.campaign, one.month))
    todo = [_provisional(on, one, asked) for one in in_order]
    found = _cut(todo, figures(on.home, on.definitions, on.made, on.issued))
    if len({one.campaign for one in todo}) < len(todo):
        # Streaks go back from one to the other. What they go back to, rank and bottom, stands.
        together = [*on.issued, *(Issued(one, one.sha256, None) for one in found)]
        found = _cut(todo, figures(on.home, on.definitions, on.made, together))
    return _chained(on, found)


def figures(
    home: Home,
    definitions: Mapping[str, Definition],
    made: Candidate,
    issued: Sequence[Issued],
) -> Tables:
    """What can be frozen of a snapshot of this content that goes back to these editions."""
    with (
        tempfile.TemporaryDirectory(prefix="saima-edition-") as folder,
        drafting(Path(folder), made.id) as draft,
    ):
        build(draft, home, definitions, made, issued)
        return {name: draft.read(name) for name in FROZEN}


def _cut(todo: Sequence[Edition], tables: Tables) -> list[Edition]:
    return [replace(one, tables=frozen(tables, one.campaign, one.month)) for one in todo]


def _provisional(on: Ground, asked: Asked, together: Sequence[Asked]) -> Edition:
    """An edition that knows everything but its figures and its place in the chain."""
    if asked.campaign not in on.definitions:
        there = ", ".join(on.definitions)
        raise EditionError(f"There is no campaign {asked.campaign!r}. There are: {there}.")
    left_out = _left_out(on, asked, together)
    issues = [
        one.edition.issue
        for one in on.issued
        if (one.edition.campaign, one.edition.month) == (asked.campaign, asked.month)
    ]
    definition = on.definitions[asked.campaign]
    return Edition(
        campaign=asked.campaign,
        month=asked.month,
        issue=max(issues, default=0) + 1,
        reason=asked.reason,
        snapshot=on.snapshot,
        definition_sha256=definition.sha256,
        definition_toml=definition.text,
        code={"figures": figures_code(), "reading": reading_code()},
        filings=on.filings.get(asked.campaign, ()),
        left_out=left_out,
        read_with=on.read_with.get(asked.campaign, {}),
    )


def _left_out(on: Ground, asked: Asked, together: Sequence[Asked]) -> tuple[str, ...]:
    """The months that the edition passes over for good; EditionError if it may not be published."""
    name = f"{asked.campaign} {asked.month}"
    with_data = on.months(asked.campaign)
    if asked.month not in with_data:
        there = ", ".join(with_data) or "none"
        raise EditionError(f"{name} has no data. Months with data: {there}.")
    published = {one.edition.month for one in on.published(asked.campaign)}
    if asked.month in published:
        return ()
    if published and asked.month < max(published):
        raise EditionError(
            f"{name} was left out: {max(published)} has been published since, and its streaks pass "
            "over it. A month that was left out stays so."
        )
    published |= {one.month for one in together if one.campaign == asked.campaign}
    last = max((month for month in published if month < asked.month), default="")
    before = {month for month in with_data if last < month < asked.month}
    if wrong := sorted(set(asked.skip) - before):
        raise EditionError(f"{', '.join(wrong)} cannot be left out before {name}.")
    if missing := sorted(before - set(asked.skip)):
        raise EditionError(
            f"{name} cannot be published yet: {', '.join(missing)} has data and is not published. "
            f"Publish it first, or leave it out for good with --skip {missing[0]}."
        )
    return tuple(sorted(before))


def differing(on: Ground, edition: Edition) -> list[str] | None:
    """What of the month is other than in its last issue, in sentences; None if there is none."""
    before = [one for one in on.published(edition.campaign) if one.edition.month == edition.month]
    if not before:
        return None
    units = on.definitions[edition.campaign].campaign.units
    return differences(before[0].edition, edition, {unit.code: unit.name.zh for unit in units})


def _chained(on: Ground, found: Sequence[Edition]) -> list[Edition]:
    """Each with the hashes of the one that it follows and of the months that it goes back to."""
    issued, chained = list(on.issued), []
    for one in found:
        before = in_force(issued, one.campaign, before=one.month)
        own = [each for each in issued if each.edition.campaign == one.campaign]
        edition = replace(
            one,
            made_upon=tuple(Upon(i.edition.month, i.edition.issue, i.sha256) for i in before),
            follows=own[-1].sha256 if own else None,
        )
        issued.append(Issued(edition, edition.sha256, None))
        chained.append(edition)
    return chained
