"""What is owed in prospects, and what counts: every edge worked out by hand."""

from typing import Any

import pytest

from campaigns import Campaign
from campaigns.prospects.duties import duties
from tests.listed import campaign, day, entry, lines, lists, yiyuan
from tests.trial import source, words

SEP = "2021-09"
LISHUI = [
    {"domain": "industry", "from_yiyuan": 20},
    {"domain": "infrastructure", "from_yiyuan": 50},
]
ABOUT = [{"domain": "industry", "about_yiyuan": 20}]


def posts(floors: list[dict[str, Any]], *, domains: list[str] | None = None) -> Campaign:
    """Heads of A and B owe one a year; nobody who files holds the other post."""
    one = source(id="heads", post=words("heads"), per_year=1, floors=floors, contenders=["A", "B"])
    other = source(id="leaders", post=words("leaders"), per_year=1, floors=floors)
    allowed = {"eligibility": source(domains=domains)} if domains else {"eligibility": None}
    return campaign(duties=[one, other], **allowed)


def annex(**more: Any) -> Campaign:
    """Five of the county tier each for A and B, three for C; A owes one of the mayor's tier."""
    county = {"kind": "prospects_listed", "tiers": ["county"]} | more
    high = {"kind": "prospects_listed", "tiers": ["mayor", "governor"]}
    each = [
        source(contenders=["A", "B"], value=5),
        source(contenders=["C"], value=3),
    ]
    own = {"unit": "projects", "name": words("t")}
    return campaign(
        targets=[
            source(id="county", metric=county, each=each, **own),
            source(id="high", metric=high, each=[source(contenders=["A"], value=1)], **own),
        ]
    )


def made(
    rules: Campaign, *rows: dict[str, Any], month: str = SEP, units: str = ""
) -> tuple[dict[tuple[str, Any], dict[str, Any]], dict[tuple[str, str], str]]:
    given = lists(*{(row["month"], row["filed_by"]) for row in rows}, *((month, u) for u in units))
    totals, parts = duties(lines(*rows, rules=rules), given, rules, [month])
    return (
        {(row["duty_id"], row["unit_id"]): row for row in totals.to_dicts()},
        {(row["duty_id"], row["prospect_id"]): row["outcome"] for row in parts.to_dicts()},
    )


def outcome(rules: Campaign, **more: Any) -> str:
    return made(rules, entry("P1", **more))[1]["heads", "P1"]


@pytest.mark.parametrize(
    ("domain", "amount", "expected"),
    [
        ("industry", "19.99999999", "too_small"),
        ("industry", "20", "met"),
        ("infrastructure", "49", "too_small"),
        ("infrastructure", "50", "met"),
        ("livelihood", "90", "other_domain"),
        (None, "19", "too_small"),
        (None, "20", "undecided"),
    ],
)
def test_floors_by_domain(domain: str | None, amount: str, expected: str) -> None:
    found = outcome(posts(LISHUI), domain=domain, total_investment_wanyuan=yiyuan(amount))
    assert found == expected


@pytest.mark.parametrize(
    ("amount", "expected"),
    [("9.9999", "too_small"), ("10", "to_check"), ("19.99", "to_check"), ("20", "met")],
)
def test_about_means_the_floor_of_the_tier_of_that_size(amount: str, expected: str) -> None:
    """About 20: the county tier's floor is 10. The only domain allowed need not be filed."""
    rules = posts(ABOUT, domains=["industry"])
    assert outcome(rules, domain=None, total_investment_wanyuan=yiyuan(amount)) == expected


def test_about_a_size_of_no_tier_or_of_a_tier_without_floor_is_that_size() -> None:
    for about in (33, 100):
        rules = posts([{"about_yiyuan": about}])
        assert outcome(rules, total_investment_wanyuan=yiyuan(about)) == "met"
        below = yiyuan(about) - 1
        assert outcome(rules, total_investment_wanyuan=below) == "too_small"


