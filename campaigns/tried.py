"""A race by other rules, for the analyst: everything that comes of it says what was tried.

What is tried is no campaign and no definition, so nothing that publishes takes it; the functions
are those that publish, and whatever they return carries the label.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import polars as pl

from campaigns import bands, explanation, ranking
from campaigns.components import Filed
from campaigns.describe.what_if import label
from campaigns.explanation import Explanation
from campaigns.model import Campaign
from campaigns.rules import Race
from campaigns.what_if import Changes, changed

KEYS = ["month", "track_id", "unit_id"]
COMPARED = ["score", "rank", "light", "is_bottom", "streak"]


class TriedExplanation(NamedTuple):
    """Why a unit would have the score, and what was tried."""

    what_if: str
    explanation: Explanation


@dataclass(frozen=True)
class Tried:
    """A campaign's race as defined, and as tried."""

    defined: Campaign
    race: Race

    def label(self, language: str) -> str:
        """What was tried, in words; it is never empty."""
        return label(self.defined.race, self.race, language)

    def standings(self, filed: Filed, months: Sequence[str], language: str) -> pl.DataFrame:
        """As `ranking.standings`, with the label of every row in `what_if`."""
        table = ranking.standings(filed, self._campaign, list(months))
        return self._labelled(table, language)

    def bands(self, filed: Filed, month: str, language: str) -> pl.DataFrame:
        """As `bands.bands`, with the label of every row in `what_if`."""
        return self._labelled(bands.bands(filed, self._campaign, month), language)

    def explain(self, filed: Filed, month: str, unit_id: str, language: str) -> TriedExplanation:
        """As `explanation.explain`, with the label."""
        found = explanation.explain(filed, self._campaign, month, unit_id)
        return TriedExplanation(self.label(language), found)

    def differences(self, filed: Filed, months: Sequence[str], language: str) -> pl.DataFrame:
        """Every contender at every month, by the definition and as tried.

        Columns: month, track_id, unit_id; of score, rank, light, is_bottom and streak each
        `…_before` (by the definition) and `…_after` (as tried); places_gained (null unless ranked
        by both) and what_if, the label. In the order of the standings by the definition.
        """
        before = ranking.standings(filed, self.defined, list(months))
        after = ranking.standings(filed, self._campaign, list(months))
        table = before.select(*KEYS, pl.col(COMPARED).name.suffix("_before")).join(
            after.select(*KEYS, pl.col(COMPARED).name.suffix("_after")),
            on=KEYS,
            maintain_order="left",
        )
        gained = pl.col("rank_before") - pl.col("rank_after")
        return self._labelled(table.with_columns(places_gained=gained), language)

    @property
    def _campaign(self) -> Campaign:
        return self.defined.model_copy(update={"race": self.race})

    def _labelled(self, table: pl.DataFrame, language: str) -> pl.DataFrame:
        return table.with_columns(what_if=pl.lit(self.label(language)))


def summary(differences: pl.DataFrame) -> dict[str, Any]:
    """What became of a trial, of what `Tried.differences` returns for one month.

    `ranked` and `relit` are how many are ranked and show another light, `moved` how many have
    another rank; `joined` and `left` are the ids of those that come into the bottom and get out.
    """
    before, after = pl.col("is_bottom_before"), pl.col("is_bottom_after")
    return {
        "ranked": differences["rank_after"].count(),
        "moved": differences.filter(pl.col("places_gained") != 0).height,
        "relit": differences.filter(pl.col("light_before") != pl.col("light_after")).height,
        "joined": differences.filter(after & ~before)["unit_id"].to_list(),
        "left": differences.filter(before & ~after)["unit_id"].to_list(),
    }


def what_if(campaign: Campaign, changes: Changes) -> Tried:
    """The campaign's race with the changes. Raises CampaignError with all that is wrong with them.

    The campaign stays as it is.
    """
    return Tried(campaign, changed(campaign.race, changes))
