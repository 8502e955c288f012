"""How firm a rank is when the weights vary."""

import itertools
from decimal import Decimal

import numpy as np
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from campaigns import Campaign
from campaigns.bands import bands, weights
from campaigns.components import Filed
from tests.trial import (
    MONTH,
    attainment,
    campaign,
    deduction,
    filed,
    line,
    missed,
    source,
    towns,
)

TWO = {"start": "50", "build": "50"}
COLUMNS = ("rank", "best_rank", "worst_rank", "level_with")


def rules_of(spread: str = "0.2", **more: object) -> Campaign:
    own = source(spread=spread, draws=200, lowest=0, highest=100, seed=7)
    return campaign(weights=TWO, bands=own, **more)  # type: ignore[arg-type]


def pairs(*rows: tuple[int, int]) -> Filed:
    """t1, t2, … with so much of 100 done at start and build."""
    return filed(
        *(line(f"t{n}", start, stage="start") for n, (start, _) in enumerate(rows, 1)),
        *(line(f"t{n}", build) for n, (_, build) in enumerate(rows, 1)),
    )


def table(rules: Campaign, what: Filed) -> dict[str, tuple[int | None, ...]]:
    rows = bands(what, rules, MONTH).select("unit_id", *COLUMNS).rows()
    return {unit: tuple(row) for unit, *row in rows}


def test_who_leads_in_everything_keeps_its_rank() -> None:
    """t2 and t3 change places with the weights; t1 and t4 do not."""
    found = table(rules_of(), pairs((100, 100), (60, 50), (50, 60), (10, 10)))
    assert found["t1"] == (1, 1, 1, 0)
    assert found["t2"][1:] == found["t3"][1:] == (2, 3, 1)
    assert found["t4"] == (4, 4, 4, 0)
    assert found["t5"] == (None, None, None, None)


def overlapping(banded: pl.DataFrame) -> set[tuple[str, str]]:
    """The pairs of a track whose bands overlap, compared one by one."""
    known = banded.drop_nulls("best_rank")
    return {
        (one["unit_id"], other["unit_id"])
        for one, other in itertools.combinations(known.iter_rows(named=True), 2)
        if one["track_id"] == other["track_id"]
        and one["best_rank"] <= other["worst_rank"]
        and other["best_rank"] <= one["worst_rank"]
    }


def test_units_whose_bands_overlap_cannot_be_told_apart() -> None:
    banded = bands(pairs((100, 100), (60, 50), (50, 60), (10, 10)), rules_of(), MONTH)
    assert overlapping(banded) == {("t2", "t3")}


def test_without_a_spread_the_band_is_the_rank() -> None:
    found = table(rules_of("0"), pairs((100, 100), (60, 50), (50, 60), (10, 10)))
    assert [found[f"t{n}"] for n in (1, 2, 3, 4)] == [
        (1, 1, 1, 0),
        (2, 2, 2, 1),
        (2, 2, 2, 1),
        (4, 4, 4, 0),
    ]


def test_ties_are_ranked_in_draws_as_the_definition_says() -> None:
    what = pairs((90, 90), (80, 80), (80, 80), (70, 70))
    assert table(rules_of(), what)["t4"] == (4, 4, 4, 0)
    assert table(rules_of(tie_method="dense"), what)["t4"] == (3, 3, 3, 0)


def test_a_half_is_rounded_the_same_way_in_every_draw() -> None:
    """Three with one score of 3.125 for all weights, made of other numbers, stay level."""
    found = table(rules_of(), filed(*towns("3.125", "3.125", "3.13")))
    assert {found[f"t{n}"] for n in (1, 2, 3)} == {(1, 1, 1, 2)}


def test_a_component_that_does_not_apply_is_shared_out_in_every_draw() -> None:
    what = filed(line("t1", 50), line("t1", 1, 0, "start"), *pairs((0, 0), (60, 60)).stages.rows())
    what = Filed(stages=what.stages.filter(~((pl.col("unit_id") == "t1") & (pl.col("done") == 0))))
    assert table(rules_of(), what)["t1"] == (2, 2, 2, 0)


def test_deductions_count_in_every_draw() -> None:
    rules = rules_of(deductions=[deduction("late", "30", "filing")])
    what = pairs((60, 50), (50, 60), (40, 40))
    late = Filed(stages=what.stages, deductions=missed(("t1", "late", 1, None)))
    assert table(rules, what)["t1"][1:] == (1, 2, 1)
    assert table(rules, late)["t1"] == (3, 3, 3, 0)


def test_tracks_have_bands_of_their_own() -> None:
    tracks = {"towns": ["t1", "t2"], "bureaus": ["t3", "t4"]}
    rules = campaign(
        weights=TWO, tracks=tracks, bands=source(spread="0.2", draws=50, lowest=0, highest=100)
    )
    banded = bands(pairs((60, 50), (50, 60), (51, 60), (60, 51)), rules, MONTH)
    assert set(banded.select(COLUMNS[1:]).rows()) == {(1, 2, 1)}
    assert overlapping(banded) == {("t1", "t2"), ("t3", "t4")}


def test_nobody_ranked_has_no_band() -> None:
    banded = bands(filed(), rules_of(), MONTH)
    assert banded["best_rank"].null_count() == 8
    assert overlapping(banded) == set()


def test_percentiles_cut_the_rare_draws_off() -> None:
    """t1 is first but where the weight of `start` comes out far below that of `build`."""
    what = pairs((60, 50), (48, 59))
    assert table(rules_of(), what)["t1"][1:] == (1, 2, 1)
    cut = source(spread="0.2", draws=200, lowest=20, highest=80, seed=7)
    assert table(campaign(weights=TWO, bands=cut), what)["t1"][1:] == (1, 1, 0)


def test_draws_are_the_same_each_time_and_around_the_definition() -> None:
    race = rules_of().race
    assert np.array_equal(weights(race), weights(race))
    assert weights(race).shape == (200, 2)
    assert weights(race).min() >= 40
    assert weights(race).max() <= 60


@pytest.mark.parametrize("wrong", [{"spread": "1"}, {"draws": 0}, {"lowest": 60}])
def test_settings_that_make_no_band_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        campaign(bands=source(**wrong))


share = st.integers(0, 150)


@given(st.lists(st.tuples(share, share), min_size=1, max_size=8), st.sampled_from(["0.5", "0"]))
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_band_holds_the_rank_and_lies_in_the_track(
    rows: list[tuple[int, int]], spread: str
) -> None:
    rules = campaign(
        components=[attainment("start", "30", cap="1.2"), attainment("build", "70", cap="1.2")],
        bands=source(spread=spread, draws=60),
    )
    banded = bands(pairs(*rows), rules, MONTH).drop_nulls("rank")
    overlaps = overlapping(banded)
    for unit, rank, best, worst, level in banded.select("unit_id", *COLUMNS).rows():
        assert 1 <= best <= rank <= worst <= len(rows)
        assert Decimal(spread) or best == worst
        assert level == sum(unit in pair for pair in overlaps)
