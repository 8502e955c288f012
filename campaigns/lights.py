"""The light that a value shows, of units and of projects alike."""

import polars as pl

from campaigns.rules import Lights

# Thresholds have four decimal places, published rates up to six.
VALUE = pl.Decimal(24, 6)


def light(value: pl.Expr, rules: Lights) -> pl.Expr:
    """`green`, `yellow` or `red` by the thresholds, grey for null. Values are decimals.

    What is judged is the value as published: a score or rate that reads as the threshold has
    reached it.
    """
    own = value.cast(VALUE)
    return (
        pl.when(own.is_null())
        .then(pl.lit("grey"))
        .when(own >= pl.lit(rules.green, dtype=VALUE))
        .then(pl.lit("green"))
        .when(own >= pl.lit(rules.yellow, dtype=VALUE))
        .then(pl.lit("yellow"))
        .otherwise(pl.lit("red"))
    )
