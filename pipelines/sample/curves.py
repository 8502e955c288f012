"""How investment comes about: shares that add up exactly, S-curves, and what units make of them.

All amounts are whole yuan (or whole 万元 where named so); a draw depends on the generator alone.
"""

import random
from collections.abc import Sequence
from decimal import Decimal

STEP_YUAN = 100  # so that an amount in 亿元 has six decimals at most


def wanyuan(yuan: int) -> Decimal:
    """An amount of yuan in 万元, exactly."""
    return Decimal(yuan).scaleb(-4)


def split(total: int, weights: Sequence[int], *, step: int = 1) -> list[int]:
    """`total` shared out by weight in multiples of `step`; the parts add up to `total`.

    What rounding leaves over goes to the part with the greatest weight.
    """
    whole = sum(weights)
    parts = [total * weight // whole // step * step for weight in weights]
    parts[max(range(len(weights)), key=lambda at: weights[at])] += total - sum(parts)
    return parts


def s_curve(ends: Sequence[int]) -> list[int]:
    """Weights of the intervals that end at `ends` (days from the start) along 3t² - 2t³."""
    last = ends[-1]

    def at(day: int) -> int:
        return 1_000_000 * day * day * (3 * last - 2 * day) // last**3

    starts = [0, *ends[:-1]]
    return [at(end) - at(start) for start, end in zip(starts, ends, strict=True)]


def noise(rng: random.Random, spread_percent: int) -> int:
    """A percentage around 100."""
    return 100 + rng.randint(-spread_percent, spread_percent)


def jittered(rng: random.Random, weights: Sequence[int], spread_percent: int) -> list[int]:
    """The same weights, each a little off."""
    return [weight * noise(rng, spread_percent) for weight in weights]


def done(planned_yuan: int, pace_percent: int, rng: random.Random) -> int:
    """What comes of a month's plan at this pace, with noise, in steps of STEP_YUAN."""
    yuan = planned_yuan * pace_percent * noise(rng, 12) // 10_000
    return yuan // STEP_YUAN * STEP_YUAN
