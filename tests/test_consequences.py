"""What a month's standing leads to, and what one more month would."""

import polars as pl
from pydantic import TypeAdapter

from campaigns.consequences import Rule, consequences, next_month
from campaigns.ranking import standings
from tests.trial import MONTH, all_published, campaign, filed, towns

MONTHS = (MONTH, "2021-10", "2021-11", "2021-12")
RULES = TypeAdapter(list[Rule]).validate_python(
    [
        {"condition": {"kind": "light", "light": "red"}, "action": "talk"},
        {"condition": {"kind": "streak", "months": 2}, "action": "interview"},
        {"condition": {"kind": "streak", "months": 3}, "action": "summons"},
        {"condition": {"kind": "top", "places": 3}, "action": "reward"},
        {"condition": {"kind": "over_fulfilled"}, "action": "reward"},
    ]
)


def after(months: int) -> pl.DataFrame:
    """t1 is best and t7 worst in all months; t8 is not ranked."""
    each = (101, 99, 98, 97, 80, 76, 30)
    lines = [line for month in MONTHS[:months] for line in towns(*each, month=month)]
    return all_published(filed(*lines), campaign(), MONTHS[:months])


def actions(months: int) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    table = consequences(after(months), RULES).filter(month=MONTHS[months - 1])
    for unit, action in table.select("unit_id", "action").rows():
        found.setdefault(unit, []).append(action)
    return found


def test_the_first_month_rewards_the_top_and_talks_to_the_red() -> None:
    assert actions(1) == {"t1": ["reward"], "t2": ["reward"], "t3": ["reward"], "t7": ["talk"]}


def test_a_second_month_in_the_bottom_is_an_interview() -> None:
    found = actions(2)
    assert (found["t5"], found["t6"], found["t7"]) == (
        ["interview"],
        ["interview"],
        ["talk", "interview"],
    )


def test_a_third_month_takes_the_place_of_the_second_and_so_does_a_fourth() -> None:
    assert actions(3)["t7"] == ["talk", "summons"]
    assert actions(4)["t6"] == ["summons"]


def test_who_has_over_fulfilled_is_rewarded_wherever_it_stands() -> None:
    table = standings(filed(*towns(140, 130, 120, 110)), campaign(), [MONTH])
    found = consequences(table, RULES)
    assert found.select("unit_id", "condition", "action").rows() == [
        ("t1", "top", "reward"),
        ("t2", "top", "reward"),
        ("t3", "top", "reward"),
        ("t4", "over_fulfilled", "reward"),
    ]


def test_who_is_not_ranked_gets_nothing() -> None:
    assert "t8" not in actions(1)
    assert consequences(standings(filed(), campaign(), [MONTH]), RULES).is_empty()


def test_one_more_month_in_the_bottom() -> None:
    """After one month the bottom three are one month from the interview, the others two."""
    bottom = campaign().race.bottom
    one = next_month(after(1), RULES, bottom, MONTH)
    assert one.sort("unit_id").select("unit_id", "streak", "action").rows() == [
        ("t5", 2, "interview"),
        ("t6", 2, "interview"),
        ("t7", 2, "interview"),
    ]
    two = next_month(after(2), RULES, bottom, "2021-10")
    assert set(two.select("streak", "action").rows()) == {(3, "summons")}
    assert two.height == 3


def test_a_rule_for_the_first_month_warns_everybody() -> None:
    first = Rule.model_validate({"condition": {"kind": "streak", "months": 1}, "action": "letter"})
    found = next_month(after(1), [first, *RULES], campaign().race.bottom, MONTH)
    assert dict(found.select("unit_id", "action").rows()) == {
        **{f"t{n}": "letter" for n in (1, 2, 3, 4, 8)},
        **{f"t{n}": "interview" for n in (5, 6, 7)},
    }


def test_a_track_too_small_for_a_bottom_is_not_warned() -> None:
    first = Rule.model_validate({"condition": {"kind": "streak", "months": 1}, "action": "letter"})
    rules = campaign(tracks={"towns": ["t1", "t2"]})
    table = standings(filed(*towns(9, 1)), rules, [MONTH])
    assert next_month(table, [first], rules.race.bottom, MONTH).is_empty()
