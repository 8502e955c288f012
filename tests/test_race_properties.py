"""What holds of the race whatever is filed, for all kinds of components together."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import Any

import polars as pl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from campaigns import Campaign
from campaigns.components import AMOUNT, Filed
from campaigns.model import Contender, Track
from campaigns.parts import Words
from campaigns.ranking import standings
from tests.test_explanation import races
from tests.trial import MONTH, missed, rungs

unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
Race = tuple[Campaign, Filed]
UNITS = ("t1", "t2", "t3")


def table(rules: Campaign, what: Filed) -> dict[str, dict[str, Any]]:
    return {row["unit_id"]: row for row in standings(what, rules, [MONTH]).to_dicts()}


def each(what: Filed, change: Callable[[pl.DataFrame], pl.DataFrame]) -> Filed:
    return Filed(*map(change, (what.stages, what.rungs, what.indicators, what.deductions)))


@given(races(), st.randoms())
@unhurried
def test_the_order_of_rows_does_not_matter(race: Race, random: Random) -> None:
    def shuffled(frame: pl.DataFrame) -> pl.DataFrame:
        return frame[random.sample(range(frame.height), frame.height)]

    rules, what = race
    found, expected = table(rules, each(what, shuffled)), table(rules, what)
    for unit, row in expected.items():
        # A float that is shown; the score is exact.
        assert abs((found[unit].pop("deducted") or 0) - (row.pop("deducted") or 0)) < 1e-9
    assert found == expected


@given(races(), st.sampled_from(UNITS), st.integers(1, 1000))
@unhurried
def test_a_unit_with_more_money_ranks_the_same(race: Race, unit: str, factor: int) -> None:
    rules, what = race
    scaled = [
        pl.when(pl.col("unit_id") == unit).then(pl.col(n) * factor).otherwise(n).cast(AMOUNT)
        for n in ("done", "due")
    ]
    stages = what.stages.with_columns(
        **{name: each for name, each in zip(("done", "due"), scaled, strict=True)}
    )
    assert table(rules, replace(what, stages=stages)) == table(rules, what)


@given(races(), st.sampled_from(UNITS), st.decimals(0, 100, places=4))
@unhurried
def test_more_done_never_lowers_a_score(race: Race, unit: str, more: Decimal) -> None:
    """More invested, every project completed, a better indicator, nothing missed."""
    rules, what = race
    own = pl.col("unit_id") == unit

    def raised(frame: pl.DataFrame, name: str) -> pl.DataFrame:
        better = (pl.col(name) + pl.lit(more, dtype=AMOUNT)).cast(AMOUNT)
        return frame.with_columns(pl.when(own).then(better).otherwise(name).alias(name))

    top = pl.when(own).then(pl.lit("completed")).otherwise("rung")
    changes = [
        replace(what, stages=raised(what.stages, "done")),
        replace(what, indicators=raised(what.indicators, "value")),
        replace(what, rungs=what.rungs.with_columns(rung=top)),
        replace(what, deductions=what.deductions.filter(~own)),
    ]
    before = table(rules, what)[unit]["score"]
    for changed in changes:
        after = table(rules, changed)[unit]["score"]
        assert (after is None) == (before is None)
        assert after is None or after >= before


@given(races(), st.sampled_from(["competition", "dense"]))
@unhurried
def test_ranks_are_a_ranking(race: Race, method: str) -> None:
    rules, what = race
    rules = rules.model_copy(update={"race": rules.race.model_copy(update={"tie_method": method})})
    rows = table(rules, what).values()
    ranked = sorted((row["rank"], -row["score"]) for row in rows if row["rank"] is not None)
    scores = [score for _, score in ranked]
    distinct = sorted(set(scores))
    expected = [
        1 + (distinct.index(score) if method == "dense" else scores.index(score))
        for score in scores
    ]
    assert [rank for rank, _ in ranked] == expected
    assert all((row["rank"] is None) == (row["score"] is None) for row in rows)


@given(races(), st.integers(0, 5))
@unhurried
def test_a_unit_of_another_track_changes_nothing(race: Race, count: int) -> None:
    rules, what = race
    words = Words(zh="局", en="bureau")
    track = Track(id="bureaus", name=words, contenders=(Contender(code="b1", name=words),))
    wider = rules.model_copy(update={"tracks": (*rules.tracks, track)})
    schema = what.indicators.schema
    rows = [(MONTH, "b1", "growth", Decimal(count))]
    more = Filed(
        what.stages,
        pl.concat([what.rungs, rungs(("b1", "z", "started"))]),
        pl.concat([what.indicators, pl.DataFrame(rows, schema=schema, orient="row")]),
        pl.concat([what.deductions, missed(("b1", "filing", count, None))]),
    )
    found = table(wider, more)
    assert found.pop("b1")["ranked_units"] == 1
    assert found == table(rules, what)
