"""Every kind of component, and every deduction: cases worked out by hand."""

from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from pydantic import ValidationError

from campaigns import Campaign
from campaigns.components import Filed
from campaigns.ranking import standings
from campaigns.scoring import attainments
from tests.trial import (
    MONTH,
    attainment,
    campaign,
    deduction,
    filed,
    indicator,
    indicators,
    ladder,
    line,
    missed,
    rungs,
    towns,
)


def table(rules: Campaign, what: Filed) -> dict[str, dict[str, Any]]:
    return {row["unit_id"]: row for row in standings(what, rules, [MONTH]).to_dicts()}


def score(rules: Campaign, what: Filed, unit: str = "t1") -> Decimal | None:
    found: Decimal | None = table(rules, what)[unit]["score"]
    return found


def part(rules: Campaign, what: Filed, unit: str = "t1") -> dict[str, Any]:
    """The one component of a unit."""
    (row,) = attainments(what, rules).filter(unit_id=unit).to_dicts()
    return row


# --- ladder


def test_a_project_earns_the_points_of_its_furthest_rung() -> None:
    """(20 + 50 + 70 + 0) ÷ 4 = 35 of 70."""
    own = rungs(
        ("t1", "a", "started"),
        ("t1", "b", "started"),
        ("t1", "b", "structure"),
        ("t1", "c", "completed"),
        ("t1", "c", "started"),
        ("t1", "d", None),
    )
    rules = campaign(components=[ladder()])
    assert score(rules, filed(rungs=own)) == Decimal("50")
    found = part(rules, filed(rungs=own))
    assert (found["stage"], found["done"], found["due"]) == ("stages", 140, 280)


def test_a_ladder_is_a_share_of_its_top() -> None:
    rules = campaign(components=[ladder()])
    assert score(rules, filed(rungs=rungs(("t1", "a", "completed")))) == 100
    # 20 ÷ 70
    assert score(rules, filed(rungs=rungs(("t1", "a", "started")))) == Decimal("28.57")


def test_projects_of_which_nothing_is_known_earn_nothing_on_a_ladder() -> None:
    rules = campaign(components=[ladder()])
    known = rungs(("t1", "a", "completed"))
    unknown = rungs(("t1", "b", None), ("t2", "c", None), known=False)
    found = table(rules, filed(rungs=pl.concat([known, unknown])))
    assert (found["t1"]["score"], found["t2"]["score"]) == (50, None)
    assert (found["t2"]["state"], found["t3"]["state"]) == ("not_filed", "nothing_due")


def test_a_unit_without_projects_shares_out_the_weight_of_its_ladder() -> None:
    rules = campaign(components=[ladder("60"), attainment(weight="40")])
    what = filed(line("t1", 80), line("t2", 80), rungs=rungs(("t2", "a", "structure")))
    assert score(rules, what) == 80
    # 40 × 0.8 + 60 × 5/7
    assert score(rules, what, "t2") == Decimal("74.86")


@pytest.mark.parametrize("points", [("20", "20"), ("50", "20"), ("0",)])
def test_a_ladder_that_does_not_go_upwards_is_refused(points: tuple[str, ...]) -> None:
    steps = [
        {"id": f"r{n}", "name": {"zh": "r", "en": "r"}, "points": each}
        for n, each in enumerate(points)
    ]
    with pytest.raises(ValidationError, match="must earn more points"):
        campaign(components=[ladder() | {"rungs": steps}])


# --- indicator


@pytest.mark.parametrize(
    ("value", "expected"),
    [("8", "80"), ("10", "100"), ("14.75", "120"), ("-3", "0"), ("0", "0"), (None, None)],
)
def test_an_indicator_counts_against_its_target(value: str | None, expected: str | None) -> None:
    rules = campaign(components=[indicator(target="10", cap="1.2")])
    found = score(rules, filed(indicators=indicators(("t1", value))))
    assert found == (None if expected is None else Decimal(expected))


