"""How firm a rank is: the band that it moves in when the weights vary around the definition's."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from campaigns.components import Filed
from campaigns.deductions import deductions
from campaigns.model import Campaign
from campaigns.ranking import standings_of
from campaigns.rules import Bands, Race
from campaigns.scoring import NEAR_HALF, attainments

Floats = NDArray[np.float64]
Ranks = NDArray[np.int32]
CHUNK = 256
SMALL_TRACK = 50
KEYS = ("month", "track_id", "unit_id")


def bands(filed: Filed, campaign: Campaign, month: str) -> pl.DataFrame:
    """Every contender in a month: how far its rank moves when the weights vary.

    Columns: month, track_id, unit_id, rank (as published), best_rank and worst_rank (the ends of
    the band, which always holds the rank) and level_with (how many others of the track have a band
    that overlaps, so that they cannot be told apart). Null for who is not ranked.
    """
    own = filed.at(month)
    earned = attainments(own, campaign)
    return bands_of(earned, standings_of(earned, own, campaign, [month]), own, campaign)


def bands_of(
    earned: pl.DataFrame, table: pl.DataFrame, filed: Filed, campaign: Campaign
) -> pl.DataFrame:
    """The same for every month of `table`, for those who have it and `earned` already.

    `earned` is what `scoring.attainments` returns and `table` what `ranking.standings` does.
    """
    race = campaign.race
    ranked = table.select(*KEYS, "rank").filter(pl.col("rank").is_not_null())
    lost = deductions(filed.deductions, race).group_by("month", "unit_id").agg(pl.sum("points"))
    drawn_weights = weights(race).T
    found = []
    for group in ranked.partition_by("month", "track_id"):
        at = {"month": group["month"][0]}
        counted = _matrices(earned.filter(**at), race, group["unit_id"].to_list())
        deducted = group.join(lost, on=["month", "unit_id"], how="left", maintain_order="left")
        taken = deducted["points"].fill_null(0.0).to_numpy()
        drawn = _drawn_scores(counted, drawn_weights, taken, race)
        found.append(group.with_columns(**_band(group["rank"].to_numpy(), drawn, race)))
    columns = ("month", "unit_id", "best_rank", "worst_rank", "level_with")
    schema = dict.fromkeys(columns[:2], pl.String) | dict.fromkeys(columns[2:], pl.Int32)
    banded = pl.concat([pl.DataFrame(schema=schema), *(group.select(columns) for group in found)])
    return table.select(*KEYS, "rank").join(
        banded, on=["month", "unit_id"], how="left", maintain_order="left"
    )


def neighbours(banded: pl.DataFrame) -> pl.DataFrame:
    """Whether a unit can be told apart from those ranked next to it: two columns more.

    `is_level_with_above` and `is_level_with_below` say that the bands of the two overlap; null
    where there is nobody, or the unit is not ranked. `banded` is in the order of the standings.
    """
    group = ["month", "track_id"]
    best, worst = pl.col("best_rank"), pl.col("worst_rank")

    def overlaps(by: int) -> pl.Expr:
        return (best.shift(by).over(group) <= worst) & (best <= worst.shift(by).over(group))

    return banded.with_columns(is_level_with_above=overlaps(1), is_level_with_below=overlaps(-1))


def weights(race: Race) -> Floats:
    """The weights of every draw: draws × components; the same each time."""
    rules = race.bands
    own = np.array([float(component.weight) for component in race.components])
    spread = float(rules.spread)
    # Where nothing varies one draw is as good as all.
    shape = (rules.draws if spread else 1, len(own))
    varied: Floats = own * (1 + np.random.default_rng(rules.seed).uniform(-spread, spread, shape))
    return varied


def _drawn_scores(
    matrices: tuple[Floats, Floats], drawn: Floats, deducted: Floats, race: Race
) -> Floats:
    """Units × draws: the score in last digits, rounded half up. All of them are ranked."""
    counted, applies = matrices
    score = 100 * (counted @ drawn) / (applies @ drawn) - deducted[:, None]
    # A score next to a half must not be rounded up in one draw and down in the next.
    rounded: Floats = np.floor(np.maximum(score, 0) * 10**race.decimals + 0.5 + NEAR_HALF)
    return rounded


def _matrices(earned: pl.DataFrame, race: Race, units: list[str]) -> tuple[Floats, Floats]:
    """Units × components: the attainment as it counts, and 1 where the component applies.

    `earned` is of one month.
    """
    rows = {unit: row for row, unit in enumerate(units)}
    columns = {c.id: column for column, c in enumerate(race.components)}
    earned = earned.filter(pl.col("unit_id").is_in(units))
    capped = pl.min_horizontal("attainment", pl.col("cap").cast(pl.Float64))
    at = (
        earned["unit_id"].replace_strict(rows, return_dtype=pl.Int64).to_numpy().astype(np.int64),
        earned["stage"].replace_strict(columns, return_dtype=pl.Int64).to_numpy().astype(np.int64),
    )
    counted, applies = np.zeros((len(units), len(columns))), np.zeros((len(units), len(columns)))
    counted[at] = earned.select(capped).to_series().to_numpy()
    applies[at] = 1
    return counted, applies


def _band(rank: Ranks, drawn: Floats, race: Race) -> dict[str, pl.Series]:
    """The columns of a track's units, given their ranks and the scores of all draws."""
    if race.bands.spread:
        best, worst = _ends(_ranks(drawn, is_dense=race.tie_method == "dense"), race.bands)
        best, worst = np.minimum(best, rank), np.maximum(worst, rank)
    else:
        best, worst = rank, rank
    # Of the others, all but those that lie wholly before it or wholly behind.
    before = np.searchsorted(np.sort(worst), best, side="left")
    behind = len(rank) - np.searchsorted(np.sort(best), worst, side="right")
    columns = {
        "best_rank": best,
        "worst_rank": worst,
        "level_with": len(rank) - 1 - before - behind,
    }
    return {name: pl.Series(name, values, dtype=pl.Int32) for name, values in columns.items()}


