"""How far prospects have come: a bar per node, as long as the number that has reached it."""

import plotly.graph_objects as go
import polars as pl

from charts import theme
from locales import Translator

BAR_PIXELS = 50
NUMBER_PIXELS = 104


def funnel(nodes: pl.DataFrame, t: Translator) -> go.Figure:
    """A bar per node, first node at the top; the dark part are those who stand there now.

    `nodes` has: node, reached, standing_here, median_days (from the node before; may be missing).
    The numbers stand beside the bars in words, so that nothing depends on a colour.
    """
    rows = list(nodes.iter_rows(named=True))
    labels = [_label(row["node"], row["median_days"], t) for row in rows]
    said = [t("prospects_page.bar", reached=r["reached"], here=r["standing_here"]) for r in rows]
    most = max([1, *nodes["reached"]])
    points = [
        [f"{label}<br>{text}", node]
        for label, text, node in zip(labels, said, nodes["node"], strict=True)
    ]
    reached = _bars(labels, nodes["reached"], theme.FAINT, points)
    here = _bars(labels, nodes["standing_here"], theme.AHEAD, points)
    return theme.figure(
        [reached, here, _numbers(labels, said, most)],
        height=len(rows) * BAR_PIXELS + 24,
        margin={"l": 8, "r": NUMBER_PIXELS, "t": 8, "b": 8},
        barmode="overlay",
        bargap=0.4,
        xaxis={"range": [0, most * 1.03], "visible": False, "fixedrange": True},
        yaxis=theme.NAMES_AXIS,
    )


def _label(node: str, median_days: float | None, t: Translator) -> str:
    name = t(f"prospects_page.node.{node}")
    if median_days is None:
        return name
    return f"{name}<br>{t('prospects_page.median', days=f'{float(median_days):g}')}"


def _bars(
    labels: list[str], numbers: pl.Series, colour: str, points: list[list[str]]
) -> theme.Trace:
    return {
        "type": "bar",
        "orientation": "h",
        "x": numbers.to_list(),
        "y": labels,
        "marker": {"color": colour},
        "customdata": points,
        "hovertemplate": "%{customdata[0]}<extra></extra>",
    }


def _numbers(labels: list[str], said: list[str], end: int) -> theme.Trace:
    return {
        "type": "scatter",
        "mode": "text",
        "x": [end * 1.03 for _ in labels],
        "y": labels,
        "text": said,
        "textposition": "middle right",
        "cliponaxis": False,
        "hoverinfo": "skip",
    }
