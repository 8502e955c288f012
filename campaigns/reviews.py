"""When meetings, reports and inspections fall due in a campaign's calendar.

Weeks and fortnights are counted from the campaign's first day, and only full ones. Months, pairs
of months (双月: January and February, …), quarters, half years and years are those of the
calendar: each that the campaign touches is due by its last day, or by the campaign's if that comes
first. What is due at all times has no date.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from campaigns.calendar import last_day
from campaigns.follow_up import Review, Rhythm
from campaigns.model import Campaign, Period

DAYS = {"week": 7, "fortnight": 14}
MONTHS = {"month": 1, "two_months": 2, "quarter": 3, "half_year": 6, "year": 12}


def due(campaign: Campaign) -> list[tuple[Review, date]]:
    """Every review with each day by which it is due; by day, then in the order of the file."""
    found = [
        (review, day)
        for review in campaign.reviews
        for day in (
            in_rhythm(review.every, campaign.period)
            if review.every
            else _in_months(review.in_months, campaign.period)
        )
    ]
    return sorted(found, key=lambda one: one[1])


def in_rhythm(every: Rhythm, period: Period) -> list[date]:
    """The days by which something in this rhythm is due; none for what is due at all times."""
    if every in DAYS:
        size = DAYS[every]
        full = ((period.end - period.start).days + 1) // size
        return [period.start + timedelta(days=size * n - 1) for n in range(1, full + 1)]
    if every in MONTHS:
        size = MONTHS[every]
        ends = range(size, 13, size)
        return _in_months(tuple(ends), period, size)
    return []


def _in_months(months: tuple[int, ...], period: Period, size: int = 1) -> list[date]:
    """The last days of the spans of `size` months that end in these months of a year."""
    return [
        min(last, period.end)
        for first, last in _spans(months, period, size)
        if first <= period.end and last >= period.start
    ]


def _spans(months: tuple[int, ...], period: Period, size: int) -> Iterator[tuple[date, date]]:
    for year in range(period.start.year, period.end.year + 1):
        for month in sorted(set(months)):
            yield date(year, month - size + 1, 1), last_day(year, month)
