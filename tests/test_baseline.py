"""Baseline watch: changes of lists by hand, and over the sample against a computation of its own.

In the small cases 柳市镇 lists two projects in September: A plans 1000 and B 3000 万元.
"""

from collections import defaultdict
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from campaigns import HERE, load_all
from pipelines.sample import FiledTable, truth
from tests.office import CODE_A, CODE_B, A, B, Office, progress, projects
from tests.reference import Amount, Reference, Row, ratio, total
from warehouse.connection import Connection
from warehouse.queries import read

CAMPAIGNS = {name: found.campaign for name, found in load_all([HERE]).items()}
CODE_C = "2017-330382-04-01-000003"
PLAN, TYPE = 5, 3


def with_value(row: list[Any], place: int, value: object) -> list[Any]:
    return [*row[:place], value, *row[place + 1 :]]


C = [CODE_C, "丙项目", "民生", "续建", 4000, 500]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """September: A has completed 200 and B 300."""
    one = Office(tmp_path)
    one.file(
        {"项目清单": projects(A, B), "月度进展": progress([CODE_A, None, 200], [CODE_B, None, 300])}
    )
    return one


def october(office: Office, *rows: list[Any], at: str = "2021-11-03T08:00:00") -> None:
    """October's list; A has completed 400 by then and C 100."""
    done = progress([CODE_A, None, 400], [CODE_C, None, 100])
    office.file({"项目清单": projects(*rows), "月度进展": done}, month="2021-10", at=at)


CHANGES = """
select change, project_code, value_before, value_after, completion_rate_before,
    completion_rate_after, rate_change_points
from plan_changes
left join plan_change_rates using (filing_id, month, unit_id, project_code)
order by change, project_code
"""
BASELINE = """
select month, original_plan_wanyuan, original_invested_wanyuan, original_rate, completion_rate,
    gain_points, is_plan_lowered, added_projects, added_plan_wanyuan, removed_projects,
    removed_plan_wanyuan, removed_invested_wanyuan, original_plan_now_wanyuan
from baseline_months order by month
"""


def rates(*values: str) -> list[Decimal]:
    return [Decimal(value) for value in values]


def test_the_first_list_is_no_change(office: Office) -> None:
    office.run()
    assert office.ask("select * from plan_changes") == []
    # 500 of 4000 either way.
    found = office.ask(BASELINE)[0]
    assert found[3:7] == (*rates("0.125", "0.125", "0"), False)


def test_a_lowered_plan_a_project_left_out_and_one_added(office: Office) -> None:
    october(office, with_value(A, PLAN, 500), C)
    office.run()
    # As filed: A 400 and C 100 of 500 + 500 are 50 %.
    # Without A's change: 500 of 1000 + 500. Without B's: 500 + 300 of 1000 + 3000, B carried.
    # Without C's: 400 of 500.
    assert office.ask(CHANGES) == [
        ("added", CODE_C, None, "500.0000", *rates("0.8", "0.5", "-30")),
        ("period_plan", CODE_A, "1000.0000", "500.0000", *rates("0.3333", "0.5", "16.67")),
        ("removed", CODE_B, "3000.0000", None, *rates("0.2", "0.5", "30")),
    ]
    # On the original plan: A 400 and B 300 of 4000 are 17.5 %, and 50 % is 32.5 points more.
    assert office.ask(BASELINE)[1] == (
        "2021-10",
        *rates("4000", "700", "0.175", "0.5", "32.5"),
        True,
        1,
        Decimal(500),
        1,
        *rates("3000", "300", "500"),
    )


def test_additions_do_not_hide_a_lowered_plan(office: Office) -> None:
    october(office, with_value(A, PLAN, 900), B, with_value(C, PLAN, 2000))
    office.run()
    found = office.ask("select period_plan_wanyuan, is_plan_lowered from baseline_months "
                       "where month = '2021-10'")  # fmt: skip
    assert found == [(Decimal(5900), True)]


def test_categories_totals_and_dates_are_changes_that_move_no_completion_rate(
    office: Office,
) -> None:
    october(office, with_value(with_value(A, TYPE, "新开工"), PLAN - 1, 5500), B)
    office.run()
    assert office.ask(CHANGES) == [
        ("category", CODE_A, "ongoing", "new_start", None, None, None),
        ("total_investment", CODE_A, "5000.0000", "5500.0000", None, None, None),
    ]


def test_a_correction_of_the_first_list_is_a_change_and_not_a_new_baseline(office: Office) -> None:
    """It comes after October's list, and changes September only."""
    october(office, A, B)
    office.run()
    done = progress([CODE_A, None, 200], [CODE_B, None, 300])
    office.file(
        {"项目清单": projects(with_value(A, PLAN, 1200), B), "月度进展": done},
        at="2021-11-05T08:00:00",
    )
    office.run()
    changed = office.ask("select month, month_before, value_after, is_current from plan_changes")
    assert changed == [("2021-09", "2021-09", "1200.0000", True)]
    # 500 of 4200; on the plan filed first, of 4000. October's list still plans 4000.
    september, later = office.ask(BASELINE)[:2]
    assert september[3:7] == (*rates("0.125", "0.119", "-0.6"), False)
    assert later[3:6] == tuple(rates("0.175", "0.175", "0"))


