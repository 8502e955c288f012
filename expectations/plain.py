"""The rules asked as plain SQL: the same files that Great Expectations runs, without its import.

That takes seconds, which a trial on the filing page does not have.
"""

from collections.abc import Iterable

import polars as pl

from expectations import Rule, rows_at_fault
from warehouse.store import Store


def broken(store: Store, rules: Iterable[Rule]) -> pl.DataFrame:
    """The current rows of the store that break a rule, as `check` returns them."""
    return pl.concat([rows_at_fault(store, rule) for rule in rules], how="diagonal")
