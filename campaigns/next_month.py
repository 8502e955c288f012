"""What would happen next month: what one more month like this one brings, and what leads out of it.

Only what follows from the rules: the consequences of a streak that goes on, the score that leaves
the bottom and the score of the next light, everybody else standing still. Nothing is forecast, and
after the campaign's last month there is nothing to say.
"""

from decimal import Decimal

import polars as pl

from campaigns.calendar import months
from campaigns.components import tracks_of
from campaigns.consequences import consequences
from campaigns.events import Events
from campaigns.model import Campaign
from campaigns.rules import Race

SCORE = pl.Decimal(18, 4)
KEYS = ("month", "track_id", "unit_id")
SUBJECT = (*KEYS, "consequence_id")
TRACK = ("month", "track_id")


def next_month(standings: pl.DataFrame, campaign: Campaign) -> pl.DataFrame:
    """How far every unit is from leaving the bottom and from its next light.

    `standings` is what `ranking.standings` returns. One row per contender and month but the
    campaign's last: month, track_id, unit_id, next_streak (the streak after one more month in the
    bottom), score_to_leave (the lowest score with which the unit would not have been in the bottom,
    the others' scores as they are) and points_to_leave (what is missing for it), all null for units
    outside the bottom; next_light (the one above its own), next_light_score (its threshold) and
    points_to_next_light, null for who is green or not ranked.
    """
    race = campaign.race
    missing = pl.col("score_to_leave") - pl.col("score")
    return (
        _with_a_next(standings, campaign)
        .with_columns(score_to_leave=_score_to_leave(race), **_next_light(race))
        .join(tracks_of(campaign).select("unit_id", "position"), on="unit_id", how="left")
        .sort("month", "track_id", "position")
        .select(
            *KEYS,
            pl.when("is_bottom").then(pl.col("streak") + 1).cast(pl.Int32).alias("next_streak"),
            "score_to_leave",
            missing.alias("points_to_leave"),
            "next_light",
            "next_light_score",
            (pl.col("next_light_score") - pl.col("score")).alias("points_to_next_light"),
        )
    )


def next_consequences(standings: pl.DataFrame, campaign: Campaign) -> pl.DataFrame:
    """What one more month with the same rank and light would lead to, unit by unit.

    Columns: month (the one known), track_id, unit_id, consequence_id, streak, light and rank (what
    it would be for, as in `consequences.consequences`) and is_new: this month did not lead to it.
    Whoever is in the bottom would be so for one month more. No row where nothing would follow, and
    none after the campaign's last month.
    """
    known = _with_a_next(standings, campaign)
    longer = known.with_columns(
        pl.when("is_bottom").then(pl.col("streak") + 1).otherwise(0).cast(pl.Int32).alias("streak")
    )
    now = consequences(Events(standings=known), campaign).select(SUBJECT)
    later = consequences(Events(standings=longer), campaign)
    held = pl.lit(False).alias("is_new")
    return (
        later.select(*SUBJECT, "streak", "light", "rank")
        .join(now.with_columns(held), on=SUBJECT, how="left", maintain_order="left")
        .with_columns(pl.col("is_new").fill_null(True))
    )


def _with_a_next(standings: pl.DataFrame, campaign: Campaign) -> pl.DataFrame:
    return standings.filter(pl.col("month") != months(campaign)[-1].month)


def _score_to_leave(race: Race) -> pl.Expr:
    """One last digit above the unit that is `size` places above the lowest, or the first place.

    With `size` units strictly below it a unit is out. The lowest `size` of the others end, seen
    from within the bottom, with the one at `size` (from 0) in rising order. Who shares the first
    place is out whoever is below, so no more than that is ever needed.
    """
    score = pl.col("score")
    last_digit = pl.lit(Decimal(1).scaleb(-race.decimals), dtype=SCORE)
    rising = score.sort(nulls_last=True)
    edge = rising.get(race.bottom.size, null_on_oob=True).over(TRACK)
    above = (edge + last_digit).cast(SCORE)
    return pl.when("is_bottom").then(pl.min_horizontal(above, score.max().over(TRACK)))


def _next_light(race: Race) -> dict[str, pl.Expr]:
    light, lights = pl.col("light"), race.unit_lights
    above = {"red": ("yellow", lights.yellow), "yellow": ("green", lights.green)}
    names = {name: upper for name, (upper, _) in above.items()}
    scores = {name: score for name, (_, score) in above.items()}
    return {
        "next_light": light.replace_strict(names, default=None, return_dtype=pl.String),
        "next_light_score": light.replace_strict(scores, default=None, return_dtype=SCORE),
    }
