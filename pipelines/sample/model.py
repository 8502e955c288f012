"""What the sample is made of: filings, their rows, and the faults planted in them.

A row holds typed values under canonical column names (money as Decimal 万元). How they are written
into a file is a matter of the unit's style; a fault may write something else than the value.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

Value = str | bool | int | Decimal | date | None
Values = dict[str, Value]

SYNTHETIC = "本表为示例数据，纯属虚构 (SYNTHETIC SAMPLE)"


@dataclass(frozen=True)
class Fault:
    """Something wrong on purpose: a reject's `reason`, or the `rule` of a check that warns."""

    column: str
    reason: str = ""
    rule: str = ""


@dataclass
class Row:
    """A row of a filing. `written` replaces what a column's cell would hold."""

    values: Values
    written: dict[str, str] = field(default_factory=dict)
    fault: Fault | None = None

    @property
    def rejected(self) -> bool:
        """Whether the row is not to arrive in the warehouse."""
        return self.fault is not None and bool(self.fault.reason)


@dataclass(frozen=True)
class Style:
    """How a unit makes its tables.

    `money` is the unit that amounts are stated in, and `money_in_header` where it is stated.
    `dates` is "excel" for real dates, else a pattern for text.
    """

    format: Literal["xlsx", "csv"] = "xlsx"
    aliases: bool = False
    money: Literal["万元", "亿元"] = "万元"
    money_in_header: bool = False
    dates: str = "excel"
    blank: str = ""
    separators: bool = False
    full_width: bool = False
    margin_row: bool = False
    margin_column: bool = False
    month_column: bool = False
    unit_names: Literal["full", "short", "blank"] = "full"


@dataclass
class Filing:
    """A workbook (or set of CSV files) that a unit files for a month.

    `filed_at` is in UTC. `corrects` says that an earlier filing of the same month is replaced, and
    `after_publication` that this comes when the month has been published already.
    """

    campaign: str
    unit: str
    unit_name: str
    month: str
    filed_at: datetime
    late: bool
    tables: Mapping[str, list[Row]]
    corrects: bool = False
    after_publication: bool = False

    @property
    def stem(self) -> str:
        """The file's name without table and ending."""
        return f"{self.unit_name}（更正）" if self.corrects else self.unit_name
