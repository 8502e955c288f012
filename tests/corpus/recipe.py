"""The table that is filed, and a sheet that it is typed into."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from tests.formats import Merge, Page

UNIT, MONTH, SHEET = "柳市镇", "2021-10", "月度进展"
NUMBER, CODE = "number", "project_code"
IN_MONTH, TO_DATE = "invested_in_month_wanyuan", "invested_to_date_wanyuan"
STATUS, STARTED, REGISTERED = "status", "started_on", "registered_in_statistics"
WORDS = "site_progress"
# What is compared, in this order.
COLUMNS = (CODE, IN_MONTH, TO_DATE, STATUS, STARTED, REGISTERED, WORDS)
LABELS = {
    NUMBER: "序号",
    CODE: "项目代码",
    IN_MONTH: "本月完成投资",
    TO_DATE: "累计完成投资",
    STATUS: "状态",
    STARTED: "实际开工",
    REGISTERED: "入统",
    WORDS: "形象进度",
}
FACTORS = {
    "元": Decimal("0.0001"),
    "千元": Decimal("0.1"),
    "万元": Decimal(1),
    "百万元": Decimal(100),
    "亿元": Decimal(10000),
}
STATUSES = {"在建": "under_construction", "停工": "suspended", "完工": "completed"}
FLAGS = {"是": True, "否": False}


@dataclass(frozen=True)
class Record:
    """A project's month as the unit means it; amounts in 万元."""

    code: str
    in_month: Decimal | None
    to_date: Decimal | None
    status: str | None
    started: date | None
    registered: str | None
    words: str | None

    def typed(self, column: str, unit: str) -> Any:
        """What is typed into the column's cell where amounts are in that unit."""
        if column in (IN_MONTH, TO_DATE):
            return amount(self.in_month if column == IN_MONTH else self.to_date, unit)
        others = (self.code, self.status, self.started, self.registered, self.words)
        return dict(zip((CODE, STATUS, STARTED, REGISTERED, WORDS), others, strict=True))[column]

    def values(self) -> tuple[Any, ...]:
        """What has to be read, as COLUMNS has it."""
        status = STATUSES[self.status] if self.status else None
        registered = FLAGS[self.registered] if self.registered else None
        amounts = (self.in_month, self.to_date)
        return (self.code, *amounts, status, self.started, registered, self.words)


def amount(wanyuan: Decimal | None, unit: str) -> float | int | None:
    """An amount as a number in the unit; nothing that is typed here needs more than 15 digits."""
    if wanyuan is None:
        return None
    number = wanyuan / FACTORS[unit]
    return int(number) if number == number.to_integral_value() else float(number)


def _record(number: int, in_month: str | None, to_date: str, *more: Any) -> Record:
    first = None if in_month is None else Decimal(in_month)
    return Record(f"2017-330382-04-01-{number:06d}", first, Decimal(to_date), *more)


RECORDS = (
    _record(1, "1234.5", "15000", "在建", date(2021, 9, 30), "是", "主体结构封顶"),
    _record(2, "120000", "3456789.25", "停工", date(2019, 3, 1), "否", "基坑支护"),
    _record(3, None, "0.5", "完工", date(2020, 2, 29), None, "设备安装、调试"),
    _record(4, "0", "70000", None, None, "是", "注塑机房施工"),
    _record(5, "88.8", "999.9999", "在建", date(2021, 10, 8), "是", "合计三栋封顶"),
)


@dataclass
class Canvas:
    """A sheet that is being typed. Rows and columns are counted from 0."""

    name: str = SHEET
    cells: dict[tuple[int, int], Any] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    is_hidden: bool = False

    def line(self, row: int, *texts: Any, left: int = 0) -> None:
        """Type a row of cells."""
        for at, text in enumerate(texts, left):
            if text is not None:
                self.cells[row, at] = text

    def merged(self, text: Any, top: int, left: int, bottom: int, right: int) -> None:
        """Type a cell that is merged over others."""
        self.cells[top, left] = text
        if (top, left) != (bottom, right):
            self.merges.append((top, left, bottom, right))

    def page(self) -> Page:
        """The sheet as it is written."""
        height = max((row for row, _ in self.cells), default=-1) + 1
        width = max((column for _, column in self.cells), default=-1) + 1
        rows = [[self.cells.get((row, at)) for at in range(width)] for row in range(height)]
        return Page(
            rows, self.name, self.merges, self.hidden_rows, self.hidden_columns, self.is_hidden
        )


# Sheet, row and column of each cell of the table, by record and column.
Places = dict[tuple[int, str], tuple["Canvas", int, int]]


@dataclass
class Laid:
    """A table set out: on which sheets, where each cell of it stands, and what must be said of it.

    `places` are sheet, row and column by record and column of the table. `notes` are the kinds of
    notes that the reader has to make. `others` counts the rows of further tables.
    """

    sheets: list[Canvas]
    records: list[Record]
    places: Places
    units: dict[str, str]
    notes: set[str] = field(default_factory=set)
    others: dict[str, int] = field(default_factory=dict)
    left_alone: list[str] = field(default_factory=list)

    def type_over(self, record: int, column: str, value: Any) -> None:
        """Put something else into a cell of the table."""
        sheet, row, at = self.places[record, column]
        sheet.cells[row, at] = value

    def row_of(self, record: int) -> tuple[Canvas, int]:
        """The sheet and the row in which a record stands."""
        sheet, row, _ = self.places[record, CODE]
        return sheet, row


def type_table(
    sheet: Canvas,
    top: int,
    left: int,
    *,
    records: Mapping[int, Record],
    columns: Sequence[str],
    units: Mapping[str, str],
) -> Places:
    """Type the records below each other, and say where each cell stands."""
    places: Places = {}
    for row, (number, record) in enumerate(records.items(), top):
        for at, name in enumerate(columns, left):
            value = number + 1 if name == NUMBER else record.typed(name, units[name])
            places[number, name] = (sheet, row, at)
            if value is not None:
                sheet.cells[row, at] = value
    return places
