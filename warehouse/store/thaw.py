"""A store made of a snapshot: what one campaign has filed, as far as it was published.

So that a trial can go on from what is served, without the private store, which a writer may hold.
The rows that fill a slot are all there, and so is the ledger; rows that were superseded are not,
nor is what stands in confidential columns.
"""

from pathlib import Path

import duckdb

from warehouse.store.ledger import Store
from warehouse.tables import TABLES

READINGS = """
insert into readings by name
select distinct
    receipt_id, source_file as path, sha256, received_at, '' as reader, campaign_id, filed_by,
    month as first_month, last_month, is_late, is_synthetic, '' as left_alone
from served.filings
where campaign_id = $campaign
"""
FILINGS = """
insert into filings by name
select
    filing_id, receipt_id, table_name, list_contains($registers, table_name) as is_register,
    row_count, rejected_rows, state
from served.filings
where campaign_id = $campaign and table_name is not null
"""
# A register stands for the first month that it was filed for.
MONTHS = """
insert into filing_months by name
select filings.filing_id, months.month
from served.filings
join served.campaign_months as months
    on months.campaign_id = filings.campaign_id
    and months.month >= filings.month
    and months.month
    <= if(list_contains($registers, filings.table_name), filings.month, filings.last_month)
where filings.campaign_id = $campaign and filings.table_name is not null
"""


class OtherVersion(Exception):
    """The snapshot has other tables than today's; a run publishes it anew."""


def thaw(store: Store, snapshot: Path, campaign: str) -> None:
    """Put what the snapshot has of a campaign into an empty store. Raises OtherVersion."""
    connection = store.connection
    registers = [table.name for table in TABLES.values() if table.kind == "register"]
    connection.execute("attach $path as served (read_only)", {"path": str(snapshot)})
    try:
        connection.execute(READINGS, {"campaign": campaign})
        for sql in (FILINGS, MONTHS):
            connection.execute(sql, {"campaign": campaign, "registers": registers})
        for name in TABLES:
            connection.execute(
                f"insert into {name} by name "
                f"select * from served.{name} where campaign_id = $campaign",
                {"campaign": campaign},
            )
    except (duckdb.BinderException, duckdb.CatalogException) as error:
        raise OtherVersion(str(error)) from None
    finally:
        connection.execute("detach served")
