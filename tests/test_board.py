"""How targets are judged: golden cases by hand, and what has to hold whatever is filed.

The trial campaign runs from 1 September to 31 December 2021: 122 days; 30 have passed by the end of
September, 61 by the end of October, 91 by the end of November.
"""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaigns.board import (
    Goal,
    goals,
    is_over_fulfilled,
    judge,
    judge_direction,
    reference_of,
)
from campaigns.model import Campaign
from campaigns.target_months import target_months
from campaigns.targets import Target
from tests import trial

SEP, OCT, NOV, DEC = (
    date(2021, 9, 30),
    date(2021, 10, 31),
    date(2021, 11, 30),
    date(2021, 12, 31),
)
MONTHS = [("2021-09", SEP), ("2021-10", OCT), ("2021-11", NOV), ("2021-12", DEC)]


def campaign(*targets: dict[str, object]) -> Campaign:
    made = [Target.model_validate(one) for one in targets]
    return trial.campaign().model_copy(update={"targets": tuple(made)})


def target(
    kind: str = "projects_started", unit: str | None = "projects", **more: object
) -> dict[str, object]:
    base = {"id": "t", "name": trial.words("t"), "metric": {"kind": kind}, "unit": unit}
    return trial.source(**base, **more)


def goal(kind: str = "projects_started", unit: str = "projects", **more: object) -> Goal:
    return next(goals(campaign(target(kind, unit, **more))))


def value(number: str | int) -> Fraction:
    return Fraction(str(number))


# --- what is due


@pytest.mark.parametrize(
    ("day", "due"),
    # 20 × 30/122 = 4.9, 20 × 61/122 = 10, 20 × 91/122 = 14.9: whole projects only
    [(SEP, 4), (OCT, 10), (NOV, 14), (DEC, 20)],
)
def test_what_grows_is_due_in_even_shares_by_days(day: date, due: int) -> None:
    assert goal(value=20).due_at(day) == due


def test_what_is_measured_is_due_to_four_decimals() -> None:
    """75.2 × 30 ÷ 122 = 18.49180…"""
    assert goal("invested", "亿元", value="75.2").due_at(SEP) == Decimal("18.4918")


def test_since_and_due_move_the_share() -> None:
    """From 1 January to 30 November are 334 days; by 30 September 273 have passed: 81.7365 %."""
    spent = goal("bonds_paid_rate", "%", value=100, since="2021-01-01", due="2021-11-30")
    assert spent.due_at(SEP) == Decimal("81.7365")
    assert spent.due_at(NOV) == spent.due_at(DEC) == 100


def test_a_list_and_a_quality_are_due_whole_from_the_first_day_on() -> None:
    assert goal("projects_listed", value=189).due_at(SEP) == 189
    assert goal("on_time_rate", "%", value=95).due_at(SEP) == 95


def test_a_monthly_target_is_due_whole_every_month() -> None:
    assert goal("prospects_listed", value=1, per="month").due_at(SEP) == 1


def test_no_more_than_is_never_due_in_shares() -> None:
    assert goal(value=5, comparison="at_most").due_at(SEP) == 5


CHECKPOINTS = [
    trial.source(due="2021-10-31", value=40),
    trial.source(due="2021-11-30", value=75),
    trial.source(due="2021-12-31", value=100, comparison="exactly"),
]


def test_between_checkpoints_the_way_is_even() -> None:
    """40 + 35 × 15/30 = 57.5 by 15 November; before the first one 40 × 30/61 = 19.6721."""
    june, september, december = goals(
        campaign(target("completion_rate", "%", checkpoints=CHECKPOINTS))
    )
    assert [june.due_on, september.due_on, december.due_on] == [OCT, NOV, DEC]
    for one in (june, september, december):
        assert one.is_checkpoint
        assert one.due_at(SEP) == Decimal("19.6721")
    assert june.due_at(date(2021, 11, 15)) == 40
    assert september.due_at(date(2021, 11, 15)) == Decimal("57.5")
    assert december.due_at(date(2021, 11, 15)) == Decimal("57.5")
    assert september.due_at(NOV) == 75


# --- how a value stands


@pytest.mark.parametrize(
    ("comparison", "number", "on_the_way", "at_the_end"),
    [
        ("at_least", "20", "met", "met"),
        ("at_least", "19", "on_track", "missed"),
        ("at_least", "10", "on_track", "missed"),  # 10 are due by the end of October
        ("at_least", "9", "at_risk", "missed"),
        ("at_least", "0", "at_risk", "missed"),
        ("more_than", "21", "met", "met"),
        ("more_than", "20", "on_track", "missed"),
        ("more_than", "9", "at_risk", "missed"),
        ("exactly", "20", "met", "met"),
        ("exactly", "21", "met", "met"),
        ("exactly", "19", "on_track", "missed"),
        ("at_most", "20", "on_track", "met"),
        ("at_most", "21", "at_risk", "missed"),
        ("at_most", "0", "on_track", "met"),
    ],
)
def test_each_comparison(comparison: str, number: str, on_the_way: str, at_the_end: str) -> None:
    one = goal(value=20, comparison=comparison)
    assert judge(value(number), one, OCT) == on_the_way
    assert judge(value(number), one, DEC) == at_the_end


