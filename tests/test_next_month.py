"""What one more month like this one would bring, and what leads out of it."""

from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaigns import Campaign, load_all
from campaigns.next_month import next_consequences, next_month
from tests.trial import MONTH, Done, all_published, campaign, filed, towns

MONTHS = (MONTH, "2021-10", "2021-11", "2021-12")
CONSEQUENCES = load_all()["yueqing-2021"].campaign.consequences
RULES = campaign().model_copy(update={"consequences": CONSEQUENCES})
# t1 is best and t7 worst in all months; t8 is not ranked.
EACH = (101, 99, 98, 97, 80, 76, 30)


def after(months: int, rules: Campaign = RULES, each: tuple[Done, ...] = EACH) -> pl.DataFrame:
    lines = [line for month in MONTHS[:months] for line in towns(*each, month=month)]
    return all_published(filed(*lines), rules, MONTHS[:months])


def of(table: pl.DataFrame, month: str = MONTH) -> dict[str, dict[str, Any]]:
    return {row["unit_id"]: row for row in table.filter(month=month).to_dicts()}


def new(table: pl.DataFrame, month: str) -> list[tuple[Any, ...]]:
    own = table.filter(pl.col("is_new"), month=month)
    return own.select("unit_id", "consequence_id", "streak").rows()


def test_a_second_and_a_third_month_in_the_bottom_bring_an_interview() -> None:
    table = next_consequences(after(3), RULES)
    assert new(table, "2021-09") == [(unit, "two-months", 2) for unit in ("t5", "t6", "t7")]
    assert new(table, "2021-10") == [(unit, "three-months", 3) for unit in ("t5", "t6", "t7")]
    # The fourth month brings what the third brought.
    assert new(table, "2021-11") == []
    again = table.filter(month="2021-11", consequence_id="three-months")
    assert again["streak"].to_list() == [4, 4, 4]


def test_a_red_light_and_a_reward_would_come_again() -> None:
    table = next_consequences(after(1), RULES).filter(~pl.col("is_new"))
    assert table.select("unit_id", "consequence_id", "light", "rank").rows() == [
        ("t1", "top-three", None, 1),
        ("t2", "top-three", None, 2),
        ("t3", "top-three", None, 3),
        ("t7", "red-light", "red", None),
        ("t7", "unit-warning-light", "red", None),
    ]


def test_who_is_out_of_the_bottom_has_no_streak_to_go_on() -> None:
    """t5 to t7 are in the bottom in September; in October t4 takes the place of t5."""
    lines = [*towns(*EACH), *towns(101, 99, 98, 70, 97, 76, 30, month="2021-10")]
    table = next_consequences(all_published(filed(*lines), RULES, MONTHS[:2]), RULES)
    assert new(table, "2021-10") == [
        ("t4", "two-months", 2),
        ("t6", "three-months", 3),
        ("t7", "three-months", 3),
    ]


def test_after_the_last_month_there_is_no_next() -> None:
    table = after(4)
    for found in (next_month(table, RULES), next_consequences(table, RULES)):
        assert set(found["month"]) == set(MONTHS[:3])


def test_what_leads_out_of_the_bottom() -> None:
    """Of 101 99 98 97 80 76 30 the edge is the fourth from below, 97: level with it, one is in.

    At 97.00 t5 would share the fourth place with t4; below both are 76 and 30, so both are in.
    """
    found = of(next_month(after(1), RULES))
    leave = {unit: (row["score_to_leave"], row["points_to_leave"]) for unit, row in found.items()}
    assert leave == {
        **{unit: (None, None) for unit in ("t1", "t2", "t3", "t4", "t8")},
        "t5": (Decimal("97.01"), Decimal("17.01")),
        "t6": (Decimal("97.01"), Decimal("21.01")),
        "t7": (Decimal("97.01"), Decimal("67.01")),
    }
    assert {unit: row["next_streak"] for unit, row in found.items() if row["next_streak"]} == {
        "t5": 2,
        "t6": 2,
        "t7": 2,
    }


def test_ties_at_the_edge_leave_together_only_by_passing_the_next() -> None:
    """30 76 80 80 98: t4 and t5 share the edge, and each needs more than the other has."""
    found = of(next_month(after(1, each=(101, 99, 98, 80, 80, 76, 30)), RULES))
    assert [found[unit]["score_to_leave"] for unit in ("t4", "t5", "t6", "t7")] == [
        Decimal("80.01")
    ] * 4


def test_nobody_needs_more_than_a_share_of_the_first_place() -> None:
    """90 ×5, 80, 70: two are in the bottom; with 90 they would share the first place."""
    found = of(next_month(after(1, each=(90, 90, 90, 90, 90, 80, 70)), RULES))
    assert [found[unit]["score_to_leave"] for unit in ("t6", "t7")] == [90, 90]


def test_the_next_light_is_the_one_above() -> None:
    """Green from 90, yellow from 75: 80 lacks 10 for green, 30 lacks 45 for yellow."""
    found = of(next_month(after(1), RULES))
    lights = ("next_light", "next_light_score", "points_to_next_light")
    assert {unit: tuple(row[name] for name in lights) for unit, row in found.items()} == {
        **{unit: (None, None, None) for unit in ("t1", "t2", "t3", "t4", "t8")},
        "t5": ("green", 90, 10),
        "t6": ("green", 90, 14),
        "t7": ("yellow", 75, 45),
    }


def test_every_contender_has_its_row_in_the_order_of_the_file() -> None:
    assert list(of(next_month(after(1), RULES))) == [f"t{n}" for n in range(1, 9)]


def test_a_track_too_small_for_a_bottom_has_nothing_to_leave() -> None:
    found = of(next_month(after(1, each=(90, 80, 70, 60, 50, 40)), RULES))
    assert {row["score_to_leave"] for row in found.values()} == {None}


SCORES = st.lists(st.integers(0, 12), min_size=7, max_size=8)


@pytest.mark.parametrize("decimals", [0, 2])
@given(SCORES)
@settings(deadline=None, max_examples=40)
def test_the_score_to_leave_is_the_lowest_that_does(decimals: int, each: list[int]) -> None:
    """With it, all others as they are, the unit is out; with one last digit less it is not."""
    rules = campaign(decimals=decimals).model_copy(update={"consequences": CONSEQUENCES})
    last_digit = Decimal(1).scaleb(-decimals)
    for unit, row in of(next_month(after(1, rules, tuple(each)), rules)).items():
        if row["score_to_leave"] is None:
            continue
        for score, is_in in (
            (row["score_to_leave"], False),
            (row["score_to_leave"] - last_digit, True),
        ):
            at = int(unit[1:]) - 1
            other = (*each[:at], score, *each[at + 1 :])
            table = after(1, rules, other)
            assert of(table)[unit]["is_bottom"] is is_in


@given(SCORES, st.randoms())
@settings(deadline=None, max_examples=40)
def test_the_order_of_rows_does_not_matter(each: list[int], random: Any) -> None:
    table = after(2, each=tuple(each))
    mixed = table[random.sample(range(table.height), table.height)]
    assert next_month(mixed, RULES).equals(next_month(table, RULES))
    assert next_consequences(mixed, RULES).equals(next_consequences(table, RULES))
