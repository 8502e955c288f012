"""A campaign by its file alone, from workbooks to standings that were worked out by hand.

A ladder, an indicator and all four deductions; a correction, a filing one moment late, a filing
that is missing, a unit that is not known, and an indicator that is not out for one of the tracks.
"""

from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tests.office import CODE_A, A, B, Office, Sheet, progress, projects
from tests.test_fifth_campaign import TOML
from warehouse import snapshots
from warehouse.queries import read

NAME = "spring-2025"
MORE = """
[[race.deductions]]
id = "missed_monthly_target"
name = { zh = "未完成月度目标", en = "Target missed" }
points = 5
per = "share"
source = { clause = "六" }

[[race.deductions]]
id = "overdue_issue"
name = { zh = "问题逾期", en = "Overdue issue" }
points = 0.5
per = "project"
source = { clause = "六" }

[[race.deductions]]
id = "no_contact"
name = { zh = "未联系", en = "No contact" }
points = 2
per = "share"
source = { clause = "六" }

[contact_duty]
times_per_month = 1
who = { zh = "领办领导", en = "Lead official" }
source = { clause = "六" }
"""
P1, P2, P3, P4, P5 = (f"2017-330382-04-01-00000{n}" for n in range(1, 6))
PLANS = ["项目代码", "月份", "当月计划投资"]
DONE = ["项目代码", "本月完成投资", "累计完成投资", "状态", "实际开工", "实际竣工"]
NODES = ["项目代码", "节点", "阶段", "计划完成", "实际完成"]
ISSUES = ["问题编号", "项目代码", "提出日期", "问题内容", "层级", "办结期限", "办结日期"]
CONTACTS = ["项目代码", "联系日期", "领办领导"]
VALUES = ["地区", "指标", "数值"]


def listed(*codes: str) -> Sheet:
    rows: Sheet = [[code, f"{code[-1]}号项目", "产业", "续建", 5000, 1000] for code in codes]
    return [
        ["单位：万元"],
        ["项目代码", "项目名称", "领域", "项目类别", "总投资", "计划投资"],
        *rows,
    ]


