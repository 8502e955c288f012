"""A problem of a definition: where, what, and what to do."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """`key` is the path within the file; entries of a list are named by id where they have one."""

    key: str
    what: str
    remedy: str

    def __str__(self) -> str:
        """The problem as a line."""
        return f"{self.key}: {self.what}. {self.remedy}"


def unknown(key: str, value: str, known: Iterable[str]) -> Problem:
    """The problem of a name that nobody has defined, with the names that there are."""
    names = ", ".join(sorted(known)) or "none"
    return Problem(key, f"there is no {value!r}", f"Correct it, or add it. There are: {names}.")
