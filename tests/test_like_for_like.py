"""What a unit's own mix would give, and the limits of chance: by hand, by fractions, by sample."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal, localcontext
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.dashboard_snapshot import example, write
from warehouse.connection import Connection, writing
from warehouse.queries import read

ROOT = Path(__file__).parent.parent
MARTS = ("mix_months", "like_for_like_months", "track_spreads", "funnel_months")
MONTH = "2021-11"
TABLES = """
create table comparison_rules(
    campaign_id varchar, warning_errors decimal(18, 4), action_errors decimal(18, 4),
    least_projects bigint, clause varchar, is_ours boolean);
create table project_months(
    campaign_id varchar, month varchar, track_id varchar, unit_id varchar,
    period_plan_wanyuan decimal(18, 4), invested_to_date_wanyuan decimal(18, 4),
    has_data boolean);
insert into comparison_rules values ('alpha', 2, 3, 2, null, true);
"""
ASKED = {"campaign": "alpha", "month": MONTH, "track": "towns", "language": "en"}

Part = tuple[str, str | None, str | None, int, Any]
Row = dict[str, Any]


def made(
    folder: Path, parts: list[Part], projects: Sequence[tuple[str, int, Any]] = ()
) -> Connection:
    """A snapshot in which the towns of a track have these parts: unit, kind, plan and completed."""
    rows = example()
    rows["investment_months"] = [
        (
            "alpha",
            MONTH,
            "towns",
            unit,
            domain,
            category,
            1,
            int(done is not None),
            plan,
            plan,
            done,
        )
        for unit, domain, category, plan, done in parts
    ]
    served = write(folder, rows)
    connection = writing(served.path)
    connection.execute(TABLES)
    for unit, plan, done in projects:
        connection.execute(
            "insert into project_months values ('alpha', ?, 'towns', ?, ?, ?, true)",
            [MONTH, unit, plan, done],
        )
    for mart in MARTS:
        sql = (ROOT / "warehouse" / "marts" / f"{mart}.sql").read_text("utf-8")
        connection.execute(f"create table {mart} as {sql}")
    return connection


# Two of three units do new industry, all do ongoing infrastructure, one alone completes schools.
THREE: list[Part] = [
    ("t1", "industry", "new_start", 600, 300),
    ("t1", "infrastructure", "ongoing", 400, 100),
    ("t2", "industry", "new_start", 200, 50),
    ("t2", "infrastructure", "ongoing", 300, 240),
    ("t3", "infrastructure", "ongoing", 100, 30),
    ("t3", "livelihood", "completion", 500, 500),
]


def test_three_units_worked_out_by_hand(tmp_path: Path) -> None:
    """Each kind at the rate of the other two.

    t1: 600 × 50/200 + 400 × 270/400 = 150 + 270 = 420 of 1 000; it did 400: 40 − 42 = −2 points.
    t2: 200 × 300/600 + 300 × 130/500 = 100 + 78 = 178 of 500 = 35.60 %; it did 290 = 58 %: +22.4.
    t3: 100 × 340/700 = 48.5714 of 100; it did 30: 30 − 48.57 = −18.57. Nobody else completes
    schools, so 500 of its plan of 600 are left out on both sides: 16.67 % compared, though its
    published rate is 530/600 = 88.33 %.
    """
    with made(tmp_path, THREE) as connection:
        units = read(connection.cursor(), "like_for_like", **ASKED)
        kinds = read(
            connection.cursor(), "like_for_like_kinds", campaign="alpha", month=MONTH, unit="t3",
            language="en",
        )  # fmt: skip
        head = read(connection.cursor(), "like_for_like_summary", **ASKED).row(0, named=True)
    names = ("unit", "own_rate", "expected_rate", "difference_points", "compared_share")
    assert [tuple(map(str, row)) for row in units.select(names).rows()] == [
        ("Town 2", "0.580000", "0.356000", "22.4000", "1.000000"),
        ("Town 1", "0.400000", "0.420000", "-2.0000", "1.000000"),
        ("Town 3", "0.300000", "0.485700", "-18.5700", "0.166700"),
    ]
    assert units["completion_rate"].to_list()[2] == Decimal("0.8833")
    shown = kinds.select("mix_kind", "compared_state", "expected_wanyuan", "above_expected_wanyuan")
    assert shown.rows() == [
        ("Infrastructure · Ongoing", "compared", Decimal("48.5714"), Decimal("-18.5714")),
        ("", "total", Decimal("48.5714"), Decimal("-18.5714")),
        ("livelihood · completion", "no_other_unit", None, None),
    ]
    assert (head["above"], head["below"], head["best"], head["worst"]) == (1, 2, "Town 2", "Town 3")
    # Time progress is 69.61 %: Town 2 is behind it at 58 %, and yet better than its mix.
    assert head["masked"] == 1


def test_what_cannot_be_compared_says_why(tmp_path: Path) -> None:
    """t1 files totals; t2's kind nobody else has; t4 never filed the kind that t3 did."""
    parts: list[Part] = [
        ("t1", None, None, 100, 50),
        ("t2", "industry", "ongoing", 100, 50),
        ("t3", "livelihood", "ongoing", 100, 50),
        ("t4", "livelihood", "ongoing", 100, None),
    ]
    with made(tmp_path, parts) as connection:
        units = read(connection.cursor(), "like_for_like", **ASKED)
        head = read(connection.cursor(), "like_for_like_summary", **ASKED).row(0, named=True)
    assert dict(units.select("unit", "compared_state").rows()) == {
        "Town 1": "unknown_kind",
        "Town 2": "no_other_unit",
        "Town 3": "others_not_filed",
        "Town 4": "own_not_filed",
    }
    assert units["expected_rate"].to_list() == [None] * 4
    assert (head["units"], head["state"]) == (0, "unknown")


