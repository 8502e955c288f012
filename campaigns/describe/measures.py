"""What rates are taken over, how the end is forecast and units are compared, as sentences."""

from campaigns.describe.said import Sayer
from campaigns.model import Campaign


def measures(campaign: Campaign, say: Sayer) -> list[str]:
    """A line for each rate, and two each for the forecast and the comparison."""
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
    return [*lines, *comparison(campaign, say)]


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
