"""From the pace of the last months to the months that come.

forecast = invested + pace × what the plan still holds, where pace = invested ÷ planned in the last
months. Where nothing was planned in those, it is the pace since the campaign's start; where nothing
was planned at all until now, the plan is taken as it is.
"""

from dataclasses import dataclass

import numpy as np

from campaigns.forecast.course import NONE, Course, Floats, Ints
from campaigns.measures import Forecast

# How a forecast was made; the words are in locales.
PACE, BY_DAYS, AS_PLANNED, NO_PLAN, FINAL, NOT_FILED = (
    "pace",
    "pace_by_days",
    "as_planned",
    "no_plan",
    "final",
    "not_filed",
)


@dataclass(frozen=True)
class Outlook:
    """What the end of one month lets expect of all that follow; yuan, NaN where nothing is known.

    `to_date` has a column a month, of which those before the month itself mean nothing. `based_on`
    is the last month filed, from which a project that was not filed since is carried forward.
    """

    at: int
    to_date: Floats
    pace: Floats
    method: np.ndarray
    based_on: Ints


def outlook(course: Course, rule: Forecast, at: int) -> Outlook:
    """What is expected at the end of month `at`, with what was known and planned then.

    In the month itself, and of what is completed, it is what has been completed, exactly.
    """
    planned = course.planned(at)
    known = course.known[:, at]
    based_on = course.filed_last[:, at]
    pace = _pace(course, rule, planned, based_on, known)
    ahead = np.maximum(planned - _at(planned, based_on)[:, None], 0)
    ahead[:, : at + 1] = 0
    is_final = course.is_completed[:, at]
    ahead[is_final] = 0
    has_plan = ~np.isnan(course.plan[:, at]) | (course.schedule[:, at] != NONE)
    expected = known[:, None] + np.rint(np.nan_to_num(pace)[:, None] * np.nan_to_num(ahead))
    method = np.select(
        [
            np.isnan(known),
            is_final | (at == len(course.months) - 1),
            ~has_plan,
            np.isnan(pace),
            course.schedule[:, at] == NONE,
        ],
        [NOT_FILED, FINAL, NO_PLAN, AS_PLANNED, BY_DAYS],
        PACE,
    )
    plain = method == AS_PLANNED
    expected[plain] = known[plain, None] + ahead[plain]
    return Outlook(at, expected, pace, method, based_on)


def _pace(course: Course, rule: Forecast, planned: Floats, based_on: Ints, known: Floats) -> Floats:
    """Invested ÷ planned in the last months before `based_on`; NaN where nothing was planned."""
    before = based_on - rule.months
    invested_before = _at(course.known, before)
    # What was not yet known then is counted from the campaign's start.
    is_window = (before >= 0) & ~np.isnan(invested_before)
    done = known - np.where(is_window, invested_before, 0)
    due = _at(planned, based_on) - np.where(is_window, _at(planned, before), 0)
    is_empty = ~(due > 0)
    done = np.where(is_empty, known, done)
    due = np.where(is_empty, _at(planned, based_on), due)
    with np.errstate(divide="ignore", invalid="ignore"):
        pace = np.where(due > 0, done / due, np.nan)
    capped: Floats = np.clip(pace, 0, float(rule.pace_at_most))
    return capped


def _at(values: Floats, column: Ints) -> Floats:
    """Of each row the value of its column; 0 before the first month."""
    found = np.take_along_axis(values, np.maximum(column, 0)[:, None], axis=1)[:, 0]
    chosen: Floats = np.where(column < 0, 0, found)
    return chosen


def outlooks(course: Course, rule: Forecast) -> list[Outlook]:
    """What each month with data lets expect, in order."""
    return [outlook(course, rule, at) for at in course.with_data]
