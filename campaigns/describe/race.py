"""The race and what follows from it, as sentences."""

from campaigns.describe.said import Sayer
from campaigns.follow_up import Consequence
from campaigns.model import Campaign
from campaigns.rules import Indicator, Ladder, Lights, Rung, Scored


def race(campaign: Campaign, say: Sayer) -> list[str]:
    """Components with their weights, then the rules of ranking."""
    return [
        *components(campaign, say),
        *ties(campaign, say),
        *bottom(campaign, say),
        *unit_lights(campaign, say),
        *project_lights(campaign, say),
    ]


def components(campaign: Campaign, say: Sayer) -> list[str]:
    """A line a component with its weight and cap; below a ladder its rungs."""
    return [line for one in campaign.race.components for line in _component(one, campaign, say)]


def ties(campaign: Campaign, say: Sayer) -> list[str]:
    """What becomes of equal scores."""
    return ["- " + say(f"tie.{campaign.race.tie_method}")]


def bottom(campaign: Campaign, say: Sayer) -> list[str]:
    """How many are the bottom, and where there is one."""
    rule = campaign.race.bottom
    return ["- " + say("bottom", size=rule.size, ranked=rule.min_ranked) + say.source(rule.source)]


def unit_lights(campaign: Campaign, say: Sayer) -> list[str]:
    """The scores at which units are green, yellow and red."""
    return ["- " + _lights("unit", campaign.race.unit_lights, say)]


def project_lights(campaign: Campaign, say: Sayer) -> list[str]:
    """The attainments at which projects are green, yellow and red."""
    return ["- " + _lights("project", campaign.race.project_lights, say)]


def bands(campaign: Campaign, say: Sayer) -> list[str]:
    """How the weights are varied to see how firm a rank is."""
    rule = campaign.race.bands
    said = say(
        "bands",
        draws=rule.draws,
        spread=say.number(rule.spread * 100),
        middle=say.number(rule.highest - rule.lowest),
    )
    return [f"- {said}{say.source(rule.source)}"]


def rounding(campaign: Campaign, say: Sayer) -> list[str]:
    """To how many decimals scores and rates are published."""
    decimals = campaign.race.decimals
    return ["- " + say("rounding", score=decimals, rate=campaign.rate_decimals)]


def _component(one: Scored, campaign: Campaign, say: Sayer) -> list[str]:
    """A line for the component, and one for each rung of a ladder."""
    line = (
        "- "
        + say("component", name=say.words(one.name), weight=say.number(one.weight))
        + (_measured(one, campaign, say) if isinstance(one, Indicator) else "")
        + (say("cap", cap=say.number(one.cap * 100)) if one.cap is not None else "")
        + (say("small_due", n=say.number(one.small_due)) if one.small_due is not None else "")
        + say.source(one.source)
    )
    return [line, *(_rung(rung, say) for rung in one.rungs)] if isinstance(one, Ladder) else [line]


def _measured(one: Indicator, campaign: Campaign, say: Sayer) -> str:
    names = {each.id: say.words(each.name) for each in campaign.indicators}
    by = "by_rank" if one.target is None else "by_target"
    target = say.number(one.target) if one.target is not None else ""
    return say(
        f"indicator.{by}",
        name=names.get(one.indicator, one.indicator),
        target=target,
        better=say(f"better.{one.better}"),
    )


def _rung(rung: Rung, say: Sayer) -> str:
    ways = [say(f"event.{rung.event}")] if rung.event else []
    if rung.milestones:
        ways.append(say("milestone_done", names=say.names(rung.milestones)))
    reached = say("or").join(ways)
    points = say.number(rung.points)
    return "  - " + say("rung", name=say.words(rung.name), points=points, reached=reached)


def _lights(of: str, lights: Lights, say: Sayer) -> str:
    # Projects are lit by a share, which is said in percent; units by their points.
    scale = 100 if of == "project" else 1
    values = {
        "green": say.number(lights.green * scale),
        "yellow": say.number(lights.yellow * scale),
    }
    return say(f"lights.{of}", **values) + say.source(lights.source)


def deductions(campaign: Campaign, say: Sayer) -> list[str]:
    """A line a deduction."""
    return [
        f"- {say.words(one.name)}{say('colon')}"
        + say(f"deduction.{one.per}", points=say.number(one.points))
        + (
            say("phrase") + say("most_points", points=say.number(one.most))
            if one.most is not None
            else ""
        )
        + say.source(one.source)
        for one in campaign.race.deductions
    ]


def consequences(campaign: Campaign, say: Sayer) -> list[str]:
    """A line a consequence: when, what, by whom, to whom."""
    return [
        f"- {condition(one, campaign, say)}{say('colon')}{_done(one, say)}{say.source(one.source)}"
        for one in campaign.consequences
    ]


def condition(one: Consequence, campaign: Campaign, say: Sayer) -> str:
    """When a consequence holds, in words."""
    when = one.when
    names = {
        **{level.id: say.words(level.name) for level in campaign.issue_levels},
        **{target.id: say.words(target.name) for target in campaign.targets},
    }
    return say(
        f"when.{when.kind}",
        of=say(f"of.{when.of}"),
        n=when.months or when.places or 0,
        light=say(f"light.{when.light}") if when.light else "",
        name=names.get(when.level or when.target or "", ""),
        words=say.words(when.words) if when.words else "",
        size=campaign.race.bottom.size,
    )


def _done(one: Consequence, say: Sayer) -> str:
    action = say.words(one.action)
    if one.kind == "interview" and one.by and one.to:
        return say("interview", action=action, by=say.words(one.by), to=say.words(one.to))
    return say.phrases(
        [
            action,
            *([say("by", by=say.words(one.by))] if one.by else []),
            *([say("to", to=say.words(one.to))] if one.to else []),
        ]
    )


def contenders(campaign: Campaign, say: Sayer) -> list[str]:
    """A line a track."""
    return [
        f"- {say.words(track.name)}{say('colon')}"
        + say.names(say.words(unit.name) for unit in track.contenders)
        for track in campaign.tracks
    ]
