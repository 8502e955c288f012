"""Charts draw what their query returned: every number, nothing else, and gaps as gaps."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import polars as pl
import pytest

from charts import (
    forecast,
    investment,
    race,
    race_play,
    race_scores,
    rate_months,
    rates,
    target_dates,
    targets,
)
from locales import LANGUAGES, Translator, percent, translator
from tests.dashboard_snapshot import example, write
from warehouse.connection import Connection
from warehouse.queries import read
from warehouse.snapshots import connect

ASKED = {"campaign": "alpha", "month": "2021-11", "track": "towns"}
NAMED = {**ASKED, "language": "en"}
T = translator("en")


@pytest.fixture(scope="module")
def cursor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    folder: Path = tmp_path_factory.mktemp("charts")
    with connect(write(folder, example())) as connection:
        yield connection.cursor()


def traces(figure: go.Figure) -> list[dict[str, Any]]:
    return list(figure.to_dict()["data"])


def floats(values: pl.Series) -> list[float | None]:
    return [None if value is None else float(value) for value in values]


def test_the_months_are_drawn_in_the_unit_that_the_axis_names(cursor: Connection) -> None:
    months = read(cursor, "completion_by_month", **ASKED)
    figure = investment.by_month(months, T)
    _, _, forecast, plan, actual, *_ = traces(figure)
    assert figure.layout.yaxis.title.text == "CNY m"
    assert plan["x"] == months["month"].to_list()
    assert plan["y"] == [float(value / 100) for value in months["planned_to_date_wanyuan"]]
    assert actual["y"] == [4.5, 18.0, 31.5, None]
    # Of the interval, see test_charts_progress.
    assert forecast["y"] == [None, None, 31.5, 55.75]


def test_without_a_forecast_there_are_two_lines(cursor: Connection) -> None:
    months = read(cursor, "completion_by_month", **{**ASKED, "month": "2021-10"})
    for shown in (months, months.clear()):
        drawn = traces(investment.by_month(shown, T))
        assert [each["name"] for each in drawn if "name" in each] == [
            "Plan to date",
            "Actual to date",
        ]


def test_units_end_where_their_forecast_says(cursor: Connection) -> None:
    """Town n ends at (1 + 0.7 n/8) / 2, give or take 9 %: Town 8 at 85 %, so all are below."""
    units = read(cursor, "forecast", **NAMED)
    marks, numbers = traces(forecast.by_unit(units, T, decimals=2))
    own = units.filter(scope="unit")
    assert marks["x"] == floats(own["forecast_rate"])
    assert marks["name"] == "Will miss its plan"
    assert marks["marker"]["symbol"] == "square"
    assert [round(each, 4) for each in marks["error_x"]["array"]] == [0.09] * 8
    assert numbers["text"][0] == percent(own["forecast_rate"][0], "en", 2)
    assert marks["y"] == own["unit"].to_list()


def goals() -> pl.DataFrame:
    """A rate of 30 % by June and 80 % by September, in July: the first missed, the second ahead."""
    rows = [
        ("2021-06", date(2021, 6, 30), True, "25", "30", "30", "missed"),
        ("2021-06", date(2021, 9, 30), False, "25", "30", "80", "at_risk"),
        ("2021-07", date(2021, 6, 30), False, "50", "30", "30", "missed"),
        ("2021-07", date(2021, 9, 30), True, "50", "46.5", "80", "on_track"),
    ]
    names = ("month", "due_on", "is_current", "value", "due", "required", "status")
    frame = pl.DataFrame(rows, schema=names, orient="row")
    return frame.with_columns(pl.col("value", "due", "required").cast(pl.Decimal(18, 4)))


def test_the_course_of_a_target_is_drawn_with_every_date() -> None:
    figure = targets.course(goals(), T, measured_in="%", decimals=2)
    due, value, on_track, missed, *names = traces(figure)
    assert (due["x"], due["y"]) == (["2021-06", "2021-07"], [30.0, 46.5])
    assert (value["x"], value["y"]) == (["2021-06", "2021-07"], [25.0, 50.0])
    assert (missed["x"], missed["y"], missed["text"]) == (["2021-06"], [30.0], ["30%<br>missed"])
    assert {each["text"][0].strip("\N{NO-BREAK SPACE}"): each["y"] for each in names} == {
        "<b>Due by then</b>": [46.5],
        "<b>Actual</b>": [50.0],
    }
    assert (on_track["x"], on_track["y"]) == (["2021-09"], [80.0])
    assert missed["marker"]["symbol"] != on_track["marker"]["symbol"]
    assert figure.layout.xaxis.tickvals == ("2021-06", "2021-07", "2021-08", "2021-09")


def test_a_target_of_every_month_has_a_mark_for_each() -> None:
    figure = targets.course(
        goals().filter("is_current"), T, measured_in="%", decimals=2, per="month"
    )
    _, _, on_track, missed, *_ = traces(figure)
    assert (missed["x"], on_track["x"]) == (["2021-06"], ["2021-07"])


def test_money_of_a_target_is_drawn_in_the_unit_that_the_axis_names() -> None:
    figure = targets.course(goals(), T, measured_in="亿元", decimals=2)
    assert figure.layout.yaxis.title.text == "CNY m"
    assert traces(figure)[1]["y"] == [2500.0, 5000.0]


def test_every_date_has_a_mark_with_its_status_in_words() -> None:
    dated = (
        goals()
        .filter(month="2021-07")
        .with_columns(
            target_id=pl.lit("rate"),
            target=pl.lit("Rate"),
            measured_in=pl.lit("%"),
            last_day=pl.lit(date(2021, 7, 31)),
        )
    )
    figure = target_dates.time_line(dated, T, decimals=2)
    texts = {
        text: x
        for each in traces(figure)[1:]
        for text, x in zip(each["text"], each["x"], strict=True)
    }
    assert texts == {"30%<br>missed": "2021-06-30", "80%<br>on track": "2021-09-30"}
    assert {each["customdata"][0][1] for each in traces(figure)[1:]} == {"rate"}
    assert figure.layout.shapes[0].x0 == "2021-07-31"
    assert go.Figure(figure.to_dict()).data


def test_a_bar_is_as_long_as_its_rate(cursor: Connection) -> None:
    units = read(cursor, "region_rates", **NAMED)
    bars, numbers = traces(rates.against_time(units, T, decimals=2, label="unit", amounts=False))
    assert bars["x"] == floats(units["completion_rate"])
    assert bars["y"] == units["unit"].to_list()
    assert numbers["text"][:2] == ["70.00%", "61.25%"]


def test_the_line_stands_at_time_progress(cursor: Connection) -> None:
    parts = read(cursor, "completion_by_label", **NAMED, kind="domain")
    figure = rates.against_time(parts, T, decimals=2)
    assert figure.layout.shapes[0].x0 == figure.layout.shapes[0].x1 == 0.6961
    assert traces(figure)[0]["x"] == floats(parts["completion_rate"])


def test_a_missing_rate_has_no_bar_and_a_dash(cursor: Connection) -> None:
    units = read(cursor, "region_rates", **{**NAMED, "track": "bureaus"})
    bars, numbers = traces(rates.against_time(units, T, decimals=2, label="unit", amounts=False))
    assert bars["x"] == [0.7, None]
    assert numbers["text"] == ["70.00%", "—"]


def test_units_that_file_totals_only_are_called_unclassified(cursor: Connection) -> None:
    asked = {"campaign": "charlie", "month": "2021-10", "track": "all", "language": "en"}
    parts = read(cursor, "completion_by_label", **asked, kind="category")
    bars, numbers = traces(rates.against_time(parts, T, decimals=2))
    assert bars["y"][0].startswith("Unclassified")
    assert numbers["text"] == ["123.40%"]


def test_a_cell_of_the_heat_map_holds_its_rate_and_grey_means_not_filed(
    cursor: Connection,
) -> None:
    months = read(cursor, "region_months", **{**NAMED, "track": "bureaus"})
    grey, shaded, _ = traces(rate_months.by_month(months, T, decimals=2))
    assert shaded["y"] == ["Water Bureau", "Education Bureau"]
    assert shaded["z"] == [[0.1, 0.4, 0.7], [None, None, None]]
    assert shaded["text"] == [["10.00%", "40.00%", "70.00%"], ["", "", ""]]
    assert grey["z"] == [[None, None, None], [1, 1, 1]]


def test_of_many_months_cells_say_whole_percents() -> None:
    many = pl.DataFrame(
        {
            "unit_id": ["a"] * 7,
            "unit": ["A"] * 7,
            "month": [f"2021-0{month}" for month in range(1, 8)],
            "completion_rate": [Decimal("0.1250")] * 7,
        }
    )
    _, shaded, _ = traces(rate_months.by_month(many, T, decimals=2))
    assert shaded["text"] == [["13"] * 7]


def test_every_rank_is_drawn_once(cursor: Connection) -> None:
    history = read(cursor, "rank_history", **NAMED)
    lines = traces(race.bump(history, T))[:-1]
    drawn = [
        (month, rank)
        for line in lines
        for month, rank in zip(line["x"], line["y"], strict=True)
        if rank is not None
    ]
    assert sorted(drawn) == sorted(history.select("month", "rank").iter_rows())


def test_names_stand_in_order_and_those_that_share_a_place_below_one_another(
    cursor: Connection,
) -> None:
    names = race.bump(read(cursor, "rank_history", **NAMED), T).to_dict()["layout"]["yaxis2"]
    assert names["tickvals"] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert [re.sub("<[^>]*>", "", text) for text in names["ticktext"][:4]] == [
        "1 Town 8",
        "2 Town 6",
        "2 Town 7",
        "4 Town 5",
    ]


def test_leaders_and_the_bottom_stand_out(cursor: Connection) -> None:
    *lines, _ = traces(race.bump(read(cursor, "rank_history", **NAMED), T))
    assert {line["name"] for line in lines[1:]} == {f"Town {n}" for n in (8, 7, 6, 3, 2, 1)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_chart_draws_only_columns_its_query_returns(cursor: Connection, language: str) -> None:
    t: Translator = translator(language)
    named = {**NAMED, "language": language}
    for figure in (
        investment.by_month(read(cursor, "completion_by_month", **ASKED), t),
        rate_months.by_month(read(cursor, "region_months", **named), t, decimals=2),
        rates.against_time(
            read(cursor, "completion_by_label", **named, kind="domain"), t, decimals=2
        ),
        race.bump(read(cursor, "rank_history", **named), t),
        race_play.play(read(cursor, "rank_history", **named), t),
        race_scores.scores(
            read(cursor, "rank_history", **named), t, green=Decimal(90), yellow=Decimal(75)
        ),
        forecast.by_unit(read(cursor, "forecast", **named), t, decimals=2),
        targets.course(goals(), t, measured_in="%", decimals=2),
    ):
        # Built anew with every property checked: the charts themselves leave that to this test.
        assert go.Figure(figure.to_dict()).data
