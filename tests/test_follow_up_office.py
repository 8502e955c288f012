"""From the workbooks that units file to what has to be followed up, in a small installation."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.office import CAMPAIGN, CODE_A, CODE_B, A, B, Office, Sheet, projects
from warehouse import snapshots
from warehouse.connection import Connection
from warehouse.queries import needs, read

ISSUES = ["问题编号", "项目代码", "提出日期", "问题内容", "层级", "办结期限", "办结日期"]
CONTACTS = ["项目代码", "联系日期", "领办领导"]
PROGRESS = ["项目代码", "累计完成投资", "状态"]
UNIT_CODE = "330382114"
MONTHS = ("2021-09", "2021-10", "2021-11")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def issue(number: str, code: str, level: str, due: str, resolved: str = "") -> list[Any]:
    return [number, code, "2021-09-25", "征迁未清零", level, due, resolved]


@contextmanager
def connected(office: Office) -> Iterator[Connection]:
    """The snapshot that is served."""
    served = snapshots.current(office.home.snapshots)
    assert served is not None
    connection = snapshots.connect(served)
    try:
        yield connection
    finally:
        connection.close()


def ask(office: Office, query: str, month: str, **more: object) -> list[dict[str, Any]]:
    """The answer to a query for all tracks, in Chinese."""
    asked = {"campaign": CAMPAIGN, "month": month, "track": "all", "language": "zh-CN", **more}
    bound = {name: value for name, value in asked.items() if name in needs(query)}
    with connected(office) as connection:
        return read(connection, query, **bound).rows(named=True)


def only(rows: list[dict[str, Any]], *columns: str) -> list[tuple[Any, ...]]:
    return [tuple(row[column] for column in columns) for row in rows]


def test_an_issue_climbs_until_it_is_settled_or_dropped(office: Office) -> None:
    # Yueqing: lead unit 7 days, vice mayor 15, then the push meeting.
    registers = {
        "2021-09": [
            issue("W1", CODE_A, "业主", "2021-09-30"),
            issue("W2", CODE_B, "业主", "2021-09-29"),
        ],
        "2021-10": [
            issue("W1", CODE_A, "领办领导", "2021-12-31"),
            issue("W2", CODE_B, "业主", "2021-09-29", "2021-10-31"),
            issue("W3", CODE_B, "重点办", "2021-10-30"),
        ],
        "2021-11": [issue("W1", CODE_A, "领办领导", "2021-12-31")],
    }
    for at, (month, rows) in enumerate(registers.items()):
        sheets = {"问题清单": [ISSUES, *rows]} | ({"项目清单": projects(A, B)} if at == 0 else {})
        office.file(sheets, month=month, at=f"2021-1{at}-03T08:00:00")
    office.run()
    columns = ("issue_id", "level_name", "days_at_level", "is_overdue", "is_too_old", "due_to")
    assert only(ask(office, "issues_due", "2021-09"), *columns) == [
        ("W2", "责任牵头单位", 5, True, False, "分管副市长"),  # due the day before
        ("W1", "责任牵头单位", 5, False, False, None),  # due on the day itself
    ]
    assert only(ask(office, "issues_due", "2021-10"), *columns) == [
        ("W3", None, 36, True, False, None),  # a level that this campaign does not have
        ("W1", "分管副市长", 0, False, False, None),  # shown there in October for the first time
    ]  # W2 was settled on the last day of the month
    assert only(ask(office, "issues_due", "2021-11"), *columns) == [
        ("W1", "分管副市长", 30, False, True, "“百日攻坚”推进会"),
    ]
    dropped = only(ask(office, "issues_dropped", "2021-11"), "issue_id", "project_code")
    assert dropped == [("W3", CODE_B)]
    assert ask(office, "issues_dropped", "2021-10") == []
    issues = ask(office, "issue_groups", "2021-09", by="unit")
    assert only(issues, "unit", "open_issues", "issues_due_up") == [("柳市镇", 2, 1)]
    ladder = only(ask(office, "issue_ladder", "2021-10"), "level_name", "open_issues", "due_to")
    assert ladder == [
        ("责任牵头单位", 0, "分管副市长"),
        ("分管副市长", 1, "“百日攻坚”推进会"),
        ("“百日攻坚”推进会", 0, None),
        (None, 1, None),  # W3
    ]
    ages = only(ask(office, "issue_groups", "2021-11", by="open_months"), "open_months")
    assert ages == [(2,)]  # from 25 September to 30 November
    course = ask(office, "issue_course", "2021-12", filer=UNIT_CODE, issue="W1")
    assert only(course, "month", "state", "level_name") == [
        ("2021-09", "in_time", "责任牵头单位"),
        ("2021-10", "in_time", "分管副市长"),
        ("2021-11", "due_up", "分管副市长"),
    ]
    course = ask(office, "issue_course", "2021-11", filer=UNIT_CODE, issue="W2")
    assert only(course, "month", "state") == [("2021-09", "due_up"), ("2021-10", "settled")]


def test_a_link_means_the_issue_of_one_unit_even_if_others_use_its_number(office: Office) -> None:
    for unit in ("柳市镇", "虹桥镇"):
        rows = [issue("W1", CODE_A, "业主", "2021-12-31")]
        if unit == "柳市镇":
            rows.append(issue("W2", CODE_A, "业主", "2021-12-31"))
        office.file({"问题清单": [ISSUES, *rows]}, name=f"{unit}.xlsx")
    office.run()
    named = [row["link_id"] for row in ask(office, "issues_due", "2021-09")]
    assert sorted(named) == ["330382108/W1", "330382114/W1", "W2"]
    found = {
        asked: only(ask(office, "issue_named", "2021-09", issue=asked), "filed_by", "issue_id")
        for asked in ("W1", "330382108/W1", "W2", "W3")
    }
    assert found == {
        "W1": [("330382108", "W1"), ("330382114", "W1")],
        "330382108/W1": [("330382108", "W1")],
        "W2": [("330382114", "W2")],
        "W3": [],
    }


def test_a_register_holds_until_it_is_filed_anew(office: Office) -> None:
    office.file({"项目清单": projects(A), "问题清单": [ISSUES, issue("W1", CODE_A, "业主", "")]})
    office.file({"月度进展": [PROGRESS, [CODE_A, 10, "在建"]]}, month="2021-10")
    office.run()
    row = ask(office, "issues_due", "2021-10")[0]
    assert (row["since_on"], row["days_at_level"]) == (date(2021, 9, 25), 36)
    assert row["source_file"].startswith(f"{CAMPAIGN}/2021-09/")


def test_a_red_project_stays_on_the_list_when_it_is_dropped_or_not_filed(office: Office) -> None:
    # Period plans of 1000 and 3000 by days (10, 41, 71 of 102): 98, 402, 696 and 294, 1206, 2088.
    months = {
        "2021-09": ({"项目清单": projects(A, B)}, [[CODE_A, 50, "在建"], [CODE_B, 100, "在建"]]),
        "2021-10": ({}, [[CODE_A, 400, "在建"]]),
        "2021-11": ({"项目清单": projects(A)}, [[CODE_A, 400, "在建"]]),
    }
    for at, (month, (lists, rows)) in enumerate(months.items()):
        sheets = lists | {"月度进展": [["单位：万元"], PROGRESS, *rows]}
        office.file(sheets, month=month, at=f"2021-1{at}-03T08:00:00")
    office.run()
    columns = ("project_code", "state", "entered_month", "closed_month", "is_listed", "is_filed")
    assert only(ask(office, "red_list", "2021-09"), *columns) == [
        (CODE_A, "entered", "2021-09", None, True, True),
        (CODE_B, "entered", "2021-09", None, True, True),
    ]
    assert only(ask(office, "red_list", "2021-10"), *columns) == [
        (CODE_A, "closed", "2021-09", "2021-10", True, True),  # 400 of 402
        (CODE_B, "open", "2021-09", None, True, False),  # nothing filed
    ]
    assert only(ask(office, "red_list", "2021-11"), *columns) == [
        (CODE_B, "open", "2021-09", None, False, False),  # no longer listed
        (CODE_A, "entered", "2021-11", None, True, True),  # 400 of 696: red again
    ]


def test_contacts_are_missing_only_where_the_unit_filed_for_the_month(office: Office) -> None:
    campaign, units = "lishui-2018", ("莲都区", "青田县")
    heading = ["项目代码", "项目名称", "领域", "项目类别", "总投资", "计划投资", "领办领导"]
    for n, unit in enumerate(units, start=1):
        code = f"2017-33110{n}-04-01-00000{n}"
        row = [code, f"{unit}项目", "产业", "续建", 5000, 1000, "县长"]
        for month, at in (("2018-01", "2018-02-03"), ("2018-02", "2018-03-03")):
            listed: dict[str, Sheet] = {"项目清单": [heading, row]}
            seen: dict[str, Sheet] = {"领办联系": [CONTACTS, [code, f"{month}-10", "副县长"]]}
            is_first, is_liandu = month == "2018-01", unit == "莲都区"
            sheets = (listed if is_first else {}) | (seen if is_liandu != is_first else {})
            # January: Liandu files no contacts, Qingtian one under another name.
            # February: Liandu files one, Qingtian files nothing at all.
            if sheets:
                office.file(
                    sheets,
                    campaign=campaign,
                    month=month,
                    name=f"{unit}.xlsx",
                    at=f"{at}T08:00:00",
                )
    office.run()
    columns = ("unit", "owed", "contacts", "missing", "is_filed")
    january = ask(office, "contacts_missing", "2018-01", campaign=campaign)
    assert only(january, *columns) == [("莲都区", 1, 0, 1, True)]
    february = ask(office, "contacts_missing", "2018-02", campaign=campaign)
    assert only(february, *columns) == [("青田县", 1, None, None, False)]
    officials = ask(office, "contacts", "2018-01", campaign=campaign)
    assert only(officials, "unit", "official", "projects", "contacts", "missing") == [
        ("莲都区", "县长", 1, 0, 1),
        ("青田县", "县长", 1, 1, 0),
    ]
    summary = ask_summary(office, campaign, "2018-02")
    assert (summary["contacts_missing"], summary["contacts_not_filed"]) == (0, 1)


def ask_summary(office: Office, campaign: str, month: str) -> dict[str, Any]:
    served = snapshots.current(office.home.snapshots)
    assert served is not None
    connection = snapshots.connect(served)
    try:
        return read(
            connection, "follow_up_summary", campaign=campaign, month=month, track="all"
        ).row(0, named=True)
    finally:
        connection.close()


def test_what_is_watched_and_not_filed_is_told(office: Office) -> None:
    # Linzi watches from 500 万元 on: exactly 500 is watched, 499.9999 is not.
    heading = ["项目代码", "项目名称", "领域", "项目类别", "总投资", "计划投资"]
    codes = [f"2017-370305-04-01-00000{n}" for n in range(1, 4)]
    listed = [
        [code, f"项目{total}", "产业", "续建", total, 100]
        for code, total in zip(codes, (500, 499.9999, 800), strict=True)
    ]
    office.file(
        {
            "项目清单": [["单位：万元"], heading, *listed],
            "月度进展": [["单位：万元"], PROGRESS, [codes[2], 10, "在建"]],
        },
        campaign="linzi-2020",
        month="2020-01",
        name="闻韶街道.xlsx",
        at="2020-02-03T08:00:00",
    )
    office.run()
    rows = ask(office, "watched_not_filed", "2020-01", campaign="linzi-2020")
    assert only(rows, "project_code", "last_source_file") == [(codes[0], None)]
    summary = ask_summary(office, "linzi-2020", "2020-01")
    assert (summary["watched_projects"], summary["watched_not_filed"]) == (2, 1)


def test_a_snapshot_without_a_filing_of_issues_or_contacts_has_the_tables_all_the_same(
    office: Office,
) -> None:
    office.file({"项目清单": projects(A)})
    office.run()
    tables = "slow_projects", "issue_months", "contact_months", "red_list", "time_limit_breaches"
    assert [office.ask(f"select count(*) from {name}") for name in tables] == [[(0,)]] * 5
    assert ask_summary(office, CAMPAIGN, "2021-09")["open_issues"] == 0
