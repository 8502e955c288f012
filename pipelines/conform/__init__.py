"""From grids of text to typed rows of the tables, and rejects with their reasons.

Nothing is guessed and nothing is dropped but blank rows, the totals and the notes that a form has
at its foot: what cannot be taken is kept as a reject that names file, sheet, row, column and value.
"""
