"""What is to be reached, as sentences."""

from datetime import date
from decimal import Decimal

from campaigns.describe.said import Sayer
from campaigns.model import Campaign
from campaigns.targets import Comparison, Target


def targets(campaign: Campaign, say: Sayer) -> list[str]:
    """A line a target; below it its checkpoints and what single contenders have to reach.

    First of all what is due of them on the way.
    """
    names = {unit.code: say.words(unit.name) for unit in campaign.contenders}
    courses = [f"- {say('courses')}"] if campaign.targets else []
    return courses + [
        line
        for target in campaign.targets
        for line in _target(target, campaign.period.end, names, say)
    ]


def _target(target: Target, end: date, names: dict[str, str], say: Sayer) -> list[str]:
    reach = [] if target.value is None else [_reach(target, target.value, target.comparison, say)]
    if target.direction:
        reach = [say(f"direction.{target.direction}")]
    if target.per == "month":
        reach.append(say("per_month"))
    elif not reach:
        reach.append(say("at_checkpoints") if target.checkpoints else say("by_contender"))
    else:
        reach.append(say("due", due=target.due or end))
    if target.since:
        reach.append(say("since", since=target.since))
    if target.is_stretch:
        reach.append(say("stretch"))
    measured = say(f"metric.{target.metric.kind}")
    head = say("target", name=say.words(target.name), reach=say.phrases(reach), measured=measured)
    return [f"- {head}{say.source(target.source)}", *_parts(target, names, say)]


def _parts(target: Target, names: dict[str, str], say: Sayer) -> list[str]:
    points = [
        say("due", due=point.due)
        + say("colon")
        + _reach(target, point.value, point.comparison, say)
        + say.source(point.source)
        for point in target.checkpoints
    ]
    shares = [
        say(
            "each" if len(share.contenders) > 1 else "alone",
            names=say.names(names.get(code, code) for code in share.contenders),
        )
        + say("colon")
        + _reach(target, share.value, share.comparison, say)
        + say.source(share.source)
        for share in target.each
    ]
    return [f"  - {line}" for line in (*points, *shares)]


def _reach(target: Target, value: Decimal, comparison: Comparison, say: Sayer) -> str:
    return say(f"comparison.{comparison}", value=say.quantity(value, str(target.unit)))


def benchmarks(campaign: Campaign, say: Sayer) -> list[str]:
    """A line a benchmark, with the indicators that are set side by side."""
    names = {indicator.id: say.words(indicator.name) for indicator in campaign.indicators}
    return [
        f"- {say.words(one.name)}{say('colon')}"
        f"{say.names(names[indicator] for indicator in one.indicators)}{say.source(one.source)}"
        for one in campaign.benchmarks
    ]


def named_projects(campaign: Campaign, say: Sayer) -> list[str]:
    """A line a project that the document names."""
    return [
        f"- {say.words(one.name)}{say('colon')}{say(f'stage.{one.stage}')}"
        + (
            say("phrase") + say("total", value=say.quantity(one.total_investment_yiyuan, "亿元"))
            if one.total_investment_yiyuan is not None
            else ""
        )
        + say.source(one.source)
        for one in campaign.named_projects
    ]


def plans(campaign: Campaign, say: Sayer) -> list[str]:
    """A line a plan."""
    return [
        f"- {say.words(one.name)}"
        + (say("colon") + say("drawn_up", by=say.words(one.drawn_up_by)) if one.drawn_up_by else "")
        + say.source(one.source)
        for one in campaign.plans
    ]
