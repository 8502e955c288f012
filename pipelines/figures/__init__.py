"""What `campaigns` makes of the marts, written into a snapshot: one module for each subject.

SQL aggregates and `campaigns` decides; here the one is handed to the other, in this order.
"""

from collections.abc import Callable, Mapping

from campaigns import Definition
from pipelines.figures import (
    consequences,
    editions,
    follow_up,
    forecast,
    project_lights,
    prospects,
    race,
    targets,
)
from warehouse.snapshots.draft import Draft

__all__ = ["FIGURES"]

FIGURES: tuple[Callable[[Draft, Mapping[str, Definition]], None], ...] = (
    race.add,
    project_lights.add,
    follow_up.add,
    prospects.add,
    forecast.add,
    targets.add,
    consequences.add,  # what all the others found leads to it
    editions.add,
)
