"""A corpus of filings as offices make them: layouts × formats and encodings × faults.

Nothing is kept but the recipes. A recipe types a table into a sheet, notes where it typed what,
spoils some of it if asked to, and so knows without any reader what has to come out: the right
values, or a reject with its reason, sheet, row and column. `recipe` holds the table and the sheet,
`layouts` the ways of setting it out, `faults` and `spellings` what is typed into it, `containers`
what happens to whole files, and `cases` puts them together.
"""
