"""As published against restated: who changed, and who moved whom. Worked out by hand."""

from decimal import Decimal

import polars as pl

from campaigns.restatement import changes, movers

Rows = dict[str, tuple[int | None, str | None]]
SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "campaign_id": pl.String,
    "month": pl.String,
    "track_id": pl.String,
    "unit_id": pl.String,
    "rank": pl.Int32,
    "score": pl.Decimal(18, 4),
    "light": pl.String,
    "is_bottom": pl.Boolean,
    "streak": pl.Int32,
    "state": pl.String,
}


def table(rows: Rows) -> pl.DataFrame:
    """Rank and score by unit."""
    return pl.DataFrame(
        [
            ("c", "2021-09", "towns", unit, rank, score and Decimal(score), "green", False, 0)
            + ("ranked" if score else "nothing_due",)
            for unit, (rank, score) in rows.items()
        ],
        schema=SCHEMA,
        orient="row",
    )


def compared(then: Rows, now: Rows) -> tuple[dict[str, tuple[int | None, bool]], set[str]]:
    """Places gained and whether it is the unit's own doing; and who moved whom."""
    published = table(then).with_columns(issue=pl.lit(1, dtype=pl.Int32))
    changed = changes(published, table(now))
    pairs = movers(changed, published, table(now))
    gained = changed.select("unit_id", "places_gained", "is_own").rows()
    told = pairs.select("unit_id", "relation", "other_id").rows()
    return {unit: (places, own) for unit, places, own in gained}, {" ".join(row) for row in told}


def test_what_has_not_changed_is_not_named() -> None:
    same: Rows = {"a": (1, "90"), "b": (2, "80")}
    assert compared(same, same) == ({}, set())


def test_a_unit_that_is_passed_is_told_by_whom() -> None:
    """c goes from 70 to 85: past b, not past a."""
    then: Rows = {"a": (1, "90"), "b": (2, "80"), "c": (3, "70")}
    now: Rows = {"a": (1, "90"), "b": (3, "80"), "c": (2, "85")}
    assert compared(then, now) == ({"b": (-1, False), "c": (1, True)}, {"b passed c"})


def test_a_tie_that_comes_or_goes_moves_too() -> None:
    """b was level with a and falls behind; c, 70 throughout, was third and is level with b."""
    then: Rows = {"a": (1, "90"), "b": (1, "90"), "c": (3, "70")}
    now: Rows = {"a": (1, "90"), "b": (2, "70"), "c": (2, "70")}
    assert compared(then, now) == ({"b": (-1, True), "c": (1, False)}, {"c fell_behind b"})


def test_who_leaves_and_who_joins() -> None:
    then: Rows = {"a": (1, "90"), "b": (2, "80"), "c": (None, None)}
    now: Rows = {"a": (None, None), "b": (2, "80"), "c": (1, "95")}
    # b keeps its place: nothing is to be explained there.
    assert compared(then, now) == ({"a": (None, True), "c": (None, True)}, set())
    assert compared(then, now | {"c": (None, None), "b": (1, "80")}) == (
        {"a": (None, True), "b": (1, False)},
        {"b left a"},
    )


def test_dense_ranks_change_by_those_above_alone() -> None:
    """90, 85, 70 rank 1, 2, 3; with 90 as 85 there are two ranks. Nobody passed c."""
    then: Rows = {"a": (1, "90"), "b": (2, "85"), "c": (3, "70")}
    now: Rows = {"a": (1, "85"), "b": (1, "85"), "c": (2, "70")}
    assert compared(then, now) == (
        {"a": (0, True), "b": (1, False), "c": (1, False)},
        {"b fell_behind a", "c above a"},
    )


def test_a_unit_that_is_no_longer_a_contender_is_named() -> None:
    then: Rows = {"a": (1, "90"), "b": (2, "80")}
    assert compared(then, {"b": (1, "80")}) == (
        {"a": (None, True), "b": (1, False)},
        {"b left a"},
    )
