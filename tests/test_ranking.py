"""The rules of the race: cases worked out by hand, and what holds whatever is filed.

`campaigns.scoring` and `campaigns.ranking` alone, without files, store or SQL.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from campaigns import Campaign
from campaigns.components import Filed
from campaigns.exact import NOTHING, ONE, Part, rounded_score
from campaigns.ranking import standings
from campaigns.scoring import attainments, scores
from tests.trial import (
    MONTH,
    STAGES,
    Line,
    all_published,
    campaign,
    edition,
    frame,
    line,
    towns,
)

unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def score(rules: Campaign, *lines: Line) -> Decimal | None:
    """The score of the one unit that the lines are of."""
    filed = Filed(stages=frame(lines))
    found = scores(attainments(filed, rules), filed, rules.race)["score"].to_list()
    assert len(found) <= 1
    return found[0] if found else None


def race(rules: Campaign, lines: Sequence[Line], *months: str) -> dict[str, dict[str, Any]]:
    """Each unit's row of the last month, where those before were published as they came."""
    months = months or (MONTH,)
    table = all_published(Filed(stages=frame(lines)), rules, months)
    return {row["unit_id"]: row for row in table.filter(month=months[-1]).to_dicts()}


def column(table: Mapping[str, Mapping[str, Any]], name: str) -> dict[str, Any]:
    return {unit: row[name] for unit, row in sorted(table.items())}


# --- scores


def test_a_score_is_the_weighted_mean_of_attainments() -> None:
    rules = campaign(weights={"start": "30", "build": "70"})
    # 30 × 1/2 + 70 × 4/5
    assert score(rules, line("t1", 1, 2, "start"), line("t1", 80)) == Decimal("71")


@pytest.mark.parametrize(
    ("done", "cap", "expected"),
    [(150, "1.2", "120"), (120, "1.2", "120"), (119, "1.2", "119"), (150, None, "150")],
)
def test_over_fulfilment_counts_up_to_the_cap(done: int, cap: str | None, expected: str) -> None:
    assert score(campaign(cap=cap), line("t1", done)) == Decimal(expected)


@pytest.mark.parametrize("nothing", [0, None])
def test_a_stage_with_nothing_due_shares_out_its_weight(nothing: int | None) -> None:
    rules = campaign(weights={"attract": "50", "start": "20", "build": "30"})
    # Of 50 left: 20 × 1/2 + 30 × 1, so 40 of 50.
    lines = (
        line("t1", 7, nothing, "attract"),
        line("t1", 1, 2, "start"),
        line("t1", 100, 100, "build"),
    )
    assert score(rules, *lines) == Decimal("80")


def test_a_stage_that_is_no_component_does_not_count() -> None:
    assert score(campaign(), line("t1", 90), line("t1", 0, 5, "complete")) == Decimal("90")


@pytest.mark.parametrize(
    ("done", "due", "decimals", "expected"),
    [
        ("1", "800", 2, "0.13"),  # 0.125
        ("3", "800", 2, "0.38"),  # 0.375
        ("66.665", "100", 2, "66.67"),
        ("66.6649", "100", 2, "66.66"),
        ("1.005", "100", 2, "1.01"),  # as a float 1.00499999999999989…
        ("8.345", "100", 2, "8.35"),  # as a float 8.3450000000000006…
        ("2.675", "100", 2, "2.68"),  # as a float 2.67499999999999982…
        ("2", "3", 2, "66.67"),
        ("1", "3", 2, "33.33"),
        ("1", "8", 0, "13"),  # 12.5
        ("1", "16", 1, "6.3"),  # 6.25
        ("1", "3", 4, "33.3333"),
    ],
)
def test_an_exact_half_is_rounded_up(done: str, due: str, decimals: int, expected: str) -> None:
    assert score(campaign(decimals=decimals), line("t1", done, due)) == Decimal(expected)


def test_a_half_that_only_fractions_see() -> None:
    """(50.015 + 2 × 50) ÷ 3 is 50.005 exactly, though the weights are thirds."""
    rules = campaign(weights={"start": "1", "build": "2"})
    lines = (line("t1", "50.015", 100, "start"), line("t1", 50, 100, "build"))
    assert score(rules, *lines) == Decimal("50.01")


