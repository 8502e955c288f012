"""The rules of attracting projects, as pure functions on lists that units filed.

`lines.standing` says what stood on the list at each month's end; everything else judges its answer.
What is confidential is judged like the rest, and `secrets` says what of it may be written down.
"""
