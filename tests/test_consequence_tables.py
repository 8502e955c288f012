"""What follows from a month, as it stands in a snapshot and as pages ask for it."""

import tomllib
from collections.abc import Iterator
from dataclasses import fields
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from campaigns import load_all
from campaigns.events import Events
from pipelines.figures import consequences
from pipelines.figures.definitions import frames
from tests.reference_consequences import SUBJECT, expected
from tests.trial import MONTH, all_published, filed, line
from warehouse import queries
from warehouse.connection import writing
from warehouse.described import describe
from warehouse.snapshots.draft import Draft

DEFINITIONS = load_all()
YUEQING, LISHUI, JIAXING = (
    DEFINITIONS[name].campaign for name in ("yueqing-2021", "lishui-2018", "jiaxing-2018")
)
TOWNS = [unit.code for unit in YUEQING.tracks[0].contenders]
NEXT = "2021-10"
LIANDU, NANHU = LISHUI.contenders[0].code, JIAXING.contenders[0].code
TABLES = ("consequences", "consequences_due", "next_month", "next_consequences")


def race() -> pl.DataFrame:
    """Of seven towns the first leads with 96 % and the last three have 20, 10 and 0, twice."""
    done = (96, 95, 94, 80, 20, 10, 0)
    lines = [
        line(town, each, month=month)
        for month in (MONTH, NEXT)
        for town, each in zip(TOWNS, done, strict=False)
    ]
    return all_published(filed(*lines), YUEQING, [MONTH, NEXT])


def happened() -> dict[str, pl.DataFrame]:
    """A race in Yueqing, an issue and a missed month in Lishui, a landing rate in Jiaxing."""
    project = {"month": "2018-05", "unit_id": LIANDU, "project_code": "p1"}
    case = {"kind": "missed_monthly_target", "source_file": "a.xlsx", "source_sheet": "月度进展"}
    rows: dict[str, tuple[str, list[dict[str, Any]]]] = {
        "stage_scores": (YUEQING.id, []),
        "project_lights": (
            YUEQING.id,
            [{"month": NEXT, "unit_id": TOWNS[0], "project_code": "p9", "light": "red"}],
        ),
        "deduction_cases": (LISHUI.id, [project | case | {"source_row": 7}]),
        "issue_months": (
            LISHUI.id,
            [project | {"issue_id": "i1", "level": "leading_group", "is_overdue": True}],
        ),
        "target_months": (
            JIAXING.id,
            [
                {"month": "2018-12", "unit_id": NANHU, "target_id": "landing", "status": "missed"},
                {"month": "2018-06", "unit_id": NANHU, "target_id": "landing", "status": "at_risk"},
            ],
        ),
    }
    found = {"standings": race().with_columns(campaign_id=pl.lit(YUEQING.id))}
    for name, (campaign, own) in rows.items():
        schema = getattr(Events(), name).schema
        frame = pl.DataFrame(own, schema=schema).with_columns(campaign_id=pl.lit(campaign))
        found[name] = frame
    return found


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Draft]:
    path: Path = tmp_path_factory.mktemp("draft") / "snapshot.duckdb"
    connection = writing(path)
    made = Draft(connection)
    for name, frame in (frames(DEFINITIONS, {}, set()) | happened()).items():
        made.write(name, frame)
    listed = {"campaign_id": LISHUI.id, "filing_id": "f"}
    made.write("lists", pl.DataFrame([listed | {"month": "2018-05", "table_name": "projects"}]))
    project = {"project_code": "p1", "unit_id": LIANDU, "project_name": "甲项目"}
    made.write("projects", pl.DataFrame([listed | project]))
    consequences.add(made, DEFINITIONS)
    yield made
    connection.close()


def ask(draft: Draft, query: str, **params: object) -> list[dict[str, Any]]:
    return queries.read(draft.connection.cursor(), query, **params).to_dicts()


def due(draft: Draft, campaign: str, month: str, **more: str) -> list[dict[str, Any]]:
    params = {"track": "all", "language": "zh-CN"} | more
    return ask(draft, "consequences_due", campaign=campaign, month=month, **params)


def test_the_figures_are_added_from_the_tables_of_their_names(draft: Draft) -> None:
    read = consequences.events(draft)
    for part in fields(Events):
        assert set(getattr(Events(), part.name).columns) <= set(getattr(read, part.name).columns)


@pytest.mark.parametrize("name", DEFINITIONS)
def test_plain_python_finds_the_same(draft: Draft, name: str) -> None:
    tables = {
        part.name: draft.read(part.name).filter(campaign_id=name).to_dicts()
        for part in fields(Events)
    }
    table = draft.read("consequences_due").filter(campaign_id=name)
    found = table.select("month", "unit_id", "consequence_id", "state", *SUBJECT).rows()
    assert len(found) == len(set(found))
    assert set(found) == expected(tomllib.loads(DEFINITIONS[name].text), tables)


