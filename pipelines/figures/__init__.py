"""What `campaigns` makes of the marts, written into a snapshot: one module for each subject.

SQL aggregates and `campaigns` decides; here the one is handed to the other, in this order.
"""

from collections.abc import Callable, Mapping

from campaigns import Definition
from pipelines.figures import editions, race
from warehouse.snapshots.draft import Draft

__all__ = ["FIGURES"]

FIGURES: tuple[Callable[[Draft, Mapping[str, Definition]], None], ...] = (
    race.add,
    editions.add,
)
