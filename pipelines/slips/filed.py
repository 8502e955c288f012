"""The slips of what has been filed: every open item of the store, by the filing that has it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from campaigns import Campaign, Definition
from campaigns.model import names_of
from pipelines.filing.archive import Archive
from pipelines.filing.slot import Slot, place
from pipelines.slips.facts import RETURNED, due_on, faults_of, folder_of
from pipelines.slips.made import Request
from pipelines.slips.model import Asked
from pipelines.slips.workbook import Head
from warehouse.store import Store
from warehouse.tables import TABLES

OPEN = "select * from returned_items where closed_at is null"
BROKEN = """
select failures.*, split_part(failures.filing_id, '/', 1) as receipt_id
from check_failures as failures
where snapshot_id = $content and list_contains($severities, severity)
"""


@dataclass(frozen=True)
class Wanted:
    """Which slips are asked for; None for all."""

    campaign: str | None = None
    month: str | None = None
    unit: str | None = None
    receipt: str | None = None

    def has(self, slot: Slot, receipt_id: str) -> bool:
        """Whether a filing is among them. The unit may be given by any of its names."""
        return (
            self.campaign in (None, slot.campaign.id)
            and (self.month is None or self.month in slot.months)
            and (self.unit is None or self.unit in names_of(slot.unit))
            and self.receipt in (None, receipt_id)
        )


def waiting(store: Store, content: str) -> int:
    """How many filings have items to mend or to check."""
    items, broken = _items(store, content)
    return len({*items["receipt_id"], *broken["receipt_id"]})


def requests(
    store: Store,
    archive: Archive,
    definitions: Mapping[str, Definition],
    content: str,
    wanted: Wanted,
    folder: Path,
    *,
    language: str,
) -> Iterator[Request]:
    """The slips of all filings that have open items, in order of arrival.

    Each goes to `<campaign>/<month>/<unit>/` in the folder. `content` is what was checked.
    """
    items, broken = _items(store, content)
    campaigns: dict[str, Campaign] = {name: each.campaign for name, each in definitions.items()}
    having = {*items["receipt_id"], *broken["receipt_id"]}
    for receipt in archive.receipts():
        if receipt.id not in having:
            continue
        slot = place(receipt, campaigns)
        if not wanted.has(slot, receipt.id):
            continue
        asked = Asked(
            language=language,
            slot=slot,
            path=receipt.path,
            items=faults_of(
                items.filter(receipt_id=receipt.id).to_dicts(),
                broken.filter(receipt_id=receipt.id).to_dicts(),
            ),
            mapping=_of(store, "mappings", receipt.id),
            codes=_codes(store, slot),
            taken=_taken(store, receipt.id),
        )
        yield Request(
            receipt=receipt,
            file=archive.path(receipt),
            asked=asked,
            head=_head(store, receipt.id, slot),
            notes=_of(store, "notes", receipt.id),
            folder=folder / slot.campaign.id / folder_of(slot) / slot.unit.name.zh,
        )


def _items(store: Store, content: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    return store.frame(OPEN), store.frame(BROKEN, content=content, severities=list(RETURNED))


def _of(store: Store, table: str, receipt_id: str) -> pl.DataFrame:
    return store.frame(f"select * from {table} where receipt_id = $receipt", receipt=receipt_id)


def _codes(store: Store, slot: Slot) -> dict[str, str]:
    """The projects that the unit lists, the latest names last."""
    listed = store.frame(
        "select project_code, project_name from current_projects "
        "where campaign_id = $campaign and filed_by = $unit order by filing_month",
        campaign=slot.campaign.id,
        unit=slot.unit.code,
    )
    return dict(listed.iter_rows())


def _taken(store: Store, receipt_id: str) -> dict[str, set[str]]:
    with_codes = [name for name, table in TABLES.items() if table.has("project_code")]
    return {
        name: set(
            store.frame(
                f"select project_code from {name} where filing_id = $filing",
                filing=f"{receipt_id}/{name}",
            )["project_code"]
        )
        for name in with_codes
    }


def _head(store: Store, receipt_id: str, slot: Slot) -> Head:
    rows = store.frame(
        """
        select
            readings.received_at,
            coalesce(sum(filings.row_count), 0)::bigint as taken,
            coalesce(sum(filings.rejected_rows), 0)::bigint as returned,
        from readings
        left join filings using (receipt_id)
        where readings.receipt_id = $receipt
        group by all
        """,
        receipt=receipt_id,
    ).row(0, named=True)
    return Head(
        receipt_id=receipt_id,
        received_at=rows["received_at"],
        rows_taken=rows["taken"],
        rows_returned=rows["returned"],
        due_on=due_on(slot),
    )
