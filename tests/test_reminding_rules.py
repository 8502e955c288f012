"""From when on units are reminded of a filing, and what a definition may ask for."""

from datetime import date

import pytest

from campaigns.calendar import months
from campaigns.describe import page
from campaigns.lint import problems
from tests.trial import campaign, source


@pytest.mark.parametrize(
    ("deadline_day", "remind_days", "first"),
    [
        (5, None, date(2021, 10, 2)),  # three days, where nothing is said
        (5, 0, date(2021, 10, 5)),
        (5, 4, date(2021, 10, 1)),
        (2, None, date(2021, 10, 1)),  # three days before the 2nd September is not over
        (28, 10, date(2021, 10, 18)),
    ],
)
def test_reminders_begin_some_days_before_but_never_before_the_month_is_over(
    deadline_day: int, remind_days: int | None, first: date
) -> None:
    filing = {"filing": source(remind_days=remind_days)} if remind_days is not None else {}
    own = campaign().model_copy(update={"deadline_day": deadline_day})
    own = type(own).model_validate(own.model_dump(exclude_unset=True) | filing)
    september = months(own)[0]
    assert (september.month, september.filing_due_on.day) == ("2021-09", deadline_day)
    assert september.remind_from_on == first
    assert problems(own) == []


def test_days_that_reach_into_the_month_itself_are_a_contradiction() -> None:
    own = campaign()
    own = type(own).model_validate(
        own.model_dump(exclude_unset=True) | {"filing": source(remind_days=5)}
    )
    assert [str(problem) for problem in problems(own)] == [
        "filing.remind_days: 5 days before day 5 the month is not over. "
        "Make it 4 at most, or move `deadline_day`."
    ]


@pytest.mark.parametrize(
    ("accept", "said"),
    [("rows", "正确的行采纳，有误的行退回"), ("whole_file", "整份退回，一行也不采纳")],
)
def test_the_description_says_what_is_taken_of_a_faulty_file(accept: str, said: str) -> None:
    own = campaign()
    filing = {"filing": source(accept=accept, remind_days=2)}
    described = page(type(own).model_validate(own.model_dump(exclude_unset=True) | filing), "zh-CN")
    assert said in described
    assert "自截止日前 2 天起" in described
