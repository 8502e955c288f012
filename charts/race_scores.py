"""The scores behind the ranks, month by month: how close the field is, who is above which light."""

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
    the last month, with their score; names keep their distance. A month without a score is a gap.
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
        annotations=[
            _said(green, t("race.green_from", score=score(green, t.language))),
            _said(yellow, t("race.yellow_from", score=score(yellow, t.language))),
        ],
        xaxis=theme.month_axis(months, "top")
        | {"range": [-0.15, len(months) - 0.85], "zeroline": False},
        yaxis=common | {"tickfont": {"size": FONT_PIXELS}},
        yaxis2=common
        | {"overlaying": "y", "side": "right", "showgrid": False}
        | _names(found, stand_out, (high - low) * NAME_PIXELS / HEIGHT_PIXELS, t),
    )


def _names(
    found: list[Course], stand_out: dict[str, str], distance: float, t: Translator
) -> dict[str, object]:
    """The names of those who stand out, highest score first, each at least `distance` lower."""
    last = [(course.values("score")[-1], course) for course in found]
    named = [each for each in last if each[0] is not None and each[1].unit_id in stand_out]
    at: list[float] = []
    for value, _ in sorted(named, key=lambda each: -each[0]):
        at.append(min(float(value), at[-1] - distance) if at else float(value))
    texts = [
        f'<b><span style="color:{stand_out[course.unit_id]}">'
        f"{fitting(course.unit, NAME_CHARACTERS)} {score(value, t.language)}</span></b>"
        for value, course in sorted(named, key=lambda each: -each[0])
    ]
    return {"tickvals": at, "ticktext": texts, "tickfont": {"size": FONT_PIXELS}}


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


def _said(value: Decimal, text: str) -> dict[str, object]:
    return {
        "xref": "paper",
        "x": 0,
        "xanchor": "left",
        "yref": "y",
        "y": float(value),
        "yanchor": "bottom",
        "text": text,
        "showarrow": False,
        "font": {"size": FONT_PIXELS, "color": theme.MUTED},
    }
