"""The forecast of the campaign's end: by hand, by its properties, and on held-back months.

Amounts are 万元. The campaign of `trial` runs from September to December 2021: 122 days, of which
30 have passed by the end of September, 61 by October and 91 by November.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaigns import HERE, load_all
from campaigns.calendar import months
from campaigns.forecast import course, group_forecasts, outlooks, project_forecasts
from campaigns.measures import Forecast
from tests import trial
from warehouse.connection import Connection
from warehouse.queries import read

MONTHS = ["2021-09", "2021-10", "2021-11", "2021-12"]
CAMPAIGNS = {name: found.campaign for name, found in load_all([HERE]).items()}
Row = dict[str, Any]
Amount = float | Decimal | None
Amounts = Sequence[Amount]
STATES: dict[str, pl.DataType | type[pl.DataType]] = {
    "month": pl.String,
    "project_code": pl.String,
    "track_id": pl.String,
    "unit_id": pl.String,
    "plan_filing_id": pl.String,
    "period_plan_wanyuan": pl.Decimal(18, 4),
    "invested_to_date_wanyuan": pl.Decimal(38, 4),
    "is_filed": pl.Boolean,
    "is_completed": pl.Boolean,
}


def rule(**more: object) -> Forecast:
    return Forecast.model_validate({"months": 1, **more})


def calendar(known: int) -> pl.DataFrame:
    """The campaign's months, of which the first `known` have data."""
    return pl.DataFrame(
        [
            (each.month, each.elapsed_days, each.total_days, at < known)
            for at, each in enumerate(months(trial.campaign()))
        ],
        schema=["month", "elapsed_days", "total_days", "has_data"],
        orient="row",
    )


def project(
    code: str, plan: Amount, invested: Amounts, *, unit: str = "t1", **more: Any
) -> list[Row]:
    """A project's row in every month so far; None: not filed, and what was known is carried."""
    rows: list[Row] = []
    carried = None
    for month, amount in zip(MONTHS, invested, strict=False):
        carried = carried if amount is None else amount
        rows.append(
            {
                "month": month,
                "project_code": code,
                "track_id": "towns",
                "unit_id": unit,
                "plan_filing_id": "plans",
                "period_plan_wanyuan": None if plan is None else Decimal(str(plan)),
                "invested_to_date_wanyuan": None if carried is None else Decimal(str(carried)),
                "is_filed": amount is not None,
                "is_completed": False,
                **more,
            }
        )
    return rows


def planned(**by_project: Amounts) -> pl.DataFrame:
    """Monthly plans, summed up to date as the warehouse has them."""
    rows = [
        ("plans", code, month, Decimal(str(sum(each or 0 for each in amounts[: at + 1]))))
        for code, amounts in by_project.items()
        for at, month in enumerate(MONTHS)
        if amounts[at] is not None
    ]
    names = ["filing_id", "project_code", "month", "planned_to_date_wanyuan"]
    schema = dict(zip(names, [pl.String] * 3 + [pl.Decimal(38, 4)], strict=True))
    return pl.DataFrame(rows, schema=schema, orient="row")


def forecasts(
    rows: Iterable[Row], plans: pl.DataFrame, using: Forecast, *, groups: bool = False
) -> pl.DataFrame:
    """All forecasts that these rows allow."""
    states = pl.DataFrame(list(rows), schema=STATES)
    so_far = course(calendar(states["month"].n_unique()), states, plans)
    make = group_forecasts if groups else project_forecasts
    return make(so_far, outlooks(so_far, using), using)


def one(rows: list[Row], plans: pl.DataFrame, using: Forecast) -> Mapping[str, Any]:
    """The forecast made in the last month of a single project."""
    return forecasts(rows, plans, using).sort("month").to_dicts()[-1]


def expected(rows: list[Row], plans: pl.DataFrame, using: Forecast) -> tuple[str, Decimal | None]:
    found = one(rows, plans, using)
    return found["method"], found["forecast_wanyuan"]


# --- by hand: planned 100, 200, 300, 400

CURVE = planned(a=(100, 200, 300, 400))


def test_the_pace_of_the_last_months_is_applied_to_what_the_plan_still_holds() -> None:
    rows = project("a", 1000, [100, 240])
    # October: 140 of 200 is 0.7; 700 of the plan remain: 240 + 0.7 × 700 = 730.
    assert expected(rows, CURVE, rule(months=1)) == ("pace", Decimal(730))
    # September and October: 240 of 300 is 0.8: 240 + 0.8 × 700 = 800. Three months are no more.
    assert expected(rows, CURVE, rule(months=2)) == ("pace", Decimal(800))
    assert expected(rows, CURVE, rule(months=3)) == ("pace", Decimal(800))


