"""The sender's workbook with the faulty cells marked; made in a process with limits.

The file is opened a second time here, with all that it may bring, so this runs where files are read
(`pipelines.stages.workers`). What one library reads another may not: then the copy holds the texts.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from locales import translator
from pipelines.filing.archive import Receipt
from pipelines.read import BOUNDS, Bounds, Grid, Unreadable, read
from pipelines.slips.copies import own, texts
from pipelines.slips.lines import lines
from pipelines.slips.model import Asked, Line, Marked

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Marker:
    """The task of marking files; `asked` are their slips by receipt."""

    asked: Mapping[str, Asked]
    bounds: Bounds = BOUNDS

    @property
    def scratch_bytes(self) -> int:
        """A workbook is put together in temporary files, as large as it unpacks."""
        return self.bounds.unpacked_bytes

    def read(self, receipt: Receipt, content: bytes) -> Marked:
        """The lines of a file and its marked copy; none where no cell is at fault."""
        asked = self.asked[receipt.id]
        try:
            grids = read(content, receipt.path, self.bounds)
        except Unreadable:
            return Marked(lines(asked, []))
        found = lines(asked, grids)
        marks = [line for line in found if line.cell]
        return _copied(content, grids, asked, marks, Marked(found)) if marks else Marked(found)

    def refused(self, receipt: Receipt, reason: str, value: str) -> Marked:
        """The lines alone, where the process did not live to make the copy."""
        asked = self.asked[receipt.id]
        why = translator(asked.language)(f"filing.{reason}", value=value, expected="")
        return Marked(lines(asked, []), why_not=why)


def _copied(
    content: bytes, grids: Sequence[Grid], asked: Asked, marks: Sequence[Line], bare: Marked
) -> Marked:
    try:
        same = {grid.sheet: grid.sheet for grid in grids}
        if made := own(content, marks, asked.language):
            return replace(bare, copy=made[0], ending=made[1], sheets=same)
    except MemoryError:
        raise
    except Exception:
        # Libraries differ in what they can open; what was read can be written in any case.
        log.exception("%s could not be marked as it is", asked.path)
    copy, sheets = texts(grids, marks, asked.language)
    return replace(bare, copy=copy, is_own=False, sheets=sheets)
