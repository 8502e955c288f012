"""Why a unit has its score: parts that add up, by hand and whatever is filed."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from campaigns import Campaign
from campaigns.components import Filed
from campaigns.explanation import Explanation, explain
from campaigns.ranking import standings
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
)


def explained(rules: Campaign, what: Filed, unit: str = "t1") -> Explanation:
    return explain(what, rules, MONTH, unit)


def these(*values: object) -> tuple[object, ...]:
    return values


def published(rules: Campaign, what: Filed, unit: str) -> Decimal | None:
    found: Decimal | None = standings(what, rules, [MONTH]).filter(unit_id=unit)["score"].item()
    return found


def test_every_part_of_a_score_is_there() -> None:
    rules = campaign(
        components=[
            attainment("build", "50", cap="1.2"),
            attainment("start", "20"),
            ladder("30"),
        ],
        deductions=[deduction("late", "1", "filing"), deduction("overdue", "1", "share")],
    )
    what = filed(
        line("t1", 150),
        line("t1", 3, 0, "start"),
        rungs=rungs(("t1", "a", "started"), ("t1", "b", None)),
        deductions=missed(("t1", "overdue", 1, 3)),
    )
    found = explained(rules, what)
    build, start, stages = found.components
    assert these(build.attainment, build.counted, build.share) == (
        Fraction(3, 2),
        Fraction(6, 5),
        Fraction(5, 8),
    )
    assert these(build.points, build.is_capped, build.is_over_fulfilled) == (75, True, True)
    assert these(start.applies, start.share, start.points, start.due) == (False, 0, 0, None)
    # 100 × 3/8 × 20/140
    assert these(stages.kind, stages.done, stages.due) == ("ladder", 20, 140)
    assert these(stages.points, stages.is_capped) == (Fraction(75, 14), False)
    (overdue,) = found.deductions
    assert these(overdue.id, overdue.missed, overdue.points) == (
        "overdue",
        ((1, 3),),
        Fraction(-1, 3),
    )
    # 75 + 75/14 − 1/3 = 80.0238095…
    assert these(found.unrounded, found.floor) == (75 + Fraction(75, 14) - Fraction(1, 3), 0)
    assert these(found.score, found.rounding) == (
        Decimal("80.02"),
        Fraction("80.02") - Fraction(3361, 42),
    )


def test_what_lifts_a_score_to_zero_is_a_part() -> None:
    rules = campaign(deductions=[deduction("late", "60", "filing")])
    found = explained(rules, filed(line("t1", 90), deductions=missed(("t1", "late", 2, None))))
    assert these(found.floor, found.unrounded, found.rounding, found.score) == (30, 0, 0, 0)


def test_what_is_not_known_is_named() -> None:
    rules = campaign(weights={"start": "50", "build": "50"})
    found = explained(rules, filed(line("t1", None), line("t1", 1, 2, "start")))
    start, build = found.components
    assert these(start.points, build.applies, build.points, build.due) == (25, True, None, 100)
    assert these(found.unrounded, found.rounding, found.score) == (None, None, None)


def test_a_unit_with_nothing_due_has_parts_that_do_not_apply() -> None:
    found = explained(campaign(), filed(line("t2", 9)))
    assert [these(part.applies, part.points) for part in found.components] == [(False, 0)]
    assert found.score is None


def test_a_rank_by_value_is_explained_by_the_whole_track() -> None:
    own = indicators(("t1", 9), ("t2", 7), ("t3", 5))
    (part,) = explained(campaign(components=[indicator()]), filed(indicators=own), "t2").components
    assert these(part.done, part.due, part.points) == (2, 3, Fraction(200, 3))


amounts = st.decimals(min_value=-1000, max_value=10**6, places=4)
counts = st.integers(0, 20)


@st.composite
def races(draw: st.DrawFn) -> tuple[Campaign, Filed]:
    """All kinds at once, of three units."""
    weight = st.decimals(min_value="0.01", max_value=100, places=2).map(str)
    cap = st.sampled_from([{}, {"cap": "1"}, {"cap": "1.2"}])
    rules = campaign(
        components=[
            attainment("build", draw(weight), **draw(cap)),
            ladder(draw(weight)),
            indicator(draw(weight), **draw(st.sampled_from([{}, {"target": "7", "cap": "1.5"}]))),
        ],
        deductions=[
            deduction(kind, str(draw(st.integers(1, 9))), kind, **draw(most))
            for kind in ("project", "share", "filing")
            for most in [st.sampled_from([{}, {"most": "2"}])]
        ],
        decimals=draw(st.integers(0, 4)),
    )
    unit = st.sampled_from(["t1", "t2", "t3"])
    once: dict[str, Any] = {"max_size": 6, "unique_by": lambda row: row[0]}
    lines = draw(st.lists(st.tuples(unit, st.none() | amounts, amounts), **once))
    rung = st.sampled_from([None, "started", "structure", "completed"])
    names = st.sampled_from("abcdef")
    climbed = draw(st.lists(st.tuples(unit, names, rung), max_size=9, unique_by=lambda row: row[1]))
    values = draw(st.lists(st.tuples(unit, st.none() | amounts), **once))
    kind = st.sampled_from(["project", "share", "filing"])
    lost = st.lists(st.tuples(unit, kind, counts, counts), unique_by=lambda row: row[:2])
    return rules, filed(
        *(line(*row) for row in lines),
        rungs=rungs(*climbed),
        indicators=indicators(*values),
        deductions=missed(*draw(lost)),
    )


@given(races())
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_parts_add_up_to_the_published_score(race: tuple[Campaign, Filed]) -> None:
    rules, what = race
    for unit in ("t1", "t2", "t3"):
        found = explained(rules, what, unit)
        assert found.score == published(rules, what, unit)
        shares = sum(part.share for part in found.components)
        assert shares == (1 if any(part.applies for part in found.components) else 0)
        if found.unrounded is None or found.rounding is None:
            continue
        points = sum((part.points or 0 for part in found.components), Fraction(0))
        total = points + sum(part.points for part in found.deductions) + found.floor
        assert total == found.unrounded
        assert found.unrounded + found.rounding == Fraction(found.score or 0)
        half = Fraction(1, 2 * 10**rules.race.decimals)
        assert -half < found.rounding <= half
