"""Months as they were published: frozen once, kept for ever, chained by their hashes.

An edition is a file that is never written again; a ledger beside it says when it was published. A
month that is published again gets another issue, and the first one stays.
"""

from pipelines.editions.edition import Edition, Filed, Frozen, Upon
from pipelines.editions.shelf import EditionError, Entry, Issued, Shelf, in_force

__all__ = [
    "Edition",
    "EditionError",
    "Entry",
    "Filed",
    "Frozen",
    "Issued",
    "Shelf",
    "Upon",
    "in_force",
]
