"""The race is drawn as it was ranked, in one picture, played and as scores; gaps stay gaps."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import plotly.graph_objects as go
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts import courses, race, race_play, race_scores, score, theme
from locales import translator

T = translator("en")
MONTHS = ("2021-09", "2021-10", "2021-11")
GREEN, YELLOW = Decimal(90), Decimal(75)

Ranks = Mapping[str, tuple[int | None, ...]]

# A leads, falls and comes back; B has no rank in October; C and D share the second place at last.
RANKS: Ranks = {"A": (1, 3, 1), "C": (3, 1, 2), "D": (2, 2, 2), "B": (4, None, 4)}
BOTTOM = {("B", "2021-09"), ("A", "2021-10"), ("B", "2021-11")}


def history(ranks: Ranks, bottom: set[tuple[str, str]] = BOTTOM) -> pl.DataFrame:
    """What `rank_history` answers; a score is 100 less ten times the rank."""
    rows = [
        (
            f"id-{unit}",
            unit,
            month,
            rank,
            None if rank is None else Decimal(100 - 10 * rank),
            (unit, month) in bottom,
        )
        for unit, own in ranks.items()
        for month, rank in zip(MONTHS, own, strict=True)
    ]
    schema: dict[str, Any] = {
        "unit_id": pl.String,
        "unit": pl.String,
        "month": pl.String,
        "rank": pl.Int32,
        "score": pl.Decimal(18, 4),
        "is_bottom": pl.Boolean,
    }
    return pl.DataFrame(rows, schema=schema, orient="row")


def described(figure: go.Figure) -> dict[str, Any]:
    return dict(figure.to_dict())


def drawn(lines: list[dict[str, Any]]) -> dict[tuple[str, str], float]:
    """The values drawn, by unit and month as the points' ids say."""
    return {
        (data[1], data[2]): value
        for line in lines
        for data, value in zip(line["customdata"], line["y"], strict=True)
        if data[1] is not None and value is not None
    }


def expected(frame: pl.DataFrame, column: str) -> dict[tuple[str, str], float]:
    return {
        (unit, month): float(value)
        for unit, month, value in frame.select("unit_id", "month", column).iter_rows()
        if value is not None
    }


@pytest.mark.parametrize("unit", [None, "id-C"])
def test_every_rank_is_drawn_where_it_was(unit: str | None) -> None:
    frame = history(RANKS)
    *lines, _ = described(race.bump(frame, T, unit=unit))["data"]
    assert drawn(lines) == expected(frame, "rank")
    # B has no rank in October: a gap, neither a line across nor a point that leads anywhere.
    grey = lines[0] if unit else next(line for line in lines if line.get("name") == "B")
    at = grey["customdata"].index(["B 2021-09: number 4", "id-B", "2021-09"])
    assert grey["y"][at : at + 4] == [4, None, 4, None]
    assert grey["customdata"][at + 1] == [None, None, None]
    assert grey["connectgaps"] is False


def test_only_the_unit_asked_for_stands_out() -> None:
    grey, own, _ = described(race.bump(history(RANKS), T, unit="id-C"))["data"]
    assert own["name"] == "C"
    assert own["line"]["color"] == theme.AHEAD
    assert {data[1] for data in grey["customdata"]} == {"id-A", "id-B", "id-D", None}


def test_without_one_the_leaders_and_the_bottom_stand_out() -> None:
    _, *loud, _ = described(race.bump(history(RANKS), T))["data"]
    colours = {line["name"]: line["line"]["color"] for line in loud}
    assert colours["B"] == theme.BEHIND
    assert set(colours) == {"A", "B", "C", "D"}
    assert len({colours[unit] for unit in "ACD"}) == 3


def test_a_unit_of_another_track_makes_nobody_grey() -> None:
    frame = history(RANKS)
    elsewhere = described(race.bump(frame, T, unit="id-Z"))
    assert elsewhere["data"] == described(race.bump(frame, T))["data"]