def test_a_score_may_be_huge_where_nothing_is_capped() -> None:
    """A plan of one yuan. Floats would be wrong in the last digits, and did not fit."""
    huge = campaign(decimals=4)
    assert score(huge, line("t1", 10_000, "0.0001")) == 10**10
    assert score(huge, line("t1", "9999999.9999", "0.0003")) == Decimal("3333333333300")
    assert score(huge, line("t1", "9999999.9999", "0.0007")) == Decimal("1428571428557.1429")


def test_an_unknown_stage_leaves_no_score() -> None:
    rules = campaign(weights={"start": "50", "build": "50"})
    assert score(rules, line("t1", None), line("t1", 1, 1, "start")) is None


# --- ranks


def test_ties_in_competition_ranking() -> None:
    table = race(campaign(), towns(90, 80, 80, 70))
    assert [table[f"t{n}"]["rank"] for n in (1, 2, 3, 4)] == [1, 2, 2, 4]


def test_ties_in_dense_ranking() -> None:
    table = race(campaign(tie_method="dense"), towns(90, 80, 80, 70))
    assert [table[f"t{n}"]["rank"] for n in (1, 2, 3, 4)] == [1, 2, 2, 3]


def test_what_is_published_as_equal_ranks_as_equal() -> None:
    table = race(campaign(), towns("80.001", "80.004", "80.005"))
    assert [table[f"t{n}"]["rank"] for n in (1, 2, 3)] == [2, 2, 1]


def test_the_bottom_three() -> None:
    table = race(campaign(), towns(90, 80, 70, 60, 50, 40, 30))
    assert [n for n in range(1, 8) if table[f"t{n}"]["is_bottom"]] == [5, 6, 7]


def test_ties_at_the_edge_are_all_in_the_bottom() -> None:
    """Two below 50: who has 50 is third from below, and three have it."""
    table = race(campaign(), towns(90, 80, 50, 50, 50, 40, 30))
    assert [n for n in range(1, 8) if table[f"t{n}"]["is_bottom"]] == [3, 4, 5, 6, 7]


def test_a_tie_below_fills_the_bottom() -> None:
    table = race(campaign(), towns(90, 80, 70, 60, 30, 30, 30))
    assert [n for n in range(1, 8) if table[f"t{n}"]["is_bottom"]] == [5, 6, 7]


def test_who_shares_the_first_place_is_not_in_the_bottom() -> None:
    """Not in DOMAIN, whose words would put all who are level into it: a decision of ours."""
    assert not any(column(race(campaign(), towns(*[80] * 8)), "is_bottom").values())
    table = race(campaign(), towns(80, 80, 80, 80, 80, 80, 30))
    assert [n for n in range(1, 8) if table[f"t{n}"]["is_bottom"]] == [7]


def test_no_bottom_where_fewer_than_seven_are_ranked() -> None:
    table = race(campaign(), [*towns(90, 80, 70, 60, 50, 40), line("t7", None), line("t8", 0, 0)])
    assert not any(column(table, "is_bottom").values())
    assert set(column(table, "ranked_units").values()) == {6}


def test_not_filed_and_nothing_due_are_told_apart() -> None:
    table = race(campaign(), [line("t1", 90), line("t2", None), line("t3", 5, 0)])
    states = column(table, "state")
    assert [states[f"t{n}"] for n in (1, 2, 3, 4)] == [
        "ranked",
        "not_filed",
        "nothing_due",
        "nothing_due",
    ]
    assert {table[f"t{n}"]["light"] for n in (2, 3, 4)} == {"grey"}
    assert {table[f"t{n}"]["rank"] for n in (2, 3, 4)} == {None}


def test_nothing_done_is_a_score_of_zero_and_ranked() -> None:
    table = race(campaign(), towns(90, 0))
    assert (table["t2"]["score"], table["t2"]["rank"], table["t2"]["light"]) == (0, 2, "red")


