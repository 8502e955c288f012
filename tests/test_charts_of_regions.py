"""The charts that compare units draw every number of their frame, and nothing on top of another."""

from decimal import Decimal
from typing import Any

import plotly.graph_objects as go
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts import benchmark, funnel, like_for_like, panels, rate_months, slope, theme
from locales import LANGUAGES, translator

T = translator("en")
SHARE, MONEY = pl.Decimal(18, 6), pl.Decimal(38, 4)
CHANGE = pl.Decimal(18, 4)


def traces(figure: go.Figure) -> list[dict[str, Any]]:
    return list(figure.to_dict()["data"])


def cells() -> pl.DataFrame:
    rows = [
        ("a", "A", "2021-01", "0.5"),
        ("a", "A", "2021-02", "0.75"),
        ("b", "B", "2021-01", None),
    ]
    rows.append(("b", "B", "2021-02", "1.475"))
    names = ("unit_id", "unit", "month", "completion_rate")
    return pl.DataFrame(rows, names, orient="row").with_columns(
        pl.col("completion_rate").cast(SHARE)
    )


def test_every_cell_of_the_heat_map_leads_to_its_unit_and_month() -> None:
    grey, shaded, clicks = traces(rate_months.by_month(cells(), T, decimals=2))
    assert shaded["z"] == [[0.5, 0.75], [None, 1.475]]
    assert (grey["z"], grey["text"]) == ([[None, None], [1, None]], [["", ""], ["not filed", ""]])
    assert clicks["customdata"] == [
        ["A 2021-01<br>50.00%", "a", "2021-01"],
        ["A 2021-02<br>75.00%", "a", "2021-02"],
        ["B 2021-01<br>not filed", "b", "2021-01"],
        ["B 2021-02<br>147.50%", "b", "2021-02"],
    ]
    assert (clicks["x"][3], clicks["y"][3]) == ("2021-02", "B")


def moves() -> pl.DataFrame:
    """Time progress rose by 20 points: A by more, B by less, C fell, D did not file the first."""
    rows = [
        ("a", "A", "0.1", "0.5", True, True, "up", 2, 1, "up"),
        ("b", "B", "0.3", "0.4", True, True, "slower", 1, 2, "down"),
        ("c", "C", "0.3", "0.2", True, True, "down", 3, 3, "same"),
        ("d", "D", "0.2", "0.2", False, True, None, None, 4, None),
    ]
    names = ["unit_id", "unit", "first_rate", "second_rate", "first_is_filed", "second_is_filed"]
    names += ["course", "first_rank", "second_rank", "rank_course"]
    return pl.DataFrame(rows, names, orient="row").with_columns(
        pl.col("first_rate", "second_rate").cast(SHARE)
    )


def test_a_line_of_the_slope_goes_from_one_month_to_the_other_in_the_form_of_its_course() -> None:
    figure = slope.between(moves(), T, measure="rate", months=("2021-01", "2021-02"), decimals=2)
    *lines, points, _, names = traces(figure)
    drawn = {line["name"]: (line["y"], line["line"]["dash"]) for line in lines}
    assert drawn["up"] == ([0.1, 0.5, None], "solid")
    assert drawn["slower"] == ([0.3, 0.4, None], "dot")
    assert drawn["down"] == ([0.3, 0.2, None], "dash")
    assert drawn["same"][0] == []
    assert points["y"] == [0.1, 0.5, 0.3, 0.4, 0.3, 0.2, 0.2, 0.2]
    assert points["marker"]["symbol"][-2:] == ["circle-open", "circle"]
    assert points["customdata"][0] == ["A<br>10.00% → 50.00%", "a"]
    assert names["text"] == ["▲ 50.00% A", "△ 40.00% B", "▼ 20.00% C", " 20.00% D"]
    assert figure.layout.xaxis.ticktext == ("2021-01", "2021-02")


def test_ranks_have_the_first_at_the_top_and_no_line_for_who_was_not_ranked() -> None:
    figure = slope.between(moves(), T, measure="rank", months=("2021-01", "2021-02"), decimals=2)
    *lines, points, _, _ = traces(figure)
    assert {line["name"]: line["y"] for line in lines} == {
        "up": [2.0, 1.0, None],
        "down": [1.0, 2.0, None],
        "same": [3.0, 3.0, None],
        "slower": [],
    }
    assert points["y"] == [2, 1, 1, 2, 3, 3, 4]
    low, high = figure.layout.yaxis.range
    assert low > high