def test_more_than_a_number_is_over_fulfilled_unless_more_was_asked_for() -> None:
    assert is_over_fulfilled(value(21), goal(value=20, comparison="exactly")) is True
    assert is_over_fulfilled(value(20), goal(value=20, comparison="exactly")) is False
    assert is_over_fulfilled(value(21), goal(value=20, comparison="more_than")) is None
    assert is_over_fulfilled(None, goal(value=20)) is None


def test_a_list_is_met_once_complete_a_quality_only_at_the_end() -> None:
    listed, quality = goal("projects_listed", value=189), goal("on_time_rate", "%", value=95)
    assert [judge(value(n), listed, SEP) for n in (188, 189)] == ["at_risk", "met"]
    assert [judge(value(n), quality, SEP) for n in ("94.9", 95, 100)] == [
        "at_risk",
        "on_track",
        "on_track",
    ]
    assert [judge(value(n), quality, DEC) for n in ("94.9", 95)] == ["missed", "met"]


def test_a_monthly_target_is_met_or_missed() -> None:
    one = goal("prospects_signed", value=1, per="month")
    assert [judge(value(n), one, SEP) for n in (0, 1)] == ["missed", "met"]


def test_no_rounding_makes_a_target_met() -> None:
    """18 999 of 20 000 are 94.995 %, published as 95.00 %."""
    assert (
        judge(Fraction(100 * 18_999, 20_000), goal("on_time_rate", "%", value=95), DEC) == "missed"
    )


def test_no_value_is_no_data_even_after_the_end() -> None:
    for day in (SEP, DEC):
        assert judge(None, goal(value=20), day) == "no_data"


def test_nothing_due_yet_is_on_track() -> None:
    """1 × 30/122: not a whole one yet."""
    assert judge(value(0), goal(value=1), SEP) == "on_track"
    assert judge(value(0), goal(value=1, since="2021-11-01"), SEP) == "on_track"


# --- directions


@pytest.mark.parametrize(
    ("direction", "filed", "status"),
    [
        ("up", ["2", "1", "3"], "on_track"),  # against the first
        ("up", ["2", "3", "2"], "at_risk"),
        ("improving", ["2", "1", "1.5"], "on_track"),  # against the one before
        ("improving", ["1", "3", "2"], "at_risk"),
        ("improving", ["1", "2", "2"], "at_risk"),
        ("above_zero", ["0.1"], "on_track"),
        ("above_zero", ["0"], "at_risk"),
        ("up", ["2"], "no_data"),
        ("improving", [], "no_data"),
    ],
)
def test_each_direction(direction: str, filed: list[str], status: str) -> None:
    one = goal("projects_in_next_plan", None, direction=direction)  # type: ignore[arg-type]
    series = [Decimal(n) for n in filed]
    now = series[-1] if series else None
    assert judge_direction(now, reference_of(one, series), one, OCT) == status
    at_end = {"on_track": "met", "at_risk": "missed"}.get(status, status)
    assert judge_direction(now, reference_of(one, series), one, DEC) == at_end


def test_of_ranks_the_lower_one_is_better() -> None:
    one = goal("rank_among_peers", None, direction="up")  # type: ignore[arg-type]
    assert judge_direction(Decimal(3), Decimal(5), one, OCT) == "on_track"
    assert judge_direction(Decimal(5), Decimal(5), one, OCT) == "at_risk"


# --- month by month

Row = tuple[str, str | None, str | None]


def measured(*rows: Row, **more: object) -> pl.DataFrame:
    """(month, unit, value) of the target t."""
    return pl.DataFrame(
        [
            {
                "month": month,
                "target_id": "t",
                "unit_id": unit,
                "value": None if number is None else Decimal(number),
                "numerator": None,
                "denominator": None,
                "is_rate": False,
                "is_filed_as_such": False,
                "is_list_filed": True,
                "names_project": False,
                **more,
            }
            for month, unit, number in rows
        ],
        schema_overrides={"value": pl.Decimal(38, 8), "unit_id": pl.String},
    )


FILED = pl.DataFrame(
    schema={
        "target_id": pl.String,
        "unit_id": pl.String,
        "filed_for": pl.String,
        "value": pl.Decimal(38, 4),
    }
)


def board(
    target_: dict[str, object], values: pl.DataFrame, filed: pl.DataFrame = FILED
) -> list[tuple[object, ...]]:
    made = target_months(campaign(target_), MONTHS, values, filed)
    return made.select("month", "unit_id", "due_on", "status", "reason").rows()


def test_what_was_missed_on_its_day_stays_missed() -> None:
    """Due on 31 October: 9 of 10 then, 12 a month later; the correction came too late."""
    values = measured(("2021-09", None, "2"), ("2021-10", None, "9"), ("2021-11", None, "12"))
    made = board(target(value=10, due="2021-10-31"), values)
    assert made == [
        ("2021-09", None, OCT, "at_risk", None),  # 10 × 30/61: 4 are due
        ("2021-10", None, OCT, "missed", None),
        ("2021-11", None, OCT, "missed", "reached_late"),
        ("2021-12", None, OCT, "missed", None),  # nothing filed in December
    ]