def test_names_stand_at_both_ends_and_below_one_another_where_a_place_is_shared() -> None:
    layout = described(race.bump(history(RANKS), T, unit="id-A"))["layout"]
    left, right = layout["yaxis"], layout["yaxis2"]
    bold = f'<b><span style="color:{theme.AHEAD}">1 A</span></b>'
    assert dict(zip(left["tickvals"], left["ticktext"], strict=True)) == {
        1: bold,
        2: "2 D",
        3: "3 C",
        4: "4 B",
    }
    assert list(zip(right["tickvals"], right["ticktext"], strict=True)) == [
        (1, bold),
        (2, "2 C"),
        (3, "2 D"),
        (4, "4 B"),
    ]
    assert left["range"] == right["range"]


def test_the_bottom_of_each_month_is_shaded_from_its_first_to_its_last_place() -> None:
    shades = described(race.bump(history(RANKS), T))["layout"]["shapes"]
    assert [(shade["x0"], shade["y0"], shade["y1"]) for shade in shades] == [
        (-0.5, 3.5, 4.5),
        (0.5, 2.5, 3.5),  # of three ranked in October A is the last
        (1.5, 3.5, 4.5),
    ]
    assert not described(race.bump(history(RANKS, set()), T))["layout"]["shapes"]


def test_forty_units_have_forty_names_that_do_not_touch() -> None:
    many = {f"街道办事处第{n}号": (n, n, n) for n in range(1, 41)}
    layout = described(race.bump(history(many, set()), T))["layout"]
    for axis in ("yaxis", "yaxis2"):
        assert layout[axis]["tickvals"] == list(range(1, 41))
    places = layout["yaxis"]["range"][0] - layout["yaxis"]["range"][1]
    room = layout["height"] - layout["margin"]["t"] - layout["margin"]["b"]
    assert room / places > courses.FONT_PIXELS * 1.5


@given(
    st.lists(st.tuples(*[st.none() | st.integers(1, 30)] * 3), min_size=1, max_size=40).filter(
        lambda rows: any(row[2] for row in rows)
    )
)
def test_names_never_stand_on_one_another(rows: list[tuple[int | None, ...]]) -> None:
    frame = history({f"U{n}": row for n, row in enumerate(rows)}, set())
    layout = described(race.bump(frame, T))["layout"]
    for axis, at in (("yaxis", 0), ("yaxis2", 2)):
        places = layout[axis]["tickvals"]
        assert len(places) == sum(row[at] is not None for row in rows)
        assert places == sorted(set(places))
        assert not places or places[-1] < layout[axis]["range"][0]


def test_each_frame_has_the_ranks_up_to_its_month_and_nothing_after() -> None:
    frame = history(RANKS)
    figure = described(race_play.play(frame, T, unit="id-C"))
    *lines, _ = figure["data"]
    assert drawn(lines) == expected(frame, "rank")
    assert [each["name"] for each in figure["frames"]] == list(MONTHS)
    for each in figure["frames"]:
        assert each["traces"] == list(range(len(figure["data"])))
        played = [line | changes for line, changes in zip(lines, each["data"][:-1], strict=True)]
        until = frame.filter(pl.col("month") <= each["name"])
        assert drawn(played) == expected(until, "rank"), each["name"]


def test_each_frame_names_the_ranked_at_their_places() -> None:
    figures = described(race_play.play(history(RANKS), T, unit="id-A"))["frames"]
    bold = ' <b><span style="color:{}">{} A</span></b>'
    said = [
        [
            (row, text)
            for row, text in zip(each["data"][-1]["y"], each["data"][-1]["text"], strict=True)
            if text
        ]
        for each in figures
    ]
    assert said == [
        [(1, bold.format(theme.AHEAD, 1)), (3, " 3 C"), (2, " 2 D"), (4, " 4 B")],
        [(3, bold.format(theme.AHEAD, 3)), (1, " 1 C"), (2, " 2 D")],
        [(1, bold.format(theme.AHEAD, 1)), (2, " 2 C"), (3, " 2 D"), (4, " 4 B")],
    ]


