"""Who may stand on the list: every rule, and its edge, worked out by hand."""

import random
from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from pydantic import ValidationError

from campaigns import Campaign
from campaigns.prospects.eligibility import findings
from campaigns.prospects.phases import code_stem, phases
from tests.listed import campaign, day, eligibility, entry, lines, yiyuan

CODE = "2017-330402-39-03-012345"


def found(*rows: dict[str, Any], rules: Campaign | None = None) -> list[dict[str, Any]]:
    rules = rules or campaign()
    return findings(lines(*rows, rules=rules), rules).to_dicts()


def reasons(*rows: dict[str, Any], rules: Campaign | None = None) -> list[tuple[str, str]]:
    return [(row["prospect_id"], row["rule"]) for row in found(*rows, rules=rules)]


def test_an_entry_that_keeps_the_rules_has_no_finding() -> None:
    assert found(entry("P1", domain="industry", sector="高端装备")) == []


@pytest.mark.parametrize(
    ("column", "text", "word", "is_hint"),
    [
        ("sector", "房地产", "房地产", False),
        ("prospect_name", "某某 酒 店", "酒店", False),
        ("prospect_name", "（酒－店）", "酒店", False),
        ("prospect_name", "ＨＯＴＥＬ Park", "hotel", False),
        ("content", "厂房及配套酒店", "酒店", True),
    ],
)
def test_words_of_excluded_kinds(column: str, text: str, word: str, is_hint: bool) -> None:
    [one] = found(entry("P1", **{column: text}))
    assert (one["rule"], one["found_in"], one["word"], one["is_hint"]) == (
        *("excluded", column, word),
        is_hint,
    )


def test_the_surest_place_of_a_word_is_named_once_for_each_excluded_kind() -> None:
    row = entry("P1", sector="酒店", prospect_name="酒店", content="酒店和房地产")
    assert [(one["subject"], one["found_in"]) for one in found(row)] == [
        ("estate", "content"),
        ("hotels", "sector"),
    ]


def test_the_investor_is_not_searched_for_excluded_kinds() -> None:
    assert found(entry("P1", investor="某房地产公司")) == []


@pytest.mark.parametrize(
    ("tier", "amount", "expected"),
    [
        # county: about 20, floor 10. One yuan below the floor is below it, the floor itself is not.
        ("county", "9.99999999", [("below_floor", False, yiyuan(10))]),
        ("county", "10", [("below_about", True, yiyuan(20))]),
        ("county", "19.99999999", [("below_about", True, yiyuan(20))]),
        ("county", "20", []),
        ("mayor", "19", [("below_floor", False, yiyuan(20))]),
        # The governor's tier has no floor: below what it is about is to be checked.
        ("governor", "5", [("below_about", True, yiyuan(100))]),
        (None, "5", [("no_tier", True, None)]),
    ],
)
def test_floors_of_tiers(tier: str | None, amount: str, expected: list[Any]) -> None:
    rows = found(entry("P1", tier=tier, total_investment_wanyuan=yiyuan(amount)))
    assert [(one["rule"], one["is_hint"], one["limit_wanyuan"]) for one in rows] == expected


def test_a_domain_that_is_filed_has_to_be_one_of_those_allowed() -> None:
    assert reasons(entry("P1", domain="infrastructure")) == [("P1", "wrong_domain")]
    assert reasons(entry("P1", domain=None)) == []


@pytest.mark.parametrize(("started", "days"), [(9, 1), (10, None), (11, None)])
def test_it_may_start_on_the_day_of_listing_and_not_before(started: int, days: int | None) -> None:
    rows = found(entry("P1", started_on=day(9, started)))
    assert [one["days"] for one in rows] == ([] if days is None else [days])


def test_what_starts_after_the_month_has_not_started() -> None:
    """Listed on 20 October; in September it is only planned, and nothing is found of it."""
    early: dict[str, Any] = {"listed_on": day(10, 20), "started_on": day(10, 1)}
    assert found(entry("P1", **early)) == []
    assert reasons(entry("P1", month="2021-10", **early)) == [("P1", "started_before_listed")]


def test_who_withdrew_is_judged_no_longer_and_who_landed_is() -> None:
    gone: dict[str, Any] = {"tier": None, "exited_on": day(9, 20)}
    assert found(entry("P1", **gone, exit_reason="investor_withdrew")) == []
    landed = entry("P2", **gone, exit_reason="started", started_on=day(9, 18))
    assert reasons(landed) == [("P2", "no_tier")]


def test_a_reason_to_leave_without_a_day_is_to_be_checked() -> None:
    [one] = found(entry("P1", exit_reason="started"))
    assert (one["rule"], one["is_hint"]) == ("reason_without_day", True)


# --- codes and phases


def test_the_suffix_of_a_phase_is_no_digit_of_the_code() -> None:
    assert code_stem(f"{CODE}-000", 20) == code_stem(f"{CODE}-002", 20) == "20173304023903012345"
    assert code_stem(f"{CODE}-000", None) == "20173304023903012345"
    assert code_stem(CODE, 4) == "2017"
    assert code_stem(None, 20) is None


