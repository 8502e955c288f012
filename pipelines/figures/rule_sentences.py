"""The rules that pages show beside their figures, as sentences with their clauses."""

from collections.abc import Callable, Sequence

import polars as pl

from campaigns import Campaign
from campaigns.describe import duties, measures, prospects
from campaigns.describe.said import Sayer

Section = Callable[[Campaign, Sayer], list[str]]
SECTIONS: dict[str, tuple[Section, ...]] = {
    "filing": (duties.filing,),
    "slow": (duties.slow_projects, duties.construction_limits),
    "limits": (duties.time_limits,),
    "issues": (duties.issue_levels,),
    "contacts": (duties.contacts,),
    "red": (duties.closing,),
    "watched": (duties.monitoring,),
    "prospects": (prospects.rules, prospects.duties),
    "sizes": (measures.sizes,),
    "comparison": (measures.comparison,),
}
SCHEMA = {
    "campaign_id": pl.String,
    "section": pl.String,
    "position": pl.Int64,
    "sentence_zh": pl.String,
    "sentence_en": pl.String,
}


def frame(campaigns: Sequence[Campaign]) -> pl.DataFrame:
    """A row per sentence, in the order of the definition.

    A section starts with what it is about: without that, its other sentences are no rules of it.
    """
    rows = [
        (campaign.id, section, position, *both)
        for campaign in campaigns
        for section, parts in SECTIONS.items()
        if parts[0](campaign, Sayer("en"))
        for position, both in enumerate(
            zip(
                _said(campaign, parts, Sayer("zh-CN")),
                _said(campaign, parts, Sayer("en")),
                strict=True,
            )
        )
    ]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def _said(campaign: Campaign, parts: Sequence[Section], say: Sayer) -> list[str]:
    """The sentences as the description of the campaign has them, without its marks of a list."""
    return [line.partition(" ")[2] for part in parts for line in part(campaign, say)]
