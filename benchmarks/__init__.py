"""How long it takes and how much memory: load, check, publish and page runs, beside a floor.

Every measurement runs in a process of its own, in turn with its floor, on synthetic filings of one
campaign. Nothing here asserts a time: a table is printed, and people read it.
"""
