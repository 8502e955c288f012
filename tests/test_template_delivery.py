"""Templates are handed out by the command, the dashboard and its routes, and come back filed."""

import json
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import openpyxl
import pytest

from tests.office import CODE_A, CODE_B, PROJECT_HEADER, A, B, Office, Sheet, progress, projects
from tests.test_pages import answer, fine, opened, said
from warehouse import snapshots, templates
from warehouse.connection import Connection
from warehouse.home import Home
from warehouse.tables import NOTES_SHEET

CODE_C = "2017-330382-04-01-000003"
CAMPAIGN, MONTH, UNIT = "lishui-2018", "2018-07", "331102"
UNIT_OF_A = "柳市镇"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    place = Office(tmp_path_factory.mktemp("office"))
    place.file(
        {"项目清单": projects(A, B), "月度进展": progress([CODE_A, 40, 100], [CODE_B, 5, 7])}
    )
    header = ["责任单位", "项目数", "计划投资", "累计完成投资", "计划开工数", "开工数"]
    totals: Sheet = [["单位：万元"], header, ["虹桥镇", 12, 9000, 2500.5, 4, 1]]
    place.file({"汇总": totals}, name="虹桥镇.xlsx")
    of_office: Sheet = [["单位：万元"], ["责任单位", *PROJECT_HEADER], ["虹桥镇", CODE_C, *A[1:]]]
    place.file({"项目清单": of_office}, name="O-330382-01.xlsx")
    place.run()
    return place


def written(office: Office, folder: Path, *more: str) -> list[dict[str, Any]]:
    asked = ("yueqing-2021", "2021-10", "--to", str(folder), "--json", *more)
    result = office.call("templates", *asked)
    assert result.exit_code == 0, result.output
    return list(json.loads(result.stdout)["templates"])


def test_a_template_goes_out_is_filled_in_and_comes_back(office: Office, tmp_path: Path) -> None:
    (file,) = written(office, tmp_path, "--unit", "柳市镇")
    assert file["tables"] == ["progress", "projects", "issues"]
    book = openpyxl.load_workbook(file["file"])
    sheet = book["月度进展"]
    # Code, name, cumulative, status and start as filed before; month and cumulative to fill in.
    assert [[cell.value for cell in row] for row in sheet["A6:E7"]] == [
        [CODE_A, "甲项目", 100, None, None],
        [CODE_B, "乙项目", 7, None, None],
    ]
    sheet["F6"], sheet["G6"] = 25.5, 125.5  # B is left empty
    inbox = office.root / "inbox" / "yueqing-2021" / "2021-10"
    inbox.mkdir(parents=True)
    book.save(inbox / Path(file["file"]).name)
    (file,) = written(office, tmp_path, "--unit", "虹桥镇")
    book = openpyxl.load_workbook(file["file"])
    assert [cell.value for cell in book["月度进展"][6][:2]] == [CODE_C, "甲项目"]
    row = book["汇总"][6]
    assert [cell.value for cell in row[:3]] == ["虹桥镇", "2021-10", 2500.5]
    for cell, number in zip(row[3:10], (12, 9000, 3000.25, 4, 2, 1, 0), strict=True):
        assert not cell.protection.locked
        cell.value = number
    book.save(inbox / Path(file["file"]).name)
    run = office.run()
    assert (run["rejected_rows"], run["left_alone"]) == (0, [])
    # The first town left a row of two empty, the second one its table of progress.
    assert run["notes"] == {"not_filed": 1, "table_not_filed": 1}
    assert office.ask(
        "select project_code, invested_in_month_wanyuan::varchar, "
        "invested_to_date_wanyuan::varchar from progress where month = '2021-10'"
    ) == [(CODE_A, "25.5000", "125.5000")]
    assert office.ask(
        "select unit_id, projects, period_plan_wanyuan::int, invested_to_date_wanyuan::varchar, "
        "planned_starts, started, planned_completions, completed "
        "from totals where month = '2021-10'"
    ) == [("330382108", 12, 9000, "3000.2500", 4, 2, 1, 0)]
    months = office.ask(
        "select project_code, is_filed, invested_to_date_wanyuan::varchar from project_months "
        "where month = '2021-10' order by 1"
    )
    assert months == [
        (CODE_A, True, "125.5000"),
        (CODE_B, False, "7.0000"),  # carried, not zero
        (CODE_C, False, None),  # never filed: nothing is known
    ]
    changed = office.ask("select count(*) from plan_changes where table_name = 'projects'")
    assert changed == [(0,)], "the same list, filed again"


def test_the_command_writes_every_unit_and_names_what_there_is_not(
    office: Office, tmp_path: Path
) -> None:
    files = written(office, tmp_path)
    # Two towns have filed. The others get what half of them file, and who is of another track what
    # the definition needs.
    assert len(files) == len(office.ask("select 1 from filers where campaign_id = 'yueqing-2021'"))
    by_unit = {file["unit"]: file["tables"] for file in files}
    assert by_unit["330382001"] == ["progress", "totals", "projects", "issues"]
    # The office has listed a project for the second town, which reports on it.
    assert by_unit["330382108"] == ["progress", "totals", "issues"]
    assert by_unit["O-330382-01"] == ["projects"]
    assert set(by_unit["D-330382-01"]) >= {"progress", "projects", "plans", "milestones", "bonds"}
    for file in files:
        assert Path(file["file"]).read_bytes()[:2] == b"PK"
    for wrong, named in (
        (("zulu", "2021-10"), "yueqing-2021 2021-09 … 2021-12"),
        (("yueqing-2021", "2022-10"), "yueqing-2021 2021-09 … 2021-12"),
        (("yueqing-2021", "2021-10", "--unit", "某镇"), "柳市镇 (330382114)"),
    ):
        refused = office.call("templates", *wrong, "--to", str(tmp_path / "none"))
        assert (refused.exit_code, named in refused.stderr) == (1, True)
    assert not (tmp_path / "none").exists()