def _ends(ranks: Ranks, rules: Bands) -> tuple[Ranks, Ranks]:
    """The two percentiles of each row, outwards to a rank that was drawn."""
    ordered = np.sort(ranks, axis=1)
    last = ranks.shape[1] - 1
    low = int(np.floor(last * float(rules.lowest) / 100))
    high = int(np.ceil(last * float(rules.highest) / 100))
    return ordered[:, low], ordered[:, high]


def _ranks(drawn: Floats, *, is_dense: bool) -> Ranks:
    """The ranks of all units in every draw, ties as the definition says."""
    count, draws = drawn.shape
    if count <= SMALL_TRACK:
        return _ranks_by_pairs(drawn, is_dense=is_dense)
    ranks = np.empty((count, draws), dtype=np.int32)
    for at in range(0, draws, CHUNK):
        for offset, scores in enumerate(np.ascontiguousarray(drawn[:, at : at + CHUNK].T)):
            falling = -scores
            ordered = np.sort(falling)
            if is_dense:
                ordered = ordered[np.append(True, ordered[1:] != ordered[:-1])]
            ranks[:, at + offset] = np.searchsorted(ordered, falling, side="left") + 1
    return ranks


def _ranks_by_pairs(drawn: Floats, *, is_dense: bool) -> Ranks:
    """The same for few units and all draws at once: each is one behind those better than it.

    Where dense, of units that are level only the first counts.
    """
    ranks = np.ones(drawn.shape, dtype=np.int32)
    for row, scores in enumerate(drawn):
        is_better = scores > drawn
        if is_dense:
            is_better &= ~(drawn[:row] == scores).any(axis=0)
        ranks += is_better
    return ranks
