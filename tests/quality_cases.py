"""For each rule of quality rows that break it, and rows that just do not.

`says` is the value and what it is compared with, worked out by hand. A case's rows are filed in a
campaign of its own with Yueqing's definition: 2021-09-21 to 2021-12-31.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

A, B = "2017-330382-04-01-000001", "2017-330382-04-01-000002"
CODES = [f"2017-330382-04-01-0000{number:02d}" for number in range(1, 11)]
SEP, OCT, NOV, DEC = "2021-09", "2021-10", "2021-11", "2021-12"
PLACE = "柳市镇"
Values = dict[str, Any]


@dataclass(frozen=True)
class Row:
    """A row as it is filed: the table, who files it, for which month."""

    table: str
    unit: str
    month: str
    values: dict[str, Any]


@dataclass(frozen=True)
class Case:
    """Rows that break the rule of that name and no other, and rows that are on its edge."""

    breaks: list[Row]
    fine: list[Row]
    says: tuple[str | None, str | None]


def row(table: str, filed: str = SEP, /, *, unit: str = "u1", **values: Any) -> Row:
    """A row; numbers are exact decimals."""
    exact = {
        name: Decimal(str(value)) if type(value) in (int, float) else value
        for name, value in values.items()
    }
    return Row(table, unit, filed, exact)


def listed(code: str = A, month: str = SEP, *, unit: str = "u1", **values: Any) -> Row:
    """A project on a list, of 100 万元."""
    usual: Values = {
        "project_name": f"项目{code[-2:]}",
        "category": "ongoing",
        "total_investment_wanyuan": 100,
    }
    return row("projects", month, unit=unit, project_code=code, **(usual | values))


def done(
    month: str,
    to: float | None = None,
    *,
    code: str = A,
    unit: str = "u1",
    add: float | None = None,
    **values: Any,
) -> Row:
    """A month's progress: cumulative `to`, and `add` in the month."""
    return row(
        "progress",
        month,
        unit=unit,
        project_code=code,
        month=month,
        invested_to_date_wanyuan=to,
        invested_in_month_wanyuan=add,
        **values,
    )


def plan(month: str, wanyuan: float, code: str = A) -> Row:
    """A month's plan, on a list filed in September."""
    return row("plans", project_code=code, month=month, planned_investment_wanyuan=wanyuan)


def milestone(month: str = SEP, **values: Any) -> Row:
    """A milestone on a list filed for the month."""
    return row("milestones", month, project_code=A, milestone="初步设计批复", **values)


def issue(month: str = SEP, **values: Any) -> Row:
    """An issue, raised at the campaign's start unless said."""
    usual: Values = {"issue_id": "1", "project_code": A, "raised_on": date(2021, 9, 22)}
    return row("issues", month, **(usual | values))


def contact(code: str, day: date = date(2021, 9, 22)) -> Row:
    """A contact of the same official."""
    return row("contacts", project_code=code, contacted_on=day, official="分管副市长")


def prospect(month: str = SEP, *, unit: str = "u1", **values: Any) -> Row:
    """A prospect, listed in August unless said."""
    usual: Values = {
        "prospect_id": "X",
        "total_investment_wanyuan": 1,
        "listed_on": date(2021, 8, 1),
    }
    return row("prospects", month, unit=unit, **(usual | values))


def parcel(month: str = SEP, **values: Any) -> Row:
    """A parcel of 10 mu unless said."""
    usual: Values = {"parcel_id": "P", "area_mu": 10}
    return row("land", month, **(usual | values))


def bond(month: str = SEP, **values: Any) -> Row:
    """A bond of 10 万元 being paid out, unless said."""
    usual: Values = {"bond_id": "Z", "kind": "payment", "amount_wanyuan": 10}
    return row("bonds", month, **(usual | values))


def total(month: str = SEP, *, unit: str = "u1", **values: Any) -> Row:
    """A unit's totals."""
    return row("totals", month, unit=unit, unit_id="u1", month=month, **values)


def indicator(value: float, month: str = SEP, *, unit: str = "u1", place: str = PLACE) -> Row:
    """An indicator of a place that the campaign knows."""
    return row(
        "indicators",
        month,
        unit=unit,
        place=place,
        month=month,
        indicator="增速",
        value_percent=value,
    )


