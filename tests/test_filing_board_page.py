"""The page of the filing board shows what its queries answer, and what its chart is given."""

from datetime import date
from typing import Any

import polars as pl
import pytest

from campaigns import calendar
from charts.filing_board import SHAPES, board
from locales import translator
from tests.test_pages import fine, opened, said
from warehouse.connection import Connection
from warehouse.export import as_csv
from warehouse.home import Home
from warehouse.queries import read

T = translator("en")
PAGE = "data/board"
# Of the unit picked one value was returned in November 2021.
LINK = {"campaign": "yueqing-2021", "month": "2021-11", "lang": "en", "unit": "330382004"}
ASKED = {"campaign": "yueqing-2021", "month": "2021-11"}
NAMED = {"track": "all", "language": "en"}
TODAY = date(2021, 12, 8)


@pytest.fixture
def served(sample_home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAIMA_DATA", str(sample_home.root))
    monkeypatch.setattr(calendar, "today", lambda: TODAY)


@pytest.mark.usefixtures("served")
def test_the_page_opens_with_who_filed_and_who_did_not() -> None:
    app = opened(PAGE, **LINK)
    assert fine(app)
    # 37 units: one bureau came on 12 December, Lingdi Township not at all.
    assert (
        "November 2021: 35 of 37 units filed on time (94.59%); 1 has not filed: Lingdi Township."
    ) in said(app)
    assert "2 have returned rows to correct: Yanpen Subdistrict" in said(app)
    assert "Due by 2021-12-05." in said(app)


@pytest.mark.usefixtures("served")
def test_the_tables_show_what_the_queries_answer(snapshot: Connection) -> None:
    app = opened(PAGE, **LINK)
    reminded, month, rates, of_tables, files = (each.value for each in app.dataframe)
    cursor = snapshot.cursor()

    answer = read(cursor, "reminders", campaign=ASKED["campaign"], track="all", today=TODAY)
    assert reminded["unit"].tolist() == answer["unit_en"].to_list()
    assert reminded["days_over"].tolist() == answer["days_over"].to_list() == [3, 3, 3]

    answer = read(cursor, "filing_month", **ASKED, **NAMED)
    assert month["unit"].tolist() == answer["unit"].to_list()
    assert month["state"].tolist() == [T(f"board.state.{state}") for state in answer["state"]]
    assert month["taken_rows"].tolist() == answer["taken_rows"].to_list()
    assert month["days_late"].dropna().tolist() == answer["days_late"].drop_nulls().to_list()

    answer = read(cursor, "filing_rates", campaign=ASKED["campaign"], **NAMED)
    assert rates["on_time_units"].tolist() == answer["on_time_units"].to_list()
    shown = [round(rate, 4) for rate in rates["on_time_filing_rate"]]
    assert shown == [float(rate * 100) for rate in answer["on_time_filing_rate"]]
    assert rates["is_over"].tolist() == ["yes"] * answer.height

    answer = read(cursor, "filing_tables", **ASKED, unit=LINK["unit"])
    assert of_tables["state"].tolist() == [T(f"board.state.{state}") for state in answer["state"]]

    answer = read(cursor, "filings_of_unit", campaign=ASKED["campaign"], unit=LINK["unit"])
    assert files["receipt"].tolist() == answer["receipt"].to_list()


@pytest.mark.usefixtures("served")
def test_what_was_returned_is_said_with_its_place_and_remedy() -> None:
    app = opened(PAGE, **LINK)
    (row,) = app.table[0].value.to_dict("records")
    assert row["Filed in"].endswith("· row 4")
    assert "2019-330382-26-02-80595" in row["As filed"]
    assert "20 digits" in row["What is wrong and what to do"]
    assert (row["Column"], row["To be corrected"]) == ("Project code", "yes")
    assert "Returned in November 2021: 1" in said(app)
    assert "python -m pipelines slips" in said(app)


@pytest.mark.usefixtures("served")
def test_the_words_to_send_are_there_to_be_copied() -> None:
    app = opened(PAGE, **LINK)
    sentences = app.code[0].value.split("\n")
    assert len(sentences) == 3
    assert sentences[-1] == (
        "[Yueqing 100 days] Lingdi Township: the filing for November 2021 has not come in, "
        "please file it; it was due by 2021-12-05, 3 days ago."
    )


@pytest.mark.usefixtures("served")
def test_a_campaign_long_over_shouts_at_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calendar, "today", lambda: date(2026, 11, 22))
    app = opened(PAGE, **LINK)
    assert "The campaign's filing has ended; nothing of December 2021 is open." in said(app)
    assert len(app.code) == 2  # the links at the foot of every page, no words to send


@pytest.mark.usefixtures("served")
def test_a_replaced_filing_names_what_replaced_it() -> None:
    app = opened(PAGE, **LINK | {"unit": "330382114"})
    files = app.dataframe[-1].value
    replaced = files[files["state"] == T("board.file_state.replaced")].iloc[0]
    assert (replaced["month"], replaced["table_name"]) == ("2021-10", "Monthly progress")
    assert replaced["replaced_as"].endswith("柳市镇（更正）.xlsx")
    assert replaced["replaced_at"] == "2021-12-01 13:01"


def cells() -> pl.DataFrame:
    rows: list[tuple[Any, ...]] = [
        ("Town 1", "2021-09", "on_time", None, 0, 1),
        ("Town 1", "2021-10", "late", 3, 0, 0),
        ("Town 2", "2021-09", "missing", 9, 0, 0),
        ("Town 2", "2021-10", "incomplete", None, 2, 1),
    ]
    names = ("unit", "month", "state", "days_late", "returned_rows", "superseded")
    return pl.DataFrame(rows, schema=names, orient="row")


def test_the_chart_draws_every_cell_once_in_a_shape_of_its_state() -> None:
    figure = board(cells(), T).to_dict()
    drawn = {
        (unit, month): (trace["name"], symbol)
        for trace in figure["data"]
        for unit, month, symbol in zip(
            trace["y"], trace["x"], trace["marker"]["symbol"], strict=True
        )
    }
    assert drawn == {
        ("Town 1", "2021-09"): ("on_time", "circle-dot"),
        ("Town 1", "2021-10"): ("late", "triangle-up"),
        ("Town 2", "2021-09"): ("missing", "square"),
        ("Town 2", "2021-10"): ("incomplete", "diamond-dot"),
    }
    assert figure["layout"]["yaxis"]["categoryarray"] == ["Town 1", "Town 2"]
    assert len({symbol for symbol, _ in SHAPES.values()}) == len(SHAPES)


def test_a_cell_says_in_words_what_it_counts() -> None:
    texts = {text for trace in board(cells(), T).to_dict()["data"] for text in trace["customdata"]}
    assert "Town 1 2021-10: ▲ late<br>3 days late" in texts
    assert "Town 2 2021-10: ◆ rows returned<br>2 returned<br>1 replaced" in texts


def test_the_list_to_take_away_opens_in_a_spreadsheet_as_it_is() -> None:
    frame = pl.DataFrame({"单位": ["柳市镇", "=1+1"], "逾期": [3, None]})
    assert as_csv(frame).decode() == '\ufeff"单位","逾期"\r\n"柳市镇",3\r\n"\'=1+1",""\r\n'
