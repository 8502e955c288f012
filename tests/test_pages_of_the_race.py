"""The pages on which a rank is defended show what was filed, what follows, and what was tried."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

import pytest

from campaigns import load_all
from tests.test_pages import opened, said
from warehouse.connection import Connection
from warehouse.home import Home
from warehouse.queries import needs, read

CAMPAIGN, MONTH = "lishui-2018", "2018-11"


@pytest.fixture(autouse=True)
def home(sample_home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAIMA_DATA", str(sample_home.root))


def answer(snapshot: Connection, query: str, **asked: str) -> list[dict[str, Any]]:
    bound = {"campaign": CAMPAIGN, "month": MONTH, "track": "all", "language": "en", **asked}
    found = {name: value for name, value in bound.items() if name in needs(query)}
    return read(snapshot.cursor(), query, **found).to_dicts()


def rounded(value: Fraction) -> Decimal:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal("0.01"), ROUND_HALF_UP)


def test_the_page_opens_on_the_last_of_the_first_track(snapshot: Connection) -> None:
    ranked = [row for row in answer(snapshot, "standings", track="counties")]
    app = opened("race/reasons", campaign=CAMPAIGN, month=MONTH, lang="en")
    last = ranked[-1]
    first = f"{last['unit']} is number {last['rank']} of {len(ranked)} in “Counties and the zone”"
    assert f"{first} with {last['score']:.2f} points" in said(app)


def test_the_parts_shown_add_up_to_the_score(snapshot: Connection) -> None:
    for row in answer(snapshot, "units_in_race")[:12]:
        unit = row["unit_id"]
        parts = answer(snapshot, "score_parts", unit=unit)
        app = opened("race/reasons", campaign=CAMPAIGN, month=MONTH, lang="en", unit=unit)
        shown = app.dataframe[0].value
        points = [Fraction(part["points_exact"]) for part in parts]
        assert sum(points[:-1]) == points[-1]
        drawn = [
            float(part["points"]) for part in parts if part["part"] != "floor" or part["points"]
        ]
        assert shown["earned"].tolist() == pytest.approx(drawn, abs=1e-9)
        assert f"with {parts[-1]['points']:.2f} points" in said(app)


def test_what_cost_most_is_the_largest_loss_and_comes_first(snapshot: Connection) -> None:
    for row in answer(snapshot, "units_in_race")[:10]:
        parts = answer(snapshot, "score_parts", unit=row["unit_id"])
        (head,) = answer(snapshot, "unit_in_race", unit=row["unit_id"])
        lost = {
            part["name"]: max(
                100 * Fraction(part["share_exact"]) - Fraction(part["points_exact"]), 0
            )
            if part["part"] == "component"
            else -Fraction(part["points_exact"])
            for part in parts
            if part["part"] in ("component", "deduction")
        }
        assert max(lost.values()) == pytest.approx(Fraction(head["lost_score"] or 0), abs=1e-4)
        assert head["lost_most"] is None or lost[head["lost_most"]] == max(lost.values())


def test_the_rows_behind_a_part_add_up_to_what_it_says(snapshot: Connection) -> None:
    unit = answer(snapshot, "units_in_race")[0]["unit_id"]
    asked = {"campaign": CAMPAIGN, "month": MONTH, "lang": "en", "unit": unit}
    for part in answer(snapshot, "score_parts", unit=unit):
        if not part["applies"]:
            continue
        app = opened("race/reasons", **asked, part=part["part_id"])
        rows = app.dataframe[1].value
        assert rows["done"].sum() == pytest.approx(float(part["done"]))
        assert rows["due"].sum() == pytest.approx(float(part["due"]))
        assert rows["source"].str.contains(" · row ").all()


def test_the_cases_behind_a_deduction_are_as_many_as_it_says(snapshot: Connection) -> None:
    cases = [
        (row["unit_id"], part)
        for row in answer(snapshot, "units_in_race")
        for part in answer(snapshot, "score_parts", unit=row["unit_id"])
        if part["part_id"] == "missed_monthly_target" and part["count"]
    ]
    unit, part = cases[0]
    asked = {"campaign": CAMPAIGN, "month": MONTH, "lang": "en", "unit": unit}
    app = opened("race/reasons", **asked, part=part["part_id"])
    assert app.dataframe[1].value["project_code"].nunique() == part["count"]
    assert f"{part['count']} of {part['of_projects']} projects; 5 points off" in said(app)


def test_units_that_cannot_be_told_apart_are_as_many_as_the_bands_say(snapshot: Connection) -> None:
    asked = {"campaign": "yueqing-2021", "month": "2021-11"}
    states = set()
    for row in answer(snapshot, "units_in_race", **asked):
        (head,) = answer(snapshot, "unit_in_race", **asked, unit=row["unit_id"])
        assert len(head["level_names"] or []) == head["level_with"]
        assert (head["band_state"] == "level") == (head["level_with"] > 0)
        states.add(head["band_state"])
    assert states >= {"level", "firm"}


def test_what_follows_names_who_talks_to_whom_and_the_clause() -> None:
    # 白石街道: in the bottom in October and November, and red in both.
    app = opened(
        "race/reasons", campaign="yueqing-2021", month="2021-11", lang="zh-CN", unit="330382006"
    )
    due = app.dataframe[2].value.fillna("")
    shown = due[["month", "done_by", "action", "done_to", "why", "clause"]].to_records(index=False)
    talk = ("2021-11", "常务副市长", "约谈", "单位分管负责人", "连续 2 个月位列后 3 名", "四(六)")
    assert talk in [tuple(row) for row in shown]
    ahead = app.dataframe[3].value.fillna("")
    mayor = ahead[ahead["done_by"] == "市政府主要领导"]
    assert mayor[["why", "is_new"]].to_numpy().tolist() == [["连续 3 个月位列后 3 名", "是"]]
    assert "再列末位，即连续 3 个月" in said(app)


def test_a_trial_is_worked_out_by_its_own_weights(snapshot: Connection) -> None:
    race = load_all()["yueqing-2021"].campaign.race
    weights = {part.id: Fraction(part.weight) for part in race.components} | {"build": Fraction(60)}
    asked = {"campaign": "yueqing-2021", "month": "2021-11", "track": "towns"}
    expected = {}
    for row in answer(snapshot, "units_in_race", **asked):
        parts = answer(snapshot, "score_parts", **asked, unit=row["unit_id"])
        applies = [part for part in parts if part["applies"]]
        whole, earned = Fraction(0), Fraction(0)
        for part in applies:
            whole += weights[part["part_id"]]
            earned += weights[part["part_id"]] * Fraction(part["counted_exact"])
        expected[row["unit"]] = rounded(100 * earned / whole)
    app = opened("race/what_if", **asked, lang="en", **{"try": "yueqing-2021;weight.build=60"})
    shown = app.dataframe[0].value
    assert dict(zip(shown["unit"], shown["score_after"], strict=True)) == pytest.approx(
        {unit: float(score) for unit, score in expected.items()}
    )
    ranks = [
        1 + sum(other > expected[unit] for other in expected.values()) for unit in shown["unit"]
    ]
    assert shown["rank_after"].tolist() == ranks
    published = {row["unit"]: row["rank"] for row in answer(snapshot, "standings", **asked)}
    assert dict(zip(shown["unit"], shown["rank_before"], strict=True)) == published
    moved = (shown["rank_before"] != shown["rank_after"]).sum()
    assert f"{moved} of {len(published)} units have another rank" in said(app)
    assert "Tried, not a basis for ranking: weight of “Build” 30 → 60" in said(app)


def test_a_box_writes_the_link_and_what_equals_the_definition_is_left_out() -> None:
    app = opened("race/what_if", campaign="yueqing-2021", lang="en")
    assert "all as in the definition" in said(app)
    app.number_input(key="try.weight.build").set_value(45.0).run()
    app.number_input(key="try.cap.start").set_value(None).run()
    assert app.query_params["try"] == "yueqing-2021;weight.build=45;cap.start="
    app.number_input(key="try.weight.build").set_value(30.0).run()
    assert app.query_params["try"] == "yueqing-2021;cap.start="
    app.button[0].click().run()
    assert "try" not in app.query_params
    assert "all as in the definition" in said(app)


@pytest.mark.parametrize(
    ("tried", "sentence"),
    [
        ("yueqing-2021;green=5", "Nobody can be ranked by these rules"),
        ("yueqing-2021;weight.build=", "“weight.build=”, which cannot be read"),
        ("yueqing-2021;weight.build=nan", "“weight.build=nan”, which cannot be read"),
        ("yueqing-2021;bonus=3", "“bonus=3”, which cannot be read"),
        ("lishui-2018;weight.build=3", "all as in the definition"),
    ],
)
def test_a_trial_that_makes_no_sense_is_said(tried: str, sentence: str) -> None:
    app = opened("race/what_if", campaign="yueqing-2021", lang="en", **{"try": tried})
    assert sentence in said(app)
    assert not app.exception
    assert not app.error
