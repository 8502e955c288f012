"""When meetings and reports fall due, counted on the calendar by hand."""

from datetime import date

import pytest

from campaigns import HERE, Campaign, load_all
from campaigns.follow_up import Rhythm
from campaigns.model import Period
from campaigns.reviews import due, in_rhythm
from tests.trial import words
from tests.watched import OURS, campaign, day


def days(every: Rhythm, start: str, end: str) -> list[str]:
    period = Period.model_validate({"start": start, "end": end, "source": OURS})
    return [f"{each}" for each in in_rhythm(every, period)]


HUNDRED_DAYS = ("2021-09-21", "2021-12-31")


def test_weeks_are_full_weeks_from_the_first_day() -> None:
    # 102 days are 14 full weeks; the first ends on Monday the 27th, the last on 27 December.
    weeks = days("week", *HUNDRED_DAYS)
    assert (len(weeks), weeks[0], weeks[-1]) == (14, "2021-09-27", "2021-12-27")
    fortnights = days("fortnight", *HUNDRED_DAYS)
    assert (len(fortnights), fortnights[0], fortnights[-1]) == (7, "2021-10-04", "2021-12-27")


def test_a_week_that_ends_with_the_campaign_is_full() -> None:
    assert days("week", "2021-09-01", "2021-09-14") == ["2021-09-07", "2021-09-14"]
    assert days("week", "2021-09-01", "2021-09-13") == ["2021-09-07"]


@pytest.mark.parametrize(
    ("every", "expected"),
    [
        ("month", ["2021-09-30", "2021-10-31", "2021-11-30", "2021-12-31"]),
        ("two_months", ["2021-10-31", "2021-12-31"]),
        ("quarter", ["2021-09-30", "2021-12-31"]),
        ("half_year", ["2021-12-31"]),
        ("year", ["2021-12-31"]),
        ("always", []),
    ],
)
def test_calendar_periods_end_on_their_last_day(every: Rhythm, expected: list[str]) -> None:
    assert days(every, *HUNDRED_DAYS) == expected


def test_the_last_period_is_due_by_the_end_of_the_campaign() -> None:
    assert days("month", "2021-01-10", "2021-02-15") == ["2021-01-31", "2021-02-15"]
    assert days("quarter", "2020-12-01", "2021-02-15") == ["2020-12-31", "2021-02-15"]
    assert days("year", "2020-12-01", "2021-02-15") == ["2020-12-31", "2021-02-15"]


def review(name: str, **when: object) -> dict[str, object]:
    return {"id": name, "name": words(name), "kind": "meeting", "source": OURS, **when}


def found(own: Campaign) -> list[tuple[str, date]]:
    return [(each.id, on) for each, on in due(own)]


def test_named_months_are_due_by_their_end_every_year_that_the_campaign_touches() -> None:
    own = campaign(
        period={"start": "2020-09-21", "end": "2021-03-15", "source": OURS},
        reviews=[review("a", in_months=[9, 3]), review("b", in_months=[4, 8])],
    )
    assert found(own) == [("a", day("2020-09-30")), ("a", day("2021-03-15"))]


def test_by_day_and_then_in_the_order_of_the_file() -> None:
    own = campaign(reviews=[review("b", every="quarter"), review("a", every="month")])
    assert [name for name, on in found(own) if on == day("2021-12-31")] == ["b", "a"]
    assert [on for _, on in found(own)] == sorted(on for _, on in found(own))


def test_lishui_inspects_in_march_and_september_3_9() -> None:
    own = load_all([HERE])["lishui-2018"].campaign
    found_days = {name: on for name, on in found(own) if name in ("restart", "annual-plan")}
    assert found_days == {"restart": day("2018-03-31"), "annual-plan": day("2018-09-30")}
