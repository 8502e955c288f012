"""What was done and what was due of each component of the score: one function for each kind.

Every kind comes down to done ÷ due in exact decimals, so that caps, weights, rounding and
explanations are the same for all. A new kind is a class of the model and a function here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal
from typing import Any

import polars as pl

from campaigns.model import Campaign
from campaigns.rules import Attainment, Indicator, Ladder

AMOUNT = pl.Decimal(38, 4)
BY_UNIT = ("month", "unit_id")
UNIT = {"month": pl.String, "unit_id": pl.String}


def _empty(**columns: pl.DataType | type[pl.DataType]) -> Any:
    return field(default_factory=lambda: pl.DataFrame(schema={**UNIT, **columns}))


@dataclass(frozen=True)
class Filed:
    """What the race is run on, by `month` and `unit_id`; amounts are decimals of four places.

    - `stages` has stage, done and due. With nothing due, `due` is 0 or null; `done` is null where
      nothing is known.
    - `rungs` has ladder, project_code, rung (null: none yet) and is_known: every project of the
      unit, once or once for each rung that it has reached. Unknown projects earn nothing, and a
      unit of which none is known has no value.
    - `indicators` has indicator and value (null: not filed). Without a row it does not apply.
    - `deductions` has kind, count (of projects or filings) and of_projects (how many there are).
    """

    stages: pl.DataFrame = _empty(stage=pl.String, done=AMOUNT, due=AMOUNT)
    rungs: pl.DataFrame = _empty(
        ladder=pl.String, project_code=pl.String, rung=pl.String, is_known=pl.Boolean
    )
    indicators: pl.DataFrame = _empty(indicator=pl.String, value=AMOUNT)
    deductions: pl.DataFrame = _empty(kind=pl.String, count=pl.Int64, of_projects=pl.Int64)

    @classmethod
    def asked(cls, ask: Callable[[str], pl.DataFrame]) -> "Filed":
        """Each part as the answer to the question `filed_<its name>`."""
        return cls(**{part.name: ask(f"filed_{part.name}") for part in fields(cls)})

    def at(self, month: str) -> "Filed":
        """What belongs to one month."""
        return Filed(*(getattr(self, part.name).filter(month=month) for part in fields(self)))


def done_and_due(component: Any, filed: Filed, tracks: pl.DataFrame) -> pl.DataFrame:
    """One row per month and unit to which the component applies: month, unit_id, done, due, size.

    `done` is null where nothing is known. `size` is what `small_due` is compared with, null where
    nothing is. `tracks` has unit_id and track_id of all contenders.
    """
    return KINDS[component.kind](component, filed, tracks).filter(pl.col("due") > 0)


def tracks_of(campaign: Campaign) -> pl.DataFrame:
    """The contenders of all tracks in the order of the file: track_id, unit_id, position."""
    rows = [
        (track.id, unit.code, position)
        for track in campaign.tracks
        for position, unit in enumerate(track.contenders)
    ]
    schema = {"track_id": pl.String, "unit_id": pl.String, "position": pl.Int32}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _attainment(component: Attainment, filed: Filed, _: pl.DataFrame) -> pl.DataFrame:
    own = filed.stages.filter(pl.col("stage") == component.stage)
    return own.select(*BY_UNIT, *_amounts("done", "due"), size=pl.col("due").cast(AMOUNT))


def _ladder(component: Ladder, filed: Filed, _: pl.DataFrame) -> pl.DataFrame:
    earned: dict[str | None, Decimal] = {rung.id: rung.points for rung in component.rungs}
    earned[None] = Decimal(0)
    top = pl.lit(component.rungs[-1].points, dtype=AMOUNT)
    own = filed.rungs.filter(pl.col("ladder") == component.id)
    points = pl.col("rung").replace_strict(earned, return_dtype=AMOUNT)
    return (
        own.group_by(*BY_UNIT, "project_code")
        .agg(points=points.max(), is_known=pl.col("is_known").any())
        .group_by(BY_UNIT)
        .agg(
            done=pl.when(pl.col("is_known").any()).then(
                pl.col("points").filter("is_known").sum().cast(AMOUNT)
            ),
            size=pl.len().cast(AMOUNT),
        )
        .select(*BY_UNIT, "done", due=(pl.col("size") * top).cast(AMOUNT), size="size")
    )


def _indicator(component: Indicator, filed: Filed, tracks: pl.DataFrame) -> pl.DataFrame:
    # Benchmark cities and the jurisdiction itself file indicators too, and do not race.
    own = (
        filed.indicators.filter(pl.col("indicator") == component.indicator)
        .with_columns(_amounts("value"))
        .join(tracks, on="unit_id")
    )
    if component.target is None:
        return _by_rank(own, is_descending=component.better == "higher")
    target, zero = pl.lit(component.target, dtype=AMOUNT), pl.lit(0, dtype=AMOUNT)
    value = pl.col("value")
    if component.better == "higher":
        done, due = pl.max_horizontal(value, zero), target
    else:
        cap, one = pl.lit(component.cap, dtype=AMOUNT), pl.lit(1, dtype=AMOUNT)
        done = pl.when(value > zero).then(target).otherwise(cap)
        due = pl.when(value > zero).then(value).otherwise(one)
    known = pl.when(value.is_not_null()).then(done)
    return own.select(*BY_UNIT, done=known, due=due, size=pl.lit(None, dtype=AMOUNT))


def _by_rank(own: pl.DataFrame, *, is_descending: bool) -> pl.DataFrame:
    group = ["month", "track_id"]
    count = pl.col("value").count().over(group)
    rank = pl.col("value").rank("min", descending=is_descending).over(group)
    size = pl.max_horizontal(count, 1).cast(pl.Int64).cast(AMOUNT)
    done = (count.cast(pl.Int64) - rank.cast(pl.Int64) + 1).cast(AMOUNT)
    return own.select(*BY_UNIT, done=done, due=size, size=size)


def _amounts(*names: str) -> list[pl.Expr]:
    return [pl.col(name).cast(AMOUNT) for name in names]


KINDS: Mapping[str, Callable[[Any, Filed, pl.DataFrame], pl.DataFrame]] = {
    "attainment": _attainment,
    "ladder": _ladder,
    "indicator": _indicator,
}