def test_two_units_and_their_limits_worked_out_by_hand(tmp_path: Path) -> None:
    """t1 did 50 and 70 of 100 each: R = 0.6, so 10²/100 twice = 2. t2 did 100 of 400 and 50 of
    100: R = 0.3, so 20²/400 + 20²/100 = 5. Of 4 projects in 2 units that is 7 ÷ 2 = 3.5. The track
    did 270 of 700 = 38.57 %. t1: √(3.5 ÷ 200) = 0.132288, so 38.57 ± 26.46 and ± 39.69 %, and not
    below 0; t2: √(3.5 ÷ 500) = 0.083666, so 38.57 ± 16.73 and ± 25.10 %.
    """
    projects = [("t1", 100, 50), ("t1", 100, 70), ("t2", 400, 100), ("t2", 100, 50)]
    parts: list[Part] = [
        ("t1", "industry", "ongoing", 200, 120),
        ("t2", "industry", "ongoing", 500, 150),
    ]
    with made(tmp_path, parts, projects) as connection:
        ((variance,),) = connection.sql("select variance_wanyuan from track_spreads").fetchall()
        drawn = read(connection.cursor(), "funnel", **ASKED)
    assert variance == Decimal("3.5")
    sides = [
        f"{name}_rate" for name in ("action_low", "warning_low", "warning_high", "action_high")
    ]
    own = [[str(each)[:6] for each in row] for row in drawn.select(sides).rows()]
    assert own[:2] == [
        ["0.0000", "0.1211", "0.6503", "0.7826"],
        ["0.1347", "0.2184", "0.5530", "0.6367"],
    ]
    assert drawn["limits_place"].to_list()[:2] == ["within", "within"]
    # The limits are drawn from the smallest plan to the largest, where they are the units' own.
    assert drawn.height == 2 + 101
    assert (own[2], own[-1]) == (own[0], own[1])


def test_few_projects_give_no_limits(tmp_path: Path) -> None:
    """Three projects in two units: one to spare, and the rule asks for two."""
    projects = [("t1", 100, 50), ("t1", 100, 70), ("t2", 500, 150)]
    parts: list[Part] = [
        ("t1", "industry", "ongoing", 200, 120),
        ("t2", "industry", "ongoing", 500, 150),
    ]
    with made(tmp_path, parts, projects) as connection:
        drawn = read(connection.cursor(), "funnel", **ASKED)
        head = read(connection.cursor(), "funnel_summary", **ASKED).row(0, named=True)
    assert drawn["action_high_rate"].to_list() == [None, None]
    assert drawn["limits_place"].to_list() == ["unknown", "unknown"]
    assert head["state"] == "too_few"


