"""A file that is looked at without being filed: the receipt it would get, and its slot."""

from collections.abc import Mapping
from pathlib import Path

from campaigns import Definition
from locales import translator
from pipelines.commands.common import Refused
from pipelines.commands.report import LANGUAGE
from pipelines.filing.archive import Receipt
from pipelines.filing.slot import Slot, Unplaced, place
from warehouse.home import Home

# <campaign>/<month>/<unit>.xlsx
PLACED_PARTS = 3


def receipt_of(file: Path, place_: Home, declared: dict[str, str]) -> Receipt:
    """A receipt as the file would get it, had it been dropped into the inbox."""
    path = file.resolve()
    inside = path.is_relative_to(place_.inbox)
    name = path.relative_to(place_.inbox) if inside else Path(*path.parts[-PLACED_PARTS:])
    return Receipt(
        name.as_posix(), "", file.stat().st_size, 0, "1970-01-01T00:00:00+00:00", declared
    )


def slot_of(receipt: Receipt, definitions: Mapping[str, Definition]) -> Slot:
    """Whose filing it would be; Refused where neither path nor declaration says."""
    try:
        return place(receipt, {name: each.campaign for name, each in definitions.items()})
    except Unplaced as problem:
        t = translator(LANGUAGE)
        why = t(f"filing.{problem.reason}", value=problem.value, expected=problem.expected)
        raise Refused(f"{why} (--campaign --month --unit)") from None