def test_without_monthly_plans_the_plan_goes_by_days() -> None:
    # 1220 ÷ 122 days: 310 in October, of which 155 are done: 305 + 0.5 × 610 = 610.
    rows = project("a", 1220, [150, 305])
    assert expected(rows, planned(), rule()) == ("pace_by_days", Decimal(610))


def test_pace_counts_up_to_its_limit_and_never_below_zero() -> None:
    # 300 of 100 planned would be 3; it counts as 1.5: 300 + 1.5 × 900 = 1650.
    assert expected(project("a", 1000, [300]), CURVE, rule())[1] == Decimal(1650)
    # From 240 down to 200: nothing more is expected, and nothing less.
    assert expected(project("a", 1000, [240, 200]), CURVE, rule())[1] == Decimal(200)


def test_where_nothing_was_planned_in_the_last_months_the_pace_is_that_since_the_start() -> None:
    # 50 of 100 until September, nothing planned in October: 50 + 0.5 × 400 = 250.
    plans = planned(a=(100, 0, 200, 200))
    assert expected(project("a", 500, [50, 50]), plans, rule()) == ("pace", Decimal(250))


def test_where_nothing_was_planned_yet_the_plan_is_taken_as_it_is() -> None:
    plans = planned(a=(None, None, 500, 500))
    assert expected(project("a", 1000, [0, 50]), plans, rule()) == ("as_planned", Decimal(1050))


def test_a_project_that_was_not_filed_is_forecast_from_the_last_month_that_was() -> None:
    found = one(project("a", 1000, [100, None]), CURVE, rule())
    # September went as planned, so all of the remaining 900 is expected.
    assert (found["based_on_month"], found["forecast_wanyuan"]) == ("2021-09", Decimal(1000))


def test_what_is_completed_or_over_is_final() -> None:
    done = project("a", 1000, [100, 240], is_completed=True)
    found = one(done, CURVE, rule())
    assert (found["method"], found["forecast_wanyuan"]) == ("final", Decimal(240))
    assert found["forecast_low_wanyuan"] == found["forecast_high_wanyuan"] == Decimal(240)
    over = one(project("a", 1000, [100, 240, 300, Decimal("512.3456")]), CURVE, rule())
    assert (over["method"], over["forecast_wanyuan"]) == ("final", Decimal("512.3456"))
    assert over["interval_state"] == "certain"


def test_never_filed_is_no_value_and_no_plan_is_what_is_done() -> None:
    assert expected(project("a", 1000, [None, None]), CURVE, rule()) == ("not_filed", None)
    assert expected(project("a", None, [10, 30]), planned(), rule()) == ("no_plan", Decimal(30))


def nine(**changed: Amounts) -> list[Row]:
    """Nine projects that do 100 a month as planned, some of which do otherwise in November."""
    as_planned = (100, 200, 300)
    names = [f"p{n}" for n in range(1, 10)]
    return [row for name in names for row in project(name, 400, changed.get(name, as_planned))]


EVEN = planned(**{f"p{n}": (100, 100, 100, 100) for n in range(1, 10)})


def test_the_interval_comes_from_errors_made_as_many_months_ahead() -> None:
    rows = nine(p1=(100, 200, 330), p2=(100, 200, 280))
    found = forecasts(rows, EVEN, rule()).filter(month="2021-11", project_code="p3").to_dicts()[0]
    # One month ahead: 18 errors are known, 9 made in September and 9 in October. October expected
    # 300 of each: p1 came to 330 (+30 of 400), p2 to 280 (-20 of 400), the rest to 300.
    # One in ten of 18 + 1 is left out at either end: the first. 400 - 20 and 400 + 30.
    assert found["past_errors"] == 18
    assert found["forecast_wanyuan"] == Decimal(400)
    assert (found["forecast_low_wanyuan"], found["forecast_high_wanyuan"]) == (380, 430)
    # Half: 4 of 19 are left out at either end, and the fifth errors are 0.
    narrow = forecasts(rows, EVEN, rule(interval="0.5")).filter(month="2021-11", project_code="p3")
    assert narrow["forecast_low_wanyuan"].item() == narrow["forecast_high_wanyuan"].item() == 400


def test_the_interval_holds_the_forecast_and_never_what_is_done_already() -> None:
    rows = nine(p1=(100, 200, 330), p2=(100, 200, 280), p4=(100, 200, 200))
    found = forecasts(rows, EVEN, rule()).filter(month="2021-11", project_code="p4").to_dicts()[0]
    # p4 stands still: 200 + 0 × 100. The worst error, its own -100, would go down to 100.
    assert (found["forecast_wanyuan"], found["forecast_low_wanyuan"]) == (200, 200)
    assert found["forecast_high_wanyuan"] == 230


