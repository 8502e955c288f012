"""Other weights, caps and thresholds: the same rules on a definition that is not stored."""

from decimal import Decimal

import pytest

from campaigns import CampaignError
from campaigns.ranking import standings
from campaigns.what_if import Changes, changed, what_if
from tests.trial import MONTH, campaign, deduction, filed, line, missed

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


def scores(changes: Changes) -> list[Decimal]:
    table = standings(FILED, what_if(RULES, changes), [MONTH]).sort("unit_id")
    return table["score"].to_list()[:2]


def test_no_changes_change_nothing() -> None:
    assert changed(RULES.race, Changes()) == RULES.race
    assert scores(Changes()) == [90, Decimal("82.5")]


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
        Changes(green=Decimal(95), yellow=Decimal(85), bottom_size=1, tie_method="dense"),
    )
    assert [race.unit_lights.green, race.unit_lights.yellow] == [95, 85]
    assert (race.bottom.size, race.tie_method) == (1, "dense")
    assert RULES.race.unit_lights.green == 90


def test_everything_wrong_is_said_in_one_go() -> None:
    wrong = Changes(
        weights={"build": Decimal(-1), "nothing": Decimal(1)},
        deductions={"early": Decimal(1)},
        green=Decimal(10),
    )
    with pytest.raises(CampaignError) as error:
        changed(RULES.race, wrong)
    assert [sentence.split(": ")[1] for sentence in str(error.value).splitlines()] == [
        "weights.nothing",
        "deductions.early",
        "components.1.attainment.weight",
        "unit_lights",
    ]


def test_something_must_be_left_to_score() -> None:
    with pytest.raises(CampaignError, match="components: Tuple should have at least 1 item"):
        changed(RULES.race, Changes(weights={"build": Decimal(0), "start": Decimal(0)}))
