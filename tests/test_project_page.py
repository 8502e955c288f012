"""One project: its figures worked out by hand, its charts, its dates and limits, and its page."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from campaigns import load_all
from campaigns.deadlines import limits
from charts import project as charts
from charts.project_dates import time_line
from locales import LANGUAGES, translator
from pages._shared.project_tables import PARTS, VIEWS
from tests.office import CODE_A, CODE_B, Office
from tests.test_pages import cards, fine, opened, said
from warehouse import snapshots
from warehouse.connection import Connection
from warehouse.home import Home
from warehouse.queries import needs, read

T = translator("en")
OFFICE = {"campaign": "yueqing-2021"}
LISHUI = {"campaign": "lishui-2018", "month": "2018-10"}
# It has an overdue milestone, issues, contacts, and a case for which points were taken off.
BUSY = "2018-331123-48-01-096763"
HEADER = [
    *("项目代码", "项目名称", "领域", "项目类别", "总投资", "计划投资", "计划开工", "计划竣工"),
    *("供地日期", "制造业项目", "建设单位"),
]
MOVES = ["项目代码", "累计完成投资", "状态", "实际开工", "实际竣工"]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Two projects: A plans 400, 300, 300 and files September and November; B plans nothing by
    month, and files nothing.
    """
    place = Office(tmp_path_factory.mktemp("office"))
    listed: list[Any] = [
        *(CODE_A, "甲项目", "产业", "续建", 50000, 1000, "2021-03-01", "2021-11-20"),
        *("2020-11-15", "是", "示例公司"),
    ]
    second = [CODE_B, "乙项目", "民生", "新开工", 8000, 3030, "2021-10-10", "2022-05-31"]
    plans: list[list[Any]] = [["项目代码", "月份", "当月计划投资"]]
    for month, amount in (("2021-09", 400), ("2021-10", 300), ("2021-11", 300)):
        plans.append([CODE_A, month, amount])
    nodes: list[list[Any]] = [["项目代码", "节点", "阶段", "计划完成", "实际完成"]]
    nodes.append([CODE_A, "主体结顶", "续建", "2021-10-31", "2021-11-04"])
    nodes.append([CODE_A, "室外配套", "续建", "2021-11-15", None])
    money = ["单位：万元"]
    place.file(
        {
            "项目清单": [money, HEADER, listed, [*second, None, None, None]],
            "月度计划": [money, *plans],
            "月度进展": [money, MOVES, [CODE_A, 100, "在建", "2021-03-11", None]],
            "关键节点": nodes,
        }
    )
    place.file(
        {"月度进展": [money, MOVES, [CODE_A, 950, "在建", "2021-03-11", None]]},
        month="2021-11",
        at="2021-12-03T08:00:00",
    )
    # Another unit files October, so that the month has data.
    other = "2017-330382-04-01-000003"
    place.file(
        {
            "项目清单": [money, HEADER, [other, *listed[1:]]],
            "月度进展": [money, MOVES, [other, 10, "在建", "2021-03-11", None]],
        },
        month="2021-10",
        name="虹桥镇.xlsx",
        at="2021-11-03T08:00:00",
    )
    place.run()
    return place


def ask(office: Office, query: str, month: str, code: str = CODE_A) -> pl.DataFrame:
    served = snapshots.current(office.home.snapshots)
    assert served
    bound = {**OFFICE, "month": month, "project": code, "language": "en"}
    with snapshots.connect(served) as connection:
        return read(connection.cursor(), query, **{n: bound[n] for n in needs(query)})


def test_what_a_project_is_said_to_be_is_what_was_filed(office: Office) -> None:
    row = ask(office, "project", "2021-11").row(0, named=True)
    # 950 of 400 + 300 + 300 planned to date, of 1000 for the campaign.
    assert row["planned_to_date_wanyuan"] == Decimal(1000)
    assert row["invested_to_date_wanyuan"] == Decimal(950)
    assert row["completion_rate"] == row["schedule_attainment"] == Decimal("0.95")
    assert (row["pace"], row["gap_wanyuan"], row["light"]) == ("behind", Decimal(50), "yellow")
    assert (row["project_name"], row["owner"], row["is_filed"]) == ("甲项目", "示例公司", True)
    # October was not filed: September's 100 is carried against 700, and the light is grey.
    row = ask(office, "project", "2021-10").row(0, named=True)
    assert row["invested_to_date_wanyuan"] == Decimal(100)
    assert (row["gap_wanyuan"], row["light"]) == (Decimal(600), "grey")
    assert (row["is_filed"], row["reported_month"]) == (False, "2021-09")
    # B has never filed: nothing is known, which is no zero.
    row = ask(office, "project", "2021-11", CODE_B).row(0, named=True)
    assert (row["pace"], row["invested_to_date_wanyuan"]) == ("unfiled", None)
    assert ask(office, "project", "2021-11", "2017-330382-04-01-999999").is_empty()


