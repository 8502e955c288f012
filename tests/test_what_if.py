"""Other weights, caps, points, targets and thresholds: the same rules, never stored, labelled."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, cast, get_type_hints

import pytest

from campaigns import Campaign, CampaignError, Definition, load_all
from campaigns.bands import bands
from campaigns.explanation import explain
from campaigns.ranking import standings
from campaigns.tried import what_if
from campaigns.what_if import Changes, changed
from pipelines.figures import FIGURES
from pipelines.stages import publish
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

RULES = campaign(
    weights={"start": "50", "build": "50"}, cap="1.2", deductions=[deduction("late", "5", "filing")]
)
FILED = filed(
    line("t1", 150),
    line("t1", 60, stage="start"),
    line("t2", 80),
    line("t2", 95, stage="start"),
    deductions=missed(("t2", "late", 1, None)),
)
MIXED = campaign(
    components=[
        attainment("start", "50"),
        ladder("25"),
        indicator("25", target="5", cap="1"),
    ]
)


def scores(changes: Changes) -> list[Decimal]:
    table = what_if(RULES, changes).standings(FILED, [MONTH], "en").sort("unit_id")
    return table["score"].to_list()[:2]


def test_no_changes_change_nothing() -> None:
    assert changed(RULES.race, Changes()) == RULES.race
    assert changed(MIXED.race, Changes()) == MIXED.race
    assert scores(Changes()) == [90, Decimal("82.5")]


@pytest.mark.parametrize("name", load_all())
def test_no_changes_leave_a_real_race_as_it_is(name: str) -> None:
    own = load_all()[name].campaign.race
    assert changed(own, Changes()) == own


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (Changes(weights={"start": Decimal(150)}), ["75", "86.25"]),
        (Changes(weights={"build": Decimal(0)}), ["60", "90"]),
        (Changes(caps={"build": Decimal(1)}), ["80", "82.5"]),
        (Changes(caps={"build": None}), ["105", "82.5"]),
        (Changes(deductions={"late": Decimal(0)}), ["90", "87.5"]),
        (Changes(deductions={"late": Decimal("7.5")}), ["90", "80"]),
    ],
)
def test_a_change(changes: Changes, expected: list[str]) -> None:
    assert scores(changes) == [Decimal(each) for each in expected]


def test_thresholds_change_lights_and_the_bottom() -> None:
    race = changed(
        RULES.race,
        Changes(
            green=Decimal(95),
            yellow=Decimal(85),
            project_green=Decimal("0.95"),
            project_yellow=Decimal("0.5"),
            bottom_size=1,
            min_ranked=2,
            tie_method="dense",
        ),
    )
    assert [race.unit_lights.green, race.unit_lights.yellow] == [95, 85]
    assert [race.project_lights.green, race.project_lights.yellow] == [
        Decimal("0.95"),
        Decimal("0.5"),
    ]
    assert (race.bottom.size, race.bottom.min_ranked, race.tie_method) == (1, 2, "dense")
    assert RULES.race.unit_lights.green == 90


def test_a_small_track_gets_a_bottom_where_fewer_have_to_be_ranked() -> None:
    """90, 80, 70: with one of at least three ranked, t3 is in the bottom; red is below 75."""
    tried = what_if(campaign(), Changes(bottom_size=1, min_ranked=3))
    table = tried.differences(filed(*towns(90, 80, 70)), [MONTH], "en").sort("unit_id")
    assert table["is_bottom_before"].to_list() == [False] * 8
    assert table["is_bottom_after"].to_list() == [False, False, True, *[False] * 5]


def test_rungs_and_targets_of_other_worth() -> None:
    """Structure is 50 of 70 on the ladder: 71.43; with 35 it is 50. 4 of 5 is 80; of 8 it is 50."""
    what = filed(
        rungs=rungs(("t1", "p", "structure")), indicators=indicators(("t1", 4), name="growth")
    )

    def score(changes: Changes) -> Decimal:
        table = what_if(MIXED, changes).standings(what, [MONTH], "en")
        return cast(Decimal, table.filter(unit_id="t1")["score"].item())

    assert score(Changes()) == Decimal("75.71")
    assert score(Changes(rungs={"stages": {"structure": Decimal(35)}})) == 65
    assert score(Changes(indicator_targets={"fai": Decimal(8)})) == Decimal("60.71")
    # Ranked by value, the only one that has filed is first of one.
    assert score(Changes(indicator_targets={"fai": None})) == Decimal("85.71")


def test_everything_wrong_is_said_in_one_go() -> None:
    wrong = Changes(
        weights={"build": Decimal(-1), "nothing": Decimal(1)},
        rungs={"stairs": {}},
        indicator_targets={"build": Decimal(1)},
        deductions={"early": Decimal(1)},
        green=Decimal(10),
    )
    with pytest.raises(CampaignError) as error:
        changed(RULES.race, wrong)
    assert [sentence.split(": ")[1] for sentence in str(error.value).splitlines()] == [
        "weights.nothing",
        "rungs.stairs",
        "indicator_targets.build",
        "deductions.early",
        "components.1.attainment.weight",
        "unit_lights",
    ]
    with pytest.raises(
        CampaignError, match=r"rungs\.stages\.roof: .*started, structure, completed"
    ):
        changed(MIXED.race, Changes(rungs={"stages": {"roof": Decimal(1)}}))


def test_a_ladder_that_no_longer_goes_upwards_is_refused() -> None:
    with pytest.raises(CampaignError, match="must earn more points"):
        changed(MIXED.race, Changes(rungs={"stages": {"structure": Decimal(90)}}))


def test_something_must_be_left_to_score() -> None:
    with pytest.raises(CampaignError, match="components: Tuple should have at least 1 item"):
        changed(RULES.race, Changes(weights={"build": Decimal(0), "start": Decimal(0)}))


# --- The difference, and its label ---------------------------------------------

CHANGES = Changes(weights={"start": Decimal(150)}, caps={"build": None})


def test_the_difference_to_the_definition() -> None:
    """As defined t1 has 90 and t2 82.5. As tried: t1 (60×150 + 150×50) ÷ 200 = 82.5 and t2
    (95×150 + 80×50) ÷ 200 − 5 = 86.25, so they change places."""
    found = what_if(RULES, CHANGES).differences(FILED, [MONTH], "en")
    columns = ("unit_id", "score_before", "score_after", "rank_before", "rank_after")
    assert found.select(*columns, "places_gained").rows()[:3] == [
        ("t1", 90, Decimal("82.5"), 1, 2, -1),
        ("t2", Decimal("82.5"), Decimal("86.25"), 2, 1, 1),
        ("t3", None, None, None, None, None),
    ]
    assert found.select("light_before", "light_after").rows()[0] == ("green", "yellow")
    assert found.height == 8


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "zh-CN",
            "试算，不作为排名依据：“start”权重 50 → 150；“build”计分上限 120% → 不设上限",
        ),
        (
            "en",
            "Tried, not a basis for ranking: "
            "weight of “start” 50 → 150; cap of “build” 120% → no cap",
        ),
    ],
)
def test_whatever_comes_of_it_says_what_was_tried(language: str, expected: str) -> None:
    tried = what_if(RULES, CHANGES)
    for table in (
        tried.standings(FILED, [MONTH], language),
        tried.bands(FILED, MONTH, language),
        tried.differences(FILED, [MONTH], language),
    ):
        assert table["what_if"].unique().to_list() == [expected]
    assert tried.explain(FILED, MONTH, "t1", language).what_if == expected


def test_every_change_is_said_and_nothing_else() -> None:
    every = Changes(
        weights={"start": Decimal(0)},
        rungs={"stages": {"started": Decimal("10.50")}},
        indicator_targets={"fai": None},
        green=Decimal(91),
        yellow=Decimal(76),
        project_green=Decimal("0.95"),
        project_yellow=Decimal("0.75"),
        bottom_size=2,
        min_ranked=5,
        tie_method="dense",
    )
    assert what_if(MIXED, every).label("en").split(": ", 1)[1].split("; ") == [
        "weight of “start” 50 → 0",
        "points of “started” 20 → 10.5",
        "target of “fai” 5 → ranked by value",
        "green for units from 90 → 91",
        "yellow for units from 75 → 76",
        "green for projects from 100% → 95%",
        "yellow for projects from 80% → 75%",
        "size of the bottom 3 → 2",
        "ranked units that a bottom needs 7 → 5",
        "ranks of ties 1, 2, 2, 4 → 1, 2, 2, 3",
    ]
    gone = what_if(RULES, Changes(deductions={"late": Decimal(0)}))
    assert gone.label("en").endswith("deduction for “late” 5 → 0")


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_no_change_has_a_label_too(language: str) -> None:
    same = Changes(weights={"build": Decimal("50.00")})
    assert what_if(RULES, same).label(language) == what_if(RULES, Changes()).label(language)
    assert len(what_if(RULES, same).label(language)) > 5


def test_the_functions_are_those_that_publish() -> None:
    rules = RULES.model_copy(update={"race": changed(RULES.race, CHANGES)})
    tried = what_if(RULES, CHANGES)
    assert (
        tried.standings(FILED, [MONTH], "en")
        .drop("what_if")
        .equals(standings(FILED, rules, [MONTH]))
    )
    assert tried.bands(FILED, MONTH, "en").drop("what_if").equals(bands(FILED, rules, MONTH))
    assert tried.explain(FILED, MONTH, "t1", "en").explanation == explain(FILED, rules, MONTH, "t1")


# --- Never stored --------------------------------------------------------------


def test_what_was_tried_is_no_campaign_and_no_definition_can_be_made_of_it() -> None:
    tried: Any = what_if(RULES, CHANGES)
    assert not isinstance(tried, Campaign | Definition)
    with pytest.raises(TypeError, match="not of Tried"):
        Definition(tried, "", "")
    assert tried.defined is RULES
    assert RULES.race.components[0].weight == 50


def test_whatever_publishes_takes_definitions_only() -> None:
    functions: list[Any] = [*FIGURES, publish.publish, publish.build, publish.candidate]
    for function in functions:
        assert get_type_hints(function)["definitions"] == Mapping[str, Definition]
