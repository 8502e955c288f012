"""Faults planted on purpose, each in a known cell: rows to be rejected, rows to be warned about.

Nothing else in the sample may be rejected or warned about, so what a fault would drag along is put
right: the row after a gap gives no amount for the month, only the cumulative one.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from campaigns import Campaign
from pipelines.sample import planters
from pipelines.sample.model import Filing
from pipelines.sample.search import IN_MONTH, month_before


def plant(filings: Sequence[Filing], campaign: Campaign) -> None:
    """Plant the campaign's faults in its filings, in place."""
    for fault in FAULTS.get(campaign.id, ()):
        fault(filings)
    _blank_after_gaps(filings)


def _blank_after_gaps(filings: Sequence[Filing]) -> None:
    accepted: dict[object, set[str]] = {}
    for filing in filings:
        for row in filing.tables.get("progress", []):
            if not row.rejected:
                accepted.setdefault(row.values["project_code"], set()).add(filing.month)
    for filing in filings:
        for row in filing.tables.get("progress", []):
            had = accepted.get(row.values["project_code"], set())
            gap = any(month < filing.month for month in had)
            if gap and month_before(filing.month) not in had and not row.fault:
                row.values[IN_MONTH] = None


FAULTS: dict[str, tuple[planters.Planter, ...]] = {
    "yueqing-2021": (
        planters.spoil("330382001", "2021-10", "progress", IN_MONTH, "约1200", "not_a_number"),
        planters.spoil("330382005", "2021-11", "land", "planned_on", "2021-02-30", "not_a_date"),
        planters.short_code("330382004", "2021-11"),
        planters.foreign("330382108", "2021-09", of="330382115"),
        planters.nobody("Z-330382-01", "2021-09", "柳白片区指挥部"),
        planters.wrong_check_digit("Z-330382-02"),
        planters.renamed("330382115", "2021-11"),
        planters.misdated(
            "330382114",
            "2021-12",
            "progress",
            "in_production_on",
            date(2015, 5, 20),
            "production_before_started",
        ),
    ),
    "lishui-2018": (
        planters.spoil("331122", "2018-06", "progress", "status", "在建中？", "not_a_choice"),
        planters.spoil("331127", "2018-05", "progress", "month", "2018-04", "other_month"),
        planters.spoil("331181", "2018-10", "progress", "project_code", "", "missing"),
        planters.over_total("331125", "2018-12"),
        planters.stranger(
            "331122",
            "2018-06",
            "contacts",
            "project_code",
            "2016-331122-48-01-000000",
            "contact_unknown_project",
        ),
    ),
    "jiaxing-2018": (),
    "linzi-2020": (
        planters.falls("370305005", "2020-08", by=Decimal("50")),
        planters.disagrees("370305109", "2020-05"),
        planters.twice("370305002", "2020-07"),
        planters.unlisted("Z-370305-01", "2020-04"),
        planters.stranger(
            "O-370305-01", "2020-06", "indicators", "place", "广饶县", "place_unknown"
        ),
    ),
}
