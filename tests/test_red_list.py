"""Onto the red list and off it again: only by a month that was filed."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from campaigns.closing import red_list
from tests.watched import OURS, campaign, frame, month, not_filed

# Green from 1, yellow from 0.8.
GREEN, YELLOW, RED = Decimal(1), Decimal("0.8"), Decimal("0.7999")
RULES = campaign(closing={"closes_at": "yellow", "source": OURS})
STRICT = campaign(closing={"closes_at": "green", "source": OURS})
MONTHS = ("2021-09", "2021-10", "2021-11", "2021-12")


def at(*values: Decimal | None) -> list[dict[str, Any]]:
    """The project's months with these attainments; None: not filed, carried as red."""
    return [
        not_filed(name, schedule_attainment=RED)
        if value is None
        else month(name, schedule_attainment=value)
        for name, value in zip(MONTHS, values, strict=False)
    ]


def stays(rows: list[dict[str, Any]], rules: Any = RULES) -> list[tuple[Any, ...]]:
    table = red_list(frame(*rows), rules)
    return table.select("stay", "entered_month", "closed_month", "closed_by").rows()


def test_red_enters_and_a_month_filed_yellow_closes() -> None:
    assert stays(at(GREEN, RED, YELLOW)) == [(1, "2021-10", "2021-11", "light")]


def test_where_only_green_closes_yellow_does_not() -> None:
    assert stays(at(RED, YELLOW), STRICT) == [(1, "2021-09", None, None)]
    assert stays(at(RED, YELLOW, GREEN), STRICT) == [(1, "2021-09", "2021-11", "light")]


def test_a_month_not_filed_neither_enters_nor_closes() -> None:
    assert stays(at(None, GREEN)) == []
    assert stays(at(RED, None, YELLOW)) == [(1, "2021-09", "2021-11", "light")]


def test_a_month_filed_without_a_figure_closes_nothing() -> None:
    rows = [*at(RED), month("2021-10", has_figure=False, schedule_attainment=GREEN)]
    assert stays(rows) == [(1, "2021-09", None, None)]


def test_red_again_is_a_second_stay() -> None:
    assert stays(at(RED, GREEN, RED, RED)) == [
        (1, "2021-09", "2021-10", "light"),
        (2, "2021-11", None, None),
    ]


def test_completion_closes_and_a_completed_project_does_not_enter() -> None:
    rows = at(RED, RED, RED)
    rows[1]["is_completed"] = rows[2]["is_completed"] = True
    assert stays(rows) == [(1, "2021-09", "2021-10", "completed")]


def test_completion_that_was_not_filed_closes_nothing() -> None:
    rows = at(RED, None)
    rows[1]["is_completed"] = True
    assert stays(rows) == [(1, "2021-09", None, None)]


def test_a_project_dropped_from_the_register_stays_on_the_list() -> None:
    other = month("2021-12", project_code="q")
    assert stays([*at(RED), other]) == [(1, "2021-09", None, None)]


def test_both_ends_lead_to_the_rows_filed() -> None:
    table = red_list(frame(*at(RED, GREEN)), RULES)
    columns = ("entered_source_row", "entered_schedule_attainment", "closed_source_row")
    assert table.select(columns).row(0) == (9, RED, 10)


def test_a_campaign_without_a_rule_keeps_no_list() -> None:
    assert stays(at(RED, GREEN), campaign()) == []


@pytest.mark.parametrize("rules", [RULES, STRICT])
@settings(deadline=None)
@given(st.lists(st.sampled_from([GREEN, YELLOW, RED, None]), max_size=4), st.randoms())
def test_stays_follow_each_other_whatever_the_order_of_rows(
    rules: Any, values: list[Decimal | None], random: Any
) -> None:
    rows = at(*values)
    table = red_list(frame(*rows), rules)
    assert_frame_equal(table, red_list(frame(*random.sample(rows, len(rows))), rules))
    for earlier, later in zip(table.rows(named=True), table.rows(named=True)[1:], strict=False):
        assert earlier["entered_month"] < earlier["closed_month"] < later["entered_month"]