def test_the_months_of_a_project_are_those_that_were_filed(office: Office) -> None:
    months = ask(office, "project_history", "2021-11")
    assert months.select("month", "planned_to_date_wanyuan", "invested_to_date_wanyuan").rows() == [
        ("2021-09", Decimal(400), Decimal(100)),
        ("2021-10", Decimal(700), Decimal(100)),  # carried
        ("2021-11", Decimal(1000), Decimal(950)),
        ("2021-12", Decimal(1000), None),  # not known yet
    ]
    assert months["is_filed"].to_list() == [True, False, True, None]
    assert months["light"].to_list() == ["red", "grey", "yellow", None]
    # Row 3 of the sheet, after the unit's line and the header.
    assert months["source_row"].to_list() == [3, None, 3, None]
    assert months["source_file"][2] == "yueqing-2021/2021-11/柳市镇.xlsx"
    # A month later than the chosen one says nothing but its plan.
    early = ask(office, "project_history", "2021-09")
    assert early["invested_to_date_wanyuan"].to_list() == [Decimal(100), None, None, None]
    assert early["planned_to_date_wanyuan"][3] == Decimal(1000)


def test_the_dates_of_a_project_and_its_limits(office: Office) -> None:
    dates = ask(office, "project_dates", "2021-11")
    told = {
        (row["kind"], row["name"]): (row["state"], row["planned_on"], row["days_apart"])
        for row in dates.iter_rows(named=True)
    }
    assert told == {
        ("land", None): ("done", None, None),
        ("started_on", None): ("late", date(2021, 3, 1), 10),  # on the 11th
        ("completed_on", None): ("overdue", date(2021, 11, 20), 10),  # by the 30th
        ("milestone", "主体结顶"): ("late", date(2021, 10, 31), 4),
        ("milestone", "室外配套"): ("overdue", date(2021, 11, 15), 15),
        # 三(三)2: manufacturing starts within 6 months of land supply, and within a year.
        ("limit", "Agreed start of manufacturing projects after land supply"): (
            *("done", date(2021, 5, 15)),
            65,
        ),
        ("limit", "Start of manufacturing projects within a year of land supply"): (
            *("done", date(2021, 11, 15)),
            249,
        ),
        # 三(五)1: 5 亿元 of industry may take 24 months from 2021-03-11.
        ("limit", None): ("coming", date(2023, 3, 11), 466),
    }
    days = [row["planned_on"] or row["done_on"] for row in dates.iter_rows(named=True)]
    assert days == sorted(days)


def test_every_filing_of_a_project_is_named(office: Office) -> None:
    filings = ask(office, "project_filings", "2021-11")
    assert filings.select("month", "table_name", "source_row").rows() == [
        ("2021-11", "progress", 3),
        *(("2021-09", "plans", row) for row in (3, 4, 5)),
        ("2021-09", "progress", 3),
        ("2021-09", "projects", 3),
    ]


def test_limits_begin_with_their_event() -> None:
    facts = pl.DataFrame(
        {
            "month": ["2021-10", "2021-10"],
            "project_code": ["begun", "not begun"],
            "domain": ["industry", "industry"],
            "is_manufacturing": [False, False],
            "total_investment_wanyuan": [Decimal("200000.0000")] * 2,  # 20 亿元: 36 months
            "last_day": [date(2021, 10, 31)] * 2,
            "land_supplied_on": [None, None],
            "started_on": [date(2020, 2, 29), None],
            "completed_on": [None, None],
            "in_production_on": [None, None],
            "is_started": [True, False],
            "is_completed": [False, False],
        },
        schema_overrides={
            "total_investment_wanyuan": pl.Decimal(18, 4),
            **dict.fromkeys(("land_supplied_on", "completed_on", "in_production_on"), pl.Date),
        },
    )
    found = limits(facts, load_all()["yueqing-2021"].campaign)
    assert found.select("project_code", "limit_id", "limit_months", "due_on").rows() == [
        ("begun", None, 36, date(2023, 2, 28))
    ]


