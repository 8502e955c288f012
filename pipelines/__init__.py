"""From what units file to what everybody reads.

The way is `filing` (found in the inbox, archived byte for byte) → `read` (cells) → `conform`
(typed rows, rejects with reasons) → the store → checks → a published snapshot. `stages` are the
steps of a run, `__main__` is the command line.
"""