@pytest.mark.parametrize(
    ("done", "light"),
    [
        ("90", "green"),
        ("89.995", "green"),
        ("89.994", "yellow"),
        ("75", "yellow"),
        ("74.99", "red"),
    ],
)
def test_the_light_is_that_of_the_published_score(done: str, light: str) -> None:
    assert race(campaign(), towns(done))["t1"]["light"] == light


def test_tracks_are_ranked_apart() -> None:
    rules = campaign(tracks={"towns": ["t1", "t2"], "bureaus": ["b1", "b2"]})
    table = race(rules, [line("t1", 90), line("t2", 80), line("b1", 10), line("b2", 20)])
    assert column(table, "rank") == {"b1": 2, "b2": 1, "t1": 1, "t2": 2}
    assert set(column(table, "ranked_units").values()) == {2}


# --- months


def test_movement_is_places_gained() -> None:
    lines = [*towns(90, 80, 70), *towns(70, 80, 90, month="2021-10")]
    table = race(campaign(), lines, MONTH, "2021-10")
    assert [table[f"t{n}"]["movement"] for n in (1, 2, 3)] == [-2, 0, 2]


def test_there_is_no_movement_from_or_to_a_month_without_a_rank() -> None:
    lines = [*towns(90, None), *towns(None, 80, month="2021-10"), *towns(1, 2, month="2021-11")]
    two = race(campaign(), lines, MONTH, "2021-10")
    assert (two["t1"]["movement"], two["t2"]["movement"]) == (None, None)
    three = race(campaign(), lines, MONTH, "2021-10", "2021-11")
    assert (three["t1"]["movement"], three["t2"]["movement"]) == (None, 0)


def test_a_streak_counts_published_months() -> None:
    """November was not published, so December follows upon October."""
    months = (MONTH, "2021-10", "2021-12")
    lines = [each for m in months for each in towns(90, 80, 70, 60, 50, 40, 30, month=m)]
    table = race(campaign(), lines, *months)
    assert [table[f"t{n}"]["streak"] for n in (4, 5, 6, 7)] == [0, 3, 3, 3]


def test_a_month_without_a_rank_breaks_a_streak() -> None:
    lines = [
        *towns(90, 80, 70, 60, 50, 40, 30, 20),
        *towns(90, 80, 70, 60, 50, 40, 30, None, month="2021-10"),
        *towns(90, 80, 70, 60, 50, 40, 30, 20, month="2021-11"),
    ]
    table = race(campaign(), lines, MONTH, "2021-10", "2021-11")
    assert [table[f"t{n}"]["streak"] for n in (5, 6, 7, 8)] == [0, 3, 3, 1]


def test_a_month_above_the_bottom_breaks_a_streak() -> None:
    months = (MONTH, "2021-10", "2021-11")
    done = (
        (90, 80, 70, 60, 50, 40, 30),
        (90, 80, 70, 20, 50, 40, 60),
        (90, 80, 70, 60, 50, 40, 30),
    )
    lines = [each for m, d in zip(months, done, strict=True) for each in towns(*d, month=m)]
    table = race(campaign(), lines, *months)
    assert [table[f"t{n}"]["streak"] for n in (4, 5, 6, 7)] == [0, 3, 3, 1]


# --- published months

LAST_THREE = (90, 80, 70, 60, 50, 40, 30)
THREE_MONTHS = (MONTH, "2021-10", "2021-11")


def standing(unit: str, month: str, *published: pl.DataFrame) -> tuple[int | None, int]:
    """Movement and streak of a unit, with the last three of seven the same in all months."""
    lines = [each for m in THREE_MONTHS for each in towns(*LAST_THREE, month=m)]
    what = Filed(stages=frame(lines))
    table = standings(what, campaign(), list(THREE_MONTHS), pl.concat(published))
    return table.filter(month=month, unit_id=unit).select("movement", "streak").row(0)


def test_where_nothing_is_published_a_streak_is_one_month_and_nobody_has_moved() -> None:
    lines = [each for m in THREE_MONTHS for each in towns(*LAST_THREE, month=m)]
    table = standings(Filed(stages=frame(lines)), campaign(), list(THREE_MONTHS))
    assert table.filter(unit_id="t7")["streak"].to_list() == [1, 1, 1]
    assert table["movement"].null_count() == table.height


