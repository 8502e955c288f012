"""Where the names of lines stand at their ends, so that none covers another."""

from collections.abc import Sequence


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
