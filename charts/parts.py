"""What a campaign's investment is split into, by name, where some of it may have none."""

import plotly.graph_objects as go
import polars as pl

from charts import rates
from locales import Translator


def rates_of(parts: pl.DataFrame, t: Translator, *, decimals: int, unnamed: str) -> go.Figure:
    """The rate of every part against time progress; what has no label is called by `unnamed`."""
    shown = named(parts, t(unnamed))
    return rates.against_time(shown, t, decimals=decimals, ids=("label_id",))


def named(parts: pl.DataFrame, unnamed: str) -> pl.DataFrame:
    """The parts with a name for those that have none."""
    return parts.with_columns(pl.col("label").fill_null(unnamed))
