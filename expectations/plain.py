"""The rules asked as plain SQL: the same files that Great Expectations runs, without its import.

That takes seconds, which a trial on the filing page does not have.
"""

from collections.abc import Mapping

import polars as pl

from campaigns import Definition
from expectations import laid_out, load_rules, rows_at_fault
from warehouse.store import Store


def broken(store: Store, definitions: Mapping[str, Definition]) -> pl.DataFrame:
    """The current rows of the store that break a rule, as `check` returns them."""
    with laid_out(store, definitions) as ground:
        return pl.concat([rows_at_fault(ground, rule) for rule in load_rules()])
