"""Where names stand at the ends of lines, instead of in a legend: none covers another.

A browser lays text out, so how wide it becomes is estimated: too wide rather than cut off.
"""

import re
from collections.abc import Iterable, Sequence

LETTER_PIXELS = 7.5
CHARACTER_PIXELS = 13.5
PADDING_PIXELS = 12
BREAK = "<br>"
TAG = re.compile(r"<[^>]+>")


def spread(values: Sequence[float], gap: float) -> list[float]:
    """A place for each value, at least `gap` from every other, as near as that allows.

    The lowest stays where it is and the others move up, in their order; of equal ones the first is
    lowest.
    """
    places = [0.0] * len(values)
    free = float("-inf")
    for at in sorted(range(len(values)), key=lambda each: values[each]):
        places[at] = max(values[at], free)
        free = places[at] + gap
    return places


def room(texts: Iterable[str]) -> int:
    """How many pixels the widest line of these texts takes, with some air around it."""
    lines = [TAG.sub("", line) for text in texts for line in text.split(BREAK)]
    return round(max((_width(line) for line in lines), default=0)) + PADDING_PIXELS


def _width(line: str) -> float:
    return sum(LETTER_PIXELS if each.isascii() else CHARACTER_PIXELS for each in line)