# Charts


def months() -> pl.DataFrame:
    return pl.DataFrame(
        {
            "month": ["2021-09", "2021-10", "2021-11", "2021-12"],
            "planned_to_date_wanyuan": [Decimal(each) for each in (400, 700, 1000, 1000)],
            "invested_to_date_wanyuan": [Decimal(100), Decimal(100), Decimal(950), None],
            "is_filed": [True, False, True, None],
            "light": ["red", "grey", "yellow", None],
            "schedule_attainment": [Decimal("0.25"), None, Decimal("0.95"), None],
        }
    )


def test_the_curve_draws_both_lines_and_hollow_what_was_not_filed() -> None:
    figure = charts.curve(months(), T).to_dict()
    plan, actual = figure["data"]
    assert plan["y"] == [4.0, 7.0, 10.0, 10.0]  # CNY m
    assert actual["y"] == [1.0, 1.0, 9.5, None]
    assert actual["marker"]["symbol"] == ["circle", "circle-open", "circle", "circle-open"]
    assert actual["customdata"][1] == "CNY 1.0 m (not filed, carried)"
    ends = [(each["x"], each["y"], each["text"]) for each in figure["layout"]["annotations"]]
    assert ends == [
        ("2021-12", 10.0, "Plan<br>CNY 10.0 m"),
        ("2021-11", 9.5, "Actual<br>CNY 9.5 m"),
    ]


@pytest.mark.parametrize(
    ("planned", "invested", "has_room"),
    [
        (1000, [0, 0, 0, None], True),  # nothing invested: said below zero, above the months
        (1000, [0, 0, 150, None], True),  # 15 % of the height
        (1000, [0, 0, 151, None], False),
        (0, [0, 0, 0, 0], True),  # nothing planned either
        (0, [0, 10, 20, 20], True),  # the plan's label is the lower one
        (0, [0, 10, 20, None], False),  # each stands above its own line's end
        (1000, [None, None, None, None], False),  # nothing was ever filed: no label
    ],
)
def test_a_line_that_ends_low_has_its_label_above_the_months(
    planned: int, invested: list[int | None], has_room: bool
) -> None:
    known = [None if each is None else Decimal(each) for each in invested]
    frame = months().with_columns(
        pl.Series("planned_to_date_wanyuan", [Decimal(planned)] * 4, dtype=pl.Decimal(18, 4)),
        pl.Series("invested_to_date_wanyuan", known, dtype=pl.Decimal(18, 4)),
    )
    drawn = charts.curve(frame, T).to_dict()["layout"]
    # The months stand at the foot of the figure, zero above them where room is needed.
    assert (drawn["xaxis"]["anchor"], drawn["xaxis"]["position"]) == ("free", 0)
    assert drawn["yaxis"]["domain"] == [0.16 if has_room else 0, 1]


def test_the_lights_are_a_shape_and_a_word_for_every_month_known() -> None:
    (lit,) = charts.lights(months(), T, decimals=2).to_dict()["data"]
    assert lit["x"] == ["2021-09", "2021-10", "2021-11"]
    assert lit["marker"]["symbol"] == ["square", "circle-open", "triangle-up"]
    assert lit["text"] == ["red", "grey", "yellow"]
    assert lit["customdata"] == ["25.00%", "—", "95.00%"]


def test_the_time_line_marks_what_is_done_overdue_and_coming() -> None:
    dates = pl.DataFrame(
        {
            "name": [
                "Start",
                "A milestone with a name that is far too long for a telephone",
                "End",
            ],
            "said": ["10 days late", "15 days overdue", "planned"],
            "planned_on": [date(2021, 3, 1), date(2021, 11, 15), date(2022, 3, 1)],
            "done_on": [date(2021, 3, 11), None, None],
            "state": ["late", "overdue", "coming"],
            "last_day": [date(2021, 11, 30)] * 3,
        }
    )
    figure = time_line(dates, T).to_dict()
    threads, planned, marks = figure["data"]
    assert marks["x"] == ["2021-03-11", "2021-11-30", "2022-03-01"]
    assert marks["marker"]["symbol"] == ["diamond", "square", "circle-open"]
    assert marks["text"] == ["10 days late", "15 days overdue", "planned"]
    assert planned["x"] == ["2021-03-01", "2021-11-15"]  # what is coming is marked once
    assert threads["x"][:3] == ["2021-03-01", "2021-03-11", None]
    titles = [each["text"] for each in figure["layout"]["annotations"]]
    assert titles[0] == "as of 2021-11-30"
    assert titles[2] == "<b>A milestone with a name that is far too long fo…</b>"


