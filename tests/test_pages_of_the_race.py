"""The pages on which a rank is defended show what was filed, what follows, and what was tried."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

import polars as pl
import pytest

from campaigns import load_all
from campaigns.tried import Tried
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


def _lost(part: dict[str, Any]) -> Fraction:
    points = Fraction(part["points_exact"])
    if part["part"] == "deduction":
        return -points
    return max(100 * Fraction(part["share_exact"]) - points, Fraction(0))


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
            part["name"]: _lost(part)
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
        app = opened("race/reasons", **asked, part=part["part_id"], behind="rows")
        rows = app.dataframe[1].value
        assert rows["done"].sum() == pytest.approx(float(part["done"]))
        assert rows["due"].sum() == pytest.approx(float(part["due"]))
        # The number of signings that a unit is to reach is the definition's: nobody filed it.
        filed = rows[rows["item"] != "target"]
        assert filed["source"].str.contains(" · row ").all()


def test_the_cases_behind_a_deduction_are_as_many_as_it_says(snapshot: Connection) -> None:
    cases = [
        (row["unit_id"], part)
        for row in answer(snapshot, "units_in_race")
        for part in answer(snapshot, "score_parts", unit=row["unit_id"])
        if part["part_id"] == "missed_monthly_target" and part["count"]
    ]
    unit, part = cases[0]
    asked = {"campaign": CAMPAIGN, "month": MONTH, "lang": "en", "unit": unit}
    app = opened("race/reasons", **asked, part=part["part_id"], behind="rows")
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
    now, ahead = (table.value for table in app.table)
    who = ["实施人", "措施", "对象", "触发条件", "条款"]
    talk = ["常务副市长", "约谈", "单位分管负责人", "连续 2 个月位列后 3 名", "四(六)"]
    assert talk in now[who].to_numpy().tolist()
    mayor = ahead[ahead["实施人"] == "市政府主要领导"]
    assert mayor[["触发条件", "本月尚无"]].to_numpy().tolist() == [["连续 3 个月位列后 3 名", "是"]]
    assert "此前各月触发 3 项" in [box.label for box in app.expander]
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
    shown = app.table[0].value
    units = [text.partition("[")[2].partition("]")[0] for text in shown["Unit"]]
    after = {
        unit: Decimal(text.split()[-1]) for unit, text in zip(units, shown["Score"], strict=True)
    }
    assert after == expected
    published = {row["unit"]: row["rank"] for row in answer(snapshot, "standings", **asked)}
    moved = 0
    for unit, text in zip(units, shown["Rank"], strict=True):
        rank = 1 + sum(other > expected[unit] for other in expected.values())
        was, places = published[unit], published[unit] - rank
        moved += places != 0
        said_so = f"{was}\xa0→ {rank} {'▲' if places > 0 else '▼'}{abs(places)}"
        assert text.strip() == (said_so if places else str(rank)), unit
    sentence = f"{moved} of {len(published)} units have another rank"
    assert sentence in said(app)
    assert f"{moved} of {len(published)} units would have another rank" in said(app)
    assert "Tried, not a basis for ranking: weight of “Build” 30 → 60" in said(app)


def test_a_trial_is_worked_out_once_for_all_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    worked: list[str] = []
    work = Tried.differences

    def counted(race: Tried, *given: Any) -> pl.DataFrame:
        worked.append(race.label("en"))
        return work(race, *given)

    monkeypatch.setattr(Tried, "differences", counted)
    for weight in (61, 61, 62):
        asked = {"campaign": "yueqing-2021", "try": f"yueqing-2021;weight.build={weight}"}
        assert f"30 → {weight}" in said(opened("race/what_if", lang="en", **asked))
    assert len(worked) == len(set(worked)) == 2


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


def test_the_race_says_who_moved_furthest_and_tables_every_rank(snapshot: Connection) -> None:
    asked = {"campaign": "yueqing-2021", "month": "2021-11", "track": "towns"}
    rows = answer(snapshot, "rank_history", **asked)
    app = opened("race/horse_race", **asked, lang="en", view="table")
    shown = app.dataframe[0].value.set_index("unit")
    assert shown.columns.tolist() == ["2021-11", "2021-10", "2021-09"]
    for row in rows:
        rank = shown.loc[row["unit"], row["month"]]
        assert (None if rank != rank else rank) == row["rank"], row
    moved = {row["unit"]: row["movement"] for row in answer(snapshot, "standings", **asked)}
    up, down = max(moved.values()), min(moved.values())
    (riser,) = (unit for unit, places in moved.items() if places == up)
    (faller,) = (unit for unit, places in moved.items() if places == down)
    n = sum(places not in (None, 0) for places in moved.values())
    sentence = f"{n} units have another rank than in October 2021: {riser} up {up}, the most; "
    assert sentence + f"{faller} down {-down}, the most." in said(app)


@pytest.mark.parametrize("view", ["ranks", "play", "scores", "table"])
def test_the_course_of_the_unit_picked_is_told(view: str, snapshot: Connection) -> None:
    asked = {"campaign": "yueqing-2021", "month": "2021-11", "track": "all"}
    # 岭底乡: number 7 of September, 1 of October, 25 of November.
    app = opened("race/horse_race", **asked, lang="en", unit="330382212", view=view)
    course = "from number 7 in September 2021 to number 25 in November 2021; at best number 1"
    assert course in said(app)
    titles = [str(each.value) for each in app.markdown if str(each.value).startswith("###")]
    assert len(titles) == 1
    assert "Towns" in titles[0]


def test_a_rank_says_what_separates_it_from_its_neighbours(snapshot: Connection) -> None:
    # 白石街道, 59.96: 城东街道 above has 70.98, 岭底乡 below 28.72 (see test_race_neighbours).
    app = opened(
        "race/reasons", campaign="yueqing-2021", month="2021-11", lang="zh-CN", unit="330382006"
    )
    text = said(app)
    assert "比第 23 名城东街道少 11.02 分，主要在“续建”（−51.015 分）" in text
    assert "比第 25 名岭底乡多 31.24 分，主要在“开工”（+40 分）" in text


def test_the_projects_behind_a_part_are_shown_with_what_each_could_add(
    snapshot: Connection,
) -> None:
    unit = answer(snapshot, "units_in_race")[0]["unit_id"]
    rows = answer(snapshot, "part_projects", unit=unit, part="build")
    asked = {"campaign": CAMPAIGN, "month": MONTH, "lang": "en", "unit": unit, "part": "build"}
    app = opened("race/reasons", **asked)
    shown = app.dataframe[1].value
    assert shown["project_code"].tolist() == [row["project_code"] for row in rows]
    for name in ("done", "due", "earned_score", "to_gain_score"):
        assert shown[name].tolist() == pytest.approx([float(row[name]) for row in rows]), name
    first = rows[0]
    assert f"Making up for {first['item_name']} would add most" in said(app)


def test_standings_say_in_each_row_what_follows(snapshot: Connection) -> None:
    asked = {"campaign": "yueqing-2021", "month": "2021-11", "track": "towns"}
    app = opened("race/standings", **asked, lang="zh-CN")
    shown = app.table[0].value
    (own,) = (row for _, row in shown.iterrows() if "白石街道" in row["单位"])
    assert own["由此引出"] == (
        ":small[约谈 · 分管副市长 四(六)；约谈 · 常务副市长 四(六)；预警 四(四)]"
    )
    assert own["名次"] == "**24** ▲1"
    assert own["得分与亮灯"].startswith("59.96 :red[■]")
    due = answer(snapshot, "consequences_in_row", **asked)
    assert sum(bool(text) for text in shown["由此引出"]) == len({row["unit_id"] for row in due})


def test_a_restated_month_shows_the_values_that_its_filing_changed(snapshot: Connection) -> None:
    asked = {"campaign": "yueqing-2021", "month": "2021-11"}
    (mover,) = answer(snapshot, "edition_movers", **asked)
    changed = answer(snapshot, "filing_differences", month="2021-11", filing=mover["filing_id"])
    app = opened("race/editions", **asked, lang="en")
    rows = app.dataframe[-1].value
    # Of 淡溪镇 two figures of one project were corrected: 1 047.18 was 1 745.30.
    assert len(rows) == len(changed) == 2
    assert rows["value_before"].tolist() == ["1,047.18", "1,047.18"]
    assert rows["value_after"].tolist() == ["1,745.3", "1,745.3"]
    assert "Because of 1 change, which moved 9" in said(app)
    whole = opened("race/editions", **asked, lang="en", view="whole").dataframe[0].value
    assert len(whole) == len(answer(snapshot, "edition_standings", **asked))
