"""What separates neighbours, what each project adds, and how ranks went: counted a second time.

Everything is worked out again in fractions from the published parts and the rows filed.
"""

from collections import defaultdict
from fractions import Fraction
from typing import Any

import pytest

from warehouse.connection import Connection
from warehouse.queries import needs, read

MONTHS = {
    "yueqing-2021": ("2021-09", "2021-11"),
    "lishui-2018": ("2018-03", "2018-11"),
    "jiaxing-2018": ("2018-03",),
    "linzi-2020": ("2020-10",),
}
CASES = [(campaign, month) for campaign, months in MONTHS.items() for month in months]
# A published number has four places: it is off by less than one of the last.
PLACE = Fraction(1, 10_000)

Row = dict[str, Any]


def answer(snapshot: Connection, query: str, **asked: str) -> list[Row]:
    bound = {"track": "all", "language": "en", **asked}
    found = {name: value for name, value in bound.items() if name in needs(query)}
    return read(snapshot.cursor(), query, **found).to_dicts()


def contenders(snapshot: Connection, campaign: str, month: str) -> list[Row]:
    return answer(snapshot, "units_in_race", campaign=campaign, month=month)


def parts(snapshot: Connection, campaign: str, month: str, unit: str) -> list[Row]:
    return answer(snapshot, "score_parts", campaign=campaign, month=month, unit=unit)


def exact_points(found: list[Row]) -> dict[tuple[str, str | None], Fraction]:
    return {(part["part"], part["part_id"]): Fraction(part["points_exact"]) for part in found}


@pytest.mark.parametrize(("campaign", "month"), CASES)
def test_gaps_are_the_differences_of_the_exact_parts(
    campaign: str, month: str, snapshot: Connection
) -> None:
    field = contenders(snapshot, campaign, month)
    for at, own in enumerate(field):
        rows = answer(
            snapshot, "rank_neighbours", campaign=campaign, month=month, unit=own["unit_id"]
        )
        track = [row for row in field if row["track_id"] == own["track_id"] and row["rank"]]
        above = [row for row in track if own["rank"] and row["rank"] < own["rank"]]
        below = [row for row in track if own["rank"] and row["rank"] > own["rank"]]
        expected = {
            side: rows for side, rows in (("above", above[-1:]), ("below", below[:1])) if rows
        }
        assert {row["side"] for row in rows} == set(expected), at
        for side, (other,) in expected.items():
            found = [row for row in rows if row["side"] == side]
            assert {row["unit_id"] for row in found} == {other["unit_id"]}
            mine = exact_points(parts(snapshot, campaign, month, own["unit_id"]))
            theirs = exact_points(parts(snapshot, campaign, month, other["unit_id"]))
            apart = {
                key: mine.get(key, Fraction(0)) - theirs.get(key, Fraction(0))
                for key in mine.keys() | theirs.keys()
            }
            gap = apart.pop(("score", None))
            assert {(row["part"], row["part_id"]) for row in found} == set(apart)
            for row in found:
                exact = apart[row["part"], row["part_id"]]
                assert abs(Fraction(row["difference_points"]) - exact) < Fraction(2, 10**12)
                assert Fraction(row["gap_score"]) == gap == sum(apart.values())
                assert row["distance_score"] == abs(row["gap_score"])
            (main,) = (row for row in found if row["is_main"])
            most = min(apart.values()) if side == "above" else max(apart.values())
            assert apart[main["part"], main["part_id"]] == most


def test_two_neighbours_worked_out_by_hand(snapshot: Connection) -> None:
    # 白石街道: 开工 40 of 40, 续建 416.5 ÷ 1 252 × 60 = 19.9601; 59.96.
    # 城东街道: 开工 0 of 40, 续建 70.9751; 70.98. So 40 more of one and 51.0150 less of the other.
    rows = answer(
        snapshot, "rank_neighbours", campaign="yueqing-2021", month="2021-11", unit="330382006"
    )
    above = {row["part_id"]: row for row in rows if row["side"] == "above"}
    assert above["start"]["difference_points"] == 40
    assert round(above["build"]["difference_points"], 4) == round(-Fraction("51.0150239"), 4)
    assert str(above["build"]["gap_score"]) == "-11.0200"
    assert [name for name, row in above.items() if row["is_main"]] == ["build"]
    behind = answer(
        snapshot,
        "part_projects",
        campaign="yueqing-2021",
        month="2021-11",
        unit="330382006",
        part="build",
    )
    # 518 of 1 252 would be 24.8243 of the 60 points, the 317.5 that the other lacks 15.2157.
    assert [str(row["to_gain_score"]) for row in behind] == ["24.8243", "15.2157"]
    assert [str(row["earned_score"]) for row in behind] == ["0.0000", "19.9601"]


def _by_item(rows: list[Row]) -> dict[tuple[str, str], tuple[Fraction | None, Fraction]]:
    """Done and due of each project (its milestones together) or other item."""
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        item = "project" if row["item"] == "milestone" else row["item"]
        found[item, row["item_id"]].append(row)
    return {
        key: (
            None
            if all(row["done"] is None for row in own)
            else sum((Fraction(row["done"] or 0) for row in own), Fraction(0)),
            sum((Fraction(row["due"]) for row in own), Fraction(0)),
        )
        for key, own in found.items()
    }


