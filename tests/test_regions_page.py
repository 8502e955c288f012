"""The page that compares units shows, view by view, what its queries answer."""

from typing import Any

import polars as pl
import pytest

from locales import LANGUAGES, translator
from pages._shared.regions import TO_MONTH, TO_UNIT
from tests.test_pages import fine, opened, said
from tests.test_pages_of_the_sample import KEY, SECTIONS
from warehouse.connection import Connection
from warehouse.home import Home
from warehouse.queries import read

VIEWS = ("rates", "months", "slope", "courses", "mix", "funnel", "benchmark")
CAMPAIGNS = {
    "yueqing-2021": "2021-11",
    "lishui-2018": "2018-12",
    "jiaxing-2018": "2018-03",
    "linzi-2020": "2020-06",
}
YUEQING = {"campaign": "yueqing-2021", "month": "2021-11"}
LINZI = {"campaign": "linzi-2020", "month": "2020-06"}
PAGE = "progress/regions"


@pytest.fixture(autouse=True)
def _served(sample_home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAIMA_DATA", str(sample_home.root))


def answer(snapshot: Connection, query: str, asked: dict[str, str], **more: str) -> pl.DataFrame:
    return read(snapshot.cursor(), query, **asked, language="en", **more)


def percents(values: pl.Series) -> list[float]:
    return [float(value * 100) for value in values.drop_nulls()]


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("campaign", CAMPAIGNS)
def test_every_view_opens(view: str, language: str, campaign: str) -> None:
    app = opened(PAGE, campaign=campaign, month=CAMPAIGNS[campaign], lang=language, view=view)
    assert fine(app), [error.value for error in app.error]
    assert not app.warning
    shown = said(app).replace("app.py", "")
    assert not [found[0] for found in KEY.finditer(shown) if found[1] in SECTIONS]


def test_an_unknown_view_is_named_and_the_first_one_shown() -> None:
    app = opened(PAGE, **YUEQING, lang="en", view="nonsense")
    assert "“nonsense”" in said(app)
    assert fine(app)


def test_points_lead_to_the_unit_and_cells_to_its_month() -> None:
    assert (TO_UNIT.page, TO_UNIT.picks) == ("reasons", ("unit",))
    assert (TO_MONTH.page, TO_MONTH.picks) == ("reasons", ("unit", "month"))


def test_rates_are_those_of_the_warehouse(snapshot: Connection) -> None:
    units = answer(snapshot, "region_rates", YUEQING, track="all")
    table = opened(PAGE, **YUEQING, lang="en").dataframe[0].value
    assert table["unit"].to_list() == units["unit"].to_list()
    assert table["completion_rate"].to_list() == percents(units["completion_rate"])
    assert "unit_id" not in table


def test_runs_of_months_behind_are_counted(snapshot: Connection) -> None:
    """Counted again, backwards from November, and a month that was not filed ends a run."""
    rows = snapshot.cursor().sql(
        "select unit_id, month, filed_projects > 0 and completion_rate < time_progress"
        " from unit_months where campaign_id = 'yueqing-2021' and track_id = 'towns'"
        " and month <= '2021-11' order by month desc"
    ).fetchall()  # fmt: skip
    runs: dict[str, int] = {}
    ended = set()
    for unit, _, is_behind in rows:
        runs.setdefault(unit, 0)
        if not is_behind:
            ended.add(unit)
        elif unit not in ended:
            runs[unit] += 1
    head = answer(snapshot, "region_months_summary", YUEQING, track="towns").row(0, named=True)
    assert head["units"] == len(runs)
    assert head["long"] == sum(months >= 2 for months in runs.values()) > 0
    assert head["most_months"] == max(runs.values())
    assert len(head["longest"]) == sum(each == max(runs.values()) for each in runs.values())
    app = opened(PAGE, **YUEQING, lang="en", view="months", track="towns")
    assert f"{head['long']} behind time progress for two months or more" in said(app)


def test_two_months_are_those_of_the_link(snapshot: Connection) -> None:
    months = {"first": "2021-09", "second": "2021-11"}
    moves = read(
        snapshot.cursor(), "region_slope", campaign="yueqing-2021", language="en", track="zones",
        **months,
    )  # fmt: skip
    for row in moves.iter_rows(named=True):
        assert row["change_points"] == (row["second_rate"] - row["first_rate"]) * 100
        assert row["places_gained"] == row["first_rank"] - row["second_rank"]
        gained = "up" if row["change_points"] >= row["time_points"] else "slower"
        assert row["course"] == (gained if row["change_points"] >= 0 else "down")
    picks = {"from": "2021-09", "to": "2021-11", "view": "slope", "track": "zones"}
    app = opened(PAGE, **YUEQING, lang="en", **picks)
    table = app.dataframe[0].value
    assert table["unit"].to_list() == moves["unit"].to_list()
    assert table["change_points"].to_list() == [float(each) for each in moves["change_points"]]
    assert "from September 2021 to November 2021" in said(app)
    ranks = opened(PAGE, **YUEQING, lang="en", measure="rank", **picks)
    assert "rank rose for" in said(ranks)


def test_a_month_that_is_not_earlier_is_named(snapshot: Connection) -> None:
    app = opened(PAGE, **YUEQING, lang="en", view="slope", **{"from": "2021-12", "to": "2021-11"})
    assert "“2021-12”" in said(app)
    assert "from October 2021 to November 2021" in said(app)


def test_the_course_of_a_unit_is_that_of_its_plan_and_its_filings(snapshot: Connection) -> None:
    courses = answer(snapshot, "unit_courses", YUEQING, track="zones")
    sums = snapshot.cursor().sql(
        "select unit_id, month, planned_to_date_wanyuan / period_plan_wanyuan, completion_rate"
        " from unit_months where campaign_id = 'yueqing-2021' and track_id = 'zones'"
        " and month <= '2021-11'"
    ).fetchall()  # fmt: skip
    expected = {(unit, month): (planned, rate) for unit, month, planned, rate in sums}
    assert courses.height == len(expected) == 9
    for row in courses.iter_rows(named=True):
        planned, rate = expected[row["unit_id"], row["month"]]
        assert float(row["planned_rate"]) == pytest.approx(float(planned), abs=0.00005)
        assert row["completion_rate"] == rate
    table = opened(PAGE, **YUEQING, lang="en", view="courses", track="zones").dataframe[0].value
    assert table["planned_rate"].to_list() == percents(courses["planned_rate"])


def test_like_for_like_shows_both_rates_and_the_kinds_of_the_unit_picked(
    snapshot: Connection,
) -> None:
    units = answer(snapshot, "like_for_like", YUEQING, track="zones")
    app = opened(PAGE, **YUEQING, lang="en", view="mix", track="zones", unit="Z-330382-01")
    table, kinds = (each.value for each in app.dataframe)
    assert table["expected_rate"].to_list() == percents(units["expected_rate"])
    assert table["difference_points"].to_list() == [float(d) for d in units["difference_points"]]
    # Of its plan 83.58 % can be compared: nobody else in the track completes industry projects.
    assert "83.58% of its plan can be compared" in said(app)
    left_out = kinds[kinds["compared_state"] == translator("en")("mix.state.no_other_unit")]
    assert len(left_out) == 1
    assert left_out["expected_wanyuan"].isna().all()
    names = kinds["mix_kind"].to_list()
    total = names.index("Sum of what is compared")
    compared: Any = kinds.iloc[:total]
    assert compared["expected_wanyuan"].sum() == pytest.approx(
        kinds["expected_wanyuan"][total], abs=1e-6
    )


def test_the_funnel_names_who_lies_outside(snapshot: Connection) -> None:
    drawn = answer(snapshot, "funnel", YUEQING, track="towns")
    units = drawn.filter(pl.col("unit_id").is_not_null())
    above = units.filter(limits_place="above_action").sort("completion_rate", descending=True)
    app = opened(PAGE, **YUEQING, lang="en", view="funnel", track="towns")
    assert "above: " + ", ".join(above["unit"]) in said(app)
    table = app.dataframe[0].value
    assert len(table) == units.height == 25
    assert table["action_high_rate"].to_list() == percents(units["action_high_rate"])
    # What a unit did not file is carried, and never judged.
    carried = units.filter(filed_projects=0)
    assert carried["limits_place"].to_list() == ["not_filed"]
    assert carried["unit"][0] not in said(app)


def test_the_benchmark_stands_beside_the_own_indicators() -> None:
    """What the office filed in June 2020, in tenths of a percent: 27 and 30, 25 and 28."""
    app = opened(PAGE, **LINZI, lang="en", view="benchmark")
    shown = said(app)
    assert "Growth of fixed-asset investment: Linzi District 2.7%, 0.30 pp below Jiangyin" in shown
    assert "Growth of industrial investment: Linzi District 2.5%, 0.30 pp below Jiangyin" in shown
    assert "clause 一; which indicators are compared is ours" in shown
    table = app.dataframe[0].value
    june = table[table["month"] == "2020-06"]
    assert june["own_percent"].to_list() == [2.7, 2.5]
    assert june["benchmark_percent"].to_list() == [3.0, 2.8]
    assert june["source"].str.contains("2020-06").all()


def test_a_campaign_without_a_benchmark_says_so() -> None:
    app = opened(PAGE, **YUEQING, lang="en", view="benchmark")
    assert "names no benchmark city" in "".join(info.value for info in app.info)