def grouped(*rows: dict[str, Any]) -> dict[str, tuple[str, int, int]]:
    made = phases(lines(*rows), campaign())
    columns = ("phase_group", "phase", "phases")
    return {row["prospect_id"]: tuple(row[c] for c in columns) for row in made.to_dicts()}


def test_phases_by_code_are_numbered_by_day_of_listing() -> None:
    """P1 is listed last of the three; the fourth has another code, the fifth another unit."""
    rows = [
        entry("P1", project_code=f"{CODE}-002", listed_on=day(9, 12)),
        entry("P2", project_code=CODE),
        entry("P3", project_code=f"{CODE}-001"),
        entry("P4", project_code="2017-330402-39-03-012346"),
        entry("P5", "B", project_code=CODE),
    ]
    assert grouped(*rows) == {
        "P1": ("P2", 3, 3),
        "P2": ("P2", 1, 3),
        "P3": ("P2", 2, 3),
        "P4": ("P4", 1, 1),
        "P5": ("P5", 1, 1),
    }
    assert [row for row in reasons(*rows)] == [
        (name, "too_many_phases") for name in ("P1", "P2", "P3")
    ]
    assert [one["others"] for one in found(*rows)] == ["P2、P3", "P1、P3", "P1、P2"]


def test_two_phases_are_allowed() -> None:
    assert reasons(entry("P1", project_code=CODE), entry("P2", project_code=f"{CODE}-000")) == []


def test_phases_by_name_have_codes_that_agree() -> None:
    same = {"investor": "甲公司"}
    one = entry("P1", prospect_name="芯片项目（一期）", project_code=CODE, **same)
    other = "2018-330402-39-03-012345"
    two = entry("P2", prospect_name="芯片项目 二期", project_code=other, **same)
    assert reasons(one, two) == [("P1", "phase_codes_differ"), ("P2", "phase_codes_differ")]
    # A phase that has no code yet does not differ; neither do projects of other investors.
    assert reasons(one, two | {"project_code": None}) == []
    assert reasons(one, two | {"investor": "乙公司"}) == []
    # The first four digits alone: 2017 and 2018 differ; with a code of the same year they do not.
    rules = campaign(eligibility=eligibility(phase_code_digits=4))
    assert len(reasons(one, two, rules=rules)) == 2
    near = two | {"project_code": "2017-999999-39-03-012345"}
    assert reasons(one, near, rules=rules) == []


def test_the_same_name_without_a_phase_may_be_two_projects() -> None:
    same = {"investor": "甲公司", "prospect_name": "芯片项目"}
    assert grouped(entry("P1", **same), entry("P2", **same))["P2"] == ("P2", 1, 1)


def test_one_investor_at_one_place_has_one_code() -> None:
    here = {"investor": "甲 有限公司", "site": "经开区 1 号"}
    one = entry("P1", project_code=CODE, **here)
    two = entry("P2", project_code="2017-330402-39-03-999999", **here)
    found_here = found(one, two)
    assert [(x["prospect_id"], x["rule"], x["counted"]) for x in found_here] == [
        ("P1", "several_codes_at_site", 2),
        ("P2", "several_codes_at_site", 2),
    ]
    assert reasons(one, two | {"investor": "（甲）"}) == reasons(one, two)
    for more in ({"site": "别处"}, {"site": None}, {"project_code": None}, {"investor": "乙"}):
        assert reasons(one, two | more) == []
    assert reasons(one, two | {"unit_id": "B", "filed_by": "B"}) == []


def test_without_rules_nothing_is_found() -> None:
    rules = campaign(eligibility=None, tiers=[], exclusions=[], prospect_list=None)
    worst = entry("P1", domain="infrastructure", started_on=day(9, 1), sector="房地产", tier=None)
    assert found(worst, entry("P2", project_code=CODE), rules=rules) == []


def test_the_order_of_rows_is_irrelevant() -> None:
    rows = [
        entry(f"P{n}", month=month, project_code=f"{CODE}-00{n}", sector="酒店")
        for n in range(5)
        for month in ("2021-09", "2021-10")
    ]
    straight = findings(lines(*rows), campaign())
    random.Random(1).shuffle(rows)
    mixed = findings(lines(*rows), campaign())
    assert isinstance(straight, pl.DataFrame)
    assert straight.equals(mixed)
    assert straight["amount_wanyuan"].dtype == pl.Decimal(18, 4)
    assert set(straight["counted"].drop_nulls()) == {5}


def test_a_mark_that_is_no_expression_is_refused() -> None:
    with pytest.raises(ValidationError, match="no regular expression"):
        campaign(eligibility=eligibility(phase_mark="["))


def test_amounts_are_exact() -> None:
    assert yiyuan("9.99999999") == Decimal("99999.9999")
