"""The seven nodes and the landing rate, worked out by hand."""

from decimal import Decimal
from typing import Any

import pytest

from campaigns.prospects.landing import landing_months
from campaigns.prospects.nodes import ladder, node_times, reached
from tests.listed import campaign, day, entry, lines, lists


def stand(**more: Any) -> dict[str, Any]:
    return ladder(lines(entry("P1", **more)), campaign()).to_dicts()[0]


def test_it_stands_at_the_furthest_node_reached_by_the_months_end() -> None:
    """Signed on 15 September, company on the 20th, code on 1 October: 10 days to the 30th."""
    dates: dict[str, Any] = {
        "signed_on": day(9, 15),
        "company_registered_on": day(9, 20),
        "code_obtained_on": day(10, 1),
    }
    at = stand(**dates)
    assert (at["node"], at["node_on"], at["nodes_reached"]) == (
        "company_registered_on",
        day(9, 20),
        2,
    )
    assert (at["days_at_node"], at["skipped_nodes"], at["is_out_of_order"]) == (10, 0, False)
    later = stand(month="2021-10", **dates)
    assert (later["node"], later["days_at_node"]) == ("code_obtained_on", 30)


def test_before_the_first_node_it_stands_since_its_listing() -> None:
    at = stand()
    assert (at["node"], at["nodes_reached"], at["days_at_node"]) == (None, 0, 20)


def test_at_the_last_node_and_off_the_list_nothing_is_waited_for() -> None:
    assert stand(started_on=day(9, 20))["days_at_node"] is None
    assert stand(signed_on=day(9, 12), exited_on=day(9, 30))["days_at_node"] is None
    assert stand(signed_on=day(9, 12), exited_on=day(10, 1))["days_at_node"] == 18


def test_nodes_may_be_skipped_and_out_of_order_but_not_unseen() -> None:
    at = stand(signed_on=day(9, 20), land_permit_on=day(9, 15))
    assert (at["node"], at["skipped_nodes"], at["is_out_of_order"]) == ("land_permit_on", 2, True)
    same = stand(signed_on=day(9, 20), company_registered_on=day(9, 20))
    assert (same["is_out_of_order"], same["days_at_node"]) == (False, 10)


def test_days_between_nodes_that_follow_each_other() -> None:
    row = entry(
        "P1",
        signed_on=day(9, 11),
        company_registered_on=day(9, 14),
        land_permit_on=day(9, 30),  # the code is missing: no days
        drawings_done_on=day(9, 29),  # a day before: −1
    )
    found = reached(lines(row), campaign()).select("node", "days", "is_out_of_order").rows()
    assert found == [
        ("signed_on", None, False),
        ("company_registered_on", 3, False),
        ("land_permit_on", None, False),
        ("drawings_done_on", -1, True),
    ]


def test_the_median_of_a_step_by_unit_and_tier() -> None:
    """Days from signing to company: A 3, 6; B (mayor) 10; a fourth is out of order.

    All: 3, 6, 10 → 6. A: 3, 6 → 4.5. The mayor's tier: 10.
    """

    def pair(name: str, unit: str, registered: int, tier: str = "county") -> dict[str, Any]:
        dates: dict[str, Any] = {
            "signed_on": day(9, 11),
            "company_registered_on": day(9, registered),
        }
        return entry(name, unit, tier=tier, **dates)

    rows = [pair("P1", "A", 14), pair("P2", "A", 17), pair("P3", "B", 21, "mayor")]
    rows.append(pair("P4", "B", 10))
    table = node_times(reached(lines(*rows), campaign()))
    found = {
        (r["unit_id"], r["tier"]): (r["prospects"], r["median_days"], r["longest_days"])
        for r in table.to_dicts()
    }
    assert found["all", "all"] == (3, Decimal("6.0"), 10)
    assert found["A", "all"] == (2, Decimal("4.5"), 6)
    assert found["all", "mayor"] == (1, Decimal("10.0"), 10)
    assert found["B", "county"] == (0, None, None)
    assert set(table["node"]) == {"company_registered_on"}
    assert dict(table.filter(tier="all").select("unit_id", "out_of_order").rows()) == {
        "all": 1,
        "A": 0,
        "B": 1,
    }


def rates(*rows: dict[str, Any], month: str = "2021-09") -> dict[tuple[str, str], tuple[Any, ...]]:
    given = lists(*{(row["month"], row["filed_by"]) for row in rows})
    table = landing_months(lines(*rows), given, campaign(), [month])
    return {
        (r["unit_id"], r["tier"]): (
            r["landed_in_period"],
            r["listed_in_period"],
            r["landing_rate"],
        )
        for r in table.to_dicts()
    }


def test_landed_in_the_period_by_listed_in_it() -> None:
    """A lists three and lands one: 1/3 = 33.33 %. B's one landed: 100 %. Together 2/4 = 50 %."""
    found = rates(
        entry("P1", started_on=day(9, 20)),
        entry("P2"),
        entry("P3", tier="mayor", exited_on=day(9, 20), exit_reason="investor_withdrew"),
        entry("P4", "B", started_on=day(9, 10), exited_on=day(9, 12), exit_reason="started"),
    )
    assert found["A", "all"] == (1, 3, Decimal("0.333300"))
    assert found["A", "county"] == (1, 2, Decimal("0.500000"))
    assert found["A", "mayor"] == (0, 1, Decimal("0.000000"))
    assert found["B", "all"] == (1, 1, Decimal("1.000000"))
    assert found["all", "all"] == (2, 4, Decimal("0.500000"))


def test_no_list_is_no_number_and_an_empty_tier_no_rate() -> None:
    found = rates(entry("P1"))
    assert found["A", "mayor"] == (0, 0, None)
    assert found["C", "all"] == (None, None, None)


@pytest.mark.parametrize(
    ("listed", "started", "expected"),
    [
        ((8, 31), (9, 1), (1, 0, None)),  # listed before the period, landed in it
        ((9, 1), (8, 31), (0, 1, Decimal(0))),  # landed the day before it began
        ((9, 1), (9, 30), (1, 1, Decimal(1))),  # both ends count
        ((9, 1), (10, 1), (0, 1, Decimal(0))),
        ((10, 1), (9, 30), (0, 0, None)),  # not yet on the list
    ],
)
def test_the_edges_of_the_period(listed: Any, started: Any, expected: Any) -> None:
    row = entry("P1", listed_on=day(*listed), started_on=day(*started))
    assert rates(row)["A", "all"] == expected


def test_listed_before_and_landed_in_the_period_is_counted_apart() -> None:
    row = entry("P1", listed_on=day(8, 1), started_on=day(9, 2))
    given = lists(("2021-09", "A"))
    table = landing_months(lines(row), given, campaign(), ["2021-09"])
    assert table.filter(unit_id="A", tier="all")["landed_of_before"].to_list() == [1]