def test_a_streak_goes_on_from_what_was_published_and_not_from_what_it_would_be_today() -> None:
    """t4 was in the bottom of September's edition; as corrected it is fourth, and t7 the last."""
    september = edition(("t4", 7, True), ("t7", 3, False))
    assert standing("t7", MONTH, september) == (None, 1)  # nothing was published before
    assert standing("t7", "2021-10", september) == (3 - 7, 1)
    assert standing("t4", "2021-10", september) == (7 - 4, 0)


def test_a_month_that_was_not_published_is_passed_over() -> None:
    """September is published and October is not, so November follows upon September."""
    assert standing("t7", "2021-11", edition(("t7", 6, True))) == (6 - 7, 2)


def test_a_published_month_in_which_a_unit_was_not_ranked_breaks_its_streak() -> None:
    september = edition(("t7", 7, True), ("t6", 6, True))
    october = edition(("t7", None, False), ("t6", 6, True), month="2021-10")
    assert standing("t7", "2021-11", september, october) == (None, 1)
    assert standing("t6", "2021-11", september, october) == (0, 3)


def test_so_does_a_published_month_that_says_nothing_of_it() -> None:
    october = edition(("t6", 6, True), month="2021-10")
    assert standing("t7", "2021-11", edition(("t7", 7, True)), october) == (None, 1)


def test_a_later_edition_changes_no_earlier_month() -> None:
    later = edition(("t7", 1, True), month="2021-11")
    assert standing("t7", "2021-10", later) == (None, 1)
    assert standing("t7", "2021-11", later) == (None, 1)


@given(st.lists(st.tuples(st.booleans(), st.booleans()), max_size=12))
@unhurried
def test_a_streak_is_the_run_of_published_months_and_this_one(history: Any) -> None:
    """(published, in the bottom then); the month that is looked at comes after all of them."""
    months = [f"2020-{n:02d}" for n in range(1, len(history) + 1)]
    published = [
        edition(("t7", 7 if was else 1, was), month=month)
        for month, (is_published, was) in zip(months, history, strict=True)
        if is_published
    ]
    run = 0
    for is_published, was in history:
        if is_published:
            run = run + 1 if was else 0
    table = standings(
        Filed(stages=frame(towns(*LAST_THREE))),
        campaign(),
        [MONTH],
        pl.concat(published) if published else None,
    )
    assert table.filter(unit_id="t7")["streak"].item() == run + 1
    assert table.filter(unit_id="t1")["streak"].item() == 0


# --- whatever is filed

amounts = st.decimals(min_value=0, max_value=10**7, places=4)
dues = st.decimals(min_value=0, max_value=10**7, places=4)
weights = st.decimals(min_value="0.01", max_value=100, places=2)
units = st.sampled_from([f"t{n}" for n in range(1, 9)])
cells = st.tuples(units, st.sampled_from(STAGES))
filings = st.dictionaries(cells, st.tuples(st.none() | amounts, dues), max_size=40)
caps = st.none() | st.sampled_from(["1", "1.2", "1.5"])


@st.composite
def rules_of(draw: st.DrawFn) -> Campaign:
    stages = draw(st.lists(st.sampled_from(STAGES), min_size=1, unique=True))
    return campaign(
        weights={stage: str(draw(weights)) for stage in stages},
        cap=draw(caps),
        decimals=draw(st.integers(0, 4)),
        tie_method=draw(st.sampled_from(["competition", "dense"])),
    )


def lines_of(filed: Mapping[tuple[str, str], tuple[Decimal | None, Decimal]]) -> list[Line]:
    return [line(unit, done, due, stage) for (unit, stage), (done, due) in filed.items()]


def in_whole(part: tuple[Decimal, Decimal, Decimal, Decimal | None]) -> Part:
    done, due, weight, cap = part
    return (
        int(done * ONE),
        int(due * ONE),
        int(weight * ONE),
        None if cap is None else int(cap * ONE),
    )


