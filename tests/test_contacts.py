"""The contacts that lead officials owe."""

import polars as pl
import pytest

from campaigns.contacts import owed
from campaigns.follow_up import ContactDuty
from tests.trial import words


def duty(times: int) -> ContactDuty:
    return ContactDuty.model_validate(
        {"times_per_month": times, "who": words("leader"), "source": {"ours": True}}
    )


@pytest.mark.parametrize(
    ("times", "is_completed", "contacts", "expected"),
    [
        (1, False, 0, (1, 1)),
        (1, False, 1, (1, 0)),
        (1, False, 3, (1, 0)),
        (2, False, 1, (2, 1)),
        (1, True, 0, (0, 0)),  # completed by the end of the month: none owed
        (1, False, None, (1, None)),  # no contacts filed: not known, not missing
        (1, True, None, (0, 0)),
    ],
)
def test_what_is_owed_and_what_is_missing(
    times: int, is_completed: bool, contacts: int | None, expected: tuple[int, int | None]
) -> None:
    led = pl.DataFrame(
        [(is_completed, contacts)],
        schema={"is_completed": pl.Boolean, "contacts": pl.Int64},
        orient="row",
    )
    assert owed(led, duty(times)).select("owed", "missing").row(0) == expected