@pytest.mark.parametrize(
    ("value", "expected"), [("5", "80"), ("4", "100"), ("2", "150"), ("0", "150"), ("-1", "150")]
)
def test_an_indicator_of_which_less_is_better(value: str, expected: str) -> None:
    rules = campaign(components=[indicator(target="4", cap="1.5", better="lower")])
    assert score(rules, filed(indicators=indicators(("t1", value)))) == Decimal(expected)


def test_less_is_better_needs_a_cap() -> None:
    with pytest.raises(ValidationError, match="`cap` is needed where lower is better"):
        campaign(components=[indicator(target="4", better="lower")])


def test_units_are_ranked_by_value_where_there_is_no_target() -> None:
    """Five in the track: 1, 2, 2, 4, 5 earn 5, 4, 4, 2 and 1 fifths. A benchmark does not count."""
    own = indicators(("t1", 9), ("t2", 7), ("t3", 7), ("t4", "-1"), ("t5", "-2"), ("other", 99))
    found = table(campaign(components=[indicator()]), filed(indicators=own))
    assert [found[f"t{n}"]["score"] for n in range(1, 6)] == [100, 80, 80, 40, 20]
    found = table(campaign(components=[indicator(better="lower")]), filed(indicators=own))
    assert [found[f"t{n}"]["score"] for n in range(1, 6)] == [20, 60, 60, 80, 100]


def test_indicators_are_ranked_by_track() -> None:
    rules = campaign(components=[indicator()], tracks={"towns": ["t1", "t2"], "bureaus": ["b1"]})
    own = indicators(("t1", 9), ("t2", 7), ("b1", 1))
    assert score(rules, filed(indicators=own), "b1") == 100
    assert score(rules, filed(indicators=own), "t2") == 50


def test_who_has_not_filed_an_indicator_is_not_ranked_by_it() -> None:
    own = indicators(("t1", 9), ("t2", None), ("t3", 7))
    found = table(campaign(components=[indicator()]), filed(indicators=own))
    assert [found[f"t{n}"]["score"] for n in (1, 2, 3)] == [100, None, 50]
    assert found["t2"]["state"] == "not_filed"


# --- what is shown beside


@pytest.mark.parametrize(("done", "is_over"), [(99, False), (100, False), (101, True)])
def test_over_fulfilment_is_visible_where_the_cap_hides_it(done: int, is_over: bool) -> None:
    rules = campaign(cap="1")
    assert part(rules, filed(line("t1", done)))["is_over_fulfilled"] == is_over
    assert table(rules, filed(line("t1", done)))["t1"]["is_over_fulfilled"] == is_over


def test_a_unit_has_over_fulfilled_only_if_it_has_done_everything() -> None:
    rules = campaign(weights={"start": "50", "build": "50"})
    short = filed(line("t1", 1, 2, "start"), line("t1", 200))
    full = filed(line("t1", 2, 2, "start"), line("t1", 200))
    unknown = filed(line("t1", None, 2, "start"), line("t1", 200))
    assert [table(rules, w)["t1"]["is_over_fulfilled"] for w in (short, full, unknown)] == [
        *(False, True, False)
    ]


def test_a_rank_by_value_is_nothing_to_fulfil() -> None:
    rules = campaign(components=[indicator("50"), attainment(weight="50")])
    own = indicators(("t1", 1), ("t2", 2))
    what = filed(line("t1", 110), line("t2", 100), indicators=own)
    assert table(rules, what)["t1"]["is_over_fulfilled"]
    assert not table(rules, what)["t2"]["is_over_fulfilled"]


def test_small_denominators_are_visible() -> None:
    rules = campaign(components=[attainment("start", small_due="3")])
    assert part(rules, filed(line("t1", 1, 2, "start")))["is_small"]
    assert not part(rules, filed(line("t1", 1, 3, "start")))["is_small"]
    assert not part(campaign(), filed(line("t1", 1, 1)))["is_small"]
    steps = campaign(components=[ladder(small_due="2")])
    assert part(steps, filed(rungs=rungs(("t1", "a", None))))["is_small"]
    assert not part(steps, filed(rungs=rungs(("t1", "a", None), ("t1", "b", None))))["is_small"]
    target = campaign(components=[indicator(target="10", small_due="3")])
    assert not part(target, filed(indicators=indicators(("t1", 1))))["is_small"]


