"""Both figures side by side and the rates of units, tracks and campaigns, worked out once more."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from campaigns import HERE, load_all
from pipelines.sample import truth
from tests.office import CODE_A, CODE_B, A, B, Office, Sheet, progress, projects
from tests.reference import Amount, Project, Reference, ratio, total
from warehouse.connection import Connection
from warehouse.queries import read

CAMPAIGNS = {name: found.campaign for name, found in load_all([HERE]).items()}
CODE_C = "2017-330382-04-01-000003"
Rows = list[dict[str, Any]]


@pytest.fixture(params=list(CAMPAIGNS))
def reference(request: pytest.FixtureRequest) -> Reference:
    campaign = CAMPAIGNS[request.param]
    return Reference(campaign, truth().campaigns[campaign.id])


def rows_of(snapshot: Connection, table: str, reference: Reference) -> Rows:
    frame = snapshot.cursor().sql(f"select * from {table}").pl()
    return list(frame.filter(campaign_id=reference.campaign.id).to_dicts())


def filed_rows(reference: Reference) -> dict[str, dict[str, Mapping[str, Any]]]:
    """Rows of progress by project and month."""
    found: dict[str, dict[str, Mapping[str, Any]]] = {}
    for (table, _, month), filing in reference.current.items():
        for row in filing.rows if table == "progress" else ():
            found.setdefault(str(row["project_code"]), {})[month] = row
    return found


def both_figures(rows: Mapping[str, Mapping[str, Any]], month: str) -> tuple[Amount, Amount]:
    """What the unit reported to date, and what the statistics office says to the last report."""
    reported: Amount = None
    statistical: Amount = None
    for name in sorted(rows):
        if name <= month:
            to_date = rows[name]["invested_to_date_wanyuan"]
            step = rows[name]["invested_in_month_wanyuan"]
            reported = to_date if to_date is not None else total((reported, step))
            statistical = rows[name]["statistical_to_date_wanyuan"]
    return reported, statistical


def test_both_figures_of_every_unit(snapshot: Connection, reference: Reference) -> None:
    filed = filed_rows(reference)
    found = rows_of(snapshot, "figure_months", reference)
    assert found
    for row in found:
        own = [p for p in reference.projects[row["month"]] if p.unit == row["unit_id"]]
        figures = {p.code: both_figures(filed.get(p.code, {}), row["month"]) for p in own}
        compared = [p for p in own if figures[p.code][1] is not None]
        plan = total(p.period_plan for p in compared)
        reported = total(figures[p.code][0] for p in compared)
        statistical = total(figures[p.code][1] for p in compared)
        assert row["figure"] == reference.campaign.figure
        assert row["reported_to_date_wanyuan"] == total(each for each, _ in figures.values())
        assert row["statistical_projects"] == len(compared)
        assert row["statistical_to_date_wanyuan"] == statistical
        assert row["compared_reported_wanyuan"] == reported
        assert row["statistical_rate"] == ratio(statistical, plan, reference.places)
        assert row["compared_reported_rate"] == ratio(reported, plan, reference.places)


def rates(
    reference: Reference, month: str, own: list[Project]
) -> dict[str, tuple[int | None, int]]:
    """Numerator and denominator of each rate of these projects."""
    filed = filed_rows(reference)

    def on_time(project: Project) -> bool:
        rows = filed.get(project.code, {})
        dates = [rows[name]["completed_on"] for name in sorted(rows) if name <= month]
        done = next((each for each in reversed(dates) if each is not None), None)
        return done is not None and done <= min(planned[project.code], end)

    planned: dict[str, date] = {
        row["project_code"]: row["planned_completion"]
        for listed in reference.register("projects", month).values()
        for row in listed
    }
    end = reference.months[month].last_day
    starting = [p for p in own if p.category == "new_start"]
    completing = [p for p in own if p.category == "completion"]
    start = reference.campaign.period.start
    due = [p for p in own if p.completion_is_due and planned[p.code] >= start]
    known = any(p.is_known for p in own)

    def count(each: Iterable[bool]) -> int | None:
        return sum(each) if known else None

    return {
        "filing": (sum(p.is_filed for p in own), len(own)),
        "start": (count(p.is_started for p in starting), len(starting)),
        "completion": (count(p.is_completed for p in completing), len(completing)),
        "on_time": (count(on_time(p) for p in due), len(due)),
    }


def test_every_rate_of_units_tracks_and_campaign(
    snapshot: Connection, reference: Reference
) -> None:
    track_of = {c.code: track.id for track in reference.campaign.tracks for c in track.contenders}
    wanted: dict[tuple[str, str, str | None, str | None, str], tuple[int | None, int]] = {}
    for month, listed in reference.projects.items():
        groups: dict[tuple[str, str | None, str | None], dict[str, list[Project]]] = {}
        for project in listed:
            track = track_of[project.unit]
            for scope in (("unit", track, project.unit), ("track", track, None),
                          ("campaign", None, None)):  # fmt: skip
                groups.setdefault(scope, {}).setdefault(project.unit, []).append(project)
        for group, units in groups.items():
            parts = [rates(reference, month, own) for own in units.values()]
            for rate in parts[0]:
                done = [part[rate][0] for part in parts if part[rate][0] is not None]
                whole = sum(each or 0 for each in done) if done else None
                wanted[month, *group, rate] = whole, sum(part[rate][1] for part in parts)
    found = rows_of(snapshot, "rate_months", reference)
    assert {
        (row["month"], row["scope"], row["track_id"], row["unit_id"], row["rate"]): (
            row["numerator"],
            row["denominator"],
        )
        for row in found
    } == wanted
    for row in found:
        top = None if row["numerator"] is None else Decimal(row["numerator"])
        assert row["value"] == ratio(top, Decimal(row["denominator"]), reference.places)


def test_the_sample_has_something_of_everything(snapshot: Connection) -> None:
    def count(sql: str) -> int:
        return int(snapshot.cursor().execute(sql).fetchall()[0][0])

    assert count("select count(*) from figure_months where difference_wanyuan < 0") > 50
    assert count("select count(*) from rate_months where denominator = 0 and value is null") > 50
    for rate in ("filing", "start", "completion", "on_time"):
        between = f"rate = '{rate}' and value > 0 and value < 1"
        assert count(f"select count(*) from rate_months where {between}") > 10, rate


def test_like_is_compared_with_like(tmp_path: Path) -> None:
    """The statistics office counts 150 of A's 200; of B, which reports 300, it says nothing."""
    office = Office(tmp_path)
    header = ["项目代码", "累计完成投资", "统计数"]
    rows: Sheet = [["单位：万元"], header, [CODE_A, 200, 150], [CODE_B, 300, None]]
    office.file({"项目清单": projects(A, B), "月度进展": rows})
    office.run()
    found = office.ask(
        "select figure, projects, statistical_projects, reported_to_date_wanyuan, reported_rate, "
        "compared_reported_wanyuan, statistical_to_date_wanyuan, difference_wanyuan, "
        "compared_reported_rate, statistical_rate from figure_months"
    )
    # 500 of 1000 + 3000; of A alone 200 and 150 of 1000.
    numbers = ("500", "0.125", "200", "150", "-50", "0.2", "0.15")
    assert found == [("reported", 2, 1, *map(Decimal, numbers))]


