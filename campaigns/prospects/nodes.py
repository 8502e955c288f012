"""The ladder of nodes: how far a prospect has come, how long it took, how long it stands."""

import polars as pl

from campaigns.model import Campaign
from campaigns.prospects.lines import ENTRY, for_all, nodes_of

DAYS = pl.Decimal(9, 1)


def reached(lines: pl.DataFrame, campaign: Campaign) -> pl.DataFrame:
    """One row per entry and node reached by the month's end, in the order of the ladder.

    `days` since the node before it on the ladder; null for the first node and where that one has no
    date; negative where the dates are out of order. `is_out_of_order`: an earlier node is dated
    later than this one. Two nodes on the same day are in order.
    """
    nodes = nodes_of(campaign)
    places = {node: at for at, node in enumerate(nodes)}
    before = pl.col("position").shift().over(ENTRY) == pl.col("position") - 1
    latest = pl.col("reached_on").cum_max().shift().over(ENTRY)
    return (
        lines.unpivot(
            on=nodes,
            index=[*ENTRY, "unit_id", "tier"],
            variable_name="node",
            value_name="reached_on",
        )
        .drop_nulls("reached_on")
        .with_columns(
            pl.col("reached_on").cast(pl.Date),
            position=pl.col("node").replace_strict(places, default=None, return_dtype=pl.Int32),
        )
        .sort(*ENTRY, "position")
        .with_columns(
            days=pl.when(before).then(
                (pl.col("reached_on") - pl.col("reached_on").shift().over(ENTRY)).dt.total_days()
            ),
            is_out_of_order=(pl.col("reached_on") < latest).fill_null(False),
        )
    )


def ladder(lines: pl.DataFrame, campaign: Campaign) -> pl.DataFrame:
    """The lines with where each stands: the furthest node that it has reached.

    Added: `node`, `node_on`, `nodes_reached`, `skipped_nodes` (earlier ones without a date),
    `is_out_of_order`, and `days_at_node`: days from that node (from the listing where none has been
    reached) to the month's end; null at the last node and for what is not on the list.
    """
    nodes = nodes_of(campaign)
    last = (
        reached(lines, campaign)
        .group_by(ENTRY)
        .agg(
            node=pl.col("node").last(),
            node_on=pl.col("reached_on").last(),
            nodes_reached=pl.len().cast(pl.Int32),
            skipped_nodes=(pl.col("position").last() + 1 - pl.len()).cast(pl.Int32),
            is_out_of_order=pl.col("is_out_of_order").any(),
        )
    )
    since = pl.coalesce("node_on", "listed_on")
    waits = pl.col("is_listed") & pl.col("node").ne_missing(nodes[-1] if nodes else None)
    return lines.join(last, on=ENTRY, how="left", maintain_order="left").with_columns(
        pl.col("nodes_reached", "skipped_nodes").fill_null(0),
        pl.col("is_out_of_order").fill_null(False),
        days_at_node=pl.when(waits).then((pl.col("last_day") - since).dt.total_days()),
    )


def node_times(rows: pl.DataFrame) -> pl.DataFrame:
    """How long a step of the ladder takes, by month, unit, tier (each also `all`) and node.

    Of the answer of `reached`. `median_days` is the days from the node before to this one, over the
    `prospects` that have taken the step with dates in order; `out_of_order` counts the others.
    """
    steps = for_all(rows.drop_nulls("days"))
    in_order = pl.col("days") >= 0
    return (
        steps.group_by("month", "unit_id", "tier", "node", "position")
        .agg(
            prospects=in_order.sum().cast(pl.Int32),
            median_days=pl.col("days").filter(in_order).median().cast(DAYS),
            longest_days=pl.col("days").filter(in_order).max(),
            out_of_order=(~in_order).sum().cast(pl.Int32),
        )
        .sort("month", "unit_id", "tier", "position")
    )