def test_who_is_talked_to_by_whom(draft: Draft) -> None:
    """Of 25 towns seven are ranked; the second month in the bottom is an interview."""
    found = due(draft, YUEQING.id, NEXT)
    second = [row for row in found if row["consequence_id"] == "two-months"]
    assert [row["unit_id"] for row in second] == TOWNS[4:7]
    assert {(row["action"], row["done_by"], row["done_to"], row["clause"]) for row in second} == {
        ("约谈", "常务副市长", "单位分管负责人", "四(六)")
    }
    assert {(row["streak"], row["why"]) for row in second} == {(2, "连续 2 个月位列后 3 名")}
    by_unit = {row["unit_id"]: row for row in found if row["consequence_id"] == "top-three"}
    assert {unit: row["rank"] for unit, row in by_unit.items()} == dict(
        zip(TOWNS[:3], (1, 2, 3), strict=True)
    )


def test_a_red_project_is_named_by_its_code_where_no_list_names_it(draft: Draft) -> None:
    (row,) = [row for row in due(draft, YUEQING.id, NEXT) if row["project_code"]]
    assert (row["consequence_id"], row["unit_id"]) == ("warning-light", TOWNS[0])
    assert (row["project_code"], row["project_name"], row["light"]) == ("p9", None, "red")


def test_an_issue_and_a_missed_month_lead_to_the_row_filed(draft: Draft) -> None:
    found = {row["consequence_id"]: row for row in due(draft, LISHUI.id, "2018-05")}
    assert set(found) == {"missed-month", "annual-appraisal", "issue-to-standing-meeting"}
    missed, issue = found["missed-month"], found["issue-to-standing-meeting"]
    assert (missed["project_name"], missed["source_file"], missed["source_row"]) == (
        "甲项目",
        "a.xlsx",
        7,
    )
    assert (issue["issue_id"], issue["level"], issue["done_to"]) == (
        "i1",
        "重点建设领导小组",
        "市政府常务会议",
    )
    assert found["annual-appraisal"]["missed_projects"] == 1


def test_a_target_at_risk_threatens_and_a_missed_one_is_due(draft: Draft) -> None:
    for month, state in (("2018-06", "threatened"), ("2018-12", "due")):
        (row,) = due(draft, JIAXING.id, month, language="en")
        assert (row["kind"], row["state"], row["unit_id"]) == ("veto", state, NANHU)
        assert row["target"] == "Landing rate in the year"


def test_a_track_sees_its_own(draft: Draft) -> None:
    everybody = due(draft, YUEQING.id, NEXT)
    assert due(draft, YUEQING.id, NEXT, track=YUEQING.tracks[0].id) == everybody
    assert due(draft, YUEQING.id, NEXT, track=YUEQING.tracks[1].id) == []


def test_the_months_of_a_unit(draft: Draft) -> None:
    rows = ask(draft, "consequences_of_unit", campaign=YUEQING.id, unit=TOWNS[6], language="zh-CN")
    assert [(row["month"], row["consequence_id"], row["cases"]) for row in rows] == [
        (NEXT, "red-light", 1),
        (NEXT, "unit-warning-light", 1),
        (NEXT, "two-months", 1),
        (MONTH, "red-light", 1),
        (MONTH, "unit-warning-light", 1),
    ]


def test_what_leads_out_and_what_comes_next(draft: Draft) -> None:
    """The edge is the fourth from below, 80: 80.01 leaves the bottom; yellow begins at 75."""
    params = {"campaign": YUEQING.id, "month": NEXT, "track": "all", "language": "en"}
    rows = {row["unit_id"]: row for row in ask(draft, "next_month", **params)}
    last = rows[TOWNS[6]]
    assert (last["rank"], last["score"], last["next_streak"]) == (7, 0, 3)
    assert (last["score_to_leave"], last["points_to_leave"]) == (Decimal("80.01"),) * 2
    assert (last["next_light"], last["points_to_next_light"]) == ("yellow", 75)
    coming = [row for row in ask(draft, "next_consequences", **params) if row["is_new"]]
    assert [(row["unit_id"], row["done_by"], row["streak"]) for row in coming] == [
        (town, "the mayor", 3) for town in TOWNS[4:7]
    ]


def test_what_the_office_has_to_judge(draft: Draft) -> None:
    for name, definition in DEFINITIONS.items():
        rows = ask(draft, "consequences_to_judge", campaign=name, language="zh-CN")
        judged = [one for one in definition.campaign.consequences if one.when.kind == "judged"]
        assert [row["consequence_id"] for row in rows] == [one.id for one in judged]
        assert [row["clause"] for row in rows] == [one.source.clause for one in judged]
        assert [row["why"].partition("（由牵头")[0] for row in rows] == [
            one.when.words.zh for one in judged if one.when.words
        ]


def test_every_consequence_of_every_definition_is_a_row_in_both_languages(
    draft: Draft,
) -> None:
    rows = draft.read("consequences")
    assert rows.select("campaign_id", "consequence_id").rows() == [
        (name, one.id) for name, each in DEFINITIONS.items() for one in each.campaign.consequences
    ]
    said = [f"{part}_{end}" for part in ("when", "action") for end in ("zh", "en")]
    assert not any(text is None or not text for row in rows.select(said).rows() for text in row)


@pytest.mark.parametrize("table", TABLES)
def test_every_column_is_described(draft: Draft, table: str) -> None:
    for name, kind, *_ in draft.connection.cursor().sql(f"describe {table}").fetchall():
        assert describe(table, name, kind)