def test_what_stands_before_playing_is_the_month_chosen() -> None:
    figure = described(race_play.play(history(RANKS), T))
    assert figure["data"][-1] == figure["frames"][-1]["data"][-1]
    (slider,) = figure["layout"]["sliders"]
    assert [step["label"] for step in slider["steps"]] == list(MONTHS)
    assert [step["args"][0] for step in slider["steps"]] == [[month] for month in MONTHS]
    assert slider["active"] == 2
    (menu,) = figure["layout"]["updatemenus"]
    assert [button["label"] for button in menu["buttons"]] == ["▶ Play", "❚❚ Pause"]


def test_every_score_is_drawn_and_the_thresholds_are_the_definitions() -> None:
    frame = history(RANKS)
    figure = described(race_scores.scores(frame, T, green=GREEN, yellow=YELLOW, unit="id-C"))
    *lines, _ = figure["data"]
    assert drawn(lines) == expected(frame, "score")
    assert [shape["y0"] for shape in figure["layout"]["shapes"]] == [90, 75]
    labels = figure["layout"]["yaxis2"]
    assert list(zip(labels["tickvals"], labels["ticktext"], strict=True)) == [
        (90, "green from 90.00"),
        (80, f'<b><span style="color:{theme.AHEAD}">C 80.00</span></b>'),
        (75, "yellow from 75.00"),
    ]


def test_names_beside_equal_scores_keep_their_distance() -> None:
    layout = described(race_scores.scores(history(RANKS), T, green=GREEN, yellow=YELLOW))["layout"]
    low, high = layout["yaxis"]["range"]
    distance = (high - low) * 17 / 460
    # A has 90, as much as green takes; C and D have 80.
    a, green, c, d, yellow, b = layout["yaxis2"]["tickvals"]
    assert (a, c, b) == (90, 80, 60)
    assert green == pytest.approx(90 - distance)
    assert d == pytest.approx(80 - distance)
    assert yellow == 75


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("乐清经济开发区", "乐清经济开发区"),  # 14 wide
        ("市市政公用工程建设中心", "市市政公用工…"),
        ("Harbour", "Harbour"),
        ("Municipal Construction", "Municipal Con…"),
    ],
)
def test_names_are_cut_by_their_width(name: str, said: str) -> None:
    assert courses.fitting(name, 14) == said


def test_the_bars_between_neighbours_are_the_differences_of_their_parts() -> None:
    found = pl.DataFrame(
        {
            "side": ["above", "above", "above", "below"],
            "part": ["component", "component", "rounding", "component"],
            "part_id": ["start", "build", None, "start"],
            "name": ["Start", "Build", None, "Start"],
            "difference_points": [Decimal("-40"), Decimal("8.75599676"), Decimal(0), Decimal(2)],
        }
    )
    (bars,) = described(score.gaps(found, T, side="above", unit="u"))["data"]
    assert bars["x"] == [-40.0, 8.75599676]
    assert bars["y"] == ["Start", "Build"]
    assert bars["customdata"] == [[None, "u", "start"], [None, "u", "build"]]
    assert bars["text"] == ["−40", "+8.756"]
    assert bars["marker"]["color"] == [theme.BEHIND, theme.AHEAD]


@pytest.mark.parametrize(
    "figure",
    [
        race.bump(history(RANKS), T),
        race_play.play(history(RANKS), T),
        race_scores.scores(history(RANKS), T, green=GREEN, yellow=YELLOW),
    ],
)
def test_plotly_knows_every_property(figure: go.Figure) -> None:
    # Built anew with every property checked: the charts themselves leave that to this test.
    assert go.Figure(figure.to_dict()).data
