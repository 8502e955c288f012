"""First in: the same investor with the same content elsewhere, worked out by hand."""

import random
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaigns import Campaign
from campaigns.prospects.alike import alike_names, investor_name, is_alike, likeness, plain
from campaigns.prospects.conflicts import conflicts
from tests.listed import ENDINGS, campaign, day, entry, lines, prospect_list

SAME: dict[str, Any] = {"investor": "甲电子有限公司", "content": "年产30万套控制器"}


def found(*rows: dict[str, Any], rules: Campaign | None = None) -> list[dict[str, Any]]:
    rules = rules or campaign()
    return conflicts(lines(*rows, rules=rules), rules).to_dicts()


def pairs(*rows: dict[str, Any]) -> list[tuple[Any, ...]]:
    columns = ("first_prospect_id", "second_prospect_id", "match", "is_tied")
    return [tuple(one[c] for c in columns) for one in found(*rows)]


# --- what is the same, what is alike


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ａｂｃ（浙江） 12", "abc浙江12"),
        ("半导体·硅片—项目", "半导体硅片项目"),
        ("——", ""),
        (None, ""),
    ],
)
def test_the_plain_form_of_a_text(text: str | None, expected: str) -> None:
    assert plain(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲电子股份有限公司", "甲电子"),
        ("甲电子（集团）有限公司", "甲电子"),
        ("Jia Electronics CO.,LTD", "jiaelectronics"),
        ("有限公司", "有限公司"),
        ("有限公司甲", "有限公司甲"),
    ],
)
def test_endings_do_not_tell_investors_apart(text: str, expected: str) -> None:
    assert investor_name(text, ENDINGS) == expected


def test_likeness_is_the_share_of_characters_that_agree() -> None:
    """甲乙丙丁 and 甲乙丙戊: 6 of 8 agree. 0.75 is reached, anything above is not."""
    [pair] = likeness([("甲乙丙丁", "甲乙丙戊")])
    assert pair == (6, 8)
    assert is_alike(pair, Decimal("0.75"))
    assert not is_alike(pair, Decimal("0.7501"))


def test_names_exactly_at_the_threshold_are_found() -> None:
    """甲乙丙丁戊 and 甲乙丙丁己: 8 of 10. With 0.85 they are two."""
    names = ["甲乙丙丁戊", "甲乙丙丁己"]
    assert len(alike_names(names, Decimal("0.8"))) == 4
    assert len(alike_names(names, Decimal("0.85"))) == 2


def test_numbers_do_not_blur() -> None:
    names = ["某某装备制造第1公司", "某某装备制造第2公司"]
    assert set(alike_names(names, Decimal("0.8"))) == {(n, n) for n in names}


@settings(deadline=None)
@given(st.lists(st.text("甲乙丙丁12", max_size=6), max_size=12))
def test_alike_works_both_ways_and_agrees_with_every_pair_compared(names: list[str]) -> None:
    """The other way round: longest common subsequence, twice its length of all characters."""
    every = {name for name in names if name}
    found_pairs = alike_names(every, Decimal("0.7"))

    def common(a: str, b: str) -> int:
        if not a or not b:
            return 0
        if a[0] == b[0]:
            return 1 + common(a[1:], b[1:])
        return max(common(a[1:], b), common(a, b[1:]))

    def numbers(text: str) -> list[str]:
        return "".join(c if c.isdigit() else " " for c in text).split()

    assert {pair: agree for pair, (agree, _) in found_pairs.items()} == {
        (a, b): 2 * common(a, b)
        for a in every
        for b in every
        if numbers(a) == numbers(b) and 2 * common(a, b) * 10 >= 7 * (len(a) + len(b))
    }


# --- who was first


def test_the_same_elsewhere_is_a_conflict_once_one_is_protected() -> None:
    """A lists on the 10th and signs on the 15th; B lists on the 18th: 8 days later, unsigned."""
    first = entry("P1", "A", signed_on=day(9, 15), **SAME)
    second = entry("P2", "B", listed_on=day(9, 18), **SAME)
    [one] = found(second, first)
    assert (one["first_unit_id"], one["second_unit_id"]) == ("A", "B")
    assert (one["match"], one["investor_similarity"], one["content_similarity"]) == (
        *("exact", Decimal(1)),
        Decimal(1),
    )
    assert (one["first_protected_from"], one["second_protected_from"]) == (day(9, 15), None)
    assert (one["lead_days"], one["listed_lead_days"]) == (None, 8)
    assert (one["first_source_file"], one["second_source_file"]) == (
        "A/2021-09.xlsx",
        "B/2021-09.xlsx",
    )


def test_without_an_agreement_nobody_is_protected() -> None:
    assert found(entry("P1", "A", **SAME), entry("P2", "B", **SAME)) == []
    later: dict[str, Any] = {"signed_on": day(10, 1), **SAME}
    assert found(entry("P1", "A", **later), entry("P2", "B", **later)) == []


