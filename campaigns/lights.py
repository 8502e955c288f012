"""The light that a value shows, for whole columns; `Lights.of` says the same of one value."""

import polars as pl

from campaigns.rules import Lights

LEVEL = pl.Decimal(18, 4)


def light_of(value: pl.Expr, lights: Lights) -> pl.Expr:
    """`green`, `yellow` or `red` of a decimal column; `grey` where there is no value.

    Compared as it is published: whoever rounds has rounded before.
    """
    return (
        pl.when(value.is_null())
        .then(pl.lit("grey"))
        .when(value >= pl.lit(lights.green, dtype=LEVEL))
        .then(pl.lit("green"))
        .when(value >= pl.lit(lights.yellow, dtype=LEVEL))
        .then(pl.lit("yellow"))
        .otherwise(pl.lit("red"))
    )
