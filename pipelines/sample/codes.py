"""Project codes as GB/T 40058 forms them, with the check digit of the new form.

Codes of the new form (first group YYMM) end in a digit after ISO/IEC 7064 MOD 11,10; the older
form (first group a year) has none.
"""

import random


def check_digit(digits: str) -> str:
    """The ISO/IEC 7064 MOD 11,10 digit that completes `digits`."""
    product = 10
    for digit in digits:
        product = ((product + int(digit)) % 10 or 10) * 2 % 11
    return str((11 - product) % 10)


def is_new_form(code: str) -> bool:
    """Whether the first group is a year and month (2101) rather than a year (2019)."""
    return 1 <= int(code[2:4]) <= 12


class Codes:
    """Draws codes that differ from all that it drew before."""

    def __init__(self, rng: random.Random) -> None:
        """Codes drawn with `rng`."""
        self._rng = rng
        self._drawn: set[str] = set()

    def draw(self, first: str, region: str, industry: str) -> str:
        """A code with this first group, region (6 digits) and industry (2 digits)."""
        while True:
            head = f"{first}-{region}-{industry}-{self._rng.choice(('01', '02', '04'))}"
            serial = f"{self._rng.randrange(100_000):05d}"
            last = check_digit(f"{head}{serial}".replace("-", ""))
            if not is_new_form(head):
                last = str(self._rng.randrange(10))
            if (head + serial) not in self._drawn:
                self._drawn.add(head + serial)
                return f"{head}-{serial}{last}"