def test_who_reported_last_gets_the_project_though_it_was_another_before(tmp_path: Path) -> None:
    """The town lists A and B. It reports on A in September and November, the office in October."""
    place = Office(tmp_path)
    town, office = "330382114", "O-330382-01"
    sheets = {"项目清单": projects(A, B), "月度进展": progress([CODE_A, 40, 100])}
    place.file(sheets)
    for month, name, to_date in (("2021-10", office, 140), ("2021-11", UNIT_OF_A, 180)):
        own = {"月度进展": progress([CODE_A, 40, to_date])}
        place.file(own, name=f"{name}.xlsx", month=month, at=f"{month}-28T08:00:00")
    place.run()
    assert place.ask(
        "select month, unit_id, projects from template_reports "
        "where campaign_id = 'yueqing-2021' order by month, unit_id"
    ) == [
        ("2021-09", town, 2),  # whose they are
        ("2021-10", town, 2),  # A: reported on for September by the town
        ("2021-11", town, 1),
        ("2021-11", office, 1),  # A: for October by the office
        ("2021-12", town, 2),  # A: for November by the town
    ]


def test_the_projects_counted_are_those_that_templates_list(snapshot: Connection) -> None:
    counted = snapshot.cursor().sql("select * from template_reports order by all").fetchall()
    assert counted
    listed = (
        snapshot.cursor()
        .sql(
            "select campaign_id, month, unit_id, count(*) from template_projects "
            "group by all order by all"
        )
        .fetchall()
    )
    assert counted == listed


def test_without_a_snapshot_the_command_says_what_to_run(tmp_path: Path) -> None:
    refused = Office(tmp_path).call("templates", "yueqing-2021", "2021-10")
    assert (refused.exit_code, "pipelines run" in refused.stderr) == (1, True)


@pytest.fixture
def served(sample_home: Home, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("SAIMA_DATA", str(sample_home.root))
    found = snapshots.current(sample_home.snapshots)
    assert found
    return found.id


def test_the_route_hands_out_the_workbook_and_the_zip(served: str, snapshot: Connection) -> None:
    made = templates.material(snapshot, CAMPAIGN, MONTH)
    unit = made.unit(UNIT)
    status, headers, body = answer(f"/templates/{served}/{CAMPAIGN}/{MONTH}/{UNIT}.xlsx")
    assert (status, body) == (200, templates.workbook(made, unit))
    assert unquote(headers["content-disposition"]).endswith("''莲都区-2018-07.xlsx")
    assert headers["content-disposition"].isascii()
    assert openpyxl.load_workbook(BytesIO(body)).sheetnames[-1] == NOTES_SHEET
    status, headers, body = answer(f"/templates/{served}/{CAMPAIGN}/{MONTH}.zip")
    assert (status, headers["content-type"]) == (200, "application/zip")
    with zipfile.ZipFile(BytesIO(body)) as archive:
        assert len(archive.namelist()) == len(made.units)


@pytest.mark.parametrize(
    "path",
    [
        "nonsense/lishui-2018/2018-07.zip",
        "{served}/zulu/2018-07.zip",
        "{served}/lishui-2018/2019-07/331102.xlsx",
        "{served}/lishui-2018/2018-07/zulu.xlsx",
        "{served}/lishui-2018/../../CURRENT.xlsx",
    ],
)
def test_what_there_is_not_is_not_found_and_said(served: str, path: str) -> None:
    status, _, body = answer(f"/templates/{path.format(served=served)}")
    assert (status, bool(body)) == (404, True)
    assert b"Traceback" not in body


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_page_offers_the_month_that_is_due_next(
    served: str, language: str, snapshot: Connection
) -> None:
    asked = {"campaign": CAMPAIGN, "lang": language, "unit": UNIT}
    app = opened("data/templates", month="2018-06", **asked)
    assert fine(app)
    offered = templates.material(snapshot, CAMPAIGN, MONTH)
    assert f"{len(offered.units)}" in said(app)
    assert "2018-08-05" in said(app), "July is due on 5 August"
    (shown,) = app.table
    count = snapshot.cursor().execute(
        """
        select count(*) from projects
        where filing_id = (
            select filing_id from lists where campaign_id = 'lishui-2018' and month = '2018-07'
            and filed_by = '331102' and table_name = 'projects'
        )
        """
    )
    listed = {tuple(row)[0]: tuple(row)[1] for row in shown.value.itertuples(index=False)}
    wanted = count.fetchall()[0][0]
    title = "项目清单" if language == "zh-CN" else "Projects"
    assert listed[title] == str(wanted)
    assert len(listed) == len(offered.unit(UNIT).tables)
    chosen = opened("data/templates", month="2018-06", **{"for": "2018-06"}, **asked)
    assert "2018-07-05" in said(chosen)
    last = opened("data/templates", month="2018-12", **asked)
    assert "2019-01-05" in said(last), "after the last month there is none"


@pytest.mark.usefixtures("served")
def test_a_track_narrows_the_units_offered(snapshot: Connection) -> None:
    track = snapshot.cursor().execute(
        "select track_id from filers where campaign_id = 'lishui-2018' and unit_id = '331102'"
    )
    (wanted,) = track.fetchone() or ("",)
    app = opened("data/templates", campaign=CAMPAIGN, month="2018-06", track=wanted, lang="zh-CN")
    options = next(box for box in app.selectbox if box.label == "单位").options
    assert "市交通运输局" not in options
    assert "莲都区" in options
