"""One small panel per unit, all at the same scale: how far it has come, and its plan."""

import plotly.graph_objects as go
import polars as pl

from charts import theme
from charts.panel import COLUMNS, GUTTER, HEADROOM, Panel, Places, Row, panels
from locales import Translator, percent

PANEL_PIXELS = 92
MARGIN_PIXELS = 26
NAME_CHARACTERS = 8
AHEAD_MARK, BEHIND_MARK, NOT_FILED_MARK = "●", "■", "○"


def by_unit(courses: pl.DataFrame, t: Translator, *, decimals: int) -> go.Figure:
    """A panel per unit, three in a row, in the order of the frame: plan dashed, completed solid.

    `courses` is what `unit_courses` answers. All panels have the same months and the same height,
    from 0 to the highest rate drawn, at least 100 %. Above a panel stand the unit's name and its
    last rate, with ■ if it is behind its plan, ● if not, ○ if the month was not filed. A month that
    was not filed is a gap with a ring where the rate is carried. All panels lie on one pair of
    axes: forty pairs would take a phone seconds to draw. A click on a point gives unit and month.
    """
    months = courses["month"].unique().sort().to_list()
    rates = [*courses["completion_rate"].drop_nulls(), *courses["planned_rate"].drop_nulls()]
    scale = max(1.0, float(max(rates, default=1)))
    found = panels(courses)
    deep = -min((panel.base for panel in found), default=0.0)
    places = Places(months, scale)
    return theme.figure(
        [
            _floors(found),
            places.line(found, "planned_rate", {"color": theme.MUTED, "width": 1.5, "dash": "dot"}),
            *(
                places.line(
                    [panel for panel in found if panel.colour == colour],
                    "completion_rate",
                    {"color": colour, "width": 2.5},
                )
                for colour in (theme.AHEAD, theme.BEHIND, theme.MUTED)
            ),
            _points(found, places, t, decimals),
            _heads(found, t, decimals),
        ],
        height=round((deep + 1 + HEADROOM) * PANEL_PIXELS) + MARGIN_PIXELS,
        margin={"l": 2, "r": 2, "t": 4, "b": 4},
        xaxis={"range": [-0.02, COLUMNS - GUTTER + 0.05], "visible": False, "fixedrange": True},
        yaxis={
            "range": [-deep - 0.06, 1 + HEADROOM],
            "visible": False,
            "fixedrange": True,
        },
    )


def _points(panels: list[Panel], places: Places, t: Translator, decimals: int) -> theme.Trace:
    """A point for each month: a ring where it was not filed, the last one with its form."""
    drawn = [(p, row) for p in panels for row in p.rows if row["completion_rate"] is not None]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [places.x(p, row) for p, row in drawn],
        "y": [places.y(p, row["completion_rate"]) for p, row in drawn],
        "marker": {
            "symbol": [_symbol(p, row) for p, row in drawn],
            "size": [9 if row is p.last else 7 if not row["is_filed"] else 4 for p, row in drawn],
            "color": [p.colour if row["is_filed"] else theme.MUTED for p, row in drawn],
        },
        "customdata": [
            [_hover(row, t, decimals), row["unit_id"], row["month"]] for _, row in drawn
        ],
        "hovertemplate": "%{customdata[0]}<extra></extra>",
    }


def _symbol(panel: Panel, row: Row) -> str:
    if not row["is_filed"]:
        return "circle-open"
    return "square" if row is panel.last and panel.is_behind else "circle"


def _floors(panels: list[Panel]) -> theme.Trace:
    """The zero line of every panel."""
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [x for p in panels for x in (p.left, p.left + 1 - GUTTER, None)],
        "y": [y for p in panels for y in (p.base, p.base, None)],
        "line": {"color": theme.FAINT, "width": 1},
        "hoverinfo": "skip",
    }


def _heads(panels: list[Panel], t: Translator, decimals: int) -> theme.Trace:
    """Name, mark and last rate above each panel's left end."""
    return {
        "type": "scatter",
        "mode": "text",
        "x": [panel.left for panel in panels],
        "y": [panel.base + 1 + HEADROOM / 2 - 0.2 for panel in panels],
        "text": [_head(panel, t, decimals) for panel in panels],
        "textposition": "middle right",
        "textfont": {"size": 11.5},
        "customdata": [
            [_hover(panel.last, t, decimals), panel.last["unit_id"], panel.last["month"]]
            for panel in panels
        ],
        "hovertemplate": "%{customdata[0]}<extra></extra>",
    }


def _head(panel: Panel, t: Translator, decimals: int) -> str:
    mark = BEHIND_MARK if panel.is_behind else AHEAD_MARK
    if not panel.last["is_filed"]:
        mark = f"{NOT_FILED_MARK} {t('regions.not_filed')}"
    rate = percent(panel.last["completion_rate"], t.language, decimals)
    return f"{theme.cut(panel.last['unit'], NAME_CHARACTERS)}<br><b>{rate}</b> {mark}"


def _hover(row: Row, t: Translator, decimals: int) -> str:
    done, planned = (
        percent(row[name], t.language, decimals) for name in ("completion_rate", "planned_rate")
    )
    said = t("panels.hover", unit=row["unit"], month=row["month"], done=done, planned=planned)
    return said if row["is_filed"] else f"{said}<br>{t('regions.not_filed')}"
