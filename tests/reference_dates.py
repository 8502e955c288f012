"""Months on the calendar, counted with nothing but the calendar."""

import calendar
from datetime import date


def later(day: date, months: int) -> date:
    """So many months later; the last day of a month that is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def whole_months(first: date, last: date) -> int:
    """The months that have passed completely."""
    passed = 0
    while later(first, passed + 1) <= last:
        passed += 1
    return passed