def test_who_signed_first_is_first_though_listed_later() -> None:
    """A lists on the 10th, signs on the 20th. B lists on the 12th, signs on the 14th: 6 days."""
    slow = entry("P1", "A", signed_on=day(9, 20), **SAME)
    quick = entry("P2", "B", listed_on=day(9, 12), signed_on=day(9, 14), **SAME)
    [one] = found(slow, quick)
    assert (one["first_unit_id"], one["lead_days"], one["listed_lead_days"]) == ("B", 6, -2)


def test_an_agreement_from_before_protects_from_the_listing_on() -> None:
    early = entry("P1", "A", signed_on=day(9, 1), **SAME)
    other = entry("P2", "B", listed_on=day(9, 9), signed_on=day(9, 9), **SAME)
    [one] = found(early, other)
    assert (one["first_unit_id"], one["lead_days"]) == ("B", 1)


def test_on_the_same_day_the_earlier_listing_counts_and_then_neither() -> None:
    one = entry("P1", "A", signed_on=day(9, 20), **SAME)
    two = entry("P2", "B", signed_on=day(9, 20), **SAME)
    assert pairs(one, two) == pairs(two, one) == [("P1", "P2", "exact", True)]
    earlier = two | {"listed_on": day(9, 9)}
    assert pairs(one, earlier) == [("P2", "P1", "exact", False)]


def test_the_same_but_for_form_is_exact_and_less_is_alike() -> None:
    one = entry("P1", "A", signed_on=day(9, 15), **SAME)
    form = entry("P2", "B", investor="甲电子（集团） 有限公司", content="年产３０万套控制器。")
    assert pairs(one, form) == [("P1", "P2", "exact", False)]
    # content: 9 letters against 10, 9 in common: 18/19 = 0.9474; investor the same.
    more = entry("P2", "B", investor="甲电子", content="年产30万套控制器线")
    [fuzzy] = found(one, more)
    assert (fuzzy["match"], fuzzy["investor_similarity"]) == ("fuzzy", Decimal(1))
    assert fuzzy["content_similarity"] == Decimal("0.9474")
    assert found(one, more | {"content": "生物疫苗"}) == []
    assert found(one, more | {"investor": "乙装备制造"}) == []
    strict = prospect_list()
    strict["first_in"]["similarity_from"] = "0.95"
    assert found(one, more, rules=campaign(prospect_list=strict)) == []


def test_what_names_no_investor_or_content_is_not_compared() -> None:
    signed: dict[str, Any] = {"signed_on": day(9, 15)}
    for gap in ({"investor": None}, {"content": "—"}):
        rows = [entry(f"P{n}", unit, **(SAME | gap), **signed) for n, unit in enumerate("AB")]
        assert found(*rows) == []


def test_within_a_unit_and_after_a_withdrawal_there_is_no_conflict() -> None:
    one = entry("P1", "A", signed_on=day(9, 15), **SAME)
    assert found(one, entry("P2", "A", **SAME)) == []
    left = {"exited_on": day(9, 20), "exit_reason": "investor_withdrew"}
    assert found(one | left, entry("P2", "B", **SAME)) == []
    # What has landed is still there to be copied.
    landed = {"started_on": day(9, 18), "exited_on": day(9, 20), "exit_reason": "started"}
    assert len(found(one | landed, entry("P2", "B", **SAME))) == 1


def test_without_a_rule_of_first_in_there_are_none() -> None:
    rules = campaign(prospect_list=prospect_list(first_in=None))
    one, two = (entry(f"P{n}", u, signed_on=day(9, 15), **SAME) for n, u in enumerate("AB"))
    assert found(one, two, rules=rules) == []


SOME = st.tuples(
    st.sampled_from("ABCD"),
    st.integers(1, 5),
    st.one_of(st.none(), st.integers(1, 5)),
    st.sampled_from(["甲电子有限公司", "甲电子", "甲电子（浙）", "乙装备"]),
)


@settings(deadline=None)
@given(st.lists(SOME, max_size=8), st.randoms())
def test_pairs_are_named_once_whatever_the_order_and_first_is_antisymmetric(
    rows: list[tuple[str, int, int | None, str]], shuffled: random.Random
) -> None:
    made = [
        entry(
            f"P{n}",
            unit,
            listed_on=day(9, listed),
            signed_on=day(9, signed) if signed else None,
            investor=investor,
            content="控制器",
        )
        for n, (unit, listed, signed, investor) in enumerate(rows)
    ]
    straight = found(*made)
    shuffled.shuffle(made)
    assert found(*made) == straight
    named = [(one["first_prospect_id"], one["second_prospect_id"]) for one in straight]
    assert len({frozenset(pair) for pair in named}) == len(named)
    for one in straight:
        assert one["first_unit_id"] != one["second_unit_id"]
        assert one["first_protected_from"] is not None
        assert one["lead_days"] is None or one["lead_days"] >= 0
        if one["is_tied"]:
            assert (one["lead_days"], one["listed_lead_days"]) == (0, 0)
