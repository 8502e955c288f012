"""The score in fractions, with nothing rounded: what floats are checked by, and what is shown."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

from campaigns.model import Deduction

NOTHING = Fraction(0)


def attainment(done: Decimal, due: Decimal, cap: Decimal | None) -> tuple[Fraction, Fraction]:
    """Done ÷ due as it is, and as it counts."""
    reached = Fraction(done) / Fraction(due)
    return reached, reached if cap is None else min(reached, Fraction(cap))


def score(
    components: Sequence[tuple[Decimal, Decimal, Decimal, Decimal | None]],
    deducted: Fraction = NOTHING,
) -> Fraction:
    """100 × Σ wa ÷ Σ w over (done, due, weight, cap), less what is deducted. Never below 0."""
    total, earned = NOTHING, NOTHING
    for done, due, weight, cap in components:
        total += Fraction(weight)
        earned += Fraction(weight) * attainment(done, due, cap)[1]
    return max(NOTHING, 100 * earned / total - deducted)


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
