"""What rates are taken over and how the end is forecast, as sentences."""

from collections.abc import Iterable

from campaigns.describe.said import Sayer
from campaigns.model import Campaign


def measures(campaign: Campaign, say: Sayer) -> list[str]:
    """A line for each rate, and two for the forecast."""
    return [*start_rate(campaign, say), *completion_rate(campaign, say), *forecast(campaign, say)]


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


def _rate(rate: str, categories: Iterable[str], campaign: Campaign, say: Sayer) -> list[str]:
    over = say(f"rate.{rate}", categories=say.names(say(f"category.{one}") for one in categories))
    return [f"- {over}{say.source(campaign.rates.source)}"]