def courses() -> pl.DataFrame:
    """Four units, so that the fourth begins a second row; B is behind, C did not file the last."""
    planned = {"2021-01": "0.2", "2021-02": "0.8"}
    done = {"a": ("0.2", "1.0"), "b": ("0.1", "0.5"), "c": ("0.4", "0.4"), "d": ("0.3", "0.9")}
    rows = [
        (unit, unit.upper(), month, planned[month], rate, (unit, month) != ("c", "2021-02"))
        for unit, rates in done.items()
        for month, rate in zip(planned, rates, strict=True)
    ]
    names = ("unit_id", "unit", "month", "planned_rate", "completion_rate", "is_filed")
    return pl.DataFrame(rows, names, orient="row").with_columns(
        pl.col("planned_rate", "completion_rate").cast(SHARE)
    )


def test_all_panels_have_the_same_scale_and_hold_their_rates() -> None:
    figure = panels.by_unit(courses(), T, decimals=2)
    _, planned, ahead, behind, carried, points, heads = traces(figure)
    # The highest rate is 1, so a panel's height is the rate; the second row lies 1.42 below.
    assert planned["y"] == pytest.approx(
        [0.2, 0.8, None] * 3 + [0.2 - 1.42, 0.8 - 1.42, None], nan_ok=True
    )
    assert behind["y"] == [0.1, 0.5, None]
    assert carried["y"] == [0.4, None, None], "not filed is a gap"
    assert ahead["y"] == pytest.approx([0.2, 1.0, None, 0.3 - 1.42, 0.9 - 1.42, None])
    assert points["y"][5] == 0.4, "and a ring where the rate is carried"
    assert points["marker"]["symbol"] == ["circle", "circle", "circle", "square"] + [
        "circle",
        "circle-open",
        "circle",
        "circle",
    ]
    assert points["customdata"][3][1:] == ["b", "2021-02"]
    assert heads["text"] == [
        "A<br><b>100.00%</b> ●",
        "B<br><b>50.00%</b> ■",
        "C<br><b>40.00%</b> ○ not filed",
        "D<br><b>90.00%</b> ●",
    ]
    assert [round(x, 2) for x in heads["x"]] == [0, 1, 2, 0]


def mixes() -> pl.DataFrame:
    rows = [
        ("a", "A", "0.58", "0.356", "22.4", "compared"),
        ("b", "B", "0.4", "0.42", "-2", "compared"),
        ("c", "C", "0.3", "0.4", "-10", "not_filed"),
        ("d", "D", None, None, None, "no_other_unit"),
    ]
    names = ("unit_id", "unit", "own_rate", "expected_rate", "difference_points")
    return pl.DataFrame(rows, (*names, "compared_state"), orient="row").with_columns(
        pl.col("own_rate", "expected_rate").cast(SHARE), pl.col("difference_points").cast(CHANGE)
    )


def test_the_dumbbell_has_both_rates_and_their_difference() -> None:
    better, worse, expected, own, differences = traces(
        like_for_like.dumbbell(mixes(), T, decimals=2)
    )
    assert expected["x"] == [0.356, 0.42, 0.4]
    assert (own["x"], own["y"]) == ([0.58, 0.4, 0.3], ["A", "B", "C"])
    assert own["marker"]["symbol"] == ["circle", "square", "x"]
    assert better["x"] == [0.356, 0.58, None]
    assert worse["x"] == [0.42, 0.4, None, 0.4, 0.3, None]
    assert worse["line"]["dash"] != better["line"]["dash"]
    assert differences["text"] == ["● +22.40", "■ −2.00", "✕ not filed", "no match"]
    assert own["customdata"][0][1] == "a"


def funnelled(limits: bool = True) -> pl.DataFrame:
    rows = [
        ("a", "A", 1000, "0.9", "above_action"),
        ("b", "B", 5000, "0.5", "within"),
        ("c", "C", 10000, "0.3", "below_action"),
        *([(None, None, 1000, None, None), (None, None, 10000, None, None)] if limits else []),
    ]
    names = ("unit_id", "unit", "period_plan_wanyuan", "completion_rate", "limits_place")
    sides = {"action_low": ".2", "warning_low": ".3", "warning_high": ".7", "action_high": ".8"}
    return pl.DataFrame(rows, names, orient="row").with_columns(
        pl.col("period_plan_wanyuan").cast(MONEY),
        pl.col("completion_rate").cast(SHARE),
        track_rate=pl.lit(Decimal("0.5")),
        **{f"{name}_rate": pl.lit(Decimal(value)) for name, value in sides.items()},
    )


