"""The scores behind the ranks, month by month: how close the field is, who is above which light."""

from collections.abc import Iterator
from decimal import Decimal

import plotly.graph_objects as go
import polars as pl

from charts import theme
from charts.courses import FONT_PIXELS, Course, carrier, colours, courses, fitting, lines, months_of
from locales import Translator, score

HEIGHT_PIXELS = 460
NAME_PIXELS = 17
NAME_CHARACTERS = 22
MARGIN_SCORE = 4


def scores(
    history: pl.DataFrame,
    t: Translator,
    *,
    green: Decimal,
    yellow: Decimal,
    unit: str | None = None,
) -> go.Figure:
    """The score of every unit by month, with the thresholds of the lights as lines.

    `history` is what `rank_history` answers. Those who stand out as in the bump chart are named at
    the right end with their score, as are the lines. A month without a score is a gap.
    """
    months, found = months_of(history), courses(history)
    stand_out = colours(found, unit)
    values = [
        float(value) for course in found for value in course.values("score") if value is not None
    ]
    low = min([float(yellow), *values]) - MARGIN_SCORE
    high = max([float(green), *values]) + MARGIN_SCORE
    common = {"range": [low, high], "fixedrange": True, "zeroline": False, "automargin": True}
    return theme.figure(
        [*lines(found, "score", months, stand_out, t), carrier("y2", months, low)],
        height=HEIGHT_PIXELS,
        margin={"l": 4, "r": 4, "t": 30, "b": 8},
        shapes=[_threshold(value) for value in (green, yellow)],
        xaxis=theme.month_axis(months, "top", is_narrow=True)
        | {"range": [-0.15, len(months) - 0.85], "zeroline": False},
        yaxis=common | {"tickfont": {"size": FONT_PIXELS}},
        yaxis2=common
        | {"overlaying": "y", "side": "right", "showgrid": False}
        | _labels(
            [
                *_named(found, stand_out, t),
                (float(green), t("race.green_from", score=score(green, t.language))),
                (float(yellow), t("race.yellow_from", score=score(yellow, t.language))),
            ],
            (high - low) * NAME_PIXELS / HEIGHT_PIXELS,
        ),
    )


def _named(
    found: list[Course], stand_out: dict[str, str], t: Translator
) -> Iterator[tuple[float, str]]:
    """Those who stand out, each with the score of the last month."""
    for course in found:
        value = course.values("score")[-1]
        if value is not None and course.unit_id in stand_out:
            text = f"{fitting(course.unit, NAME_CHARACTERS)} {score(value, t.language)}"
            yield (
                float(value),
                f'<b><span style="color:{stand_out[course.unit_id]}">{text}</span></b>',
            )


def _labels(texts: list[tuple[float, str]], distance: float) -> dict[str, object]:
    """An axis of texts, each where its value is, or so far below the one before that both read."""
    ordered = sorted(texts, key=lambda each: -each[0])
    at: list[float] = []
    for value, _ in ordered:
        at.append(min(value, at[-1] - distance) if at else value)
    return {
        "tickvals": at,
        "ticktext": [text for _, text in ordered],
        "tickfont": {"size": FONT_PIXELS},
    }


def _threshold(value: Decimal) -> dict[str, object]:
    return {
        "type": "line",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "yref": "y",
        "y0": float(value),
        "y1": float(value),
        "line": {"color": theme.MUTED, "width": 1, "dash": "dot"},
    }
