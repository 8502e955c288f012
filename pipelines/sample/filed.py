"""Everything that the four campaigns' units file, in order of filing."""

import functools
import random
from dataclasses import dataclass

from campaigns import HERE, Campaign, load_all
from pipelines.sample import faults, jiaxing, linzi, lishui, yueqing
from pipelines.sample.files import names
from pipelines.sample.header import Grid
from pipelines.sample.layout import grid
from pipelines.sample.model import Filing, Style
from pipelines.sample.styles import style_of

MODULES = {
    "yueqing-2021": yueqing.filings,
    "lishui-2018": lishui.filings,
    "jiaxing-2018": jiaxing.filings,
    "linzi-2020": linzi.filings,
}


@dataclass(frozen=True)
class Filed:
    """A filing as it is laid out: the grid and the file of each table."""

    filing: Filing
    style: Style
    grids: dict[str, Grid]
    files: dict[str, str]


@functools.lru_cache(maxsize=2)
def build(seed: int) -> tuple[Filed, ...]:
    """All filings for a seed, by campaign and then by moment. The same seed gives the same."""
    definitions = load_all([HERE])
    return tuple(
        filed
        for campaign_id in MODULES
        for filed in _campaign(definitions[campaign_id].campaign, seed)
    )


def _campaign(campaign: Campaign, seed: int) -> list[Filed]:
    rng = random.Random(f"{seed}/{campaign.id}")
    filings = MODULES[campaign.id](rng, campaign)
    faults.plant(filings, campaign)
    filings.sort(key=lambda filing: (filing.filed_at, filing.unit))
    return [_laid_out(filing, campaign) for filing in filings]


def _laid_out(filing: Filing, campaign: Campaign) -> Filed:
    style = style_of(campaign, filing.unit)
    grids = {table: grid(filing, table, campaign, style) for table in filing.tables}
    return Filed(filing, style, grids, names(filing, style))