@pytest.mark.parametrize(("campaign", "month"), CASES)
def test_what_a_project_earns_and_could_add_is_what_the_rules_make_of_it(
    campaign: str, month: str, snapshot: Connection
) -> None:
    for own in contenders(snapshot, campaign, month):
        asked = {"campaign": campaign, "month": month, "unit": own["unit_id"]}
        for part in parts(snapshot, campaign, month, own["unit_id"]):
            if part["part"] != "component" or not part["applies"] or part["done"] is None:
                continue
            share, done, due = (
                Fraction(part["share_exact"]),
                Fraction(part["done"]),
                Fraction(part["due"]),
            )
            cap = None if part["cap"] is None else Fraction(part["cap"])

            def points(reached: Fraction, share: Fraction = share, cap: Any = cap) -> Fraction:
                return 100 * share * (reached if cap is None else min(reached, cap))

            rows = answer(snapshot, "part_projects", **asked, part=part["part_id"])
            items = _by_item(answer(snapshot, "score_evidence", **asked, stage=part["part_id"]))
            assert {(row["item"], row["item_id"]) for row in rows} == set(items)
            for row in rows:
                did, owed = items[row["item"], row["item_id"]]
                lacking = due - done if row["item"] == "target" else owed - (did or 0)
                added = points((done + max(lacking, Fraction(0))) / due) - points(done / due)
                if did is not None:
                    assert abs(Fraction(row["to_gain_score"]) - added) <= PLACE
                    earned = points(done / due) * did / done if done else Fraction(0)
                    assert abs(Fraction(row["earned_score"]) - earned) <= PLACE
            total = sum(Fraction(row["earned_score"] or 0) for row in rows)
            assert abs(total - Fraction(part["points_exact"])) <= PLACE * len(rows)


@pytest.mark.parametrize("month", MONTHS["lishui-2018"])
def test_what_a_deduction_would_be_without_one_of_its_cases(
    month: str, snapshot: Connection
) -> None:
    seen = set()
    for own in contenders(snapshot, "lishui-2018", month):
        asked = {"campaign": "lishui-2018", "month": month, "unit": own["unit_id"]}
        for part in parts(snapshot, "lishui-2018", month, own["unit_id"]):
            if part["part"] != "deduction" or not part["count"]:
                continue
            seen.add(part["part_id"])
            each = Fraction(part["points_each"])
            if part["per"] == "share":
                each /= part["of_projects"]
            most = part["most_points"]
            taken = [
                each * n if most is None else min(each * n, Fraction(most))
                for n in (part["count"], part["count"] - 1)
            ]
            assert taken[0] == -Fraction(part["points_exact"])
            rows = answer(snapshot, "part_projects", **asked, part=part["part_id"])
            assert len(rows) == part["count"]
            for row in rows:
                assert abs(Fraction(row["to_gain_score"]) - (taken[0] - taken[1])) <= PLACE
                assert row["cases"] >= 1
    assert len(seen) >= 3


@pytest.mark.parametrize(("campaign", "month"), CASES)
def test_how_ranks_went_is_what_the_standings_say(
    campaign: str, month: str, snapshot: Connection
) -> None:
    asked = {"campaign": campaign, "month": month}
    tracks = {row["track_id"] for row in contenders(snapshot, campaign, month)}
    ranked: dict[str, dict[str, int]] = defaultdict(dict)
    for track in tracks:
        for row in answer(snapshot, "rank_history", **asked, track=track):
            if row["rank"] is not None:
                ranked[row["unit_id"]][row["month"]] = row["rank"]
    for own in contenders(snapshot, campaign, month):
        months = ranked[own["unit_id"]]
        course = answer(snapshot, "course_of_unit", **asked, unit=own["unit_id"])
        assert len(course) == bool(months)
        for row in course:
            assert row["first_rank"] == months[min(months)]
            assert row["rank"] == months.get(month)
            assert (row["best_rank"], row["worst_rank"]) == (
                min(months.values()),
                max(months.values()),
            )
            assert months[row["best_month"]] == row["best_rank"]
            assert months[row["worst_month"]] == row["worst_rank"]
    (movers,) = answer(snapshot, "race_movers", **asked)
    moved = {row["unit"]: row["movement"] for row in answer(snapshot, "standings", **asked)}
    known = [places for places in moved.values() if places is not None]
    assert movers["moved_units"] == sum(places != 0 for places in known)
    up = max(known, default=0)
    assert (movers["places_up"] or 0) == max(up, 0)
    risen = [unit for unit, places in moved.items() if up > 0 and places == up]
    assert sorted(movers["risen"] or []) == sorted(risen)
    of_campaign = "select month from editions where campaign_id = $campaign"
    rows = snapshot.cursor().execute(of_campaign, {"campaign": campaign}).fetchall()
    published = {each for (each,) in rows}
    state = "first" if not known else "moved" if any(known) else "still"
    assert movers["state"] == (state if ranked else "nobody")
    assert movers["since"] == max((each for each in published if each < month), default=None)