# The page


@pytest.fixture
def home(sample_home: Home, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SAIMA_DATA", str(sample_home.root))
    return sample_home.root


def of(snapshot: Connection, query: str, at: dict[str, str], code: str) -> pl.DataFrame:
    bound: dict[str, Any] = {**at, "project": code, "language": "en"}
    return read(snapshot.cursor(), query, **{name: bound[name] for name in needs(query)})


@pytest.mark.usefixtures("home")
def test_the_page_says_what_the_query_answers(snapshot: Connection) -> None:
    app = opened("projects/project", lang="en", project=BUSY, **LISHUI)
    assert fine(app)
    head = of(snapshot, "project", LISHUI, BUSY).row(0, named=True)
    dates = of(snapshot, "project_dates", LISHUI, BUSY)
    shown = cards(app)
    assert shown["Completion rate"] == f"{head['completion_rate']:.2%}"
    assert shown["Schedule attainment"] == f"{head['schedule_attainment']:.2%}"
    assert shown["Light"].split()[1] == head["light"]
    overdue = dates.filter(state="overdue")["name"].to_list()
    assert f"{len(overdue)} overdue: {overdue[0]}." in said(app)
    assert f"{len(overdue)} of {dates.height} dates are overdue" in said(app)
    table = app.dataframe[0].value
    past = of(snapshot, "project_history", LISHUI, BUSY).filter("is_past")
    amounts = [float(each / 100) for each in reversed(past["invested_to_date_wanyuan"].to_list())]
    assert table["invested_to_date_wanyuan"].tolist() == pytest.approx(amounts)


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", VIEWS)
def test_every_part_is_a_table_or_one_line(snapshot: Connection, view: str, language: str) -> None:
    app = opened("projects/project", lang=language, project=BUSY, about=view, **LISHUI)
    assert fine(app)
    t = translator(language)
    for name in VIEWS[view]:
        rows = of(snapshot, PARTS[name].query, LISHUI, BUSY)
        n = rows.filter("is_past").height if name == "months" else rows.height
        heading = t("project.counted", name=t(f"project.part.{name}"), n=n)
        assert (heading if n else t(f"project.empty.{name}")) in said(app)


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize(
    ("at", "table"),
    [
        ({"campaign": "yueqing-2021", "month": "2021-12"}, "land"),
        ({"campaign": "yueqing-2021", "month": "2021-11"}, "bonds"),
        ({"campaign": "linzi-2020", "month": "2020-11"}, "plan_changes"),
    ],
)
def test_projects_with_land_bonds_or_changes_open(
    snapshot: Connection, view: str, at: dict[str, str], table: str
) -> None:
    first = f"select min(project_code) from {table} where campaign_id = '{at['campaign']}'"
    codes = snapshot.cursor().sql(first)
    (code,) = codes.fetchall()[0]
    assert fine(opened("projects/project", lang="zh-CN", project=code, about=view, **at))


@pytest.mark.usefixtures("home")
def test_an_unknown_project_is_named_and_another_can_be_looked_for() -> None:
    app = opened("projects/project", lang="en", project="1234", q="小学", **LISHUI)
    assert fine(app)
    assert "1234 is not in this month's list of projects" in said(app)
    names = app.dataframe[0].value["project_name"].tolist()
    assert names
    assert all("小学" in name for name in names)


@pytest.mark.usefixtures("home")
def test_the_tables_of_a_project_never_tell_of_prospects() -> None:
    # What is confidential are prospects; no query of a project asks for them.
    for name, part in PARTS.items():
        text = Path("warehouse/queries", f"{part.query}.sql").read_text("utf-8")
        assert "prospect" not in text, name