def test_a_typing_error_that_was_put_right_is_still_shown(office: Office) -> None:
    october(office, with_value(A, PLAN, 10), B)
    office.run()
    october(office, A, B, at="2021-11-04T08:00:00")
    office.run()
    found = office.ask(
        "select value_before, value_after, is_current, completion_rate_before, "
        "completion_rate_after from plan_changes "
        "join plan_change_rates using (filing_id, month, unit_id, project_code) "
        "order by plan_changes.received_at"
    )
    # A 400 and B 300 of 4000 are 17.5 %, of 10 + 3000 23.26 %.
    assert found == [
        ("1000.0000", "10.0000", False, *rates("0.175", "0.2326")),
        ("10.0000", "1000.0000", True, *rates("0.2326", "0.175")),
    ]


def test_monthly_plans_that_change_name_their_month_and_their_rows(office: Office) -> None:
    def plans(*amounts: int) -> list[list[Any]]:
        months = ("2021-09", "2021-10")
        rows = [[CODE_A, month, each] for month, each in zip(months, amounts, strict=True)]
        return [["单位：万元"], ["项目代码", "月份", "当月计划投资"], *rows]

    office.file({"月度计划": plans(300, 700)}, name="柳市镇_月度计划.xlsx")
    office.file({"月度计划": plans(300, 500)}, name="柳市镇_月度计划.xlsx", month="2021-10",
                at="2021-11-02T08:00:00")  # fmt: skip
    office.run()
    found = office.ask(
        "select change, plan_month, value_before, value_after, project_name, "
        "source_file_before, source_row_before, source_file, source_row from plan_changes"
    )
    file = "yueqing-2021/{}/柳市镇_月度计划.xlsx"
    assert found == [
        ("monthly_plan", "2021-10", "700.0000", "500.0000", "甲项目",
         file.format("2021-09"), 4, file.format("2021-10"), 4)
    ]  # fmt: skip


def test_totals_are_watched_too(tmp_path: Path) -> None:
    office = Office(tmp_path)
    header = [["单位：万元"], ["责任单位", "项目数", "计划投资", "累计完成投资"]]
    for month, plan, done in (("2021-09", 4000, 500), ("2021-10", 2000, 800)):
        office.file(
            {"汇总": [*header, ["柳市镇", 2, plan, done]]}, month=month, name="柳市镇_汇总.xlsx",
            at=f"{month[:5]}{int(month[5:]) + 1:02d}-03T08:00:00",
        )  # fmt: skip
    office.run()
    found = office.ask(
        "select change, value_before, value_after, completion_rate_before, completion_rate_after "
        "from plan_changes join plan_change_rates using (filing_id, month, unit_id)"
    )
    # 800 of 4000, now of 2000.
    assert found == [("period_plan", "4000.0000", "2000.0000", *rates("0.2", "0.4"))]
    assert office.ask(BASELINE)[1][3:7] == (*rates("0.2", "0.4", "20"), True)


# --- the sample, worked out a second time

WATCHED = {
    "period_plan": "period_plan_wanyuan",
    "total_investment": "total_investment_wanyuan",
    "category": "category",
    "planned_start": "planned_start",
    "planned_completion": "planned_completion",
}
Lists = list[FiledTable]
Change = tuple[str, str, str, str, str, str | None, str | None]


def text(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, Decimal):
        return f"{value:.4f}"
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def steps(filed: list[FiledTable], table: str) -> list[tuple[FiledTable, FiledTable]]:
    """Each list with the one that stood for its month when it came."""
    by_unit: dict[str, Lists] = defaultdict(list)
    for one in sorted(filed, key=lambda each: each.filed_at):
        if one.table == table:
            by_unit[one.unit].append(one)
    found = []
    for lists in by_unit.values():
        for at, later in enumerate(lists[1:], start=1):
            earlier = [one for one in lists[:at] if one.month <= later.month]
            stood = max(earlier, key=lambda one: (one.month, one.filed_at)) if earlier else lists[0]
            found.append((stood, later))
    return found


def changes(filed: list[FiledTable]) -> set[Change]:
    found: set[Change] = set()
    for before, after in steps(filed, "projects"):
        old = {row["project_code"]: row for row in before.rows}
        new = {row["project_code"]: row for row in after.rows}
        for code in old.keys() | new.keys():
            for change, was, now in differences(old.get(code), new.get(code)):
                found.add((after.month, after.unit, str(code), change, "", was, now))
    for before, after in steps(filed, "plans"):
        column = "planned_investment_wanyuan"
        then, since = (
            {(str(row["project_code"]), str(row["month"])): text(row[column]) for row in one.rows}
            for one in (before, after)
        )
        for code, month in then.keys() | since.keys():
            was, now = then.get((code, month)), since.get((code, month))
            if was != now:
                found.add((after.month, after.unit, code, "monthly_plan", month, was, now))
    return found