def half_up(value: Fraction, places: int) -> Decimal:
    whole = value * 10**places
    rounded = (abs(whole) + Fraction(1, 2)).__floor__() * (1 if whole >= 0 else -1)
    return Decimal(rounded).scaleb(-places)


def total(values: Iterable[Any]) -> Fraction:
    return sum(map(Fraction, values), Fraction(0))


def expected(parts: list[Row]) -> dict[str, tuple[Any, ...]]:
    """Own and expected rate and the compared share of each unit, from its parts, in fractions.

    `parts` are of one track and month: unit, kind, plan and done (None: never filed).
    """
    kinds: dict[Any, list[Row]] = defaultdict(list)
    for part in parts:
        kinds[part["kind"]].append(part)
    found = {}
    for unit in {part["unit"] for part in parts}:
        own = [part for part in parts if part["unit"] == unit]
        plan = done = would = Fraction(0)
        for part in own:
            others = [o for o in kinds[part["kind"]] if o["unit"] != unit and o["plan"] > 0]
            known = [o for o in others if o["done"] is not None]
            if part["kind"] is None or part["done"] is None or not known:
                continue
            rate = total(o["done"] for o in known) / total(o["plan"] for o in others)
            plan += Fraction(part["plan"])
            done += Fraction(part["done"])
            would += Fraction(half_up(Fraction(part["plan"]) * rate, 4))
        whole = total(part["plan"] for part in own)
        found[unit] = (
            half_up(done / plan, 4) if plan else None,
            half_up(would / plan, 4) if plan else None,
            half_up(plan / whole, 4) if whole else None,
        )
    return found


KINDS = [("industry", "new_start"), ("infrastructure", "ongoing"), ("livelihood", "completion")]


@st.composite
def some_parts(draw: st.DrawFn) -> list[Part]:
    pairs = draw(
        st.lists(
            st.tuples(st.sampled_from(["t1", "t2", "t3", "t4"]), st.sampled_from(KINDS)),
            min_size=1, max_size=12, unique=True,
        )
    )  # fmt: skip
    amounts = st.integers(1, 10_000)
    return [
        (unit, *kind, draw(amounts), draw(st.none() | st.integers(0, 12_000)))
        for unit, kind in pairs
    ]


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    with made(tmp_path_factory.mktemp("mixes"), THREE) as connection:
        yield connection


@settings(deadline=None, max_examples=40)
@given(some_parts())
def test_any_mix_is_what_fractions_make_of_it(bench: Connection, parts: list[Part]) -> None:
    bench.execute("delete from investment_months")
    bench.executemany(
        "insert into investment_months values ('alpha', ?, 'towns', ?, ?, ?, 1, ?, ?, ?, ?)",
        [
            [MONTH, unit, domain, category, int(done is not None), plan, plan, done]
            for unit, domain, category, plan, done in parts
        ],
    )
    for mart in ("unit_months", *MARTS[:2]):
        sql = (ROOT / "warehouse" / "marts" / f"{mart}.sql").read_text("utf-8")
        bench.execute(f"create or replace table {mart} as {sql}")
    rows = bench.sql(
        "select unit_id, own_rate, expected_rate, compared_share from like_for_like_months"
    ).fetchall()
    given_parts = [
        {"unit": unit, "kind": (domain, category), "plan": plan, "done": done}
        for unit, domain, category, plan, done in parts
    ]
    assert {unit: tuple(rest) for unit, *rest in rows} == expected(given_parts)


