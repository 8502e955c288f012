"""What stood on the list at the end of each month: the ground that all other rules stand on.

A month knows nothing of later days: a node or an exit dated after its end has not happened yet.
"""

import polars as pl

from campaigns.model import Campaign

ENTRY = ["month", "filed_by", "prospect_id"]
ORIGIN = ["source_file", "source_sheet", "source_row"]
# What a confidential row hides, and what therefore must not show in anything made of it.
HIDDEN = ["prospect_name", "investor", "content", "site", "project_code"]
NODES = [
    "signed_on",
    "company_registered_on",
    "code_obtained_on",
    "land_permit_on",
    "drawings_done_on",
    "construction_permit_on",
    "started_on",
]
ALL, NONE = "all", "none"

SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "month": pl.String,
    "last_day": pl.Date,
    "filed_by": pl.String,
    "unit_id": pl.String,
    "prospect_id": pl.String,
    **dict.fromkeys(HIDDEN, pl.String),
    "domain": pl.String,
    "tier": pl.String,
    "sector": pl.String,
    "total_investment_wanyuan": pl.Decimal(18, 4),
    "top500": pl.String,
    "listed_on": pl.Date,
    **dict.fromkeys(NODES, pl.Date),
    "exited_on": pl.Date,
    "exit_reason": pl.String,
    "confidential": pl.Boolean,
    "source_file": pl.String,
    "source_sheet": pl.String,
    "source_row": pl.Int32,
}


def standing(filed: pl.DataFrame, campaign: Campaign) -> pl.DataFrame:
    """The lists as they stood at each month's end, in the order of month, unit and prospect.

    `filed` has the columns of SCHEMA: every row of the list that stands at a month, for each month.
    Added are `state` (planned: to be listed later; listed; exited), `is_listed`, `landed_on` and
    `is_landed` by the node that the definition names, `counts` (on the list, or landed: what
    withdrew is judged no longer), `known_domain` and `is_confidential` (in this filing or in the
    latest one, so that a secret kept too late is kept in the months before as well).

    Where no domain is filed it is the only one that the definition lets on the list, else unknown.
    """
    known = filed.with_columns(
        pl.when(pl.col(day) <= pl.col("last_day")).then(day).alias(day)
        for day in (*NODES, "exited_on")
    )
    return (
        known.sort(*ENTRY, *ORIGIN)
        .with_columns(_state(), landed_on=_landed_on(campaign), is_confidential=_is_confidential())
        .with_columns(
            known_domain=pl.coalesce("domain", pl.lit(_only_domain(campaign))),
            is_listed=pl.col("state") == "listed",
            is_landed=pl.col("landed_on").is_not_null() & (pl.col("state") != "planned"),
        )
        .with_columns(counts=pl.col("is_listed") | pl.col("is_landed"))
    )


def nodes_of(campaign: Campaign) -> list[str]:
    """The nodes of the list in their order; none where the campaign keeps no list."""
    return list(campaign.prospect_list.nodes) if campaign.prospect_list else []


def for_all(frame: pl.DataFrame) -> pl.DataFrame:
    """The rows once for each sum they belong to: their unit and tier, and `all` of either.

    Without a tier, `tier` is `none`.
    """
    named = frame.with_columns(pl.col("tier").fill_null(NONE))
    tiers = pl.concat([named, named.with_columns(tier=pl.lit(ALL))])
    return pl.concat([tiers, tiers.with_columns(unit_id=pl.lit(ALL))])


def _state() -> pl.Expr:
    return (
        pl.when(pl.col("listed_on") > pl.col("last_day"))
        .then(pl.lit("planned"))
        .when(pl.col("exited_on").is_not_null())
        .then(pl.lit("exited"))
        .otherwise(pl.lit("listed"))
        .alias("state")
    )


def _landed_on(campaign: Campaign) -> pl.Expr:
    if campaign.prospect_list is None:
        return pl.lit(None, dtype=pl.Date)
    return pl.col(campaign.prospect_list.landed_at)


def _is_confidential() -> pl.Expr:
    own = pl.col("confidential").fill_null(False)
    return own | own.last().over("prospect_id", order_by="month")


def _only_domain(campaign: Campaign) -> str | None:
    allowed = campaign.eligibility.domains if campaign.eligibility else ()
    return allowed[0] if len(allowed) == 1 else None
