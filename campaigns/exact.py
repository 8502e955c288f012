"""The score with nothing rounded but its last digit: what floats are checked by, what is shown."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from campaigns.rules import Deduction

NOTHING = Fraction(0)
ONE = 10_000
Part = tuple[int, int, int, int | None]


def attainment(done: Decimal, due: Decimal, cap: Decimal | None) -> tuple[Fraction, Fraction]:
    """Done ÷ due as it is, and as it counts."""
    reached = Fraction(done) / Fraction(due)
    return reached, reached if cap is None else min(reached, Fraction(cap))


def rounded_score(parts: Iterable[Part], deducted: Fraction, decimals: int) -> int:
    """100 × Σ wa ÷ Σ w less what is deducted, never below 0, as `half_up` rounds it.

    A part is done, due, weight and cap, all four in ten-thousandths. On whole numbers this takes a
    tenth of the time of fractions, and with few decimals whole races can lie next to a half.
    """
    earned, of, weights = 0, 1, 0
    for done, due, weight, cap in parts:
        if cap is not None and done * ONE > cap * due:
            done, due = cap, ONE
        earned = earned * due + weight * done * of
        of *= due
        weights += weight
    below = of * weights * deducted.denominator
    above = max(0, 100 * earned * deducted.denominator - deducted.numerator * of * weights)
    found: int = (2 * above * 10**decimals + below) // (2 * below)
    return found


def deduction(rule: Deduction, missed: Iterable[tuple[int | None, int | None]]) -> Fraction:
    """The points that a rule takes off for all its (count, of_projects). Never below 0.

    What is not known takes nothing off, and neither does a share of no projects.
    """
    points, found = Fraction(rule.points), NOTHING
    for count, of_projects in missed:
        if rule.per != "share":
            found += points * (count or 0)
        elif of_projects:
            found += points * (count or 0) / of_projects
    return found if rule.most is None else min(found, Fraction(rule.most))


def half_up(value: Fraction, decimals: int) -> int:
    """A value that is not negative, as a whole number of its last published digit."""
    return int(value * 10**decimals + Fraction(1, 2))


def decimal(value: Fraction, places: int) -> Decimal:
    """The value with so many places, a half away from zero."""
    size = (2 * abs(value.numerator) * 10**places + value.denominator) // (2 * value.denominator)
    return Decimal(size if value >= 0 else -size).scaleb(-places)
