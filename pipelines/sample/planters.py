"""Ways to plant a fault. Each returns a function that plants it in a campaign's filings, in place.

Those that spoil a row name the `reason` for which it must be turned away; those that leave it
readable name the `rule` that must warn of it.
"""

import copy
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from pipelines.sample.codes import is_new_form
from pipelines.sample.model import Fault, Filing, Row
from pipelines.sample.search import IN_MONTH, TO_DATE, all_rows, find, suitable, unused

CENT = Decimal("0.01")


Planter = Callable[[Sequence[Filing]], None]


def spoil(unit: str, month: str, table: str, column: str, text: str, reason: str) -> Planter:
    """Write `text` in a cell of the table's first suitable row."""

    def fault(filings: Sequence[Filing]) -> None:
        row = suitable(filings, unit, month, table)
        row.written[column] = text
        row.fault = Fault(column, reason=reason)

    return fault


def short_code(unit: str, month: str) -> Planter:
    """Leave the last digit off a project code."""

    def fault(filings: Sequence[Filing]) -> None:
        row = suitable(filings, unit, month, "progress")
        row.written["project_code"] = str(row.values["project_code"])[:-1]
        row.fault = Fault("project_code", reason="bad_code")

    return fault


def twice(unit: str, month: str) -> Planter:
    """File a project twice in a sheet, with different amounts: neither can be believed."""

    def fault(filings: Sequence[Filing]) -> None:
        rows = find(filings, unit, month).tables["progress"]
        first = suitable(filings, unit, month, "progress")
        first.fault = Fault("project_code", reason="duplicate_key")
        second = copy.deepcopy(first)
        _raise(second, IN_MONTH, Decimal("120.5"))
        _raise(second, TO_DATE, Decimal("120.5"))
        rows.insert(rows.index(first) + 2, second)

    return fault


def foreign(unit: str, month: str, of: str) -> Planter:
    """List a project of another unit among one's own."""

    def fault(filings: Sequence[Filing]) -> None:
        theirs = copy.deepcopy(find(filings, of, month).tables["projects"][-1])
        theirs.fault = Fault("unit_id", reason="other_unit")
        theirs.written["unit_id"] = find(filings, of, month).unit_name
        find(filings, unit, month).tables["projects"].append(theirs)

    return fault


def nobody(unit: str, month: str, text: str) -> Planter:
    """List a project of a unit that does not exist."""

    def fault(filings: Sequence[Filing]) -> None:
        rows = find(filings, unit, month).tables["projects"]
        extra = copy.deepcopy(rows[-1])
        extra.values["project_code"] = unused(filings, str(rows[-1].values["project_code"]))
        extra.values["project_name"] = "备选地块配套道路工程"
        extra.written["unit_id"] = text
        extra.fault = Fault("unit_id", reason="unknown_unit")
        rows.append(extra)

    return fault


def unlisted(unit: str, month: str) -> Planter:
    """Report progress of a project that is in nobody's list."""

    def fault(filings: Sequence[Filing]) -> None:
        rows = find(filings, unit, month).tables["progress"]
        extra = copy.deepcopy(suitable(filings, unit, month, "progress"))
        extra.values["project_code"] = unused(filings, str(extra.values["project_code"]))
        extra.values[TO_DATE] = extra.values[IN_MONTH]
        extra.fault = Fault("project_code", rule="progress_unknown_project")
        rows.append(extra)

    return fault


def wrong_check_digit(unit: str) -> Planter:
    """Give a project a new-form code with a wrong last digit, the same in all its filings."""

    def fault(filings: Sequence[Filing]) -> None:
        listed = [row for f in filings if f.unit == unit for row in f.tables.get("projects", [])]
        row = next(row for row in listed if is_new_form(str(row.values["project_code"])))
        right = str(row.values["project_code"])
        wrong = right[:-1] + str((int(right[-1]) + 1) % 10)
        row.fault = Fault("project_code", rule="code_check_digit")
        for every in all_rows(filings):
            if every.values.get("project_code") == right:
                every.values["project_code"] = wrong

    return fault


def falls(unit: str, month: str, by: Decimal) -> Planter:
    """The cumulative amount falls below that of the month before, and goes on from there."""

    def fault(filings: Sequence[Filing]) -> None:
        row = suitable(filings, unit, month, "progress")
        in_month = row.values[IN_MONTH]
        assert isinstance(in_month, Decimal)
        row.values[IN_MONTH] = None
        row.fault = Fault(TO_DATE, rule="progress_falls")
        code = row.values["project_code"]
        for filing in filings:
            for later in filing.tables.get("progress", []):
                if later.values["project_code"] == code and filing.month >= month:
                    _raise(later, TO_DATE, -in_month - by)

    return fault


def disagrees(unit: str, month: str) -> Planter:
    """State more for the month than the cumulative amounts bear out."""

    def fault(filings: Sequence[Filing]) -> None:
        row = suitable(filings, unit, month, "progress")
        _raise(row, IN_MONTH, Decimal("88.8"))
        row.fault = Fault(IN_MONTH, rule="progress_month_disagrees")

    return fault


def over_total(unit: str, month: str) -> Planter:
    """State a total so low that the last month's work passes it (and no month before)."""

    def fault(filings: Sequence[Filing]) -> None:
        row = suitable(filings, unit, month, "progress")
        done = row.values[TO_DATE]
        assert isinstance(done, Decimal)
        for listed in all_rows(filings, "projects"):
            if listed.values["project_code"] == row.values["project_code"]:
                listed.values["total_investment_wanyuan"] = done - Decimal("6.5")
        row.fault = Fault(TO_DATE, rule="progress_over_total")

    return fault


def renamed(unit: str, month: str) -> Planter:
    """A later list calls the project of a code by another name."""

    def fault(filings: Sequence[Filing]) -> None:
        row = find(filings, unit, month).tables["projects"][-1]
        row.values["project_name"] = f"{row.values['project_name']}（调整）"
        row.fault = Fault("project_name", rule="name_changed")

    return fault


def misdated(unit: str, month: str, table: str, column: str, day: date, rule: str) -> Planter:
    """Write a day that cannot be into the table's first suitable row."""

    def fault(filings: Sequence[Filing]) -> None:
        row = suitable(filings, unit, month, table)
        row.values[column] = day
        row.fault = Fault(column, rule=rule)

    return fault


def stranger(unit: str, month: str, table: str, column: str, value: str, rule: str) -> Planter:
    """Add a row about something that the campaign does not have."""

    def fault(filings: Sequence[Filing]) -> None:
        extra = copy.deepcopy(suitable(filings, unit, month, table))
        extra.values[column] = value
        extra.fault = Fault(column, rule=rule)
        find(filings, unit, month).tables[table].append(extra)

    return fault


def _raise(row: Row, column: str, by: Decimal) -> None:
    amount = row.values[column]
    if isinstance(amount, Decimal):
        row.values[column] = (amount + by).quantize(CENT)
