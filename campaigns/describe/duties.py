"""Filing, limits, contacts, issues and reviews, as sentences."""

from decimal import Decimal

from campaigns.describe.said import Sayer
from campaigns.follow_up import ContactDuty
from campaigns.limits import ConstructionLimit
from campaigns.model import Campaign


def filing(campaign: Campaign, say: Sayer) -> list[str]:
    """By when filings are due, what is taken of a faulty one, and from when on who is reminded."""
    rule = campaign.filing
    return [
        f"- {deadline(campaign, say)}",
        f"- {say(f'accept.{rule.accept}')}{say.source(rule.source)}",
        f"- {say('remind', days=rule.remind_days)}{say.source(rule.source)}",
    ]


def deadline(campaign: Campaign, say: Sayer) -> str:
    """By when filings are due."""
    return say("deadline", day=campaign.deadline_day) + say.source(campaign.deadline_source)


def limits(campaign: Campaign, say: Sayer) -> list[str]:
    """Construction limits by size, other limits of time, and from what size on is watched."""
    return [
        *construction_limits(campaign, say),
        *time_limits(campaign, say),
        *monitoring(campaign, say),
    ]


def construction_limits(campaign: Campaign, say: Sayer) -> list[str]:
    """How long a project may be built, by its size."""
    return [f"- {_band(one, say)}{say.source(one.source)}" for one in campaign.construction_limits]


def time_limits(campaign: Campaign, say: Sayer) -> list[str]:
    """Other limits of time."""
    return [
        f"- {say.words(one.name)}{say('colon')}"
        + say("months_at_most", months=_months(one.months_from, one.months))
        + say.source(one.source)
        for one in campaign.time_limits
    ]


def monitoring(campaign: Campaign, say: Sayer) -> list[str]:
    """From what size on a project is watched."""
    rule = campaign.monitoring
    if rule is None:
        return []
    return [
        f"- {say('monitoring', size=say.wanyuan(rule.size_from_wanyuan))}{say.source(rule.source)}"
    ]


def _band(one: ConstructionLimit, say: Sayer) -> str:
    last = "band.last" if one.below_yiyuan is None else "band.closed"
    return say(
        "band.first" if one.from_yiyuan == 0 and one.below_yiyuan is not None else last,
        low=say.quantity(one.from_yiyuan, "亿元"),
        high=say.quantity(one.below_yiyuan or Decimal(0), "亿元"),
        months=one.months,
    )


def _months(first: int | None, last: int) -> str:
    return f"{last}" if first is None else f"{first}-{last}"


def slow_projects(campaign: Campaign, say: Sayer) -> list[str]:
    """Zombie, snail and marathon, with their thresholds."""
    slow = campaign.slow_projects
    if slow is None:
        return []
    limit = slow.marathon.months
    return [
        f"- {say('zombie', months=slow.zombie.months)}{say.source(slow.zombie.source)}",
        "- "
        + say("snail", rate=say.number(slow.snail.attainment_below * 100), months=slow.snail.months)
        + say.source(slow.snail.source),
        "- "
        + (say("marathon") if limit is None else say("marathon_months", months=limit))
        + say.source(slow.marathon.source),
    ]


def closing(campaign: Campaign, say: Sayer) -> list[str]:
    """When a project that showed red leaves the red list."""
    rule = campaign.closing
    if rule is None:
        return []
    light = say(f"light.{rule.closes_at}")
    return [f"- {say('closing', light=light)}{say.source(rule.source)}"]


def contacts(campaign: Campaign, say: Sayer) -> list[str]:
    """How often lead officials see their projects."""
    duty = campaign.contact_duty
    if duty is None:
        return []
    lines = [
        "- "
        + say("contact", who=say.words(duty.who), n=duty.times_per_month)
        + (say("contact_of", names=_categories(campaign, duty, say)) if duty.categories else "")
        + say.source(duty.source)
    ]
    if duty.report_every and duty.report_source:
        every = say(f"every.{duty.report_every}")
        lines.append(f"- {say('contact_report', every=every)}{say.source(duty.report_source)}")
    return lines


def _categories(campaign: Campaign, duty: ContactDuty, say: Sayer) -> str:
    names = {group.id: say.words(group.name) for group in campaign.categories}
    return say.names(names.get(one, one) for one in duty.categories)


def issue_levels(campaign: Campaign, say: Sayer) -> list[str]:
    """A line a level, lowest first."""
    return [
        f"{at}. {say.words(level.name)}"
        + (say("level_days", days=level.days) if level.days is not None else "")
        + say.source(level.source)
        for at, level in enumerate(campaign.issue_levels, 1)
    ]


def reviews(campaign: Campaign, say: Sayer) -> list[str]:
    """A line a meeting, report or inspection."""
    return [
        f"- {say.words(one.name)}{say('colon')}"
        + say.phrases(
            [
                say(f"every.{one.every}")
                if one.every
                else say("in_months", months=say.names(map(str, one.in_months))),
                *([say("by", by=say.words(one.by))] if one.by else []),
            ]
        )
        + say.source(one.source)
        for one in campaign.reviews
    ]
