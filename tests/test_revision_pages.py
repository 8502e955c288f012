"""Editions, baseline watch, both figures: pages show what was published and what was filed."""

from collections.abc import Iterator
from decimal import Decimal

import duckdb
import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from charts import baseline, editions
from locales import messages, translator
from pages._shared.tables import filled
from tests.test_pages import fine, opened, said
from warehouse.connection import Connection
from warehouse.home import Home
from warehouse.queries import read
from warehouse.tables import TABLES

T = translator("en")
MOVED = {"campaign": "yueqing-2021", "month": "2021-11", "lang": "en"}
LOWERED = {"campaign": "lishui-2018", "month": "2018-07", "lang": "en"}


def asked(link: dict[str, str], **more: str) -> dict[str, str]:
    return {"track": "all", "language": "en", **{k: link[k] for k in ("campaign", "month")}, **more}


@pytest.fixture
def served(sample_home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAIMA_DATA", str(sample_home.root))


@pytest.mark.usefixtures("served")
def test_editions_shows_who_moved_and_because_of_which_filing(snapshot: Connection) -> None:
    app = opened("race/editions", **MOVED)
    assert fine(app)
    # Danxi's correction of November lifts it from 23rd to 15th; the eight it passes lose a place.
    assert "9 units have changed: Danxi Town moved furthest, from rank 23 to 15" in said(app)
    shown = app.table[0].value
    changes = read(snapshot.cursor(), "edition_changes", **asked(MOVED, track="towns"))
    assert shown.shape[0] == changes.height == 9
    linked = zip(shown["Unit"], changes["unit"], changes["unit_id"], strict=True)
    for text, unit, unit_id in linked:
        assert text.startswith(f"[{unit}](/reasons?campaign=yueqing-2021&month=2021-11")
        assert text.endswith(f"&unit={unit_id})")
    assert shown["Rank"].tolist()[:2] == ["23\xa0→ 15 ▲8", "15\xa0→ 16 ▼1"]
    assert shown["Score"].tolist()[:2] == ["67.08\xa0→ 85.14", "84.89"]
    assert shown["Light"].tolist()[0] == ":red[■]\xa0red\xa0→ :orange[▲]\xa0yellow"
    assert shown["Bottom three"].tolist()[-1] == "0\xa0→ 1"
    assert shown["Because"].tolist()[:2] == ["own filing corrected or late", "passed by Danxi Town"]
    filing = app.dataframe[0].value.iloc[0]
    assert filing["filed_as"].startswith("yueqing-2021/2021-11/")
    assert (filing["table_name"], filing["units_moved"]) == ("Monthly progress", 9)


@pytest.mark.usefixtures("served")
def test_editions_lists_every_unit_and_every_edition(snapshot: Connection) -> None:
    whole, every = (
        opened("race/editions", **MOVED, view=view).dataframe[0].value
        for view in ("whole", "every")
    )
    answer = read(snapshot.cursor(), "edition_standings", **asked(MOVED))
    for column in ("published_rank", "restated_rank"):
        assert whole[column].tolist() == answer[column].to_list()
    assert whole["published_score"].tolist() == [float(x) for x in answer["published_score"]]
    listed = read(snapshot.cursor(), "editions", campaign=MOVED["campaign"])
    assert every["month"].tolist() == ["2021-11", "2021-10", "2021-09"]
    assert every["edition_mark"].tolist() == listed["edition_mark"].to_list()
    assert every["follows_mark"].tolist()[:2] == every["edition_mark"].tolist()[1:]


@pytest.mark.usefixtures("served")
def test_editions_says_that_a_month_is_not_published() -> None:
    app = opened("race/editions", **MOVED | {"month": "2021-12"})
    assert "December 2021 is not yet published; ranks are provisional." in said(app)
    assert "The month is not published, so there are no ranks to compare with." in said(app)
    assert not app.dataframe


@pytest.mark.usefixtures("served")
def test_baseline_shows_the_rate_that_a_lowered_plan_raised(snapshot: Connection) -> None:
    app = opened("data/baseline", **LOWERED)
    assert fine(app)
    # Suichang has done 105 084.02 of 184 853 now planned, and of 195 700 planned first.
    assert "stands at 56.85%, and would be at 53.70% on the original plan (+3.15 pp)" in said(app)
    changes, units = (frame.value for frame in app.dataframe)
    answer = read(snapshot.cursor(), "plan_changes", **asked(LOWERED)).filter(change="period_plan")
    millions = [float(each) / 100 for each in answer["before_wanyuan"]]  # CNY m
    assert changes["before_wanyuan"].tolist() == pytest.approx(millions)
    assert changes["after_rate"].tolist() == [56.85] * answer.height == [56.85] * 5
    assert changes["rate_change_points"].tolist()[0] == 1.11  # 56.85 less 105 084.02 ÷ 188 521
    assert "_source" not in changes.columns
    assert changes["before_source"].str.contains("2018-01").all()
    assert changes["source"].str.contains("2018-07").all()
    first = units.iloc[0]
    assert (first["completion_rate"], first["original_rate"]) == (56.85, 53.7)
    assert (first["is_plan_lowered"], units["is_plan_lowered"].notna().sum()) == ("yes", 1)


@pytest.mark.usefixtures("served")
def test_baseline_lists_one_kind_of_change_or_all(snapshot: Connection) -> None:
    about = {"campaign": "lishui-2018", "month": "2018-07", "track": "all"}
    kinds = dict(read(snapshot.cursor(), "plan_change_kinds", **about).iter_rows())
    assert kinds == {"period_plan": 5, "monthly_plan": 30}
    app = opened("data/baseline", **LOWERED, change="all")
    assert app.dataframe[0].value.shape[0] == 35
    app.selectbox(key="change").set_value("monthly_plan").run()
    assert app.dataframe[0].value.shape[0] == 30
    assert app.query_params["change"] == "monthly_plan"


@pytest.mark.usefixtures("served")
def test_figures_compares_like_with_like_and_says_which_one_ranks(snapshot: Connection) -> None:
    app = opened("data/figures", **LOWERED)
    assert fine(app)
    assert "furthest apart is Qingtian County: 57.64% as reported, 53.45% as counted" in said(app)
    assert "Ranks go by the statistical figure" in said(app)
    assert "(clause 一(二))" in said(app)
    units, projects, rates = (frame.value for frame in app.dataframe)
    answer = read(snapshot.cursor(), "figures_side_by_side", **asked(LOWERED))
    assert units["unit"].tolist() == answer["unit"].to_list()
    for column in ("statistical_rate", "compared_reported_rate"):
        assert units[column].tolist() == [float(100 * x) for x in answer[column]]
    assert units["difference_points"].tolist()[1] == -4.19
    unit = answer["unit_id"][0]
    own = read(
        snapshot.cursor(), "project_figures", campaign="lishui-2018", month="2018-07", unit=unit
    )
    assert projects["project_code"].tolist() == own["project_code"].to_list()
    # Liandu filed 10 of 12 projects, all 3 new starts are started, 1 of 2 completions is completed.
    liandu = rates.set_index("unit").loc["Liandu District"]
    assert (liandu["filing_counts"], liandu["start_counts"]) == ("10 / 12", "3 / 3")
    assert (liandu["filing_rate"], liandu["finished_rate"]) == (83.33, 50.0)


@pytest.mark.usefixtures("served")
def test_rates_side_by_side_are_those_published(snapshot: Connection) -> None:
    for link in (MOVED, LOWERED):
        wide = read(snapshot.cursor(), "unit_rates", **asked(link)).filter(scope="unit")
        long = read(snapshot.cursor(), "rates", **asked(link)).filter(scope="unit")
        names = {"filing": "filing", "start": "start", "finished": "completion"}
        for column, rate in (names | {"on_time": "on_time"}).items():
            expected = dict(long.filter(rate=rate).select("unit", "value").iter_rows())
            found = dict(wide.select("unit", f"{column}_rate").iter_rows())
            assert {unit: found[unit] for unit in expected} == expected


@pytest.mark.usefixtures("served")
def test_figures_says_where_there_is_only_one() -> None:
    app = opened("data/figures", **MOVED)
    assert "there are reported figures only, from 37 units" in said(app)
    assert "(ours: no document says which)" in said(app)
    assert "statistical_rate" not in app.dataframe[0].value.columns


@pytest.fixture
def cursor() -> Iterator[Connection]:
    """Four units of one track; what becomes of the published month, each test files itself."""
    with duckdb.connect() as connection:
        connection.execute("""
            create table contenders as
                select 'c' as campaign_id, unnest(range(4))::varchar as unit_id,
                'Unit ' || unit_id as name_en, '' as name_zh, unit_id::int as position;
            create table editions as
                select 'c' as campaign_id, '2021-10' as month, 1::int as issue,
                true as is_in_force, timestamp '2021-11-08 02:00:00' as published_at,
                '2021-09' as left_out;
            create table edition_changes(
                campaign_id varchar, month varchar, issue int, track_id varchar, unit_id varchar,
                published_rank int, restated_rank int, places_gained int, is_own boolean)""")
        yield connection.cursor()


@pytest.mark.parametrize(
    ("month", "changes", "state", "unit"),
    [
        ("2021-11", [], "unpublished", None),
        ("2021-09", [], "left_out", None),
        ("2021-10", [], "unchanged", None),
        # Both move by one place; the one whose own figures changed is named.
        ("2021-10", [(0, 1, 2, -1, False), (1, 2, 1, 1, True)], "moved", "Unit 1"),
        ("2021-10", [(3, 4, None, None, True)], "in_or_out", "Unit 3"),
        ("2021-10", [(2, 3, 3, 0, True)], "scores", "Unit 2"),
    ],
)
def test_a_month_is_summed_up_by_what_became_of_it(
    cursor: Connection,
    month: str,
    changes: list[tuple[int, int | None, int | None, int | None, bool]],
    state: str,
    unit: str | None,
) -> None:
    for number, *rest in changes:
        cursor.execute(
            "insert into edition_changes values ('c', '2021-10', 1, 't', ?, ?, ?, ?, ?)",
            [str(number), *rest],
        )
    row = read(
        cursor, "edition_summary", campaign="c", month=month, track="all", language="en"
    ).row(0, named=True)
    assert (row["state"], row["unit"], row["changed_units"]) == (state, unit, len(changes))
    assert f"restated.sentence_{state}" in messages("en")


def test_the_slope_draws_every_unit_from_its_place_to_its_place() -> None:
    frame = pl.DataFrame(
        {
            "unit": ["C", "A", "B"],
            "published_rank": [9, 1, 4],
            "restated_rank": [1, 2, 5],
            "places_gained": [8, -1, -1],
        }
    )
    figure = editions.slope(frame, T).to_dict()
    *lines, ends = figure["data"]
    assert [(line["name"], line["y"]) for line in lines] == [
        ("C", [3, 1]),
        ("A", [1, 2]),
        ("B", [2, 3]),
    ]
    assert figure["layout"]["yaxis"]["ticktext"] == ["C <b>9</b>", "A <b>1</b>", "B <b>4</b>"]
    assert ends["text"] == ["  <b>1</b> ▲8", "  <b>2</b> ▼1", "  <b>5</b> ▼1"]


def test_equal_ranks_do_not_hide_each_other_in_the_slope() -> None:
    frame = pl.DataFrame(
        {
            "unit": ["A", "B"],
            "published_rank": [2, 2],
            "restated_rank": [1, 1],
            "places_gained": [1, 1],
        }
    )
    lines = editions.slope(frame, T).to_dict()["data"][:2]
    assert [line["y"] for line in lines] == [[1, 1], [2, 2]]


def test_pairs_are_drawn_where_their_rates_are_and_gaps_as_gaps() -> None:
    frame = pl.DataFrame(
        {
            "unit": ["A", "B"],
            "original_rate": [Decimal("0.537"), None],
            "completion_rate": [Decimal("0.5685"), Decimal("1.2")],
        }
    )
    drawn = baseline.pairs(frame, T, first="original_rate", second="completion_rate", decimals=2)
    line, first, second = drawn.to_dict()["data"]
    assert (first["x"], second["x"]) == ([0.537, None], [0.5685, 1.2])
    assert line["x"] == [0.537, 0.5685, None, None, 1.2, None]
    assert first["y"] == ["A<br>53.70% → 56.85%", "B<br>— → 120.00%"]
    assert first["marker"]["symbol"] != second["marker"]["symbol"]


def _changes() -> None:
    from decimal import Decimal
    from typing import Any, cast

    import polars as pl

    from locales import translator
    from pages._shared import restated
    from pages._shared.run import Run

    class Choice:
        rate_decimals = 2

    run = Run(cast(Any, None), cast(Any, Choice()), "2021-10", translator("en"))
    frame = pl.DataFrame(
        {
            "unit_id": ["a", "b"],
            "unit": ["A", "B"],
            "published_rank": [None, 1],
            "restated_rank": [1, 2],
            "places_gained": [None, -1],
            "published_score": [None, Decimal(70)],
            "restated_score": [Decimal(80), Decimal(70)],
            "published_light": ["grey", "red"],
            "restated_light": ["green", "red"],
            "published_streak": [0, 0],
            "restated_streak": [0, 0],
        }
    )
    causes = pl.DataFrame(
        {
            "unit_id": ["a", "b", "b"],
            "relation": [None, "joined", "joined"],
            "other": [None, "A", "A"],
            "reason": ["definition", "filing", "filing"],
        }
    )
    restated.changes(frame, causes, "alt", run)


def test_a_unit_without_a_rank_has_a_dash_and_every_reason_stands_once() -> None:
    app = AppTest.from_function(_changes, default_timeout=30).run()
    assert not app.exception
    shown = app.table[0].value
    assert [text.strip() for text in shown["Rank"]] == ["—\xa0→ 1", "1\xa0→ 2 ▼1"]
    assert shown["Because"].tolist() == ["the rules have changed", "A is ranked now"]


def test_columns_in_which_nothing_is_given_are_left_out() -> None:
    frame = pl.DataFrame({"a": [None, 1], "b": [None, None], "c": [0, 0]})
    assert filled(frame).columns == ["a", "c"]


@pytest.mark.parametrize(("language", "name"), [("zh-CN", "zh"), ("en", "en")])
def test_tables_are_called_by_their_names(language: str, name: str) -> None:
    for table in TABLES.values():
        assert messages(language)[f"restated.table.{table.name}"] == getattr(table, name)