def each_month(amounts: Iterable[float], **values: Any) -> list[Row]:
    """A month's amount each, from September on, and the cumulative ones that follow."""
    rows, to = [], Decimal(0)
    for month, amount in zip((SEP, OCT, NOV, DEC), amounts, strict=False):
        to += Decimal(str(amount))
        rows.append(done(month, float(to), add=amount, **values))
    return rows


def filing(month: str, amounts: Iterable[float]) -> list[Row]:
    """Cumulative amounts of several projects, in one filing."""
    return [done(month, to, code=code) for code, to in zip(CODES, amounts, strict=False)]


ALL = [listed(code) for code in CODES]
NEW_START = listed(category="new_start")
FIRST, EVE = date(2021, 9, 21), date(2021, 9, 20)
LAST_OF_SEP, FIRST_OF_OCT = date(2021, 9, 30), date(2021, 10, 1)

PROGRESS = {
    "progress_twice": Case(
        [listed(), done(SEP), done(SEP, unit="u2")],
        [listed(), done(SEP), done(OCT, unit="u2")],
        (A, SEP),
    ),
    "progress_negative": Case(
        [listed(), done(SEP, statistical_to_date_wanyuan=-0.0001)],
        [listed(), done(SEP, 0, statistical_to_date_wanyuan=0)],
        ("-0.0001", None),
    ),
    "month_negative": Case(
        [listed(), done(SEP, add=-0.0001)], [listed(), done(SEP, add=0)], ("-0.0001", None)
    ),
    "progress_falls": Case(
        [listed(), done(SEP, 5), done(OCT), done(NOV, 4.9999)],
        [listed(), done(SEP, 5), done(OCT), done(NOV, 5)],
        ("4.9999", "5.0000"),
    ),
    "statistical_falls": Case(
        [
            listed(),
            done(SEP, statistical_to_date_wanyuan=5),
            done(OCT, statistical_to_date_wanyuan=4.9999),
        ],
        [
            listed(),
            done(SEP, statistical_to_date_wanyuan=5),
            done(OCT, statistical_to_date_wanyuan=5),
        ],
        ("4.9999", "5.0000"),
    ),
    # 9 - 5 is 4; 3.9998 is off by the two ten-thousandths that rounding may make.
    "progress_month_disagrees": Case(
        [listed(), done(SEP, 5), done(OCT, 9, add=3.9997)],
        [listed(), done(SEP, 5), done(OCT, 9, add=3.9998)],
        ("3.9997", "4.0000"),
    ),
    "month_over_cumulative": Case(
        [listed(), done(SEP, 4, add=4.0001)], [listed(), done(SEP, 4, add=4)], ("4.0001", "4.0000")
    ),
    # 10⁴ times 3, threefold at most: 90 000.
    "progress_unit_slip": Case(
        # In another unit it is more than the total too, and less than the month: one message.
        [listed(), done(SEP, 3), done(OCT, 90_000), done(NOV, 9, add=10)],
        [listed(total_investment_wanyuan=10**8), done(SEP, 3), done(OCT, 90_000.0001)],
        ("90000.0000", "3.0000"),
    ),
    # A third of 10⁴ times 3 is 10 000.
    "statistical_unit_slip": Case(
        [listed(total_investment_wanyuan=10**8), done(SEP, 10_000, statistical_to_date_wanyuan=3)],
        [
            listed(total_investment_wanyuan=10**8),
            done(SEP, 9_999.9999, statistical_to_date_wanyuan=3),
        ],
        ("3.0000", "10000.0000"),
    ),
    # A fifth of 10 is 2.
    "reported_against_statistical": Case(
        [listed(), done(SEP, 10, statistical_to_date_wanyuan=7.9999)],
        [listed(), done(SEP, 10, statistical_to_date_wanyuan=8)],
        ("7.9999", "10.0000"),
    ),
    "progress_over_total": Case(
        [listed(), done(SEP, 100.0001)], [listed(), done(SEP, 100)], ("100.0001", "100.0000")
    ),
    "progress_unknown_project": Case([done(SEP)], [listed(), done(SEP)], (A, None)),
    "started_in_future": Case(
        [listed(), done(SEP, started_on=FIRST_OF_OCT)],
        [listed(), done(SEP, started_on=LAST_OF_SEP)],
        ("2021-10-01", "2021-09-30"),
    ),
    "completed_in_future": Case(
        [listed(), done(SEP, completed_on=FIRST_OF_OCT)],
        [listed(), done(SEP, completed_on=LAST_OF_SEP)],
        ("2021-10-01", "2021-09-30"),
    ),
    "completed_before_started": Case(
        [listed(), done(OCT, completed_on=LAST_OF_SEP, started_on=FIRST_OF_OCT)],
        [listed(), done(OCT, completed_on=FIRST_OF_OCT, started_on=FIRST_OF_OCT)],
        ("2021-09-30", "2021-10-01"),
    ),
    "production_before_started": Case(
        [listed(), done(OCT, in_production_on=LAST_OF_SEP, started_on=FIRST_OF_OCT)],
        [listed(), done(OCT, in_production_on=FIRST_OF_OCT, started_on=FIRST_OF_OCT)],
        ("2021-09-30", "2021-10-01"),
    ),
    "started_before_campaign": Case(
        [NEW_START, done(SEP, started_on=EVE)],
        [NEW_START, done(SEP, started_on=FIRST)],
        ("2021-09-20", "2021-09-21"),
    ),
    "completed_before_campaign": Case(
        [listed(), done(SEP, completed_on=EVE)],
        [listed(), done(SEP, completed_on=FIRST)],
        ("2021-09-20", "2021-09-21"),
    ),
    "date_rewritten": Case(
        [listed(), done(SEP, started_on=FIRST), done(OCT), done(NOV, started_on=EVE)],
        [listed(), done(SEP, started_on=FIRST), done(OCT), done(NOV, started_on=FIRST)],
        ("2021-09-20", "2021-09-21"),
    ),
    "status_goes_back": Case(
        [listed(), done(SEP, status="completed"), done(OCT), done(NOV, status="suspended")],
        [listed(), done(SEP, status="under_construction"), done(OCT, status="suspended")],
        ("suspended", "completed"),
    ),
    "invested_not_started": Case(
        [listed(), done(SEP, add=0.0001, status="not_started")],
        [listed(), done(SEP, add=0, status="not_started")],
        ("0.0001", "not_started"),
    ),
    "invested_before_start": Case(
        [listed(), done(SEP, add=1), done(OCT, started_on=FIRST_OF_OCT)],
        [listed(), done(SEP, add=1), done(OCT, started_on=LAST_OF_SEP)],
        ("1.0000", "2021-10-01"),
    ),
    "built_before_permit": Case(
        [
            listed(),
            done(SEP, status="under_construction"),
            row(
                "milestones", OCT, project_code=A, milestone="取得施工许可证", done_on=FIRST_OF_OCT
            ),
        ],
        [
            listed(),
            done(SEP, status="under_construction"),
            row("milestones", OCT, project_code=A, milestone="取得施工许可证", done_on=LAST_OF_SEP),
        ],
        ("under_construction", "2021-10-01"),
    ),
    # Four fifths of 100 are 80.
    "completed_below_total": Case(
        [listed(), done(DEC, 79.9999, status="completed", started_on=FIRST)],
        [listed(), done(DEC, 80, status="completed", started_on=FIRST)],
        ("79.9999", "100.0000"),
    ),
    # Half a year after 30 September ends on 30 March, after 1 October on 1 April.
    "invested_after_completion": Case(
        [listed(), done(SEP, completed_on=LAST_OF_SEP), done("2022-04", add=1)],
        [listed(), done(OCT, completed_on=FIRST_OF_OCT), done("2022-04", add=1)],
        ("1.0000", "2021-09-30"),
    ),
    # Nine of ten; eight of nine are fewer.
    "filing_copied": Case(
        [*ALL, *filing(SEP, range(1, 11)), *filing(OCT, [*range(1, 10), 11])],
        [*ALL, *filing(SEP, range(1, 10)), *filing(OCT, [*range(1, 9), 10])],
        ("9", "10"),
    ),
    "equal_steps": Case(
        [listed(), *each_month([5, 5, 5])], [listed(), *each_month([5, 5, 5.0001])], ("5.0000", "3")
    ),
    "site_unchanged": Case(
        [listed(), *each_month([1, 2, 3, 4], site_progress="主体施工")],
        [listed(), *each_month([1, 2, 3], site_progress="主体施工")],
        ("4.0000", "4"),
    ),
    # Of 12 in four months a usual one has 3, and three times that is 9.
    "year_end_jump": Case(
        [listed(), *each_month([1, 1.5, 0.5, 9.0004])],
        [listed(), *each_month([1, 1.5, 0.5, 9])],
        ("9.0004", "3.0"),
    ),
    "statistical_unregistered": Case(
        [listed(), done(SEP, statistical_to_date_wanyuan=1, registered_in_statistics=False)],
        [listed(), done(SEP, statistical_to_date_wanyuan=1, registered_in_statistics=True)],
        ("1.0000", None),
    ),
}

