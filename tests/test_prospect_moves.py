"""Entries and exits, month by month, worked out by hand."""

from typing import Any

import pytest

from campaigns.prospects.entries import moves
from tests.listed import campaign, day, entry, lines

SEP, OCT, NOV, DEC = "2021-09", "2021-10", "2021-11", "2021-12"
MONTHS = [SEP, OCT, NOV, DEC]


def made(*rows: dict[str, Any], months: list[str] | None = None) -> list[dict[str, Any]]:
    return moves(lines(*rows), campaign(), months or MONTHS).to_dicts()


def seen(*rows: dict[str, Any]) -> list[tuple[Any, ...]]:
    return [(one["month"], one["move"], one["moved_on"]) for one in made(*rows)]


def kept(*months: str, **more: Any) -> list[dict[str, Any]]:
    return [entry("P1", month=month, **more) for month in months]


ENTERED = (SEP, "entered", day(9, 10))


def test_it_enters_once_and_stays() -> None:
    assert seen(*kept(*MONTHS)) == [ENTERED]


def test_it_enters_in_the_month_of_its_day_however_early_it_is_filed() -> None:
    assert seen(*kept(*MONTHS, listed_on=day(11, 30))) == [(NOV, "entered", day(11, 30))]


@pytest.mark.parametrize(
    ("reason", "started", "problem"),
    [
        ("investor_withdrew", None, None),
        ("started", day(10, 1), None),
        ("started", None, "not_landed"),
        ("started", day(11, 1), "not_landed"),  # the start is later than the month
        ("policy_changed", None, "reason_not_allowed"),  # not among this campaign's reasons
        (None, None, "no_reason"),
    ],
)
def test_an_exit_needs_a_reason_that_holds(reason: str | None, started: Any, problem: Any) -> None:
    gone = {"exited_on": day(10, 5), "exit_reason": reason, "started_on": started}
    rows = [*kept(SEP), *kept(OCT, NOV, **gone)]
    assert seen(*rows) == [ENTERED, (OCT, "exited", day(10, 5))]
    assert [one["problem"] for one in made(*rows)] == [None, problem]
    assert made(*rows)[1]["reason"] == reason


def test_in_and_out_within_a_month_are_two_moves() -> None:
    gone = {"exited_on": day(9, 10), "exit_reason": "investor_withdrew"}
    assert seen(*kept(SEP, **gone)) == [ENTERED, (SEP, "exited", day(9, 10))]
    early = kept(SEP, **(gone | {"exited_on": day(9, 9)}))
    assert [one["problem"] for one in made(*early)] == [None, "before_listing"]


def test_gone_without_a_word() -> None:
    """In November's list it is missing; the last row that had it is October's."""
    rows = [*kept(SEP), *kept(OCT, source_row=9), entry("P2", month=NOV), entry("P2", month=DEC)]
    other = (NOV, "entered", day(9, 10))
    assert seen(*rows) == [ENTERED, (NOV, "vanished", None), other]
    gone = next(one for one in made(*rows) if one["move"] == "vanished")
    assert (gone["reason"], gone["source_file"], gone["source_row"]) == (None, "A/2021-10.xlsx", 9)


def test_what_has_left_may_drop_off_the_list() -> None:
    gone = {"exited_on": day(10, 5), "exit_reason": "investor_withdrew"}
    assert seen(*kept(SEP), *kept(OCT, **gone)) == [ENTERED, (OCT, "exited", day(10, 5))]


def test_it_comes_back_after_an_exit_and_after_it_vanished() -> None:
    gone = {"exited_on": day(10, 5), "exit_reason": "investor_withdrew"}
    back = kept(NOV, DEC, listed_on=day(11, 3))
    assert seen(*kept(SEP), *kept(OCT, **gone), *back) == [
        ENTERED,
        (OCT, "exited", day(10, 5)),
        (NOV, "reentered", day(11, 3)),
        (NOV, "relisted", day(11, 3)),
    ]
    assert seen(*kept(SEP, NOV, DEC)) == [
        ENTERED,
        (OCT, "vanished", None),
        (NOV, "reentered", day(9, 10)),
    ]


def test_a_vanished_one_may_be_explained_later() -> None:
    gone = {"exited_on": day(10, 5), "exit_reason": "investor_withdrew"}
    assert seen(*kept(SEP), *kept(NOV, DEC, **gone)) == [
        ENTERED,
        (OCT, "vanished", None),
        (NOV, "exited", day(10, 5)),
    ]


def test_a_changed_day_of_listing_is_seen() -> None:
    rows = [*kept(SEP, OCT), *kept(NOV, DEC, listed_on=day(9, 1))]
    assert seen(*rows) == [ENTERED, (NOV, "relisted", day(9, 1))]
    assert made(*rows)[1]["earlier_listed_on"] == day(9, 10)


def test_another_unit_may_take_it_over() -> None:
    rows = [*kept(SEP), *[entry("P1", "B", month=month) for month in (OCT, NOV, DEC)]]
    found = made(*rows)
    assert [(one["move"], one["unit_id"], one["earlier_unit_id"]) for one in found] == [
        ("entered", "A", None),
        ("handed_over", "B", "A"),
    ]


def test_on_two_lists_it_is_where_it_stands() -> None:
    """A keeps it as exited, B lists it: it is on the list, and A's exit is none."""
    gone = entry("P1", month=OCT, exited_on=day(10, 1), exit_reason="started")
    rows = [*kept(SEP), gone, entry("P1", "B", month=OCT)]
    kinds = [one["move"] for one in made(*rows, months=[SEP, OCT])]
    assert kinds == ["entered", "handed_over"]
