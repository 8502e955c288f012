"""What is wrong with numbers that belong together: weights, bands, days of ladder and reminder."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from campaigns.limits import ConstructionLimit
from campaigns.lint.problem import Problem
from campaigns.model import Campaign

WEIGHTS = Decimal(100)


def weights(campaign: Campaign) -> Iterator[Problem]:
    """Weights that do not sum to 100."""
    total = sum((component.weight for component in campaign.race.components), Decimal(0))
    if total != WEIGHTS:
        yield Problem(
            "race.components",
            f"the weights sum to {total}",
            f"Change them so that they sum to {WEIGHTS}.",
        )


def construction_limits(campaign: Campaign) -> Iterator[Problem]:
    """Gaps and overlaps of the bands, within the domains that they are for."""
    groups: dict[frozenset[str], list[ConstructionLimit]] = {}
    for limit in campaign.construction_limits:
        groups.setdefault(frozenset(limit.domains), []).append(limit)
    for limits in groups.values():
        yield from _bands(sorted(limits, key=lambda one: one.from_yiyuan))


def _bands(limits: list[ConstructionLimit]) -> Iterator[Problem]:
    key, fill = "construction_limits", "Make each band begin where the one before it ends."
    if limits[0].from_yiyuan > 0:
        yield Problem(key, f"gap: nothing below {limits[0].from_yiyuan}", "Begin at 0.")
    for lower, upper in pairwise(limits):
        end = lower.below_yiyuan
        if end is not None and end < upper.from_yiyuan:
            yield Problem(key, f"gap: nothing from {end} to {upper.from_yiyuan}", fill)
        elif end is None or end > upper.from_yiyuan:
            until = "the largest" if end is None else f"{end}"
            yield Problem(key, f"overlap: two from {upper.from_yiyuan} to {until}", fill)
    for limit in limits:
        if limit.below_yiyuan is not None and limit.below_yiyuan <= limit.from_yiyuan:
            yield Problem(
                key,
                f"empty: from {limit.from_yiyuan} to below {limit.below_yiyuan}",
                "Make `below_yiyuan` the larger of the two.",
            )
    if limits[-1].below_yiyuan is not None:
        yield Problem(
            key,
            f"gap: nothing from {limits[-1].below_yiyuan} on",
            "Leave `below_yiyuan` out of the last band.",
        )


def reminders(campaign: Campaign) -> Iterator[Problem]:
    """Reminders that are to begin before the month they are about is over."""
    most = campaign.deadline_day - 1
    asked = campaign.filing.remind_days
    if "remind_days" in campaign.filing.model_fields_set and asked > most:
        yield Problem(
            "filing.remind_days",
            f"{asked} days before day {campaign.deadline_day} the month is not over",
            f"Make it {most} at most, or move `deadline_day`.",
        )


def issue_levels(campaign: Campaign) -> Iterator[Problem]:
    """Levels without days below another, and days at the highest."""
    for level in campaign.issue_levels[:-1]:
        if level.days is None:
            yield Problem(
                f"issue_levels.{level.id}.days",
                "is missing, and a level stands above",
                "Say after how many days an issue is due one level up.",
            )
    for level in campaign.issue_levels[-1:]:
        if level.days is not None:
            yield Problem(
                f"issue_levels.{level.id}.days",
                "is given, and no level stands above",
                "Leave it out, or add the level above.",
            )


def upside_down(campaign: Campaign) -> Iterator[Problem]:
    """Ranges whose lower end is above the upper."""
    for limit in campaign.time_limits:
        if limit.months_from is not None and limit.months_from > limit.months:
            yield Problem(
                f"time_limits.{limit.id}.months",
                f"the range goes from {limit.months_from} to {limit.months}",
                "Make `months` the larger of the two.",
            )
    for tier in campaign.tiers:
        if tier.floor_yiyuan is not None and tier.floor_yiyuan > tier.about_yiyuan:
            yield Problem(
                f"tiers.{tier.id}.floor_yiyuan",
                f"{tier.floor_yiyuan} is more than the {tier.about_yiyuan} that it is a floor for",
                "Make `floor_yiyuan` the smaller of the two.",
            )


def marathons(campaign: Campaign) -> Iterator[Problem]:
    """A marathon by construction limits where there are none."""
    slow = campaign.slow_projects
    if slow and slow.marathon.months is None and not campaign.construction_limits:
        yield Problem(
            "slow_projects.marathon.months",
            "is missing, and there are no construction limits",
            "Give the months from which on a project is a marathon, or the limits.",
        )