LISTS = {
    "project_twice": Case(
        [listed(), listed(unit="u2")],
        [listed(), listed(B, OCT), listed(A, OCT, unit="u2")],
        (A, None),
    ),
    "amount_negative": Case(
        [listed(period_plan_wanyuan=-0.0001)], [listed(period_plan_wanyuan=0)], ("-0.0001", None)
    ),
    "total_zero": Case(
        [listed(total_investment_wanyuan=0)],
        [listed(total_investment_wanyuan=0.0001)],
        ("0.0000", None),
    ),
    "plan_over_total": Case(
        [listed(period_plan_wanyuan=100.0001)],
        [listed(period_plan_wanyuan=100)],
        ("100.0001", "100.0000"),
    ),
    # 10⁴ times 100, threefold at most: 3 000 000.
    "total_unit_slip": Case(
        [listed(), listed(month=OCT, total_investment_wanyuan=3_000_000)],
        [listed(), listed(month=OCT, total_investment_wanyuan=3_000_000.0001)],
        ("3000000.0000", "100.0000"),
    ),
    "total_changed": Case(
        [listed(), listed(month=OCT, total_investment_wanyuan=89.9999)],
        [listed(), listed(month=OCT, total_investment_wanyuan=90)],
        ("89.9999", "100.0000"),
    ),
    "name_changed": Case(
        [listed(project_name="甲项目"), listed(month=OCT, project_name="乙项目")],
        [listed(project_name="甲项目（一期）"), listed(month=OCT, project_name="甲 项目(一期)")],
        ("乙项目", "甲项目"),
    ),
    "name_twice": Case(
        [listed(A, project_name="甲项目"), listed(B, project_name="甲项目")],
        [listed(A, project_name="甲项目（一期）"), listed(B, project_name="甲项目（二期）")],
        ("甲项目", A),
    ),
    "project_vanished": Case(
        [listed(A), listed(B), listed(B, OCT)],
        [listed(A), listed(B), listed(B, OCT), listed(A, OCT, unit="u2")],
        (A, OCT),
    ),
    "completion_before_start": Case(
        [listed(planned_start=FIRST_OF_OCT, planned_completion=LAST_OF_SEP)],
        [listed(planned_start=FIRST_OF_OCT, planned_completion=FIRST_OF_OCT)],
        ("2021-09-30", "2021-10-01"),
    ),
    "start_planned_outside": Case(
        [listed(category="new_start", planned_start=date(2022, 1, 1))],
        [listed(category="new_start", planned_start=date(2021, 12, 31))],
        ("2022-01-01", "2021-09-21 – 2021-12-31"),
    ),
    "completion_planned_outside": Case(
        [listed(category="completion", planned_completion=EVE)],
        [listed(category="completion", planned_completion=FIRST)],
        ("2021-09-20", "2021-09-21 – 2021-12-31"),
    ),
    # The check digit of 2109-330382-04-01-12345 is 0, that of 2110-… 8.
    "code_check_digit": Case(
        [listed("2109-330382-04-01-123456")],
        [listed("2109-330382-04-01-123450")],
        ("2109-330382-04-01-123456", "0"),
    ),
    "code_from_future": Case(
        [listed("2110-330382-04-01-123458")],
        [listed("2109-330382-04-01-123450")],
        ("2110-330382-04-01-123458", SEP),
    ),
    "plan_negative": Case(
        [listed(), plan(SEP, -0.0001)], [listed(), plan(SEP, 0)], ("-0.0001", None)
    ),
    "plan_unknown_project": Case([plan(SEP, 1)], [listed(), plan(SEP, 1)], (A, None)),
    "plan_outside_campaign": Case(
        [listed(), plan("2022-01", 1)],
        [listed(), plan(DEC, 1)],
        ("2022-01", "2021-09 – 2021-12"),
    ),
    # One in a hundred of 100 is 1.
    "plans_disagree": Case(
        [listed(period_plan_wanyuan=100), plan(SEP, 50), plan(OCT, 48.9999)],
        [listed(period_plan_wanyuan=100), plan(SEP, 50), plan(OCT, 49)],
        ("98.9999", "100.0000"),
    ),
    "plan_backloaded": Case(
        [listed(), plan(SEP, 10), plan(DEC, 10.0001)],
        [listed(), plan(SEP, 10), plan(DEC, 10)],
        ("10.0001", "20.0001"),
    ),
    "milestone_unknown_project": Case([milestone()], [listed(), milestone()], (A, None)),
    "milestone_in_future": Case(
        [listed(), milestone(done_on=FIRST_OF_OCT)],
        [listed(), milestone(done_on=LAST_OF_SEP)],
        ("2021-10-01", "2021-09-30"),
    ),
    "milestone_before_campaign": Case(
        [listed(), milestone(done_on=EVE)],
        [listed(), milestone(done_on=FIRST)],
        ("2021-09-20", "2021-09-21"),
    ),
    "milestone_reopened": Case(
        [listed(), milestone(done_on=FIRST), milestone(OCT)],
        [listed(), milestone(), milestone(OCT, done_on=FIRST)],
        (None, "2021-09-21"),
    ),
    "milestone_postponed": Case(
        [listed(), milestone(planned_on=LAST_OF_SEP), milestone(OCT, planned_on=FIRST_OF_OCT)],
        [listed(), milestone(planned_on=LAST_OF_SEP), milestone(OCT, planned_on=LAST_OF_SEP)],
        ("2021-10-01", "2021-09-30"),
    ),
}

