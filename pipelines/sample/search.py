"""Looking for rows in the filings of a campaign."""

from collections.abc import Sequence

from pipelines.sample.codes import check_digit, is_new_form
from pipelines.sample.model import Filing, Row

IN_MONTH, TO_DATE = "invested_in_month_wanyuan", "invested_to_date_wanyuan"


def find(filings: Sequence[Filing], unit: str, month: str) -> Filing:
    """The unit's first filing for the month."""
    return next(f for f in filings if (f.unit, f.month, f.corrects) == (unit, month, False))


def all_rows(filings: Sequence[Filing], table: str = "") -> list[Row]:
    """Every row of every filing, or of one table."""
    return [
        row
        for filing in filings
        for name, rows in filing.tables.items()
        if table in ("", name)
        for row in rows
    ]


def suitable(filings: Sequence[Filing], unit: str, month: str, table: str) -> Row:
    """The first row without a fault; of progress, of work under way now and the month before."""
    rows = [row for row in find(filings, unit, month).tables[table] if not row.fault]
    if table != "progress":
        return rows[0]
    before = {
        row.values["project_code"]
        for filing in filings
        if filing.unit == unit and filing.month < month
        for row in filing.tables.get("progress", [])
        if row.values[TO_DATE] and month_before(month) == filing.month and not row.fault
    }
    return next(
        row
        for row in rows
        if row.values["status"] == "under_construction"
        and row.values[IN_MONTH]
        and row.values["project_code"] in before
    )


def month_before(month: str) -> str:
    """The calendar month before, `YYYY-MM`."""
    year, number = map(int, month.split("-"))
    return f"{year - (number == 1):04d}-{(number - 2) % 12 + 1:02d}"


def unused(filings: Sequence[Filing], like: str) -> str:
    """A code of the same kind that no row has."""
    taken = {row.values.get("project_code") for row in all_rows(filings)}
    for serial in range(99_999):
        code = f"{like[:-6]}{serial:05d}"
        code += check_digit(code.replace("-", "")) if is_new_form(like) else "0"
        if code not in taken:
            return code
    raise AssertionError("no code is left")