def test_a_completion_without_its_date_is_not_on_time(tmp_path: Path) -> None:
    """All three were due on 25 September: A was completed that day, B a day later, C somewhen.

    D was due on the day before the campaign began, which is no delay of the campaign's.
    """
    office = Office(tmp_path)
    listed: Sheet = [["单位：万元"], [*PROJECTS, "计划竣工"]]
    listed += [[*row, "2021-09-25"] for row in (A, B, C)]
    listed += [[*D, "2021-09-20"]]
    done: Sheet = [
        ["项目代码", "状态", "实际竣工"],
        [CODE_A, "完工", "2021-09-25"],
        [CODE_B, "完工", "2021-09-26"],
        [CODE_C, "完工", None],
    ]
    office.file({"项目清单": listed, "月度进展": done})
    office.run()
    asked = "select numerator, denominator, value from rate_months where scope = 'unit' and rate = "
    assert office.ask(f"{asked} 'on_time'") == [(1, 3, Decimal("0.3333"))]
    assert office.ask(f"{asked} 'completion'") == [(0, 0, None)]


PROJECTS = ["项目代码", "项目名称", "领域", "项目类别", "总投资", "计划投资"]
C = [CODE_C, "丙项目", "民生", "续建", 4000, 500]
D = [CODE_C.replace("000003", "000004"), "丁项目", "民生", "续建", 4000, 500]


def test_units_that_file_totals_state_their_numbers(tmp_path: Path) -> None:
    office = Office(tmp_path)
    header = [
        "责任单位",
        "项目数",
        "计划投资",
        "累计完成投资",
        "计划开工数",
        "开工数",
        "计划竣工数",
        "竣工数",
    ]
    book: Sheet = [["单位：万元"], header, ["柳市镇", 8, 4000, 500, 4, 3, 0, 0]]
    office.file({"汇总": book}, name="柳市镇_汇总.xlsx")
    office.file({"项目清单": projects(A, B), "月度进展": progress([CODE_A, None, 9])},
                name="北白象镇.xlsx")  # fmt: skip
    office.run()
    found = office.ask(
        "select scope, rate, numerator, denominator, value from rate_months "
        "where unit_id = '330382114' or scope = 'campaign' order by all"
    )
    # The campaign: 8 of 8 and 1 of 2 filed; the other town has no new start.
    assert found == [
        ("campaign", "completion", 0, 0, None),
        ("campaign", "filing", 9, 10, Decimal("0.9")),
        ("campaign", "on_time", 0, 0, None),
        ("campaign", "start", 3, 4, Decimal("0.75")),
        ("unit", "completion", 0, 0, None),
        ("unit", "filing", 8, 8, Decimal(1)),
        ("unit", "start", 3, 4, Decimal("0.75")),
    ]


def test_pages_get_units_and_projects_in_order(snapshot: Connection, reference: Reference) -> None:
    name, month = reference.campaign.id, max(reference.months)
    asked = {"campaign": name, "month": month}
    units = read(snapshot.cursor(), "figures_side_by_side", track="all", language="en", **asked)
    order = [c.code for c in reference.campaign.contenders]
    shown = units["unit_id"].to_list()
    assert shown == [code for code in order if code in set(shown)]
    own = read(snapshot.cursor(), "project_figures", unit=shown[0], **asked).to_dicts()
    sizes = [abs(row["difference_wanyuan"]) for row in own if row["difference_wanyuan"] is not None]
    assert sizes == sorted(sizes, reverse=True)
    assert {row["source_file"] for row in own} - {None}
    every = read(snapshot.cursor(), "rates", track="all", language="en", **asked)
    assert set(every["rate"]) == {"filing", "start", "completion", "on_time"}
