"""Charts of progress draw what their query returned: the curve, the gap, campaigns side by side."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts import aligned, gap, investment, parts
from charts.ends import spread
from locales import LANGUAGES, translator
from tests.dashboard_snapshot import example, write
from warehouse.connection import Connection
from warehouse.queries import read
from warehouse.snapshots import connect

ASKED = {"campaign": "alpha", "month": "2021-11", "track": "towns"}
NAMED = {**ASKED, "language": "zh-CN"}
T = translator("zh-CN")
UNNAMED = "completion.without.unit"


@pytest.fixture(scope="module")
def cursor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    folder: Path = tmp_path_factory.mktemp("progress")
    with connect(write(folder, example())) as connection:
        yield connection.cursor()


def traces(figure: go.Figure) -> list[dict[str, Any]]:
    return list(figure.to_dict()["data"])


def named(figure: go.Figure) -> dict[str, dict[str, Any]]:
    return {trace["name"]: trace for trace in traces(figure) if "name" in trace}


def test_the_band_is_the_forecast_s_interval(cursor: Connection) -> None:
    """From the 31.5 m of November: 55.75 m are expected in December, 53.75 to 58.75 m."""
    months = read(cursor, "completion_by_month", **ASKED)
    drawn = named(investment.by_month(months, translator("en")))
    assert drawn["Forecast, low"]["y"] == [None, None, 31.5, 53.75]
    assert drawn["Forecast"]["y"] == [None, None, 31.5, 55.75]
    assert drawn["Forecast, high"]["y"] == [None, None, 31.5, 58.75]
    # Filled down to the trace before it, which is the lower edge.
    assert drawn["Forecast, high"]["fill"] == "tonexty"
    assert list(drawn)[:2] == ["Forecast, low", "Forecast, high"]


def test_a_point_of_the_curve_leads_to_its_month_if_that_is_known(cursor: Connection) -> None:
    months = read(cursor, "completion_by_month", **ASKED)
    actual = named(investment.by_month(months, translator("en")))["Actual to date"]
    assert [leads for _, leads in actual["customdata"]] == ["2021-09", "2021-10", "2021-11", None]


def test_lines_are_named_at_their_ends(cursor: Connection) -> None:
    months = read(cursor, "completion_by_month", **ASKED)
    texts = [trace for trace in traces(investment.by_month(months, T)) if trace["mode"] == "text"]
    said = {text for trace in texts for text in trace["text"]}
    assert {text.replace("\N{NO-BREAK SPACE}", "") for text in said} == {
        "<b>计划累计</b><br>8,000 万元",
        "<b>实际累计</b><br>3,150 万元",
        "<b>预测</b><br>5,575 万元",
    }


def test_the_waterfall_leads_from_planned_to_completed(cursor: Connection) -> None:
    """Town n has n/8 × 700 of 696.1 planned: seven are 608.6 to 83.6 behind, one is 3.9 ahead."""
    frame = read(cursor, "completion_by_label", **NAMED, kind="unit")
    bars, numbers, _ = traces(gap.waterfall(frame, T, unnamed=UNNAMED))
    assert bars["y"] == ["应完成（万元）", *(f"甲{n}镇" for n in range(1, 9)), "实际完成"]
    behind = [-608.6, -521.1, -433.6, -346.1, -258.6, -171.1, -83.6]
    assert bars["x"][1:-1] == pytest.approx([*behind, 3.9])
    assert bars["base"][1] == 0.0
    assert bars["base"][8] == pytest.approx(sum(behind))
    assert bars["x"][-1] == pytest.approx(3150 - 8 * 696.1)
    assert numbers["text"][0].strip() == "<b>5,568.8</b>"
    assert numbers["text"][-1].strip() == "<b>3,150</b>"
    assert [each[1] for each in bars["customdata"]] == [None, *(f"t{n}" for n in range(1, 9)), None]


def test_what_was_never_filed_is_hatched_and_says_so(cursor: Connection) -> None:
    asked = {**NAMED, "track": "bureaus"}
    frame = read(cursor, "completion_by_label", **asked, kind="unit")
    bars, numbers, _ = traces(gap.waterfall(frame, T, unnamed=UNNAMED))
    assert bars["y"][1] == "教育局"
    assert bars["marker"]["pattern"]["shape"][1] == "/"
    assert numbers["text"][1].strip() == "−348.05 从未报"


def frame_of(gaps: list[Decimal]) -> pl.DataFrame:
    """Parts that were planned to have 1 000 each, in the order of the query."""
    order = sorted(gaps, key=lambda each: ((each > 0) - (each < 0), -abs(each)))
    states = ["behind" if each < 0 else "ahead" if each else "level" for each in order]
    amounts = pl.Decimal(38, 4)
    return pl.DataFrame(
        {
            "label_id": [f"u{at}" for at in range(len(order))],
            "label": [f"U{at}" for at in range(len(order))],
            "place": list(range(1, len(order) + 1)),
            "gap_wanyuan": pl.Series(order, dtype=amounts),
            "planned_to_date_wanyuan": pl.Series([Decimal(1000)] * len(order), dtype=amounts),
            "invested_to_date_wanyuan": pl.Series([1000 + each for each in order], dtype=amounts),
            "gap_state": states,
            "filed_projects": [1] * len(order),
        }
    )


yuan = st.integers(-(10**9), 10**9).map(lambda each: Decimal(each) / 10_000)


@given(st.lists(yuan, min_size=1, max_size=60))
def test_a_waterfall_adds_up_exactly(gaps: list[Decimal]) -> None:
    first, *middle, last = gap.steps(frame_of(gaps), T, unnamed=UNNAMED)
    assert first.start == first.end == Decimal(0)
    assert last.end == sum(gaps)
    assert sum(step.amount for step in middle) == sum(gaps)
    reached = Decimal(0)
    for step in middle:
        assert step.start == reached
        reached = step.end
    sizes = {"behind": 0, "ahead": 0}
    for step in middle:
        assert step.amount < 0 if step.state == "behind" else step.amount > 0
        sizes[step.state] += 1
    assert all(sizes[side] <= most + 1 for side, most in gap.MOST.items())


def test_those_that_are_too_many_are_one_step_each_side() -> None:
    gaps = [Decimal(each) for each in (*range(-12, 0), *range(1, 7))]
    drawn = gap.steps(frame_of(gaps), T, unnamed=UNNAMED)
    rest = {step.name: (step.amount, step.id) for step in drawn if step.name.startswith("其余")}
    # Of twelve behind (−12 to −1) the last four, of six ahead (6 to 1) the last two.
    assert rest == {"其余 4 个欠": (Decimal(-10), None), "其余 2 个超": (Decimal(3), None)}


def test_rates_of_parts_without_a_label_are_called_so(cursor: Connection) -> None:
    frame = read(cursor, "completion_by_label", **NAMED, kind="sector")
    bars = traces(parts.rates_of(frame, T, decimals=2, unnamed="completion.without.sector"))[0]
    assert bars["y"][0].startswith("未填行业")
    assert bars["x"] == [float(rate) for rate in frame["completion_rate"]]
    assert bars["customdata"][0][1] is None


def course() -> pl.DataFrame:
    share = pl.Decimal(18, 6)
    rows = [
        ("own", "自己", True, "2021-01", "0.5", "0.3501"),
        ("other", "别人", False, "2020-03", "0.3", "0.2"),
        ("other", "别人", False, "2020-04", "0.4", "0.25"),
    ]
    names = ("campaign_id", "campaign", "is_own", "month", "time_progress", "completion_rate")
    frame = pl.DataFrame(rows, schema=names, orient="row")
    return frame.with_columns(pl.col("time_progress", "completion_rate").cast(share))


def test_campaigns_are_drawn_by_the_share_of_their_time() -> None:
    marks = (("other", None), ("own", Decimal("0.3501")))
    figure = aligned.by_time(course(), T, passed=Decimal("0.5"), marks=marks, decimals=2)
    schedule, other, own, same, names = traces(figure)
    assert (schedule["x"], schedule["y"]) == ([0, 1], [0, 1])
    assert (other["x"], other["y"]) == ([0.0, 0.3, 0.4], [0.0, 0.2, 0.25])
    assert (own["x"], own["y"]) == ([0.0, 0.5], [0.0, 0.3501])
    assert (same["x"], same["y"]) == ([0.5], [0.3501])
    assert other["customdata"][2] == [
        "别人 2020年4月<br>时序进度 40.00%，完成率 25.00%",
        "other",
        "2020-04",
    ]
    assert names["text"] == ["<b>自己</b>", "别人"]


@given(st.lists(st.floats(0, 100), max_size=12), st.floats(0.1, 10))
def test_names_keep_their_order_and_their_distance(values: list[float], distance: float) -> None:
    places = spread(values, distance)
    assert all(place >= value for place, value in zip(places, values, strict=True))
    order = sorted(range(len(values)), key=lambda each: values[each])
    ordered = [places[each] for each in order]
    assert all(b - a >= distance * 0.999 for a, b in zip(ordered, ordered[1:], strict=False))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_property_of_the_figures_is_one_that_plotly_knows(
    cursor: Connection, language: str
) -> None:
    t = translator(language)
    units = read(cursor, "completion_by_label", **NAMED, kind="unit")
    for figure in (
        investment.by_month(read(cursor, "completion_by_month", **ASKED), t),
        gap.waterfall(units, t, unnamed=UNNAMED),
        aligned.by_time(course(), t, passed=Decimal("0.5"), marks=(), decimals=2),
    ):
        assert go.Figure(figure.to_dict()).data
