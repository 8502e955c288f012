"""How firm a rank is: the band that it moves in when the weights vary around the definition's."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from campaigns.components import Filed
from campaigns.deductions import deductions
from campaigns.model import Campaign
from campaigns.ranking import standings
from campaigns.rules import Bands, Race
from campaigns.scoring import NEAR_HALF, attainments

Floats = NDArray[np.float64]
Ranks = NDArray[np.int32]
CHUNK = 256
KEYS = ("month", "track_id", "unit_id")


def bands(filed: Filed, campaign: Campaign, month: str) -> pl.DataFrame:
    """Every contender in a month: how far its rank moves when the weights vary.

    Columns: month, track_id, unit_id, rank (as published), best_rank and worst_rank (the ends of
    the band, which always holds the rank) and level_with (how many others of the track have a band
    that overlaps, so that they cannot be told apart). Null for who is not ranked.
    """
    own, race = filed.at(month), campaign.race
    table = standings(own, campaign, [month]).select(*KEYS, "rank")
    ranked = table.filter(pl.col("rank").is_not_null())
    drawn = _drawn_scores(own, campaign, ranked["unit_id"].to_list())
    found = [
        group.with_columns(**_band(group["rank"].to_numpy(), drawn[group["row"].to_numpy()], race))
        for group in ranked.with_row_index("row").partition_by("track_id")
    ]
    columns = ("unit_id", "best_rank", "worst_rank", "level_with")
    schema = {"unit_id": pl.String} | dict.fromkeys(columns[1:], pl.Int32)
    banded = pl.concat([pl.DataFrame(schema=schema), *(group.select(columns) for group in found)])
    return table.join(banded, on="unit_id", how="left", maintain_order="left")


def not_distinguishable(banded: pl.DataFrame) -> pl.DataFrame:
    """The pairs of a track whose bands overlap: month, track_id, unit_id, other_id; each once.

    `banded` is what `bands` returns; `unit_id` is ranked no worse than `other_id`. In a track of
    thousands there are millions of pairs: show `level_with`, or ask for the rows on the screen.
    """
    known = banded.drop_nulls("best_rank").sort("track_id", "rank", "unit_id")
    found = [_pairs(track) for track in known.partition_by("month", "track_id")]
    return pl.concat([pl.DataFrame(schema=dict.fromkeys((*KEYS, "other_id"), pl.String)), *found])


def _pairs(track: pl.DataFrame) -> pl.DataFrame:
    best, worst = track["best_rank"].to_numpy(), track["worst_rank"].to_numpy()
    overlaps = (best[:, None] <= worst) & (best <= worst[:, None])
    one, other = np.nonzero(np.triu(overlaps, 1))
    return track[one].select(KEYS).with_columns(other_id=track["unit_id"][other])


def weights(race: Race) -> Floats:
    """The weights of every draw: draws × components; the same each time."""
    rules = race.bands
    own = np.array([float(component.weight) for component in race.components])
    spread = float(rules.spread)
    # Where nothing varies one draw is as good as all.
    shape = (rules.draws if spread else 1, len(own))
    varied: Floats = own * (1 + np.random.default_rng(rules.seed).uniform(-spread, spread, shape))
    return varied


def _drawn_scores(filed: Filed, campaign: Campaign, units: list[str]) -> Floats:
    """Units × draws: the score in last digits, rounded half up. All of them are ranked."""
    race = campaign.race
    counted, applies = _matrices(filed, campaign, units)
    rows = deductions(filed.deductions, race).group_by("unit_id").agg(pl.col("points").sum())
    lost = dict(rows.rows())
    deducted = np.array([lost.get(unit, 0.0) for unit in units])[:, None]
    drawn = weights(race).T
    score = 100 * (counted @ drawn) / (applies @ drawn) - deducted
    # A score next to a half must not be rounded up in one draw and down in the next.
    rounded: Floats = np.floor(np.maximum(score, 0) * 10**race.decimals + 0.5 + NEAR_HALF)
    return rounded


def _matrices(filed: Filed, campaign: Campaign, units: list[str]) -> tuple[Floats, Floats]:
    """Units × components: the attainment as it counts, and 1 where the component applies."""
    rows = {unit: row for row, unit in enumerate(units)}
    columns = {c.id: column for column, c in enumerate(campaign.race.components)}
    earned = attainments(filed, campaign).filter(pl.col("unit_id").is_in(units))
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
    ranks = np.empty((count, draws), dtype=np.int32)
    for at in range(0, draws, CHUNK):
        for offset, scores in enumerate(np.ascontiguousarray(drawn[:, at : at + CHUNK].T)):
            falling = -scores
            ordered = np.sort(falling)
            if is_dense:
                ordered = ordered[np.append(True, ordered[1:] != ordered[:-1])]
            ranks[:, at + offset] = np.searchsorted(ordered, falling, side="left") + 1
    return ranks
