"""What is wrong with targets: dates, contradictions, contenders and projects that do not exist."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from campaigns.lint.problem import Problem, unknown
from campaigns.metrics import METRICS
from campaigns.model import Campaign
from campaigns.targets import Comparison, Target


@dataclass(frozen=True)
class Floor:
    """A value that a target demands of one scope at one date."""

    target: str
    due: date
    value: Decimal
    comparison: Comparison


def dates(campaign: Campaign) -> Iterator[Problem]:
    """Due dates and checkpoints outside the period, unless the target says that it means that."""
    start, end = campaign.period.start, campaign.period.end
    for target in campaign.targets:
        due = target.due or end
        for key, day in (
            ("due", due),
            *((f"checkpoints.{at}.due", point.due) for at, point in enumerate(target.checkpoints)),
        ):
            if not start <= day <= end and not target.outside_period:
                yield Problem(
                    f"targets.{target.id}.{key}",
                    f"{day} is outside the period {start} to {end}",
                    "Correct the day, or say `outside_period = true`.",
                )
        if target.since is not None and target.since > due:
            yield Problem(
                f"targets.{target.id}.since",
                f"{target.since} is later than the due date {due}",
                "Make it the earlier of the two.",
            )


def contradictions(campaign: Campaign) -> Iterator[Problem]:
    """One metric in one scope: two values at one date, or a later date with a lower floor.

    What counts from another day, or anew every month, is another matter.
    """
    scopes: dict[tuple[object, ...], list[Floor]] = {}
    for target in campaign.targets:
        same = (target.metric, target.per, target.since)
        for scope, floor in _floors(target, campaign.period.end):
            scopes.setdefault((*same, scope), []).append(floor)
    for floors in scopes.values():
        yield from _falling(sorted(floors, key=lambda floor: floor.due))


def _floors(target: Target, end: date) -> Iterator[tuple[str, Floor]]:
    """What a target demands, with the scope: a contender's code, or nothing for the whole."""
    due = target.due or end
    if target.value is not None:
        yield "", Floor(target.id, due, target.value, target.comparison)
    for point in target.checkpoints:
        yield "", Floor(target.id, point.due, point.value, point.comparison)
    for share in target.each:
        for code in share.contenders:
            yield code, Floor(target.id, due, share.value, share.comparison)


def _falling(floors: list[Floor]) -> Iterator[Problem]:
    for earlier, later in pairwise([one for one in floors if one.comparison != "at_most"]):
        if earlier.due == later.due and earlier.value != later.value:
            what = f"demands {later.value} by {later.due}, {earlier.target} {earlier.value}"
        elif later.value < earlier.value:
            what = (
                f"demands {later.value} by {later.due}, and {earlier.target} "
                f"{earlier.value} by {earlier.due} already"
            )
        else:
            continue
        yield Problem(
            f"targets.{later.target}", what, "Correct one of the two, or limit them differently."
        )


def references(campaign: Campaign) -> Iterator[Problem]:
    """Contenders, indicators and projects that a target names and nobody has defined."""
    units = {unit.code for unit in campaign.contenders}
    indicators = {indicator.id for indicator in campaign.indicators}
    projects = {project.id for project in campaign.named_projects}
    for target in campaign.targets:
        key = f"targets.{target.id}"
        for share in target.each:
            yield from _missing(f"{key}.each.contenders", share.contenders, units)
        yield from _missing(f"{key}.metric.indicator", (target.metric.indicator,), indicators)
        yield from _missing(f"{key}.metric.project", (target.metric.project,), projects)


def sections(campaign: Campaign) -> Iterator[Problem]:
    """Metrics whose meaning another section gives, without that section."""
    for target in campaign.targets:
        section = METRICS[target.metric.kind].relies_on
        if section and not getattr(campaign, section):
            yield Problem(
                f"targets.{target.id}.metric.kind",
                f"what {target.metric.kind} counts is said by `{section}`, which is missing",
                f"Add `[{section}]`.",
            )


def _missing(key: str, named: Iterable[str | None], known: set[str]) -> Iterator[Problem]:
    for name in named:
        if name is not None and name not in known:
            yield unknown(key, name, known)