def test_the_funnel_draws_units_in_the_axis_unit_and_names_those_outside() -> None:
    figure = funnel.by_size(funnelled(), T, decimals=2)
    *limits, points, left, right = traces(figure)
    drawn = {line["name"]: (line["x"], line["y"]) for line in limits}
    assert drawn["action_high_rate"] == ([10.0, 100.0], [0.8, 0.8])
    assert drawn["track_rate"] == ([10.0, 100.0], [0.5, 0.5])
    assert (points["x"], points["y"]) == ([10.0, 50.0, 100.0], [0.9, 0.5, 0.3])
    assert points["marker"]["symbol"] == ["triangle-up", "circle", "triangle-down"]
    assert ([each.strip() for each in left["text"]], left["y"]) == (["C"], [0.3])
    assert ([each.strip() for each in right["text"]], right["y"]) == (["A"], [0.9])
    assert points["customdata"][2][1] == "c"
    assert figure.layout.xaxis.type == "log"


def test_without_limits_the_tracks_rate_stands_alone() -> None:
    figure = funnel.by_size(funnelled(limits=False), T, decimals=2)
    assert [line["x"] for line in traces(figure)[:5]] == [[]] * 5
    assert figure.layout.shapes[0].y0 == 0.5


def test_an_indicator_is_drawn_beside_the_benchmarks() -> None:
    rows = [("2020-01", "-6.2", "-4.1"), ("2020-02", None, "3.5"), ("2020-03", "8.6", "6.6")]
    pairs = (
        pl.DataFrame(rows, ("month", "own_percent", "benchmark_percent"), orient="row")
        .with_columns(pl.col("own_percent", "benchmark_percent").cast(CHANGE))
        .with_columns(place=pl.lit("Here"), benchmark=pl.lit("There"))
        .with_columns(
            **{
                f"{prefix}source_{part}": pl.lit(f"{prefix}{part}")
                for prefix in ("", "benchmark_")
                for part in ("file", "sheet", "row")
            }
        )
    )
    own, other, names = traces(benchmark.months(pairs, T))
    assert (own["y"], other["y"]) == ([-6.2, None, 8.6], [-4.1, 3.5, 6.6])
    assert own["marker"]["symbol"] != other["marker"]["symbol"]
    assert own["customdata"][0] == ["Here", "indicators", "file", "sheet", "row"]
    assert other["customdata"][0][2:] == ["benchmark_file", "benchmark_sheet", "benchmark_row"]
    assert [text.strip() for text in names["text"]] == ["Here 8.6%", "There 6.6%"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_plotly_knows_every_property(language: str) -> None:
    t = translator(language)
    months = ("2021-01", "2021-02")
    for figure in (
        rate_months.by_month(cells(), t, decimals=2),
        slope.between(moves(), t, measure="rate", months=months, decimals=2),
        panels.by_unit(courses(), t, decimals=2),
        like_for_like.dumbbell(mixes(), t, decimals=2),
        funnel.by_size(funnelled(), t, decimals=2),
    ):
        assert go.Figure(figure.to_dict()).data


@given(st.lists(st.floats(-100, 100), min_size=1, max_size=40), st.floats(0.01, 10))
def test_labels_stand_apart_in_their_order(places: list[float], least: float) -> None:
    found = theme.apart(places, least)
    order = sorted(range(len(places)), key=places.__getitem__)
    standing = [found[at] for at in order]
    assert all(b - a >= least - 1e-6 for a, b in zip(standing, standing[1:], strict=False))
    # Blocks keep their middle, so all labels together do as well.
    assert sum(found) == pytest.approx(sum(places), abs=1e-6)


def test_a_label_that_has_room_stays_where_it_is() -> None:
    assert theme.apart([0.0, 5.0, 10.0], 1.0) == [0.0, 5.0, 10.0]
    assert theme.apart([0.0, 0.0, 10.0], 2.0) == [-1.0, 1.0, 10.0]


def test_a_name_is_cut_by_its_width() -> None:
    assert theme.cut("乐清经济开发区", 7) == "乐清经济开发区"
    assert theme.cut("乐清经济开发区", 4) == "乐清经济…"
    assert theme.cut("Yueqing Bay", 4) == "Yueqing …"
