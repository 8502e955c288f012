"""The contacts that lead officials owe."""

import polars as pl
import pytest

from campaigns.contacts import owed
from campaigns.follow_up import ContactDuty
from tests.trial import words


def duty(times: int, **more: object) -> ContactDuty:
    own = {"times_per_month": times, "who": words("leader"), "source": {"ours": True}}
    return ContactDuty.model_validate(own | more)


@pytest.mark.parametrize(
    ("times", "is_completed", "contacts", "expected"),
    [
        (1, False, 0, (1, 1)),
        (1, False, 1, (1, 0)),
        (1, False, 3, (1, 0)),
        (2, False, 1, (2, 1)),
        (1, True, 0, (0, 0)),  # completed by the end of the month: none owed
        (1, False, None, (1, None)),  # nothing filed for the month: not known, not missing
        (1, True, None, (0, 0)),
    ],
)
def test_what_is_owed_and_what_is_missing(
    times: int, is_completed: bool, contacts: int | None, expected: tuple[int, int | None]
) -> None:
    led = pl.DataFrame(
        [("ongoing", is_completed, contacts)],
        schema={"category": pl.String, "is_completed": pl.Boolean, "contacts": pl.Int64},
        orient="row",
    )
    assert owed(led, duty(times)).select("owed", "missing").row(0) == expected


@pytest.mark.parametrize(("category", "expected"), [("ongoing", (1, 1)), ("preliminary", (0, 0))])
def test_a_duty_may_hold_for_some_categories_alone(
    category: str, expected: tuple[int, int]
) -> None:
    led = pl.DataFrame({"category": [category], "is_completed": [False], "contacts": [0]})
    only = duty(1, categories=["new_start", "ongoing"])
    assert owed(led, only).select("owed", "missing").row(0) == expected