def test_what_counts_is_listed_in_the_period_and_still_there_or_landed() -> None:
    rules = posts([{"from_yiyuan": 3}])
    assert outcome(rules, listed_on=day(8, 31)) == "listed_earlier"
    assert outcome(rules, listed_on=day(9, 1)) == "met"
    left = {"exited_on": day(9, 20), "exit_reason": "investor_withdrew"}
    assert outcome(rules, **left) == "not_listed"
    assert outcome(rules, **left, started_on=day(9, 20)) == "met"
    assert ("heads", "P1") not in made(rules, entry("P1", listed_on=day(10, 1)))[1]


def test_excluded_kinds_do_not_count_and_a_hint_does_not_exclude() -> None:
    rules = posts([{"from_yiyuan": 3}])
    assert outcome(rules, sector="房地产") == "excluded"
    assert outcome(rules, prospect_name="某酒店") == "excluded"
    assert outcome(rules, content="厂房，含员工酒店") == "met"


def test_owed_met_and_missing_per_post_and_unit() -> None:
    found, _ = made(posts([{"from_yiyuan": 3}]), entry("P1", "A"), entry("P2", "A"), units="B")
    columns = ("owed", "met", "missing")
    assert [found["heads", "A"][c] for c in columns] == [1, 2, 0]
    assert [found["heads", "B"][c] for c in columns] == [1, 0, 1]
    # The post of nobody who files, and the unit that filed no list: no figures.
    assert [found["leaders", None][c] for c in columns] == [None, None, None]
    alone, _ = made(posts([{"from_yiyuan": 3}]), entry("P1", "A"))
    assert [alone["heads", "B"][c] for c in columns] == [1, None, None]


def test_a_post_owes_anew_each_year() -> None:
    rules = posts([{"from_yiyuan": 3}])
    period = {"start": "2021-09-01", "end": "2022-12-31", "source": {"ours": True}}
    long = Campaign.model_validate(rules.model_dump(mode="json") | {"period": period})
    assert made(long, entry("P1"), month=SEP)[0]["heads", "A"]["owed"] == 1
    later = made(long, entry("P1", month="2022-01"), month="2022-01")[0]["heads", "A"]
    assert (later["owed"], later["met"], later["missing"]) == (2, 1, 1)


def test_retire_one_fill_one() -> None:
    """A has five, one withdraws, one lands and leaves: 3 of 5, 2 missing; 1 if the landed counts.

    C owes three and has three; B has filed an empty list; P9 is of the mayor's tier.
    """
    withdrew: dict[str, Any] = {"exited_on": day(9, 20), "exit_reason": "investor_withdrew"}
    landed: dict[str, Any] = {
        "exited_on": day(9, 20),
        "exit_reason": "started",
        "started_on": day(9, 19),
    }
    rows = [entry(f"P{n}", "A") for n in range(3)]
    rows += [entry("P3", "A", **withdrew), entry("P4", "A", **landed)]
    rows += [entry(f"P{n}", "C") for n in (5, 6, 7)] + [entry("P9", "A", tier="mayor")]
    found, outcomes = made(annex(), *rows, units="B")
    columns = ("owed", "met", "missing", "landed_exits", "missing_beyond_landed", "must_fill")
    assert [found["county", "A"][c] for c in columns] == [5, 3, 2, 1, 1, True]
    assert [found["county", "B"][c] for c in columns] == [5, 0, 5, 0, 5, True]
    assert [found["county", "C"][c] for c in columns] == [3, 3, 0, 0, 0, True]
    assert [found["high", "A"][c] for c in columns] == [1, 1, 0, 0, 0, True]
    assert {p: outcomes["county", p] for p in ("P0", "P3", "P4", "P9")} == {
        "P0": "met",
        "P3": "not_listed",
        "P4": "landed_exit",
        "P9": "other_kind",
    }


def test_what_is_to_be_more_than_a_number_owes_one_more() -> None:
    rules = annex()
    target = rules.targets[1].model_dump(mode="json")
    target["each"][0]["comparison"] = "more_than"
    data = rules.model_dump(mode="json") | {"targets": [target]}
    assert made(Campaign.model_validate(data), entry("P1"))[0]["high", "A"]["owed"] == 2


def test_what_no_filing_marks_is_not_counted_at_all() -> None:
    found, _ = made(annex(only=words("looked after by somebody")), entry("P1"))
    assert {duty for duty, _ in found} == {"high"}
