"""A way into a snapshot for those who read."""

from warehouse.connection import Connection, reading
from warehouse.snapshots.pointer import Served


def connect(served: Served) -> Connection:
    """A read-only connection to the snapshot; IOException if it has been pruned meanwhile."""
    return reading(served.path)
