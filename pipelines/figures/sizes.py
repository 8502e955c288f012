"""The brackets by which projects are called small or large, as a table and by name."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import polars as pl

from campaigns import Campaign
from campaigns.describe.measures import size
from campaigns.describe.said import Sayer
from campaigns.parts import Words
from locales.numbers import WANYUAN_PER_YI

SCHEMA: dict[str, Any] = {
    "campaign_id": pl.String,
    "size_id": pl.String,
    "from_wanyuan": pl.Decimal(18, 4),
    "below_wanyuan": pl.Decimal(18, 4),
}


def brackets(campaigns: Iterable[Campaign]) -> pl.DataFrame:
    """One row per campaign and bracket of total investment; the largest has no upper bound."""
    rows = [
        (campaign.id, one.id, _wanyuan(one.from_yiyuan), _wanyuan(one.below_yiyuan))
        for campaign in campaigns
        for one in campaign.sizes.brackets
    ]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def named(campaign: Campaign) -> list[tuple[str, Words]]:
    """Id and name of every bracket, the smallest first."""
    chinese, english = Sayer("zh-CN"), Sayer("en")
    return [
        (one.id, Words(zh=size(one, chinese), en=size(one, english)))
        for one in campaign.sizes.brackets
    ]


def _wanyuan(yiyuan: Decimal | None) -> Decimal | None:
    return None if yiyuan is None else yiyuan * WANYUAN_PER_YI
