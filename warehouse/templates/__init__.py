"""The workbooks that units fill in: prefilled, checked while typing, and read without a warning.

A template is made of a snapshot alone. It has a sheet for each table that its unit files, under the
headers that the reader knows.
"""

import zipfile
from collections.abc import Iterator

from warehouse.archives import Pieces, member
from warehouse.templates.book import workbook
from warehouse.templates.material import Material, NoSuchTemplate, Unit, material

__all__ = [
    "Material",
    "NoSuchTemplate",
    "Unit",
    "file_name",
    "material",
    "stream",
    "workbook",
]


def file_name(unit: Unit, month: str) -> str:
    """What a unit's workbook is called; dropped into the inbox, it says whose it is."""
    return f"{unit.zh}-{month}.xlsx"


def stream(made: Material, campaign: str) -> Iterator[bytes]:
    """A zip of the templates of all units, piece by piece; it can be filed as it comes back."""
    pieces = Pieces()
    with zipfile.ZipFile(pieces, "w") as archive:
        for unit in made.units:
            name = f"{campaign}/{made.heading.month}/{file_name(unit, made.heading.month)}"
            archive.writestr(member(name), workbook(made, unit))
            yield from pieces.taken()
    yield from pieces.taken()