def test_the_sample_is_compared_as_fractions_do(snapshot: Connection) -> None:
    """From the rows of projects, not from the sums that the marts are made of."""
    rows = snapshot.cursor().sql(
        "select campaign_id, month, track_id, unit_id, domain, category, period_plan_wanyuan,"
        " invested_to_date_wanyuan from project_months where has_data"
    ).fetchall()  # fmt: skip
    tracks: dict[Any, dict[Any, Row]] = defaultdict(dict)
    for campaign, month, track, unit, domain, category, plan, done in rows:
        parts = tracks[campaign, month, track]
        part = parts.setdefault(
            (unit, domain, category),
            {"unit": unit, "kind": (domain, category), "plan": Decimal(0), "done": None},
        )
        part["plan"] += plan
        if done is not None:
            part["done"] = (part["done"] or 0) + done
    answers = snapshot.cursor().sql(
        "select campaign_id, month, track_id, unit_id, own_rate, expected_rate, compared_share"
        " from like_for_like_months"
    ).fetchall()  # fmt: skip
    found: dict[Any, dict[str, tuple[Any, ...]]] = defaultdict(dict)
    for campaign, month, track, unit, *rates in answers:
        found[campaign, month, track][unit] = tuple(rates)
    assert len(answers) > 500
    for where, parts in tracks.items():
        assert found[where] == expected(list(parts.values())), where


def test_the_kinds_of_a_unit_add_up_to_its_two_rates(snapshot: Connection) -> None:
    asked = {"campaign": "yueqing-2021", "month": "2021-11", "language": "en"}
    units = read(snapshot.cursor(), "like_for_like", **asked, track="all")
    for unit in units.filter(compared_state="compared").iter_rows(named=True):
        kinds = read(snapshot.cursor(), "like_for_like_kinds", **asked, unit=unit["unit_id"])
        compared = kinds.filter(compared_state="compared")
        whole = kinds.filter(compared_state="total").row(0, named=True)
        for column in ("period_plan_wanyuan", "invested_to_date_wanyuan", "expected_wanyuan"):
            assert sum(compared[column]) == whole[column]
        assert sum(compared["above_expected_wanyuan"]) == whole["above_expected_wanyuan"]
        assert (whole["own_rate"], whole["expected_rate"]) == (
            unit["own_rate"],
            unit["expected_rate"],
        )


def test_the_limits_of_the_sample_are_what_decimals_make_of_them(snapshot: Connection) -> None:
    """The same method, from the rows of projects, with square roots of forty digits."""
    rows = snapshot.cursor().sql(
        "select campaign_id, month, track_id, unit_id, period_plan_wanyuan,"
        " invested_to_date_wanyuan from project_months"
        " where has_data and period_plan_wanyuan > 0 and invested_to_date_wanyuan is not null"
    ).fetchall()  # fmt: skip
    tracks: dict[Any, dict[str, list[tuple[Fraction, Fraction]]]] = {}
    for *where, unit, plan, done in rows:
        units = tracks.setdefault(tuple(where), defaultdict(list))
        units[unit].append((Fraction(plan), Fraction(done)))
    limits = snapshot.cursor().sql(
        "select campaign_id, month, track_id, period_plan_wanyuan, track_rate, warning_low_rate,"
        " warning_high_rate, action_low_rate, action_high_rate, completion_rate, limits_place"
        " from funnel_months"
    ).fetchall()  # fmt: skip
    places = set()
    for *where, plan, centre, w_low, w_high, a_low, a_high, rate, place in limits:
        units = tracks.get(tuple(where), {})
        spare = sum(map(len, units.values())) - len(units)
        places.add(place)
        if spare < 10:
            assert a_high is None
            continue
        spread = Fraction(0)
        for projects in units.values():
            own = total(done for _, done in projects) / total(plan for plan, _ in projects)
            spread += total((done - own * plan) ** 2 / plan for plan, done in projects)
        with localcontext() as context:
            context.prec = 40
            variance = half_up(spread / spare, 4)
            error = (variance / plan).sqrt()
            sides = [max(Decimal(0), centre + times * error) for times in (-2, 2, -3, 3)]
        for side, shown in zip(sides, (w_low, w_high, a_low, a_high), strict=True):
            # Squares are rounded to the yuan, project by project: that is far below a digit shown.
            assert abs(side - shown) <= Decimal("0.000051"), (where, side, shown)
        if place == "above_action":
            assert rate > a_high
        if place in ("within", "above_warning", "below_warning"):
            assert a_low <= rate <= a_high
    assert {"above_action", "below_action", "within", "not_filed", "unknown"} <= places