def money(header: list[str], *rows: list[Any]) -> Sheet:
    return [["单位：万元"], header, *rows]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Any:
    place = Office(tmp_path_factory.mktemp("office"))
    folder = tmp_path_factory.mktemp("definitions")
    (folder / f"{NAME}.toml").write_text(TOML + MORE, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SAIMA_CAMPAIGNS", str(folder))
        file_march(place)
        file_april(place)
        place.run()
        yield place


def put(place: Office, name: str, month: str, at: str, **sheets: Sheet) -> None:
    place.file(sheets, month=month, name=f"{name}.xlsx", campaign=NAME, at=at)


def file_march(place: Office) -> None:
    """Due on 8 April, which ends in China at 16:00 UTC."""
    jia = {
        "项目清单": listed(P1, P2),
        "月度计划": money(PLANS, [P1, "2025-03", 100], [P2, "2025-03", 200], [P2, "2025-04", 100]),
        "月度进展": money(
            DONE,
            [P1, 100, 100, "完工", "2025-01-10", "2025-03-20"],
            [P2, 150, 150, "在建", "2025-02-01", ""],
        ),
        "关键节点": [NODES, [P2, "主体结顶", "续建", "2025-03-31", "2025-03-15"]],
        "领办联系": [CONTACTS, [P2, "2025-03-11", "副县长"]],
    }
    put(place, "甲县", "2025-03", "2025-04-08T15:59:59", **jia)
    put(place, "甲县（更正）", "2025-03", "2025-04-20T08:00:00", 月度进展=jia["月度进展"])
    put(
        place,
        "乙县",
        "2025-03",
        "2025-04-08T16:00:00",
        项目清单=listed(P3),
        月度计划=money(PLANS, [P3, "2025-03", 50]),
        月度进展=money(DONE, [P3, 50, 50, "在建", "2025-03-02", ""]),
        关键节点=[NODES, [P3, "主体结顶", "续建", "2025-03-31", ""]],
        问题清单=[ISSUES, ["W-1", P3, "2025-03-01", "征迁", "业主", "2025-03-30", ""]],
    )
    put(place, "丙县", "2025-03", "2025-04-02T08:00:00", 项目清单=listed(P4))
    put(
        place,
        "住建局",
        "2025-03",
        "2025-04-02T08:00:00",
        项目清单=listed(P5),
        月度进展=money(DONE, [P5, 10, 10, "完工", "2025-01-10", "2025-02-20"]),
    )
    grown = [["甲县", "固投增速", 8], ["乙县", "fai", 12], ["丙县", "fai", 8], ["Z-4", "fai", 4]]
    put(place, "攻坚办", "2025-03", "2025-04-05T08:00:00", 统计指标=[VALUES, *grown])


def file_april(place: Office) -> None:
    put(
        place,
        "甲县",
        "2025-04",
        "2025-05-06T08:00:00",
        月度进展=money(DONE, [P2, "", 260, "在建", "", ""]),
    )
    put(place, "攻坚办", "2025-04", "2025-05-10T08:00:00", 统计指标=[VALUES, ["甲县", "fai", 6]])


# March, ladder 60 and indicator 40:
# Z-1  60 × (70 + 50)/140 + 40 × 8/8 = 91.43; of two projects one did 150 of 200: − 5 × 1/2 = 88.93
#      P1 is completed and owes no contact; the correction of a timely filing is not late.
# Z-2  60 × 20/70 + 40 × 1.5 = 77.14; its milestone missed − 5, late − 2.5, an issue − 0.5 and no
#      contact − 2: 67.14
# Z-3  has a project of which nothing is known: not ranked.
# Z-4  lists no project: the indicator alone, 4/8. Nothing was expected of it: nothing is late.
# D-1  70/70; nobody of its track files the indicator, which is not out then. D-2: nothing due.
# April:
# Z-1  60 × 120/140 + 40 × 6/8 = 81.43; P2 planned 100 and did 260 − 150 = 110; no contact with P2
#      of two projects − 2 × 1/2 = 80.43
# Z-2, Z-3, Z-4: the indicator is out, and theirs is not filed. D-1 stands as it was, but its filing
#      has not come though the deadline was over on 10 May: 100 − 2.5.
STANDINGS = [
    ("2025-03", "Z-1", "88.9", "2.5", 1, "ranked"),
    ("2025-03", "Z-2", "67.1", "10", 2, "ranked"),
    ("2025-03", "Z-3", None, None, None, "not_filed"),
    ("2025-03", "Z-4", "50", "0", 3, "ranked"),
    ("2025-03", "D-1", "100", "0", 1, "ranked"),
    ("2025-03", "D-2", None, None, None, "nothing_due"),
    ("2025-04", "Z-1", "80.4", "1", 1, "ranked"),
    ("2025-04", "Z-2", None, None, None, "not_filed"),
    ("2025-04", "Z-3", None, None, None, "not_filed"),
    ("2025-04", "Z-4", None, None, None, "not_filed"),
    ("2025-04", "D-1", "97.5", "2.5", 1, "ranked"),
    ("2025-04", "D-2", None, None, None, "nothing_due"),
]


def test_its_standings_are_those_worked_out_by_hand(office: Office) -> None:
    rows = office.ask(
        f"select month, unit_id, score, deducted, rank, state from standings "
        f"where campaign_id = '{NAME}'"
    )
    found = {
        (month, unit): (score, state == "ranked" and deducted, rank, state)
        for month, unit, score, deducted, rank, state in rows
    }
    assert found == {
        (month, unit): (
            None if score is None else Decimal(score),
            deducted is not None and float(deducted),
            rank,
            state,
        )
        for month, unit, score, deducted, rank, state in STANDINGS
    }


def test_what_is_deducted(office: Office) -> None:
    rows = office.ask(
        "select month, unit_id, kind, count, of_projects from deduction_months "
        f"where campaign_id = '{NAME}' and (count is null or count > 0)"
    )
    assert set(rows) == {
        ("2025-03", "Z-1", "missed_monthly_target", 1, 2),
        ("2025-03", "Z-2", "missed_monthly_target", 1, 1),
        ("2025-03", "Z-2", "late_filing", 1, None),
        ("2025-03", "Z-2", "overdue_issue", 1, 1),
        ("2025-03", "Z-2", "no_contact", 1, 1),
        # It listed a project and filed nothing of it: no target is known, no contact was made.
        ("2025-03", "Z-3", "missed_monthly_target", None, 1),
        ("2025-03", "Z-3", "no_contact", 1, 1),
        ("2025-04", "Z-1", "no_contact", 1, 2),
        # Filed nothing in April: late, and of the month nothing is known. The issue stands.
        ("2025-04", "Z-2", "late_filing", 1, None),
        ("2025-04", "Z-2", "missed_monthly_target", None, 1),
        ("2025-04", "Z-2", "no_contact", None, 1),
        ("2025-04", "Z-2", "overdue_issue", 1, 1),
        ("2025-04", "Z-3", "late_filing", 1, None),
        ("2025-04", "Z-3", "missed_monthly_target", None, 1),
        ("2025-04", "Z-3", "no_contact", None, 1),
        ("2025-04", "D-1", "late_filing", 1, None),
        ("2025-04", "D-1", "missed_monthly_target", None, 1),
        ("2025-04", "D-1", "no_contact", None, 1),
    }


def shown(office: Office, query: str, **asked: str) -> pl.DataFrame:
    served = snapshots.current(office.home.snapshots)
    assert served
    return read(snapshots.connect(served).cursor(), query, campaign=NAME, **asked)


def test_a_ladder_is_opened_down_to_the_rows_filed(office: Office) -> None:
    rows = shown(
        office, "score_evidence", month="2025-03", unit="Z-1", stage="progress", language="zh-CN"
    )
    columns = ("item_id", "rung", "done", "due", "source_sheet", "source_row", "plan_source_row")
    assert rows.select(columns).rows() == [
        (P1, "建成", 70, 70, "月度进展", 3, 3),
        (P2, "主体", 50, 70, "关键节点", 2, 4),
    ]


def test_all_queries_say_the_same_of_a_rung(office: Office) -> None:
    """P1 is built, 70 points; P2's frame stands, 50 of 70; of P4 nothing was ever filed."""
    at = {"month": "2025-03", "language": "en"}
    behind = shown(office, "part_projects", unit="Z-1", part="progress", **at)
    assert set(behind.select("item_id", "done", "due").rows()) == {(P1, 70, 70), (P2, 50, 70)}
    for project, done in ((P1, 70), (P2, 50), (P4, None)):
        part = shown(office, "project_race", project=project, **at).filter(part_id="progress")
        assert part.select("done", "due").rows() == [(done, 70)]


def test_an_indicator_is_opened_down_to_the_row_filed(office: Office) -> None:
    rows = shown(office, "score_evidence", month="2025-03", unit="Z-2", stage="fai", language="en")
    columns = ("item_name", "value_percent", "done", "due", "source_sheet", "source_row")
    assert rows.select(columns).rows() == [("FAI growth", 12, 12, 8, "统计指标", 3)]


def test_a_start_leads_to_the_row_that_dated_it(office: Office) -> None:
    """In April the date of P2's start is left blank, and the figure is new."""
    rows = office.ask(
        "select stage, split_part(source_file, '/', -1), source_row from stage_rows "
        f"where campaign_id = '{NAME}' and month = '2025-04' and item_id = '{P2}'"
    )
    assert set(rows) == {
        ("start", "甲县（更正）.xlsx", 4),
        ("build", "甲县.xlsx", 3),
        ("complete", "甲县.xlsx", 3),
    }


def test_a_stage_that_is_no_component_shows_nothing(office: Office) -> None:
    rows = shown(
        office, "score_evidence", month="2025-03", unit="Z-2", stage="build", language="en"
    )
    assert rows.is_empty()


def test_deductions_are_opened_down_to_the_rows_filed(office: Office) -> None:
    asked = {"month": "2025-03", "unit": "Z-1", "deduction": "missed_monthly_target"}
    (row,) = shown(office, "deduction_evidence", **asked).to_dicts()
    assert (row["reason"], row["project_code"]) == ("investment", P2)
    assert (row["due"], row["done"]) == (200, 150)
    assert (row["source_sheet"], row["source_row"]) == ("月度进展", 4)
    assert row["source_file"].endswith("甲县（更正）.xlsx")
    assert (row["plan_source_sheet"], row["plan_source_row"]) == ("月度计划", 4)
    late = shown(office, "deduction_evidence", month="2025-04", unit="D-1", deduction="late_filing")
    assert late.select("reason", "received_at", "source_file").rows() == [("missing", None, None)]


def test_what_has_not_come_is_late_only_once_the_deadline_is_over(tmp_path: Path) -> None:
    """柳市镇 has a list of September; October is due on 5 November. The last day in China ends at
    16:00 UTC, and what is filed by others tells how late it is.
    """
    place = Office(tmp_path)
    place.file({"项目清单": projects(A), "月度进展": progress([CODE_A, 5, 5])})
    place.file(
        {"项目清单": projects(B)}, month="2021-10", name="虹桥镇.xlsx", at="2021-11-05T15:59:59"
    )
    question = (
        "select is_late, first_received_at from expected_filings "
        "where month = '2021-10' and unit_id = '330382114'"
    )
    place.run()
    assert place.ask(question) == [(None, None)]
    place.file(
        {"项目清单": projects(B)}, month="2021-10", name="虹桥镇.xlsx", at="2021-11-05T16:00:00"
    )
    place.run()
    assert place.ask(question) == [(True, None)]
    place.file({"月度进展": progress([CODE_A, 5, 10])}, month="2021-10", at="2021-11-30T08:00:00")
    place.run()
    assert [is_late for is_late, _ in place.ask(question)] == [True]
