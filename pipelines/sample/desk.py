"""The filing desk: what a unit files for a month, and the moment at which it does.

Moments are in UTC, at hours that fall on the same day in China. Most filings come by the deadline;
those named as late come days after it.
"""

import copy
import random
from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal

from campaigns import Campaign
from campaigns.calendar import CampaignMonth, months
from pipelines.sample.model import Filing, Row

CORRECTED_AFTER = timedelta(days=30)
CORRECTED_LATE_AFTER = timedelta(days=75)


class Desk:
    """Collects the filings of a campaign."""

    def __init__(
        self,
        rng: random.Random,
        campaign: Campaign,
        *,
        late_days: Mapping[tuple[str, str], int],
        silent: frozenset[tuple[str, str]] = frozenset(),
    ) -> None:
        """`late_days` and `silent` (nothing filed) go by unit and month."""
        self._rng = rng
        self._campaign = campaign
        self._late_days = late_days
        self._silent = silent
        self._units = {unit.code: unit for unit in campaign.units}
        self._months = {month.month: month for month in months(campaign)}
        self.filings: list[Filing] = []

    def file(self, unit: str, month: CampaignMonth, tables: Mapping[str, list[Row]]) -> None:
        """Take what the unit files for the month; empty tables, and all of a silent unit, are
        left out.
        """
        full = {name: rows for name, rows in tables.items() if rows}
        if not full or (unit, month.month) in self._silent:
            return
        days = self._late_days.get((unit, month.month), 0)
        self.filings.append(
            Filing(
                campaign=self._campaign.id,
                unit=unit,
                unit_name=self._units[unit].name.zh,
                month=month.month,
                filed_at=self._moment(month, days),
                late=days > 0,
                tables=full,
            )
        )

    def correct(self, unit: str, month: str, *, rows: int, after_publication: bool = False) -> None:
        """The unit files the month's progress again a month later: the first filing had stated
        too little for its first `rows` active projects. `after_publication` it comes later still.
        """
        first = next(f for f in self.filings if (f.unit, f.month) == (unit, month))
        right = copy.deepcopy(first.tables["progress"])
        active = [row for row in first.tables["progress"] if _money(row, "in_month")]
        for row in active[:rows]:
            short = (_money(row, "in_month") * 4 / 10).quantize(Decimal("0.01"))
            for column in ("invested_in_month_wanyuan", "invested_to_date_wanyuan"):
                amount = row.values[column]
                assert isinstance(amount, Decimal)
                row.values[column] = amount - short
        self.filings.append(
            Filing(
                campaign=first.campaign,
                unit=unit,
                unit_name=first.unit_name,
                month=month,
                filed_at=first.filed_at
                + (CORRECTED_LATE_AFTER if after_publication else CORRECTED_AFTER),
                late=True,
                tables={"progress": right},
                corrects=True,
                after_publication=after_publication,
            )
        )

    def _moment(self, month: CampaignMonth, days_late: int) -> datetime:
        due = month.filing_due_on
        day = due + timedelta(days=days_late)
        if not days_late:
            day = due.replace(day=self._rng.randint(1, due.day))
        at = time(self._rng.randint(1, 8), self._rng.randint(0, 59), self._rng.randint(0, 59))
        return datetime.combine(day, at, UTC)


def _money(row: Row, which: str) -> Decimal:
    amount = row.values[f"invested_{which}_wanyuan"]
    return amount if isinstance(amount, Decimal) else Decimal(0)