def test_what_was_met_on_its_day_stays_met() -> None:
    values = measured(("2021-10", None, "10"), ("2021-11", None, "8"))
    assert [row[3] for row in board(target(value=10, due="2021-10-31"), values)] == [
        "no_data",
        "met",
        "met",
        "met",
    ]


def test_a_day_within_a_month_is_judged_at_the_months_end() -> None:
    values = measured(("2021-10", None, "9"), ("2021-11", None, "10"))
    assert [row[3] for row in board(target(value=10, due="2021-11-15"), values)][1:] == [
        "on_track",  # 10 × 61/76: 8 are due
        "met",
        "met",
    ]


def test_a_contender_has_its_own_row_and_value() -> None:
    each = [trial.source(contenders=["t1", "t2"], value=5)]
    values = measured(("2021-12", None, "9"), ("2021-12", "t1", "5"), ("2021-12", "t2", "4"))
    made = board(target(value=10, each=each), values)[-3:]
    assert [row[1] for row in made] == [None, "t1", "t2"]
    assert [row[3] for row in made] == ["missed", "met", "missed"]


def test_reasons_for_no_data() -> None:
    december = ("2021-12", None, None)
    for more, reason in (
        ({"is_list_filed": False}, "not_filed"),
        ({"is_filed_as_such": True, "is_list_filed": False}, "by_office"),
        ({"is_rate": True}, "nothing_to_measure"),
        ({"names_project": True}, "not_listed"),
        ({}, "not_filed"),
    ):
        made = board(target(value=10), measured(december, **more))
        assert made[-1][3:] == ("no_data", reason)


def test_a_direction_takes_the_values_filed_by_then() -> None:
    numbers = {"2021-09": "4", "2021-10": "6", "2021-11": "5"}
    values = measured(
        *((month, None, number) for month, number in numbers.items()),
        ("2021-12", None, "5"),  # carried
        is_filed_as_such=True,
    )
    filed = pl.DataFrame(
        [("t", None, month, Decimal(number)) for month, number in numbers.items()],
        schema=FILED.schema,
        orient="row",
    )
    up = target("projects_in_next_plan", None, direction="up")
    improving = target("projects_in_next_plan", None, direction="improving")
    assert [row[3] for row in board(up, values, filed)] == [
        "no_data",
        "on_track",
        "on_track",
        "met",
    ]
    assert board(up, values, filed)[0][4] == "too_few_months"
    assert [row[3] for row in board(improving, values, filed)][1:] == [
        "on_track",
        "at_risk",
        "missed",
    ]


def test_the_goal_that_counts_now_is_the_next_checkpoint_or_the_last() -> None:
    made = target_months(
        campaign(target("completion_rate", "%", checkpoints=CHECKPOINTS)), MONTHS, measured(), FILED
    )
    assert made.filter("is_current").select("month", "due_on").rows() == [
        ("2021-09", OCT),
        ("2021-10", OCT),
        ("2021-11", NOV),
        ("2021-12", DEC),
    ]


# --- whatever is filed

STANDING = {"missed": 0, "at_risk": 1, "on_track": 2, "met": 3}
amounts = st.integers(min_value=0, max_value=400).map(lambda n: Fraction(n, 10))
days = st.sampled_from([SEP, date(2021, 10, 7), OCT, NOV, DEC])
kinds = st.sampled_from(["projects_started", "projects_listed", "prospects_signed"])


@given(
    kinds,
    st.sampled_from(["at_least", "more_than", "exactly"]),
    st.integers(min_value=0, max_value=40),
    amounts,
    amounts,
    days,
)
def test_more_done_never_worsens_how_it_stands(
    kind: str, comparison: str, required: int, done: Fraction, more: Fraction, day: date
) -> None:
    one = goal(kind, value=required, comparison=comparison)
    before, after = judge(done, one, day), judge(done + more, one, day)
    assert STANDING[after] >= STANDING[before]


@given(st.integers(min_value=0, max_value=40), st.integers(min_value=0, max_value=120))
def test_what_is_due_never_falls_and_ends_at_what_is_required(required: int, after: int) -> None:
    one = goal(value=required)
    course = [
        one.due_at(date.fromordinal(date(2021, 9, 1).toordinal() + n)) for n in (after, after + 1)
    ]
    assert course[0] is not None
    assert course[1] is not None
    assert 0 <= course[0] <= course[1] <= required
    assert one.due_at(DEC) == required


@settings(deadline=None)  # the first frame of a run takes its time
@given(st.permutations(range(8)))
def test_the_order_of_rows_is_irrelevant(order: list[int]) -> None:
    each = [trial.source(contenders=["t1"], value=5)]
    rows = [
        (month, unit, str(number))
        for number, (month, _) in enumerate(MONTHS)
        for unit in (None, "t1")
    ]
    one = target(value=3, each=each)
    assert board(one, measured(*(rows[at] for at in order))) == board(one, measured(*rows))
