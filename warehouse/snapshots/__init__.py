"""Immutable published snapshots, and the pointer that says which one is served.

A snapshot is a DuckDB file that is never written again. Readers follow the pointer; publishing
writes a new file beside the old ones and moves the pointer last, so a reader never waits for a
writer and never sees half a month.
"""

from warehouse.snapshots.pointer import Move, Served, current, find, history, roll_back, serve
from warehouse.snapshots.reading import connect

__all__ = ["Move", "Served", "connect", "current", "find", "history", "roll_back", "serve"]
