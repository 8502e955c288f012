"""The waterfall of a score draws every part as it is, and says what a bar cannot."""

from decimal import Decimal
from typing import Any

import polars as pl

from charts import score
from locales import translator

T = translator("en")


def frame(*rows: tuple[str, str | None, bool | None, str | None]) -> pl.DataFrame:
    return pl.DataFrame(
        [
            (
                part,
                f"{name}-id",
                name,
                applies,
                int(part == "deduction"),
                points and Decimal(points),
            )
            for part, name, applies, points in rows
        ],
        schema={
            "part": pl.String,
            "part_id": pl.String,
            "name": pl.String,
            "applies": pl.Boolean,
            "count": pl.Int64,
            "points": pl.Decimal(38, 12),
        },
        orient="row",
    )


def traces(parts: pl.DataFrame) -> list[dict[str, Any]]:
    return list(score.waterfall(parts, T).to_dict()["data"])


WHOLE = frame(
    ("component", "Start", True, "40"),
    ("component", "Build", True, "28.716060655470"),
    ("component", "Attract", False, "0"),
    ("deduction", "Filed late", None, "-1"),
    ("floor", None, None, "0"),
    ("rounding", None, None, "0.003939344530"),
    ("score", None, None, "67.72"),
)


def test_every_step_is_as_long_as_its_points_and_the_score_starts_at_zero() -> None:
    steps, _ = traces(WHOLE)
    assert steps["x"] == [40.0, 28.71606065547, 0.0, -1.0, 0.00393934453, 67.72]
    assert steps["measure"] == ["relative"] * 5 + ["absolute"]
    assert sum(steps["x"][:-1]) == 67.72


def test_a_floor_that_lifts_nothing_is_not_drawn() -> None:
    steps, _ = traces(WHOLE)
    assert steps["y"] == ["Start", "Build", "Attract", "Filed late", "Rounding", "Score"]


def test_the_numbers_say_gain_loss_and_what_does_not_apply_without_colour() -> None:
    _, numbers = traces(WHOLE)
    said = [text.strip() for text in numbers["text"]]
    assert said == ["+40", "+28.7161", "n/a", "−1", "+0.0039", "<b>67.72</b>"]


def test_a_step_leads_to_its_part_where_there_is_something_behind_it() -> None:
    steps, numbers = score.waterfall(WHOLE, T, unit="u").to_dict()["data"]
    assert [data[1:] for data in numbers["customdata"]] == [
        data[1:] for data in steps["customdata"]
    ]
    assert steps["customdata"] == [
        ["Start +40", "u", "Start-id"],
        ["Build +28.7161", "u", "Build-id"],
        ["Attract n/a", "u", None],
        ["Filed late −1", "u", "Filed late-id"],
        ["Rounding +0.0039", "u", None],
        ["Score <b>67.72</b>", "u", None],
    ]


def test_numbers_stand_at_the_right_end_of_their_step() -> None:
    # 40; 40 + 28.716…; unchanged; where the deduction starts; 67.716… + rounding; the score.
    _, numbers = traces(WHOLE)
    assert [round(x, 2) for x in numbers["x"]] == [40, 68.72, 68.72, 68.72, 67.72, 67.72]


def test_what_is_not_known_has_no_bar_and_a_dash() -> None:
    steps, numbers = traces(
        frame(("component", "Start", True, None), ("component", "Build", True, "3"))
    )
    assert steps["x"] == [None, 3.0]
    assert numbers["text"][0].strip() == "—"
