"""Editions in a snapshot: the months as they were published, and what has become of them since."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import polars as pl

from campaigns import Definition
from campaigns.ranking import PUBLISHED
from campaigns.restatement import EDITION, changes, movers
from pipelines.editions import Issued, in_force
from pipelines.versions import figures_code
from warehouse.snapshots.draft import Draft

Schema = dict[str, pl.DataType | type[pl.DataType]]
MONTH: Schema = {"campaign_id": pl.String, "month": pl.String, "issue": pl.Int32}
ISSUED: Schema = {
    **MONTH,
    "is_in_force": pl.Boolean,
    "published_at": pl.Datetime("us"),
    "reason": pl.String,
    "left_out": pl.String,
    "filings": pl.Int64,
    "snapshot_id": pl.String,
    "definition_sha256": pl.String,
    "figures_code": pl.String,
    "reading_code": pl.String,
    "known_errors_sha256": pl.String,
    "sha256": pl.String,
    "follows": pl.String,
}
STANDINGS: Schema = {
    "track_id": pl.String,
    "unit_id": pl.String,
    "state": pl.String,
    "score": pl.Decimal(18, 4),
    "deducted": pl.Float64,
    "rank": pl.Int32,
    "ranked_units": pl.Int32,
    "movement": pl.Int32,
    "is_bottom": pl.Boolean,
    "streak": pl.Int32,
    "light": pl.String,
    "is_over_fulfilled": pl.Boolean,
}
CAUSES: Schema = {
    **MONTH,
    "unit_id": pl.String,
    "relation": pl.String,
    "other_id": pl.String,
    "reason": pl.String,
    "filing_id": pl.String,
    "table_name": pl.String,
    "source_file": pl.String,
    "received_at": pl.Datetime("us"),
}


def as_published(
    issued: Sequence[Issued], definitions: Mapping[str, Definition]
) -> dict[str, pl.DataFrame]:
    """The tables editions, edition_standings and edition_filings, by name.

    Only of campaigns that are still defined; what an edition does not know is null.
    """
    own = [one for one in issued if one.edition.campaign in definitions]
    valid = {one.sha256 for name in definitions for one in in_force(own, name)}
    standings = [
        _month(one) | {name: _value(name, row.get(name)) for name in STANDINGS}
        for one in own
        for row in one.edition.standings
    ]
    filings = [
        _month(one) | {"receipt_id": filed.receipt} for one in own for filed in one.edition.filings
    ]
    return {
        "editions": pl.DataFrame([_issued(one, valid) for one in own], schema=ISSUED),
        "edition_standings": pl.DataFrame(standings, schema=MONTH | STANDINGS),
        "edition_filings": pl.DataFrame(filings, schema=MONTH | {"receipt_id": pl.String}),
    }


def published_months(draft: Draft, campaign: str) -> pl.DataFrame:
    """Ranks and bottom of the campaign's published months, as `ranking.standings` takes them."""
    valid = draft.read("editions").filter("is_in_force", campaign_id=campaign)
    return draft.read("edition_standings").join(valid, on=EDITION, how="semi").select(*PUBLISHED)


def add(draft: Draft, definitions: Mapping[str, Definition]) -> None:
    """Write edition_changes and edition_causes: what stands otherwise today, and why."""
    published, restated = draft.read("edition_standings"), draft.read("standings")
    changed = changes(published, restated)
    whose = _whose(changed, movers(changed, published, restated))
    draft.write("edition_changes", changed)
    draft.write("edition_causes", _causes(whose, draft, definitions))


def _whose(changed: pl.DataFrame, moved: pl.DataFrame) -> pl.DataFrame:
    """Whose filings moved a unit: its own, those of others, or nobody's."""
    unit = [*EDITION, "unit_id"]
    own = changed.filter("is_own").select(unit).with_columns(relation=pl.lit("own"))
    told = pl.concat([own.with_columns(other_id="unit_id"), moved], how="diagonal")
    rest = changed.join(told, on=unit, how="anti").select(unit)
    return pl.concat([told, rest], how="diagonal")


def _causes(
    whose: pl.DataFrame, draft: Draft, definitions: Mapping[str, Definition]
) -> pl.DataFrame:
    """The filings of those who moved somebody; where there are none, what else has changed."""
    later = draft.read("later_filings").rename({"unit_id": "other_id"})
    found = whose.join(later, on=[*EDITION, "other_id"], how="left")
    made = ("definition_sha256", "figures_code", "known_errors_sha256")
    known = draft.read("editions").select(*EDITION, *made)
    books = draft.read("known_errors", "campaign_id", "book_sha256").unique()
    today = pl.DataFrame(
        [(name, definition.sha256) for name, definition in definitions.items()],
        schema={"campaign_id": pl.String, "definition_today": pl.String},
        orient="row",
    )
    return (
        found.join(known, on=EDITION)
        .join(today, on="campaign_id")
        .join(books, on="campaign_id", how="left")
        .with_columns(reason=_reason())
        .select(pl.col(name).cast(kind) for name, kind in CAUSES.items())
        .sort(*EDITION, "unit_id", "relation", "other_id", "received_at", "filing_id")
    )


def _reason() -> pl.Expr:
    """A filing, other definition, known errors or code, or another issue of a month before."""
    return (
        pl.when(pl.col("filing_id").is_not_null())
        .then(pl.lit("filing"))
        .when(pl.col("definition_sha256") != pl.col("definition_today"))
        .then(pl.lit("definition"))
        .when(pl.col("known_errors_sha256").ne_missing(pl.col("book_sha256")))
        .then(pl.lit("known_errors"))
        .when(pl.col("figures_code") != pl.lit(figures_code()))
        .then(pl.lit("code"))
        .otherwise(pl.lit("reissue"))
    )


def _month(one: Issued) -> dict[str, Any]:
    own = one.edition
    return {"campaign_id": own.campaign, "month": own.month, "issue": own.issue}


def _issued(one: Issued, valid: set[str]) -> dict[str, Any]:
    own = one.edition
    moment = (
        pl.Series([one.published_at], dtype=pl.String).str.head(19).str.to_datetime(time_unit="us")
    )
    return _month(one) | {
        "is_in_force": one.sha256 in valid,
        "published_at": moment.item(),
        "reason": own.reason,
        "left_out": "、".join(own.left_out),
        "filings": len(own.filings),
        "snapshot_id": own.snapshot,
        "definition_sha256": own.definition_sha256,
        "figures_code": own.code["figures"],
        "reading_code": own.code["reading"],
        "known_errors_sha256": own.known_errors_sha256,
        "sha256": one.sha256,
        "follows": own.follows,
    }


def _value(name: str, text: Any) -> Any:
    """What a frozen cell stands for: amounts are frozen as texts."""
    if text is None or STANDINGS[name] in (pl.String, pl.Boolean, pl.Int32):
        return text
    return float(text) if STANDINGS[name] == pl.Float64 else Decimal(text)