# --- deductions


@pytest.mark.parametrize(
    ("per", "most", "expected"),
    [
        ("project", None, "84"),  # 90 − 3 × 2
        ("filing", None, "84"),
        ("share", None, "89.14"),  # 90 − 3/7 × 2 = 89.142857…
        ("project", "5", "85"),
        ("share", "0.5", "89.5"),
    ],
)
def test_a_deduction(per: str, most: str | None, expected: str) -> None:
    rules = campaign(deductions=[deduction("late", "2", per, **({"most": most} if most else {}))])
    assert score(rules, filed(line("t1", 90), deductions=missed(("t1", "late", 3, 7)))) == Decimal(
        expected
    )


def test_deductions_add_up_and_nobody_else_pays() -> None:
    rules = campaign(
        deductions=[deduction("late", "1", "filing"), deduction("overdue", "10", "share")]
    )
    lost = missed(("t1", "late", 2, None), ("t1", "overdue", 1, 4), ("t1", "unnamed", 9, 9))
    found = table(rules, filed(*towns(90, 90), deductions=lost))
    assert (found["t1"]["score"], found["t1"]["deducted"]) == (Decimal("85.5"), 4.5)
    assert (found["t2"]["score"], found["t2"]["deducted"]) == (90, 0)


def test_a_score_does_not_fall_below_zero() -> None:
    rules = campaign(deductions=[deduction("late", "60", "filing")])
    assert score(rules, filed(line("t1", 90), deductions=missed(("t1", "late", 2, None)))) == 0


@pytest.mark.parametrize(("count", "of_projects"), [(0, 7), (None, 7), (3, 0), (3, None)])
def test_what_is_not_known_takes_nothing_off(count: int | None, of_projects: int | None) -> None:
    rules = campaign(deductions=[deduction("late", "2", "share")])
    lost = missed(("t1", "late", count, of_projects))
    assert score(rules, filed(line("t1", 90), deductions=lost)) == 90


def test_a_deduction_is_no_score() -> None:
    rules = campaign(deductions=[deduction("late", "2", "filing")])
    found = table(rules, filed(line("t1", 5, 0), deductions=missed(("t1", "late", 1, None))))["t1"]
    assert (found["score"], found["rank"], found["state"]) == (None, None, "nothing_due")


def test_a_half_after_a_deduction_is_rounded_up() -> None:
    # 100 × 2/3 − 0.3 × 5/9 = 66.5
    rules = campaign(decimals=0, deductions=[deduction("late", "0.3", "share")])
    lost = missed(("t1", "late", 5, 9))
    assert score(rules, filed(line("t1", 2, 3), deductions=lost)) == 67
    # 8.345 as 10 − 1.655, which floats miss
    rules = campaign(deductions=[deduction("late", "1.655", "filing")])
    lost = missed(("t1", "late", 1, None))
    assert score(rules, filed(line("t1", 10), deductions=lost)) == Decimal("8.35")


def test_a_huge_score_less_a_huge_deduction_is_exact() -> None:
    """Floats of that size have no hundredths to spare."""
    rules = campaign(deductions=[deduction("late", "9999999999.99", "filing")])
    lost = missed(("t1", "late", 1, None))
    found = score(rules, filed(line("t1", 10_000, "0.0001"), deductions=lost))
    assert found == Decimal("0.01")


def test_a_kind_is_deducted_by_one_rule() -> None:
    with pytest.raises(ValidationError, match="`deductions` names a kind twice: late"):
        campaign(deductions=[deduction("late", "1", "filing"), deduction("late", "2", "filing")])


def test_components_do_not_share_a_name() -> None:
    with pytest.raises(ValidationError, match="`components` names a stage twice: build"):
        campaign(components=[attainment(), ladder() | {"id": "build"}])


def test_a_weight_has_no_more_digits_than_frames_can_hold() -> None:
    with pytest.raises(ValidationError, match="no more than 4 decimal places"):
        campaign(components=[attainment(weight="33.33333")])