@given(rules_of(), filings)
@unhurried
def test_a_score_is_the_exact_fraction_rounded_half_up_once(rules: Campaign, filed: Any) -> None:
    table = race(rules, lines_of(filed))
    for unit, row in table.items():
        parts = [
            (*filed[unit, c.id], c.weight, c.cap)
            for c in rules.race.components
            if filed.get((unit, c.id), (None, 0))[1] > 0
        ]
        if not parts:
            assert (row["score"], row["state"]) == (None, "nothing_due")
        elif any(done is None for done, *_ in parts):
            assert (row["score"], row["state"]) == (None, "not_filed")
        else:
            exact = sum(
                Fraction(w) * min(x for x in (Fraction(d) / Fraction(due), cap) if x is not None)
                for d, due, w, cap in ((d, u, w, c and Fraction(c)) for d, u, w, c in parts)
            ) / sum(Fraction(w) for _, _, w, _ in parts)
            whole = floor(100 * exact * 10**rules.race.decimals + Fraction(1, 2))
            assert row["score"] == Decimal(whole).scaleb(-rules.race.decimals)
            assert rounded_score(map(in_whole, parts), NOTHING, rules.race.decimals) == whole


@given(st.integers(0, 10**6), st.integers(1, 10**4), st.integers(0, 3))
@unhurried
def test_halves_are_rounded_up_wherever_they_lie(last: int, size: int, decimals: int) -> None:
    """A score of `last` and a half of the last digit, exactly."""
    half = Decimal(10 * last + 5).scaleb(-decimals - 1)
    found = score(campaign(decimals=decimals), line("t1", half * size, 100 * size))
    assert found == Decimal(last + 1).scaleb(-decimals)


@given(rules_of(), filings, st.randoms())
@unhurried
def test_the_order_of_rows_does_not_matter(rules: Campaign, filed: Any, random: Any) -> None:
    lines = lines_of(filed)
    shuffled = list(lines)
    random.shuffle(shuffled)
    assert race(rules, lines) == race(rules, shuffled)


@given(rules_of(), filings, units, st.integers(1, 1000))
@unhurried
def test_a_unit_twice_the_size_scores_the_same(
    rules: Campaign, filed: Any, unit: str, factor: int
) -> None:
    larger = {
        key: (None if done is None else done * factor, due * factor)
        if key[0] == unit
        else (done, due)
        for key, (done, due) in filed.items()
    }
    assert race(rules, lines_of(larger)) == race(rules, lines_of(filed))


@given(rules_of(), filings, cells, amounts)
@unhurried
def test_more_done_never_lowers_a_score(
    rules: Campaign, filed: Any, cell: tuple[str, str], more: Decimal
) -> None:
    before = race(rules, lines_of(filed))[cell[0]]["score"]
    done, due = filed.get(cell, (None, 0))
    if before is None or done is None:
        return
    after = race(rules, lines_of(filed | {cell: (done + more, due)}))[cell[0]]["score"]
    assert after >= before


@given(rules_of(), filings)
@unhurried
def test_ranks_bottom_and_lights_follow_from_the_scores(rules: Campaign, filed: Any) -> None:
    table = race(rules, lines_of(filed))
    known = [row["score"] for row in table.values() if row["score"] is not None]
    for row in table.values():
        own = row["score"]
        if own is None:
            assert (row["rank"], row["is_bottom"], row["light"]) == (None, False, "grey")
            continue
        better = [other for other in known if other > own]
        dense = rules.race.tie_method == "dense"
        assert row["rank"] == 1 + len(set(better) if dense else better)
        below = sum(other < own for other in known)
        assert row["is_bottom"] == (below < 3 and len(known) >= 7 and bool(better))
        assert row["light"] == ("green" if own >= 90 else "yellow" if own >= 75 else "red")


@given(filings, amounts)
@unhurried
def test_a_unit_of_another_track_changes_nothing(filed: Any, done: Decimal) -> None:
    here = {"towns": [f"t{n}" for n in range(1, 9)]}
    alone = race(campaign(tracks=here), lines_of(filed))
    both = race(campaign(tracks=here | {"bureaus": ["b1"]}), [*lines_of(filed), line("b1", done)])
    assert {unit: row for unit, row in both.items() if unit != "b1"} == alone
