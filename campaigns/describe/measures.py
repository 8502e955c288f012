"""What rates are taken over, how the end is forecast and units are compared, as sentences."""

from campaigns.describe.said import Sayer
from campaigns.measures import Bracket
from campaigns.model import Campaign


def measures(campaign: Campaign, say: Sayer) -> list[str]:
    """A line for each rate, two each for the forecast and the comparison, one for sizes."""
    rates, forecast = campaign.rates, campaign.forecast
    lines = [
        "- "
        + say(f"rate.{rate}", categories=say.names(say(f"category.{one}") for one in categories))
        + say.source(rates.source)
        for rate, categories in (("start", rates.start_of), ("completion", rates.completion_of))
    ]
    pace = say(
        "forecast_pace", months=forecast.months, most=say.number(forecast.pace_at_most * 100)
    )
    interval = say("forecast_interval", share=say.number(forecast.interval * 100))
    lines += [f"- {line}{say.source(forecast.source)}" for line in (pace, interval)]
    return [*lines, *comparison(campaign, say), *sizes(campaign, say)]


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
