"""The list of prospects in a snapshot: where each stands, who moved, what conflicts, what is owed.

The rules see the whole rows of the private store, what is confidential too. What is written is
columns that hide nothing, and of the rest what `campaigns.prospects.secrets` lets through.
"""

from collections.abc import Iterator, Mapping

import polars as pl

from campaigns import Campaign, Definition
from campaigns.prospects import conflicts, duties, eligibility, entries, landing, nodes, phases
from campaigns.prospects.lines import SCHEMA, standing
from campaigns.prospects.secrets import shown_conflicts, shown_findings
from warehouse.snapshots.draft import Draft

SHOWN = (
    *("month", "filed_by", "unit_id", "prospect_id", "is_confidential", "tier", "domain"),
    *("total_investment_wanyuan", "state", "is_listed", "listed_on", "exited_on", "exit_reason"),
    *("is_landed", "landed_on", "node", "node_on", "nodes_reached", "skipped_nodes"),
    *("is_out_of_order", "days_at_node", "phase_group", "phase", "phases"),
    *("source_file", "source_sheet", "source_row"),
)


def add(draft: Draft, definitions: Mapping[str, Definition]) -> None:
    """Write the tables of prospects, of all campaigns that say anything of them and have lists."""
    lists = draft.read("lists").filter(table_name="prospects")
    months = draft.read("campaign_months").filter("has_data")
    listed = lists.join(
        months.select("campaign_id", "month", "last_day"), on=["campaign_id", "month"]
    )
    filed = listed.select("campaign_id", "month", "last_day", "filing_id").join(
        draft.read("store.current_prospects").drop("campaign_id"), on="filing_id"
    )
    made: dict[str, list[pl.DataFrame]] = {}
    for name, definition in definitions.items():
        own = listed.filter(campaign_id=name)
        lines = standing(filed.filter(campaign_id=name).select(*SCHEMA), definition.campaign)
        named = months.filter(campaign_id=name)["month"].to_list()
        for table, frame in _tables(lines, own, definition.campaign, named):
            tagged = frame.select(pl.lit(name).alias("campaign_id"), pl.all())
            made.setdefault(table, []).append(tagged)
    for table, frames in made.items():
        draft.write(table, pl.concat(frames))


def _tables(
    lines: pl.DataFrame, lists: pl.DataFrame, campaign: Campaign, months: list[str]
) -> Iterator[tuple[str, pl.DataFrame]]:
    public = lines.filter(~pl.col("is_confidential"))
    keys = ["month", "filed_by", "prospect_id"]
    standings = nodes.ladder(lines, campaign).join(
        phases.phases(public, campaign), on=keys, how="left", maintain_order="left"
    )
    yield "prospect_months", standings.select(SHOWN)
    found = eligibility.findings(lines, campaign), eligibility.findings(public, campaign)
    yield "prospect_findings", shown_findings(*found)
    yield "prospect_moves", entries.moves(lines, campaign, months)
    yield "prospect_conflicts", shown_conflicts(conflicts.conflicts(lines, campaign))
    owed, counted = duties.duties(lines, lists, campaign, months)
    yield "prospect_duties", owed
    yield "prospect_duty_entries", counted
    counted_months = months if campaign.prospect_list else []
    yield "landing_months", landing.landing_months(lines, lists, campaign, counted_months)
    reached = nodes.reached(lines, campaign)
    yield "prospect_nodes", reached
    yield "node_times", nodes.node_times(reached)
