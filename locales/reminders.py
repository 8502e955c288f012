"""What a unit is told when its filing is due: whose, for what, until when, how many days are over.

The same sentence stands on the filing board, in its download and in the engineer's terminal. It
names offices, never people or their numbers.
"""

from collections.abc import Mapping
from typing import Any

from locales.catalogue import Translator
from locales.numbers import month_name

Row = Mapping[str, Any]


def reminder(t: Translator, row: Row) -> str:
    """The sentence of a row of the query `reminders`, ready to be sent."""
    chinese = t.language.startswith("zh")
    tables = [t(f"restated.table.{name}") for name in row["returned_tables"] or ()]
    days = row["days_over"]
    when = "over" if days > 0 else "ahead" if days < 0 else "today"
    return t(
        "reminder.sentence",
        campaign=row["campaign_zh" if chinese else "campaign_en"],
        unit=row["unit_zh" if chinese else "unit_en"],
        month=month_name(row["month"], t.language),
        what=t(
            f"reminder.{row['state']}",
            n=row["returned_rows"],
            tables=t("reminder.tables", tables=t("number.separator").join(tables))
            if tables
            else "",
        ),
        until=t(f"reminder.{when}", due_on=row["due_on"].isoformat(), n=abs(days)),
    )
