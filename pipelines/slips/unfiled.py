"""The slip of a file that has not been filed: what it would be sent back for."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from pipelines.filing.archive import Receipt
from pipelines.filing.slot import Slot
from pipelines.slips.facts import due_on, faults_of
from pipelines.slips.made import Request
from pipelines.slips.model import Asked
from pipelines.slips.workbook import Head
from warehouse import snapshots
from warehouse.store import Reading


def request(
    receipt: Receipt,
    file: Path,
    slot: Slot,
    reading: Reading,
    failures: Sequence[Mapping[str, Any]],
    folder: Path,
    *,
    codes: Mapping[str, str],
    language: str,
) -> Request | None:
    """What is wrong with a file as it was read, and the rules that it would break; None if nothing.

    `codes` are those that the unit lists already.
    """
    items = faults_of(reading.rejects.to_dicts(), failures)
    if not items:
        return None
    frames = {filing.table.name: filing.frame for filing in reading.filings}
    listed = frames.get("projects", pl.DataFrame())
    own = dict(listed.select("project_code", "project_name").iter_rows()) if len(listed) else {}
    asked = Asked(
        language=language,
        slot=slot,
        path=receipt.path,
        items=items,
        mapping=reading.mapping,
        codes={**codes, **own},
        taken={
            name: set(frame["project_code"])
            for name, frame in frames.items()
            if "project_code" in frame.columns
        },
    )
    head = Head(
        receipt_id=None,
        received_at=None,
        rows_taken=sum(frame.height for frame in frames.values()),
        rows_returned=sum(filing.rejected_rows for filing in reading.filings),
        due_on=due_on(slot),
    )
    return Request(receipt, file, asked, head, reading.notes, folder)


def codes_served(folder: Path, slot: Slot) -> dict[str, str]:
    """The projects that the unit lists in the snapshot that is served: codes and names."""
    served = snapshots.current(folder)
    if served is None:
        return {}
    connection = snapshots.connect(served)
    try:
        rows = connection.execute(
            "select project_code, project_name from projects "
            "where campaign_id = $campaign and filed_by = $unit order by filing_month",
            {"campaign": slot.campaign.id, "unit": slot.unit.code},
        ).fetchall()
    finally:
        connection.close()
    return dict(rows)
