"""What the race of a campaign is run on, asked of a draft by the queries that pages ask."""

from collections.abc import Iterator, Mapping
from functools import partial

from campaigns import Definition
from campaigns.components import Filed
from warehouse.queries import read
from warehouse.snapshots.draft import Draft


def filed(
    draft: Draft, definitions: Mapping[str, Definition]
) -> Iterator[tuple[Definition, Filed]]:
    """Each campaign with what it is raced on, in all months."""
    for name, definition in definitions.items():
        ask = partial(read, draft.connection, campaign=name, month=None)
        yield definition, Filed.asked(ask)
