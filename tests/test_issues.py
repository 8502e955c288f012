"""The issue ladder, by hand: levels, days, due days, the top."""

from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from campaigns.calendar import last_day
from campaigns.follow_up import IssueLevel
from campaigns.issues import laddered
from tests.trial import words
from tests.watched import day

SCHEMA = {
    "month": pl.String,
    "last_day": pl.Date,
    "listed_on": pl.Date,
    "filed_by": pl.String,
    "issue_id": pl.String,
    "level": pl.String,
    "raised_on": pl.Date,
    "due_on": pl.Date,
    "resolved_on": pl.Date,
}
LEVELS = [
    IssueLevel.model_validate({"id": name, "name": words(name), "source": {"ours": True}} | days)
    for name, days in (("owner", {"days": 7}), ("office", {"days": 10}), ("meeting", {}))
]


def row(at: str, level: str = "owner", listed: str = "", **more: Any) -> dict[str, Any]:
    """Issue i of t1 as the register of `listed` (else of the month) has it at the end of `at`."""

    def end(month: str) -> Any:
        year, number = map(int, month.split("-"))
        return last_day(year, number)

    return {
        "month": at,
        "last_day": end(at),
        "listed_on": end(listed or at),
        "filed_by": "t1",
        "issue_id": "i",
        "level": level,
        "raised_on": day("2021-09-20"),
        **more,
    }


def found(*rows: dict[str, Any]) -> pl.DataFrame:
    return laddered(pl.DataFrame(list(rows), schema=SCHEMA), LEVELS)


def one(*rows: dict[str, Any]) -> dict[str, Any]:
    return found(*rows).row(-1, named=True)


def test_older_than_the_days_of_its_level_is_due_one_level_up() -> None:
    # 23 to 30 September are 7 days: as old as it may be. From the 22nd on it is too old.
    in_time = one(row("2021-09", raised_on=day("2021-09-23")))
    assert (in_time["days_at_level"], in_time["is_too_old"], in_time["is_due_up"]) == (
        7,
        False,
        False,
    )
    late = one(row("2021-09", raised_on=day("2021-09-22")))
    assert (late["days_at_level"], late["is_too_old"], late["due_level"]) == (8, True, "office")


def test_past_its_due_day_it_is_due_one_level_up_and_on_the_day_it_is_not() -> None:
    young: dict[str, Any] = {"raised_on": day("2021-09-28")}
    on_the_day = one(row("2021-09", due_on=day("2021-09-30"), **young))
    assert (on_the_day["is_overdue"], on_the_day["due_level"]) == (False, None)
    past = one(row("2021-09", due_on=day("2021-09-29"), **young))
    assert (past["is_overdue"], past["is_too_old"], past["due_level"]) == (True, False, "office")


def test_without_a_due_day_only_its_age_counts() -> None:
    assert one(row("2021-10"))["is_overdue"] is False


def test_above_the_top_there_is_nobody() -> None:
    top = one(row("2021-12", "meeting", due_on=day("2021-10-01")))
    assert (top["is_overdue"], top["is_too_old"]) == (True, False)
    assert (top["is_due_up"], top["due_level"], top["limit_days"]) == (False, None, None)


def test_a_level_that_the_campaign_does_not_have_leads_nowhere() -> None:
    off = one(row("2021-12", "lead_official", due_on=day("2021-10-01")))
    assert (off["is_on_ladder"], off["is_overdue"], off["is_due_up"]) == (False, True, False)


def test_what_is_settled_by_the_end_of_the_month_has_left() -> None:
    settled: dict[str, Any] = {"resolved_on": day("2021-10-31"), "due_on": day("2021-10-31")}
    left = found(row("2021-09", **settled), row("2021-10", **settled), row("2021-11", **settled))
    assert left.select("month", "is_overdue").rows() == [("2021-09", False)]


def test_what_is_raised_after_the_month_is_not_open_in_it() -> None:
    rows = [row(at, raised_on=day("2021-10-02"), listed="2021-09") for at in ("2021-09", "2021-10")]
    assert found(*rows)["month"].to_list() == ["2021-10"]


def test_a_later_level_counts_from_the_end_of_the_month_that_first_showed_it() -> None:
    # Raised on 20 September at the owner's; with the office since the register of October, which
    # still holds in November; 30 days later that is too old for its ten.
    rows = [row("2021-09"), row("2021-10", "office"), row("2021-11", "office", listed="2021-10")]
    assert found(*rows).select("since_on", "days_at_level", "due_level").rows() == [
        (day("2021-09-20"), 10, "office"),
        (day("2021-10-31"), 0, None),
        (day("2021-10-31"), 30, "meeting"),
    ]


def test_the_first_level_shown_counts_from_the_day_it_was_raised_whichever_it_is() -> None:
    assert one(row("2021-09", "office"))["since_on"] == day("2021-09-20")


def test_back_at_a_level_it_counts_anew() -> None:
    rows = [row("2021-09"), row("2021-10", "office"), row("2021-11"), row("2021-12")]
    assert found(*rows)["since_on"].to_list() == [
        day("2021-09-20"),
        day("2021-10-31"),
        day("2021-11-30"),
        day("2021-11-30"),
    ]


def test_two_units_may_use_the_same_number() -> None:
    rows = [row("2021-09"), row("2021-10", "office", filed_by="t2")]
    assert found(*rows)["since_on"].to_list() == [day("2021-09-20")] * 2


def test_a_campaign_without_a_ladder_still_knows_what_is_overdue() -> None:
    rows = pl.DataFrame([row("2021-12", due_on=day("2021-10-01"))], schema=SCHEMA)
    only = laddered(rows, []).row(0, named=True)
    assert (only["is_on_ladder"], only["is_overdue"], only["is_due_up"]) == (False, True, False)


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["i", "j"]),
            st.sampled_from(["2021-09", "2021-10", "2021-11", "2021-12"]),
            st.sampled_from(["owner", "office", "meeting"]),
        ),
        unique_by=lambda each: each[:2],
    ),
    st.randoms(),
)
def test_the_order_of_rows_is_irrelevant(rows: list[tuple[str, str, str]], random: Any) -> None:
    whole = [row(at, level, issue_id=issue) for issue, at, level in rows]
    mixed = random.sample(whole, len(whole))
    assert_frame_equal(found(*whole), found(*mixed))
