"""As published against as it would be today: who moved, and whose new figures moved them.

Pure functions of frames. `edition` columns name a published month: campaign_id, month and issue,
since a month may have been published more than once.
"""

import polars as pl

EDITION = ("campaign_id", "month", "issue")
SCORE = pl.Decimal(18, 4)
COMPARED = ("rank", "score", "light", "is_bottom", "streak", "state")


def changes(published: pl.DataFrame, restated: pl.DataFrame) -> pl.DataFrame:
    """Every unit of every edition that stands otherwise today.

    `published` and `restated` have campaign_id, month, track_id, unit_id and what is COMPARED;
    `published` has the issue too. Columns: campaign_id, month, issue, track_id, unit_id; each of
    COMPARED twice, as `published_…` and `restated_…` (null where the unit is not in the one or the
    other); places_gained (published − restated rank), score_change (restated − published) and
    is_own: its own score or state has changed, not only its place among the others.
    """
    both = _both(published, restated)
    differs = pl.any_horizontal(
        pl.col(f"published_{name}").ne_missing(pl.col(f"restated_{name}")) for name in COMPARED
    )
    own = pl.any_horizontal(
        pl.col(f"published_{name}").ne_missing(pl.col(f"restated_{name}"))
        for name in ("score", "state")
    )
    return (
        both.filter(differs)
        .with_columns(
            places_gained=pl.col("published_rank") - pl.col("restated_rank"),
            score_change=(pl.col("restated_score") - pl.col("published_score")).cast(SCORE),
            is_own=own,
        )
        .sort(*EDITION, "track_id", "restated_rank", "published_rank", "unit_id", nulls_last=True)
    )


def movers(changed: pl.DataFrame, published: pl.DataFrame, restated: pl.DataFrame) -> pl.DataFrame:
    """Who moved whom: *EDITION, unit_id, other_id and relation, for the units of `changes`.

    `other_id` is a unit of the track whose own figures have changed. relation: `passed` (it was not
    better, or worse, and now is better, or level), `fell_behind` (the other way round), `joined`
    (it is ranked now), `left` (it no longer is), or `above`: better before and now, which counts
    where ranks are dense, and is given only where nothing else explains the place.
    """
    both = _both(published, restated)
    scores = both.select(*EDITION, "track_id", "unit_id", "published_score", "restated_score")
    units = scores.join(changed, on=[*EDITION, "unit_id"], how="semi").drop_nulls()
    others = scores.join(changed.filter("is_own"), on=[*EDITION, "unit_id"], how="semi").rename(
        {"unit_id": "other_id", "published_score": "other_then", "restated_score": "other_now"}
    )
    pairs = (
        units.join(others, on=[*EDITION, "track_id"])
        .filter(pl.col("unit_id") != pl.col("other_id"))
        .with_columns(relation=_relation())
        .drop_nulls("relation")
    )
    places = changed.filter(pl.col("places_gained") != 0)
    told = pairs.filter(pl.col("relation") != "above")
    above = (
        pairs.filter(relation="above")
        .join(places, on=[*EDITION, "unit_id"], how="semi")
        .join(told, on=[*EDITION, "unit_id"], how="anti")
    )
    keys = [*EDITION, "unit_id", "relation", "other_id"]
    return pl.concat([told, above]).select(keys).sort(keys)


def _relation() -> pl.Expr:
    then, now = (
        (pl.col(f"other_{at}") - pl.col(score)).sign()
        for at, score in (("then", "published_score"), ("now", "restated_score"))
    )
    return (
        pl.when(then.is_null() & now.is_not_null())
        .then(pl.lit("joined"))
        .when(then.is_not_null() & now.is_null())
        .then(pl.lit("left"))
        .when(now > then)
        .then(pl.lit("passed"))
        .when(now < then)
        .then(pl.lit("fell_behind"))
        .when(now > 0)
        .then(pl.lit("above"))
    )


def _both(published: pl.DataFrame, restated: pl.DataFrame) -> pl.DataFrame:
    """Every unit of every edition, or of its month today, with both standings side by side."""
    units = ["campaign_id", "month", "unit_id"]
    issues = published.select(EDITION).unique()
    then = published.select(
        *EDITION, "unit_id", track="track_id", **{f"published_{name}": name for name in COMPARED}
    )
    now = restated.select(
        *units, "track_id", **{f"restated_{name}": name for name in COMPARED}
    ).join(issues, on=["campaign_id", "month"])
    return then.join(now, on=[*EDITION, "unit_id"], how="full", coalesce=True).select(
        *EDITION,
        pl.coalesce("track_id", "track"),
        "unit_id",
        *(f"{when}_{name}" for name in COMPARED for when in ("published", "restated")),
    )
