"""What rates are taken over, how the end is forecast, what is large, how units are compared."""

from collections.abc import Iterable

from campaigns.describe.said import Sayer
from campaigns.measures import Bracket
from campaigns.model import Campaign


def measures(campaign: Campaign, say: Sayer) -> list[str]:
    """A line for each rate, two for the forecast, one for sizes and two for the comparison."""
    parts = (start_rate, completion_rate, forecast, sizes, comparison)
    return [line for part in parts for line in part(campaign, say)]


def start_rate(campaign: Campaign, say: Sayer) -> list[str]:
    """The projects that the start rate is taken over."""
    return _rate("start", campaign.rates.start_of, campaign, say)


def completion_rate(campaign: Campaign, say: Sayer) -> list[str]:
    """The projects that the completion (竣工) rate is taken over."""
    return _rate("completion", campaign.rates.completion_of, campaign, say)


def forecast(campaign: Campaign, say: Sayer) -> list[str]:
    """How the end is forecast, and what the interval holds."""
    rule = campaign.forecast
    pace = say("forecast_pace", months=rule.months, most=say.number(rule.pace_at_most * 100))
    interval = say("forecast_interval", share=say.number(rule.interval * 100))
    return [f"- {line}{say.source(rule.source)}" for line in (pace, interval)]


def sizes(campaign: Campaign, say: Sayer) -> list[str]:
    """The brackets by which projects are called small or large."""
    names = say.names(size(bracket, say) for bracket in campaign.sizes.brackets)
    return [f"- {say('sizes', sizes=names)}{say.source(campaign.sizes.source)}"]


def size(bracket: Bracket, say: Sayer) -> str:
    """The name of a bracket: its bounds as amounts."""
    last = "size.last" if bracket.below_yiyuan is None else "size.closed"
    return say(
        last if bracket.from_yiyuan else "size.first",
        low=say.yiyuan(bracket.from_yiyuan),
        high=say.yiyuan(bracket.below_yiyuan or bracket.from_yiyuan),
    )


def comparison(campaign: Campaign, say: Sayer) -> list[str]:
    """A line on what units are compared with, and one on the limits of chance."""
    rule = campaign.comparison
    limits = say(
        "comparison_limits",
        warning=say.number(rule.warning_errors),
        action=say.number(rule.action_errors),
        least=rule.least_projects,
    )
    return [f"- {line}{say.source(rule.source)}" for line in (say("comparison_mix"), limits)]


def _rate(rate: str, categories: Iterable[str], campaign: Campaign, say: Sayer) -> list[str]:
    over = say(f"rate.{rate}", categories=say.names(say(f"category.{one}") for one in categories))
    return [f"- {over}{say.source(campaign.rates.source)}"]
