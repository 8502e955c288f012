"""From the workbooks that are filed to what follows from them, and over the whole sample."""

import tomllib
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from campaigns import load_all
from campaigns.events import Events
from tests.office import Office, progress, projects
from tests.reference_consequences import SUBJECT, Row, Tables, expected
from warehouse.connection import Connection

DEFINITIONS = load_all()
A, B = "2017-331102-48-01-000011", "2017-331102-48-01-000022"
PLANS = [["单位：万元"], ["项目代码", "月份", "当月计划投资"]]
ISSUES = [["问题编号", "项目代码", "提出日期", "问题内容", "层级", "办结期限"]]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """莲都区 files May 2018 of two projects: one behind its month, one with an overdue issue."""
    found = Office(tmp_path)
    found.file(
        {
            "项目清单": projects(
                [A, "甲项目", "产业", "续建", 5000, 1200],
                [B, "乙项目", "民生", "续建", 8000, 1200],
            ),
            "月度计划": [*PLANS, [A, "2018-05", 100], [B, "2018-05", 100]],
            "月度进展": progress([A, 40, 40], [B, 120, 120]),
            "问题清单": [
                *ISSUES,
                ["W-1", B, "2018-05-02", "用地", "领导小组", "2018-05-20"],
                ["W-2", B, "2018-05-02", "用电", "领办领导", "2018-05-20"],
                ["W-3", B, "2018-05-02", "用水", "领导小组", "2018-06-20"],
            ],
        },
        campaign="lishui-2018",
        month="2018-05",
        name="莲都区.xlsx",
        at="2018-06-04T08:00:00",
    )
    found.run()
    return found


def test_what_one_workbook_leads_to(office: Office) -> None:
    """A invested 40 of 100: warned, and counted for the unit. W-1 alone is overdue at 领导小组."""
    rows = office.ask(
        """
        select consequence_id, unit_id, project_code, issue_id, missed_projects, state
        from consequences_due
        where month = '2018-05' and consequence_id in
            ('missed-month', 'annual-appraisal', 'issue-to-standing-meeting')
        order by consequence_id
        """
    )
    assert rows == [
        ("annual-appraisal", "331102", None, None, 1, "due"),
        ("issue-to-standing-meeting", "331102", B, "W-1", None, "due"),
        ("missed-month", "331102", A, None, None, "due"),
    ]


def test_a_missed_month_leads_to_a_row_of_the_workbook(office: Office) -> None:
    rows = office.ask(
        """
        select source_file, source_sheet is not null, source_row is not null
        from consequences_due where consequence_id = 'missed-month'
        """
    )
    assert rows == [("lishui-2018/2018-05/莲都区.xlsx", True, True)]


# --- Over the sample, against plain Python --------------------------------------


def rows_of(connection: Connection, table: str, campaign: str) -> list[Row]:
    found = connection.cursor().sql(
        f"select * from {table} where campaign_id = $campaign", params={"campaign": campaign}
    )
    return [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]


@pytest.mark.parametrize("name", DEFINITIONS)
def test_the_sample_leads_to_what_plain_python_says(snapshot: Connection, name: str) -> None:
    tables: Tables = {part.name: rows_of(snapshot, part.name, name) for part in fields(Events)}
    found = [
        (row["month"], row["unit_id"], row["consequence_id"], row["state"])
        + tuple(row[key] for key in SUBJECT)
        for row in rows_of(snapshot, "consequences_due", name)
    ]
    assert len(found) == len(set(found))
    assert set(found) == expected(tomllib.loads(DEFINITIONS[name].text), tables)


def test_the_sample_has_consequences_of_most_kinds(snapshot: Connection) -> None:
    """So that the comparison above compares something."""
    kinds: list[tuple[Any, ...]] = (
        snapshot.cursor()
        .sql(
            "select distinct consequences.condition from consequences_due "
            "join consequences using (campaign_id, consequence_id)"
        )
        .fetchall()
    )
    decided = {"streak", "light", "top", "over_fulfilled", "unmet", "missed_month", "overdue_issue"}
    assert decided <= {kind for (kind,) in kinds}


def test_only_the_bottom_has_something_to_leave(snapshot: Connection) -> None:
    """By plain Python: with the score to leave, `size` units lie strictly below or none above."""
    sizes = {name: each.campaign.race.bottom.size for name, each in DEFINITIONS.items()}
    rows = (
        snapshot.cursor()
        .sql(
            "select campaign_id, month, track_id, unit_id, score, is_bottom, score_to_leave "
            "from standings join next_month using (campaign_id, month, track_id, unit_id)"
        )
        .fetchall()
    )
    tracks: dict[tuple[Any, ...], list[tuple[Any, ...]]] = {}
    for *track, unit, score, is_bottom, leave in rows:
        tracks.setdefault(tuple(track), []).append((unit, score, is_bottom, leave))
    for (campaign, *_), units in tracks.items():
        for unit, _, is_bottom, leave in units:
            assert (leave is not None) == is_bottom
            others = [score for other, score, *_ in units if other != unit and score is not None]
            if is_bottom:
                below = sum(score < leave for score in others)
                assert below >= sizes[campaign] or leave >= max(others)
