"""The months of a campaign, and how much of its time has passed."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone

from campaigns.model import Campaign

# The whole country keeps one time; a deadline ends with the day there.
CHINA = timezone(timedelta(hours=8))


@dataclass(frozen=True)
class CampaignMonth:
    """A month of a campaign: `YYYY-MM`, its first and last day, and the days passed by then.

    Units are reminded from `remind_from_on` on, never before the month itself is over.
    The days are counted from the campaign's start to the earlier of the month's and the
    campaign's end, both ends included, so the last month's time progress is exactly 1.
    """

    month: str
    first_day: date
    last_day: date
    elapsed_days: int
    total_days: int
    filing_due_on: date
    remind_from_on: date


def months(campaign: Campaign) -> list[CampaignMonth]:
    """Every month that the campaign touches, in order."""
    start, end = campaign.period.start, campaign.period.end
    total = (end - start).days + 1
    ahead = timedelta(days=campaign.filing.remind_days)
    return [
        CampaignMonth(
            month=f"{year:04d}-{month:02d}",
            first_day=max(start, date(year, month, 1)),
            last_day=(last := min(end, last_day(year, month))),
            elapsed_days=(last - start).days + 1,
            total_days=total,
            filing_due_on=(due := _next(year, month).replace(day=campaign.deadline_day)),
            remind_from_on=max(_next(year, month), due - ahead),
        )
        for year, month in _calendar_months(start, end)
    ]


def closes_at(due_on: date) -> datetime:
    """The moment from which a filing is late, in UTC without a zone: the end of the day in China.

    Filings are received at moments of that kind.
    """
    end = datetime.combine(due_on + timedelta(days=1), time(), CHINA)
    return end.astimezone(UTC).replace(tzinfo=None)


def today() -> date:
    """The day that it is in China. Figures never ask; reminders do."""
    return datetime.now(CHINA).date()


def last_day(year: int, month: int) -> date:
    """The last day of a calendar month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def _next(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1)


def _calendar_months(start: date, end: date) -> Iterator[tuple[int, int]]:
    at = start.replace(day=1)
    while at <= end:
        yield at.year, at.month
        at = _next(at.year, at.month)
