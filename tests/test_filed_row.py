"""A link to a place in a file shows the row that was filed there, and what has become of it."""

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.office import A, B, Office, progress, projects
from tests.test_pages import fine, opened, said
from tests.test_prospect_secrets import HIDDEN, SECRETS, row, sheet
from warehouse.connection import Connection
from warehouse.home import Home
from warehouse.queries import text
from warehouse.tables import TABLES

CAMPAIGN = "yueqing-2021"
PLACE = (
    "select campaign_id, source_file, source_sheet, source_row from {table} order by all limit 1"
)


def at(table: str, place: tuple[Any, ...], lang: str = "en", **more: str) -> AppTest:
    campaign, file, name, number = place
    link = {"table": table, "file": file, "sheet": name, "row": str(number)}
    return opened("data/row", campaign=campaign, lang=lang, **link, **more)


def cells(app: AppTest) -> dict[str, str]:
    """The values of the row by their headings."""
    frame = app.table[0].value
    return dict(zip(frame.iloc[:, 0], frame.iloc[:, 1], strict=True))


@pytest.fixture
def served(sample_home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAIMA_DATA", str(sample_home.root))


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """September filed and corrected: A's 100 becomes 120.5, B's row is dropped; one known error."""
    place = Office(tmp_path_factory.mktemp("rows"))
    corrections = place.root / "corrections"
    corrections.mkdir()
    (corrections / f"{CAMPAIGN}.toml").write_text(KNOWN, "utf-8")
    place.file(
        {
            "项目清单": projects(A, B),
            "月度进展": progress([A[0], 100, 100], [B[0], 40, 40], ["", 1, 1]),
            "汇总": [
                ["单位：万元"],
                ["单位", "月份", "项目数", "计划投资"],
                ["柳市镇", "2021-09", 3, 900],
            ],
        }
    )
    place.file(
        {"月度进展": progress([A[0], 120.5, 120.5])},
        name="柳市镇（更正）.xlsx",
        at="2021-10-20T08:00:00",
    )
    place.run()
    return place


KNOWN = """
[[corrections]]
id = "plan"
table = "projects"
unit = "柳市镇"
month = "2021-09"
key = { project_code = "2017-330382-04-01-000001" }
column = "period_plan_wanyuan"
wrong = 1000
right = 900
reason = "多写一个零"
decided_by = "领导小组办公室"
decided_on = 2021-10-10
"""


@pytest.mark.usefixtures("served")
@pytest.mark.parametrize("table", sorted(set(TABLES) - {"totals"}))  # of which the sample has none
def test_a_row_of_every_table_is_shown_with_all_its_columns(
    table: str, snapshot: Connection
) -> None:
    place = snapshot.cursor().execute(PLACE.format(table=table)).fetchall()[0]
    app = at(table, place)
    assert fine(app)
    assert list(cells(app)) == [
        name if not column.unit else f"{name} ({UNITS[column.type]})"
        for column in TABLES[table].columns
        for name in [column.en]
    ]
    assert f"row {place[-1]}" in app.title[0].value
    assert place[1] in said(app).replace("\\", "")


UNITS = {"money": "CNY 10k", "area": "mu", "percent": "%", "integer": "count"}


def test_the_question_for_a_row_knows_every_table_that_units_file() -> None:
    sql = text("filed_row")
    assert [name for name in TABLES if f"'{name}' as table_name" not in sql] == []


@pytest.mark.usefixtures("served")
def test_values_are_exact_and_choices_in_words(snapshot: Connection) -> None:
    found = snapshot.cursor().execute(
        "select campaign_id, source_file, source_sheet, source_row, status, "
        "invested_to_date_wanyuan from progress where status = 'under_construction' "
        "order by invested_to_date_wanyuan desc limit 1"
    )
    *place, _, invested = found.fetchall()[0]
    shown = cells(at("progress", tuple(place)))
    assert shown["Status"] == "Under construction"
    assert shown["Invested to date (CNY 10k)"] == f"{invested.normalize():,f}"


def asked(office: Office, monkeypatch: pytest.MonkeyPatch, table: str, *place: Any) -> AppTest:
    monkeypatch.setenv("SAIMA_DATA", str(office.root))
    return at(table, (CAMPAIGN, f"{CAMPAIGN}/2021-09/{place[0]}.xlsx", *place[1:]))


def test_a_correction_says_what_was_there_before_and_leads_there(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = asked(office, monkeypatch, "progress", "柳市镇（更正）", "月度进展", 3)
    assert cells(app)["Invested to date (CNY 10k)"] == "120.5"
    before = app.dataframe[0].value
    assert before[["value_before", "value_after"]].to_numpy().tolist() == [["100", "120.5"]] * 2
    assert set(before["source"]) == {"yueqing-2021/2021-09/柳市镇.xlsx · 月度进展 · row 3"}
    text = said(app).replace("\\", "")
    assert "Filed by Liushi Town for 2021-09; it counts." in text
    assert "took the place of “yueqing-2021/2021-09/柳市镇.xlsx”" in text
    assert "Filed late" not in text, "a correction is not late"


def test_a_row_whose_place_was_taken_says_by_what(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = asked(office, monkeypatch, "progress", "柳市镇", "月度进展", 3)
    assert "柳市镇（更正）.xlsx”, received 2021-10-20 16:00, took its place" in said(app)
    assert not app.table, "what it said is told by what changed"
    dropped = asked(office, monkeypatch, "progress", "柳市镇", "月度进展", 4)
    assert dropped.dataframe[0].value["change"].tolist() == ["row dropped"]


def test_a_row_that_was_returned_says_why_and_shows_what_came(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = asked(office, monkeypatch, "progress", "柳市镇", "月度进展", 5)
    text = said(app).replace("\\", "")
    assert "a value of the row was returned" in text
    assert "The row as it came: — | 1 | 1" in text


def test_totals_are_shown_as_well(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = cells(asked(office, monkeypatch, "totals", "柳市镇", "汇总", 3))
    assert shown["Unit"] == "Liushi Town"
    assert shown["Period plan (CNY 10k)"] == "900"


def test_a_known_error_put_right_stands_beside_its_cell(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = asked(office, monkeypatch, "projects", "柳市镇", "项目清单", 3)
    assert cells(app)["Period plan (CNY 10k)"] == "900"
    frame = app.table[0].value
    remark = dict(zip(frame.iloc[:, 0], frame.iloc[:, 2], strict=True))["Period plan (CNY 10k)"]
    assert remark.startswith("Known error: ")
    assert "1,000" in remark or "1000" in remark


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ({}, "does not say which table"),
        ({"table": "nothing", "file": "a", "sheet": "b", "row": "3"}, "does not say which table"),
        ({"table": "land", "file": "a", "sheet": "b", "row": "three"}, "does not say which"),
        ({"table": "land", "file": "a", "sheet": "b", "row": "3"}, "was never received"),
    ],
)
@pytest.mark.usefixtures("served")
def test_a_link_that_leads_nowhere_says_so(place: dict[str, str], told: str) -> None:
    app = opened("data/row", campaign=CAMPAIGN, lang="en", **place)
    assert fine(app)
    assert told in said(app)


@pytest.fixture(scope="module")
def secret(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """S1 is secret; S2 became so in February, when its value of January was still open; S3 is
    secret and returned for its day."""
    place = Office(tmp_path_factory.mktemp("secrets"))
    two = {"name": "天机项目", "investor": "玄武二号", "content": "绝密线"}
    for month, flag, day in (("2018-01", False, "01-08"), ("2018-02", True, "01-09")):
        rows = [
            row("S1", secret=True, **HIDDEN, listed=f"2018-{day}"),
            row("S2", secret=flag, **two),
            row("S3", secret=True, **HIDDEN | {"listed": "玄武月"}),
        ]
        late = f"2018-0{int(month[-1]) + 1}-03T08:00:00"
        place.file(sheet(*rows), month=month, name="南湖区.xlsx", campaign="jiaxing-2018", at=late)
    place.file(
        sheet(
            row("S1", secret=True, **HIDDEN | {"name": "玄武酒店"}), row("S2", secret=True, **two)
        ),
        month="2018-02",
        name="南湖区（更正）.xlsx",
        campaign="jiaxing-2018",
        at="2018-03-09T08:00:00",
    )
    place.run()
    return place.root


@pytest.mark.parametrize("file", ["2018-01/南湖区", "2018-02/南湖区", "2018-02/南湖区（更正）"])
@pytest.mark.parametrize("number", ["3", "4", "5"])
def test_what_is_confidential_is_not_told_by_its_row(
    secret: Path, file: str, number: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAIMA_DATA", str(secret))
    place = ("jiaxing-2018", f"jiaxing-2018/{file}.xlsx", "招引项目", number)
    app = at("prospects", place)
    assert fine(app)
    frames = [each.value.to_string() for each in (*app.table, *app.dataframe)]
    everything = "\n".join([said(app), *frames])
    assert [text for text in SECRETS if text in everything] == []
    if app.table:
        assert cells(app)["Investor"] == "(confidential)"
