"""How much a file may ask of us. Every limit of the reader stands here, with its reason.

What can be told from the file is refused with a sentence before it is unpacked. What lies about
itself meets the limits of the process that reads it, which ends without taking anything with it.
"""

from dataclasses import dataclass

MEBIBYTE = 1 << 20


@dataclass(frozen=True)
class Bounds:
    """The limits of one file, and of the process that reads it."""

    # A register of a million rows is 150 MiB as CSV; a unit's workbook is below one.
    file_bytes: int = 256 * MEBIBYTE
    # What is dropped on a page lies in the dashboard's memory; larger ones go by the inbox.
    upload_bytes: int = 20 * MEBIBYTE
    # A sheet of a million rows and ten columns unpacks to 500 MiB of XML.
    unpacked_bytes: int = 1024 * MEBIBYTE
    # Office's own XML shrinks to a tenth, columns of one value to a hundredth; a bomb to a
    # thousandth. Small parts do no harm whatever their ratio.
    ratio: int = 200
    ratio_from_bytes: int = 8 * MEBIBYTE
    # A workbook has some parts a sheet; a bundle of a year's filings has a few hundred files.
    members: int = 2_000
    # A sheet a table and month is about a hundred.
    sheets: int = 200
    # What a sheet of today's programs can hold.
    rows: int = 1_048_576
    # The widest table has two dozen; monthly plans side by side some hundred.
    columns: int = 1_024
    # A million rows of ten columns, with room; as Python values they take 1.5 GiB.
    cells: int = 16_000_000
    # Of processor time, so that a busy machine refuses nothing. The largest sheet takes 40.
    cpu_seconds: int = 120
    # Of the wall's clock, for what waits instead of working.
    seconds: int = 600
    # Address space; the largest sheet takes three quarters of it.
    memory_bytes: int = 4096 * MEBIBYTE
    # A bundle holds files. A bundle in a bundle is where bombs hide.
    nesting: int = 1


BOUNDS = Bounds()