OTHERS = {
    "issue_unknown_project": Case([issue()], [listed(), issue()], (A, None)),
    "issue_in_future": Case(
        [listed(), issue(resolved_on=FIRST_OF_OCT)],
        [listed(), issue(resolved_on=LAST_OF_SEP)],
        ("2021-10-01", "2021-09-30"),
    ),
    "resolved_before_raised": Case(
        [listed(), issue(resolved_on=FIRST)],
        [listed(), issue(resolved_on=date(2021, 9, 22))],
        ("2021-09-21", "2021-09-22"),
    ),
    "due_before_raised": Case(
        [listed(), issue(due_on=FIRST)],
        [listed(), issue(due_on=date(2021, 9, 22))],
        ("2021-09-21", "2021-09-22"),
    ),
    "issue_postponed": Case(
        [listed(), issue(due_on=LAST_OF_SEP), issue(OCT, due_on=FIRST_OF_OCT)],
        [listed(), issue(due_on=LAST_OF_SEP), issue(OCT, due_on=LAST_OF_SEP)],
        ("2021-10-01", "2021-09-30"),
    ),
    "contact_unknown_project": Case([contact(A)], [listed(), contact(A)], (A, None)),
    "contacts_on_one_day": Case(
        [*ALL, *(contact(code) for code in CODES[:7])],
        [*ALL, *(contact(code) for code in CODES[:6])],
        ("7", "6"),
    ),
    "prospect_twice": Case(
        [prospect(), prospect(unit="u2")],
        [prospect(), prospect(OCT, prospect_id="Y"), prospect(OCT, unit="u2")],
        ("X", None),
    ),
    "prospect_total_zero": Case(
        [prospect(total_investment_wanyuan=0)],
        [prospect(total_investment_wanyuan=0.0001)],
        ("0.0000", None),
    ),
    "nodes_out_of_order": Case(
        [prospect(signed_on=FIRST, code_obtained_on=EVE)],
        [prospect(signed_on=FIRST, code_obtained_on=FIRST)],
        ("2021-09-20", "2021-09-21"),
    ),
    "prospect_in_future": Case(
        [prospect(land_permit_on=FIRST_OF_OCT)],
        [prospect(land_permit_on=LAST_OF_SEP)],
        ("2021-10-01", "2021-09-30"),
    ),
    "node_taken_back": Case(
        [prospect(signed_on=FIRST), prospect(OCT)],
        [prospect(signed_on=FIRST), prospect(OCT, signed_on=EVE)],
        (None, "2021-09-21"),
    ),
    "exit_unexplained": Case(
        [prospect(exited_on=FIRST)],
        [prospect(exited_on=FIRST, exit_reason="investor_withdrew")],
        ("2021-09-21", None),
    ),
    "landed_unlisted": Case(
        [prospect(project_code=A, started_on=FIRST)],
        [listed(), prospect(project_code=A, started_on=FIRST)],
        ("X", "2021-09-21"),
    ),
    "area_not_positive": Case([parcel(area_mu=0)], [parcel(area_mu=0.0001)], ("0.0000", None)),
    "area_implausible": Case(
        [parcel(area_mu=10_000.0001)], [parcel(area_mu=10_000)], ("10000.0001", "10000")
    ),
    "land_unknown_project": Case(
        [parcel(project_code=A)], [listed(), parcel(project_code=A)], (A, None)
    ),
    "cleared_in_future": Case(
        [parcel(cleared_on=FIRST_OF_OCT)],
        [parcel(cleared_on=LAST_OF_SEP)],
        ("2021-10-01", "2021-09-30"),
    ),
    "clearance_taken_back": Case(
        [parcel(cleared_on=FIRST), parcel(OCT)],
        [parcel(), parcel(OCT, cleared_on=FIRST)],
        (None, "2021-09-21"),
    ),
    "bond_not_positive": Case(
        [bond(amount_wanyuan=0)], [bond(amount_wanyuan=0.0001)], ("0.0000", None)
    ),
    "paid_over_amount": Case(
        [bond(paid_to_date_wanyuan=10.0001)],
        [bond(paid_to_date_wanyuan=10)],
        ("10.0001", "10.0000"),
    ),
    "bond_paid_falls": Case(
        [bond(paid_to_date_wanyuan=5), bond(OCT), bond(NOV, paid_to_date_wanyuan=4.9999)],
        [bond(paid_to_date_wanyuan=5), bond(OCT), bond(NOV, paid_to_date_wanyuan=5)],
        ("4.9999", "5.0000"),
    ),
    "reserve_paid": Case(
        [bond(kind="reserve", paid_to_date_wanyuan=0.0001)],
        [bond(kind="reserve", paid_to_date_wanyuan=0)],
        ("0.0001", None),
    ),
    "bond_unknown_project": Case(
        [bond(project_code=A)], [listed(), bond(project_code=A)], (A, None)
    ),
    "totals_twice": Case(
        [total(), total(unit="u2")], [total(), total(OCT, unit="u2")], ("u1", SEP)
    ),
    "totals_negative": Case([total(started=-1)], [total(started=0)], ("-1.0000", None)),
    "totals_fall": Case(
        [total(invested_to_date_wanyuan=5), total(OCT, invested_to_date_wanyuan=4.9999)],
        [total(invested_to_date_wanyuan=5), total(OCT, invested_to_date_wanyuan=5)],
        ("4.9999", "5.0000"),
    ),
    # 10⁸ times 3, threefold at most.
    "totals_unit_slip": Case(
        [total(invested_to_date_wanyuan=3), total(OCT, invested_to_date_wanyuan=900_000_000)],
        [total(invested_to_date_wanyuan=3), total(OCT, invested_to_date_wanyuan=900_000_000.0001)],
        ("900000000.0000", "3.0000"),
    ),
    "counts_over_projects": Case(
        [total(projects=3, completed=4)], [total(projects=3, completed=3)], ("4", "3")
    ),
    "totals_disagree": Case(
        [listed(), done(SEP, 100), total(invested_to_date_wanyuan=101.0001)],
        [listed(), done(SEP, 100), total(invested_to_date_wanyuan=101)],
        ("101.0001", "100.0000"),
    ),
    "indicator_twice": Case(
        [indicator(1), indicator(1, unit="u2")],
        [indicator(1), indicator(1, OCT, unit="u2")],
        ("增速", SEP),
    ),
    "place_unknown": Case([indicator(1, place="某市")], [indicator(1)], ("某市", None)),
    "value_out_of_range": Case([indicator(-1000.0001)], [indicator(-1000)], ("-1000.0001", "1000")),
    "indicator_jump": Case(
        [indicator(10), indicator(60.0001, OCT)],
        [indicator(10), indicator(60, OCT)],
        ("60.0001", "10.0000"),
    ),
}

CASES = PROGRESS | LISTS | OTHERS
