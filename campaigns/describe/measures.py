"""What rates are taken over and how the end is forecast, as sentences."""

from campaigns.describe.said import Sayer
from campaigns.model import Campaign


def measures(campaign: Campaign, say: Sayer) -> list[str]:
    """A line for each rate, and two for the forecast."""
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
    return [*lines, *(f"- {line}{say.source(forecast.source)}" for line in (pace, interval))]