def test_too_few_errors_give_no_interval_and_say_so() -> None:
    rows = nine()[: 4 * 3]  # four projects: 8 errors, and one in ten of 8 + 1 is none
    found = forecasts(rows, EVEN, rule()).filter(month="2021-11").to_dicts()[0]
    assert (found["past_errors"], found["interval_state"]) == (8, "too_few_errors")
    assert found["forecast_low_wanyuan"] is found["forecast_high_wanyuan"] is None


def test_a_unit_is_the_sum_of_its_projects_with_an_interval_of_its_own() -> None:
    # p1 is 30 over and p2 30 under in November: of the unit nothing is off.
    rows = nine(p1=(100, 200, 330), p2=(100, 200, 270))
    groups = forecasts(rows, EVEN, rule(interval="0.2"), groups=True).filter(month="2021-11")
    single = forecasts(rows, EVEN, rule(interval="0.2")).filter(month="2021-11")
    unit = groups.filter(scope="unit").to_dicts()[0]
    assert unit["forecast_wanyuan"] == single["forecast_wanyuan"].sum()
    assert unit["past_errors"] == 2  # September for October, October for November
    # Two errors, of which 0.4 × 3 = 1 is left out at either end, and both are 0.
    assert unit["forecast_low_wanyuan"] == unit["forecast_high_wanyuan"] == unit["forecast_wanyuan"]
    scopes = groups.select("scope", "track_id", "unit_id").rows()
    assert scopes == [("unit", "towns", "t1"), ("track", "towns", None), ("campaign", None, None)]


def test_a_campaign_without_projects_has_no_forecast() -> None:
    nothing = pl.DataFrame(schema=STATES)
    plans = planned()
    so_far = course(calendar(3), nothing, plans)
    assert group_forecasts(so_far, outlooks(so_far, rule()), rule()).is_empty()
    assert project_forecasts(so_far, outlooks(so_far, rule()), rule()).is_empty()


def test_a_unit_that_files_totals_is_forecast_by_days() -> None:
    rows = project("", 1220, [150, 305], project_code=None, plan_filing_id=None)
    groups = forecasts(rows, planned(), rule(), groups=True).filter(month="2021-10")
    assert groups["forecast_wanyuan"].to_list() == [Decimal(610)] * 3
    assert forecasts(rows, planned(), rule()).is_empty()


# --- properties

YUAN = st.integers(0, 10**9)
MONTHLY = st.lists(YUAN, min_size=4, max_size=4)
some = settings(deadline=None, max_examples=40)


def wanyuan(yuan: int) -> Decimal:
    return Decimal(yuan) / 10_000


def so_far(steps: Sequence[int]) -> list[Decimal]:
    return [wanyuan(sum(steps[: at + 1])) for at in range(len(steps))]


def made(plan: Sequence[int], steps: Sequence[int], factor: int = 1) -> list[Decimal]:
    """The forecasts of a project made in each month so far."""
    plans = planned(a=[wanyuan(amount * factor) for amount in plan])
    invested = so_far([step * factor for step in steps])
    rows = project("a", wanyuan(sum(plan) * factor), invested)
    found = forecasts(rows, plans, rule(months=2)).sort("month")
    return list(found["forecast_wanyuan"])


@some
@given(plan=MONTHLY, steps=st.lists(YUAN, min_size=1, max_size=3), factor=st.integers(2, 1000))
def test_scaling_all_money_scales_the_forecast(
    plan: list[int], steps: list[int], factor: int
) -> None:
    small, large = made(plan, steps), made(plan, steps, factor)
    # To the half yuan that the small one was rounded by.
    assert all(abs(b - a * factor) <= wanyuan(factor) for a, b in zip(small, large, strict=True))


@some
@given(plan=MONTHLY, steps=st.lists(YUAN, min_size=1, max_size=3), more=YUAN)
def test_more_done_never_lowers_the_forecast(plan: list[int], steps: list[int], more: int) -> None:
    better = [*steps[:-1], steps[-1] + more]
    assert made(plan, better)[-1] >= made(plan, steps)[-1]


@some
@given(plan=MONTHLY, steps=st.lists(YUAN, min_size=4, max_size=4))
def test_in_the_last_month_it_is_what_is_done_exactly(plan: list[int], steps: list[int]) -> None:
    assert made(plan, steps)[-1] == wanyuan(sum(steps))


@some
@given(plan=MONTHLY, steps=st.lists(YUAN, min_size=4, max_size=4))
def test_what_comes_later_changes_no_earlier_forecast(plan: list[int], steps: list[int]) -> None:
    for known in (1, 2, 3):
        assert made(plan, steps[:known]) == made(plan, steps)[:known]


def test_the_order_of_rows_is_irrelevant() -> None:
    rows = nine(p1=(100, 200, 330), p2=(100, 200, 280))
    for groups in (False, True):
        there = forecasts(rows, EVEN, rule(), groups=groups)
        back = forecasts(rows[::-1], EVEN.reverse(), rule(), groups=groups)
        assert there.equals(back)


