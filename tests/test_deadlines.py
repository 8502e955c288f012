"""Limits of time between two events of a project, at their edges."""

from typing import Any

import pytest

from campaigns.deadlines import breaches
from tests.trial import words
from tests.watched import OURS, campaign, day, frame, month

START = {
    "id": "start",
    "name": words("start"),
    "after": "land_supplied_on",
    "until": "started_on",
    "months_from": 3,
    "months": 6,
    "source": OURS,
}
PRODUCTION = START | {
    "id": "production",
    "after": "completed_on",
    "until": "in_production_on",
    "months": 3,
    "domains": ["industry"],
}


def found(limit: dict[str, Any], *rows: dict[str, Any]) -> list[tuple[Any, ...]]:
    table = breaches(frame(*rows), campaign(time_limits=[limit]))
    return table.select(
        "month", "limit_months", "until_on", "due_on", "days_over", "is_open"
    ).rows()


def test_the_longer_end_of_a_range_is_the_limit_and_its_day_is_in_time() -> None:
    # Land on 31 March: six months later is 30 September, for want of a 31st.
    rows = [
        month(at, is_started=False, land_supplied_on=day("2021-03-31"))
        for at in ("2021-09", "2021-10")
    ]
    assert found(START, *rows) == [("2021-10", 6, None, day("2021-09-30"), 31, True)]


def test_a_start_on_the_day_is_in_time_and_one_a_day_later_is_not() -> None:
    land = {"land_supplied_on": day("2021-03-15")}
    in_time = month("2021-12", started_on=day("2021-09-15"), **land)
    late = month("2021-12", project_code="q", started_on=day("2021-09-16"), **land)
    due = day("2021-09-15")
    assert found(START, in_time, late) == [("2021-12", 6, day("2021-09-16"), due, 1, False)]


def test_what_happens_after_the_month_has_not_happened_in_it() -> None:
    row = month(
        "2021-09",
        is_started=False,
        land_supplied_on=day("2021-01-15"),
        started_on=day("2021-10-05"),
    )
    # Due on 15 July, open at the end of September: 16 + 31 + 30 days.
    assert found(START, row) == [("2021-09", 6, None, day("2021-07-15"), 77, True)]


def test_begun_on_a_day_that_nobody_filed_is_not_held_against_anybody() -> None:
    row = month("2021-12", is_started=True, land_supplied_on=day("2019-01-01"))
    assert found(START, row) == []


def test_without_the_first_event_nothing_is_due() -> None:
    assert found(START, month("2021-12", is_started=False)) == []
    assert found(PRODUCTION, month("2021-12", is_completed=True)) == []


@pytest.mark.parametrize(("domain", "count"), [("industry", 1), ("infrastructure", 0)])
def test_a_limit_holds_for_its_domains(domain: str, count: int) -> None:
    row = month("2021-12", domain=domain, is_completed=True, completed_on=day("2021-08-31"))
    assert len(found(PRODUCTION, row)) == count


@pytest.mark.parametrize(
    ("asked", "is_manufacturing", "count"),
    [(True, True, 1), (True, False, 0), (True, None, 0), (False, False, 1), (None, None, 1)],
)
def test_a_limit_may_hold_for_manufacturing_alone(
    asked: bool | None, is_manufacturing: bool | None, count: int
) -> None:
    row = month(
        "2021-12",
        is_started=False,
        is_manufacturing=is_manufacturing,
        land_supplied_on=day("2021-01-01"),
    )
    assert len(found(START | {"is_manufacturing": asked}, row)) == count


def test_a_campaign_without_limits_has_no_breaches() -> None:
    table = breaches(frame(month("2021-12", started_on=day("2001-01-01"))), campaign())
    assert table.is_empty()
    assert {"limit_id", "due_on", "is_open"} <= set(table.columns)