def differences(old: Row | None, new: Row | None) -> list[tuple[str, str | None, str | None]]:
    if new is None:
        assert old is not None
        return [("removed", text(old["period_plan_wanyuan"]), None)]
    if old is None:
        return [("added", None, text(new["period_plan_wanyuan"]))]
    pairs = [(name, text(old[column]), text(new[column])) for name, column in WATCHED.items()]
    return [pair for pair in pairs if pair[1] != pair[2]]


@pytest.fixture(params=list(CAMPAIGNS))
def reference(request: pytest.FixtureRequest) -> Reference:
    campaign = CAMPAIGNS[request.param]
    return Reference(campaign, truth().campaigns[campaign.id])


def rows_of(snapshot: Connection, table: str, reference: Reference) -> list[dict[str, Any]]:
    frame = snapshot.cursor().sql(f"select * from {table}").pl()
    return list(frame.filter(campaign_id=reference.campaign.id).to_dicts())


def test_every_change_in_the_sample(snapshot: Connection, reference: Reference) -> None:
    found = [
        (row["month"], row["unit_id"], row["project_code"], row["change"],
         row["plan_month"] or "", row["value_before"], row["value_after"])
        for row in rows_of(snapshot, "plan_changes", reference)
    ]  # fmt: skip
    assert len(found) == len(set(found))
    assert set(found) == changes(list(truth().campaigns[reference.campaign.id]))


def amount(row: Row) -> Amount:
    found = row["period_plan_wanyuan"]
    assert found is None or isinstance(found, Decimal)
    return found


def invested(reference: Reference, month: str) -> dict[str, Amount]:
    return {project.code: project.invested for project in reference.projects[month]}


def test_the_rates_without_a_change_and_with_it(snapshot: Connection, reference: Reference) -> None:
    """No list of the sample was superseded and no project left out, so the figures say it all."""
    moved = {"added", "period_plan"}
    by_key = {
        (row["month"], row["unit_id"], row["project_code"]): row
        for row in rows_of(snapshot, "plan_change_rates", reference)
    }
    wanted = [one for one in changes(list(truth().campaigns[reference.campaign.id]))
              if one[3] in moved | {"removed"}]  # fmt: skip
    assert {(month, unit, code) for month, unit, code, *_ in wanted} == set(by_key)
    for month, unit, code, change, _, was, now in wanted:
        own = [one for one in reference.projects[month] if one.unit == unit]
        plan, done = total(p.period_plan for p in own), total(p.invested for p in own)
        assert change in moved
        assert plan is not None
        others = [one for one in own if one.code != code or change != "added"]
        without = plan - Decimal(now or 0) + Decimal(was or 0)
        row = by_key[month, unit, code]
        assert row["completion_rate_after"] == ratio(done, plan, reference.places)
        assert row["completion_rate_before"] == ratio(
            total(p.invested for p in others), without, reference.places
        )


def test_the_original_plan_of_every_unit_and_month(
    snapshot: Connection, reference: Reference
) -> None:
    first: dict[str, FiledTable] = {}
    for one in sorted(truth().campaigns[reference.campaign.id], key=lambda each: each.filed_at):
        if one.table == "projects":
            first.setdefault(one.unit, one)
    found = rows_of(snapshot, "baseline_months", reference)
    assert found
    for row in found:
        done = invested(reference, row["month"])
        listed = first[row["unit_id"]].rows
        plan = total(amount(one) for one in listed)
        own = total(done.get(str(one["project_code"])) for one in listed)
        assert row["original_plan_wanyuan"] == plan
        assert row["original_rate"] == ratio(own, plan, reference.places)
        now = {p.code: p for p in reference.projects[row["month"]] if p.unit == row["unit_id"]}
        codes = {str(one["project_code"]) for one in listed}
        assert row["added_projects"] == len(now.keys() - codes)
        assert row["removed_projects"] == len(codes - now.keys())
        kept = total(p.period_plan for p in now.values() if p.code in codes) or Decimal(0)
        assert row["is_plan_lowered"] == (plan is not None and kept < plan)


def test_the_sample_has_changes_and_a_lowered_plan_and_pages_show_them(
    snapshot: Connection,
) -> None:
    asked = {"track": "all", "language": "zh-CN", "month": "2018-12"}
    lowered = [
        row
        for name in CAMPAIGNS
        for row in read(snapshot.cursor(), "baseline", campaign=name, **asked).to_dicts()
        if row["is_plan_lowered"]
    ]
    assert lowered
    assert all(row["gain_points"] > 0 for row in lowered)
    for name in CAMPAIGNS:
        shown = read(snapshot.cursor(), "plan_changes", campaign=name, **asked)
        count = snapshot.cursor().execute(
            "select count(*) from plan_changes where campaign_id = ? and month <= ?",
            [name, asked["month"]],
        )
        assert count.fetchall() == [(shown.height,)]