# --- held-back months of the sample

# Share of ends that lay in the interval, over all months that have one. It is to be 80 %; the
# errors of a campaign's projects are not independent, so some campaigns come out above or below.
COVERAGE = (0.65, 0.97)


@pytest.fixture(params=list(CAMPAIGNS))
def campaign_id(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def rows_of(snapshot: Connection, table: str, campaign_id: str) -> pl.DataFrame:
    frame: pl.DataFrame = snapshot.cursor().sql(f"select * from {table}").pl()
    return frame.filter(campaign_id=campaign_id)


def test_a_snapshot_without_the_later_months_forecasts_the_same(
    snapshot: Connection, campaign_id: str
) -> None:
    using = CAMPAIGNS[campaign_id].forecast
    days = rows_of(snapshot, "campaign_months", campaign_id)
    states = rows_of(snapshot, "project_months", campaign_id).filter("has_data")
    plans = rows_of(snapshot, "scheduled", campaign_id)
    published = rows_of(snapshot, "project_forecasts", campaign_id).drop("campaign_id")
    for last in sorted(states["month"].unique())[1:-1]:
        hidden = days.with_columns(has_data=pl.col("has_data") & (pl.col("month") <= last))
        then = course(hidden, states.filter(pl.col("month") <= last), plans)
        found = project_forecasts(then, outlooks(then, using), using)
        keys = ["month", "project_code"]
        kept = published.filter(pl.col("month") <= last).sort(keys)
        assert found.select(kept.columns).sort(keys).equals(kept)


def held_back(snapshot: Connection, campaign_id: str, table: str, key: str) -> pl.DataFrame:
    """Forecasts beside what came, and beside a straight line by time; shares of the plan."""
    days = rows_of(snapshot, "campaign_months", campaign_id)
    made_then = rows_of(snapshot, table, campaign_id)
    if table == "forecasts":
        made_then = made_then.filter(scope="unit")
    end = days["month"].max()
    came = made_then.filter(month=end).select(key, came="invested_to_date_wanyuan")
    plan = pl.col("period_plan_wanyuan").cast(pl.Float64)
    straight = pl.col("invested_to_date_wanyuan") * pl.col("total_days") / pl.col("elapsed_days")
    return (
        made_then.filter(pl.col("month") < end)
        .join(came, on=key)
        .join(days.select("month", "elapsed_days", "total_days"), on="month")
        .filter(pl.col("forecast_wanyuan").is_not_null(), plan > 0)
        .with_columns(
            error=(pl.col("forecast_wanyuan") - pl.col("came")).abs().cast(pl.Float64) / plan,
            straight=(straight.cast(pl.Float64) - pl.col("came").cast(pl.Float64)).abs() / plan,
            is_held=pl.col("came").is_between("forecast_low_wanyuan", "forecast_high_wanyuan"),
        )
    )


@pytest.mark.parametrize(
    ("table", "key"), [("project_forecasts", "project_code"), ("forecasts", "unit_id")]
)
def test_it_errs_less_than_half_as_much_as_a_straight_line_and_its_interval_holds(
    snapshot: Connection, campaign_id: str, table: str, key: str
) -> None:
    found = held_back(snapshot, campaign_id, table, key)
    errors = found.select(pl.col("error", "straight").mean()).row(0)
    assert errors[0] < errors[1] / 2
    judged = found.filter(interval_state="given")
    assert judged.height >= 25
    assert COVERAGE[0] <= float(str(judged["is_held"].mean())) <= COVERAGE[1]


def test_the_pages_ask_for_units_tracks_and_the_whole(
    snapshot: Connection, campaign_id: str
) -> None:
    campaign = CAMPAIGNS[campaign_id]
    month = rows_of(snapshot, "forecasts", campaign_id)["month"].max()
    asked = {"campaign": campaign_id, "month": month, "language": "en"}
    whole = read(snapshot.cursor(), "forecast", track="all", **asked)
    assert whole.filter(scope="campaign").height == 1
    assert set(whole.filter(scope="track")["track_id"]) <= {each.id for each in campaign.tracks}
    track = campaign.tracks[0].id
    own = read(snapshot.cursor(), "forecast", track=track, **asked)
    assert set(own["track_id"].drop_nulls()) == {track}
    unit = own.filter(scope="unit").to_dicts()[0]
    single = read(
        snapshot.cursor(),
        "project_forecasts",
        campaign=campaign_id,
        month=month,
        unit=unit["unit_id"],
    )
    assert single["forecast_wanyuan"].sum() == unit["forecast_wanyuan"]
    assert unit["forecast_wanyuan"] == unit["invested_to_date_wanyuan"]
