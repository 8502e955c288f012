"""Pure functions from a frame and a translator to a figure. They open nothing and show nothing.

Titles are not part of a figure: a sentence above it wraps on a phone, a figure's title does not.
Amounts and rates become floats only here, as coordinates; every number written is made from the
Decimal.
"""
