"""The interval around a forecast, from the errors that the same method made before.

An error is (what came − what was expected) ÷ plan, of a forecast made in an earlier month for as
many months ahead, whose month has been filed since. They are pooled over all projects, or over all
units, of a campaign. Nothing is assumed of their distribution: the interval leaves out the same
share of them at either end.
"""

from collections import defaultdict
from fractions import Fraction
from typing import NamedTuple

import numpy as np

from campaigns.forecast.course import Floats, Ints
from campaigns.measures import Forecast


class Interval(NamedTuple):
    """Low and high in yuan, NaN where there is none, and the number of errors they come from."""

    low: Floats
    high: Floats
    errors: Ints


class Errors:
    """Errors by the months they were made ahead. Those of a month are known when it is filed."""

    def __init__(self) -> None:
        self._found: dict[int, list[tuple[int, Floats]]] = defaultdict(list)

    def add(self, made_in: int, came_in: int, errors: Floats) -> None:
        """Errors of forecasts made in one month for another; NaN is none."""
        known = errors[~np.isnan(errors)]
        self._found[came_in - made_in].append((came_in, known))

    def known(self, ahead: int, by: int) -> Floats:
        """All errors of forecasts made so many months ahead that are known by month `by`."""
        found = [errors for came_in, errors in self._found[ahead] if came_in <= by]
        return np.sort(np.concatenate(found)) if found else np.empty(0)


def interval(
    expected: Floats,
    at_least: Floats,
    plan: Floats,
    ahead: Ints,
    by: int,
    errors: Errors,
    rule: Forecast,
) -> Interval:
    """The interval of forecasts made in month `by`, each `ahead` months ahead.

    It holds the forecast itself, and never goes below `at_least`, what is completed already. There
    is none where fewer errors are known than are needed to leave one out at either end. Nothing
    ahead is certain.
    """
    low, high = np.full(expected.shape, np.nan), np.full(expected.shape, np.nan)
    count = np.zeros(expected.shape, dtype=np.int64)
    for months in np.unique(ahead):
        chosen = ahead == months
        if months <= 0:
            low[chosen] = high[chosen] = expected[chosen]
            continue
        past = errors.known(int(months), by)
        count[chosen] = len(past)
        left_out = _left_out(len(past), rule)
        if left_out >= 1:
            low[chosen] = expected[chosen] + np.rint(plan[chosen] * past[left_out - 1])
            high[chosen] = expected[chosen] + np.rint(plan[chosen] * past[-left_out])
    low = np.maximum(np.minimum(low, expected), np.minimum(at_least, expected))
    return Interval(np.where(np.isnan(high), np.nan, low), np.maximum(high, expected), count)


def _left_out(errors: int, rule: Forecast) -> int:
    """The place from either end of the error that bounds the interval; 0: there are too few.

    Of n errors and one yet to come each order is as likely, so the next one lies beyond the k-th
    from an end with a chance of k ÷ (n + 1).
    """
    tail = (1 - Fraction(rule.interval)) / 2
    return int((errors + 1) * tail)
