"""First in 先报先入: the same investor with the same content on the lists of two units."""

from decimal import ROUND_HALF_UP, Decimal

import polars as pl

from campaigns.model import Campaign
from campaigns.prospecting import FirstIn
from campaigns.prospects.alike import (
    Likeness,
    alike_names,
    investor_name,
    is_alike,
    likeness,
    plain,
)
from campaigns.prospects.lines import ORIGIN

SCORE = pl.Decimal(5, 4)
Kind = pl.DataType | type[pl.DataType]
SIDE: dict[str, Kind] = {
    "unit_id": pl.String,
    "prospect_id": pl.String,
    "listed_on": pl.Date,
    "protected_from": pl.Date,
    "source_file": pl.String,
    "source_sheet": pl.String,
    "source_row": pl.Int32,
    "is_confidential": pl.Boolean,
}
SCHEMA: dict[str, Kind] = {
    "month": pl.String,
    "match": pl.String,
    "investor_similarity": SCORE,
    "content_similarity": SCORE,
    **{f"first_{name}": kind for name, kind in SIDE.items()},
    **{f"second_{name}": kind for name, kind in SIDE.items()},
    "is_tied": pl.Boolean,
    "lead_days": pl.Int64,
    "listed_lead_days": pl.Int64,
}


def conflicts(lines: pl.DataFrame, campaign: Campaign) -> pl.DataFrame:
    """Pairs of entries of two units that are alike, one of which at least is protected.

    One row per month and pair. An entry is protected from the day on which it is both listed and at
    the definition's node; the first is who has been protected for longer, of equals who was listed
    earlier, of equals neither (`is_tied`). `lead_days` is how many days before the second's
    protection the first's began, null while the second has none; `listed_lead_days` the same of the
    listing, negative where the second had been listed earlier and signed later.

    `match`: `exact` where investor and content are the same in their plain form, else `fuzzy`, both
    at or above the definition's threshold. What names no investor or no content is not compared.
    """
    rule = campaign.prospect_list.first_in if campaign.prospect_list else None
    if rule is None:
        return pl.DataFrame(schema=SCHEMA)
    entries = _entries(lines, rule)
    pairs = _alike(entries, rule)
    if pairs.is_empty():
        return pl.DataFrame(schema=SCHEMA)
    return _in_order(pairs).select(pl.col(name).cast(kind) for name, kind in SCHEMA.items())


def _entries(lines: pl.DataFrame, rule: FirstIn) -> pl.DataFrame:
    def investor(text: str) -> str:
        return investor_name(text, rule.investor_endings)

    since = pl.max_horizontal("listed_on", rule.needs)
    own = lines.filter("counts")
    return own.select(
        "month",
        *("unit_id", "prospect_id", "listed_on", "is_confidential", *ORIGIN),
        protected_from=pl.when(pl.col(rule.needs).is_not_null()).then(since),
        investor=_mapped(own["investor"], investor),
        content=_mapped(own["content"], plain),
    ).filter(pl.col("investor") != "", pl.col("content") != "")


def _mapped(texts: pl.Series, form: object) -> pl.Series:
    """Each text in its normal form, worked out once for every different one."""
    assert callable(form)
    forms = {text: form(text) for text in texts.unique()}
    return pl.Series(texts.name, [forms[text] for text in texts], dtype=pl.String)


def _alike(entries: pl.DataFrame, rule: FirstIn) -> pl.DataFrame:
    """Pairs of entries of a month by likeness, each pair once, with both scores."""
    names = alike_names(entries["investor"], rule.similarity_from)
    investors = pl.DataFrame(
        [(a, b, _score(found)) for (a, b), found in names.items()],
        schema={"investor": pl.String, "investor_b": pl.String, "investor_similarity": SCORE},
        orient="row",
    )
    met = (
        entries.join(investors, on="investor")
        .join(entries, left_on=["month", "investor_b"], right_on=["month", "investor"], suffix="_b")
        .filter(
            pl.col("prospect_id") < pl.col("prospect_id_b"),
            pl.col("unit_id") != pl.col("unit_id_b"),
            pl.any_horizontal(pl.col("protected_from", "protected_from_b").is_not_null()),
        )
    )
    return met.join(_contents(met, rule), on=["content", "content_b"])


def _contents(met: pl.DataFrame, rule: FirstIn) -> pl.DataFrame:
    every = sorted(met.select("content", "content_b").unique().rows())
    scores = [
        (*pair, _score(found))
        for pair, found in zip(every, likeness(every), strict=True)
        if is_alike(found, rule.similarity_from)
    ]
    schema: dict[str, Kind] = {
        "content": pl.String,
        "content_b": pl.String,
        "content_similarity": SCORE,
    }
    return pl.DataFrame(scores, schema=schema, orient="row")


def _score(found: Likeness) -> Decimal:
    agree, size = found
    return (Decimal(agree) / Decimal(size)).quantize(Decimal("0.0001"), ROUND_HALF_UP)


def _in_order(pairs: pl.DataFrame) -> pl.DataFrame:
    """The two sides as first and second, in the order of month and entries."""
    own, other = _since("protected_from"), _since("protected_from_b")
    listed, listed_b = pl.col("listed_on"), pl.col("listed_on_b")
    tied = (own == other) & (listed == listed_b)
    swaps = (other < own) | ((own == other) & (listed_b < listed))
    sides = [
        pl.when(swaps == is_second).then(f"{name}{'_b'}").otherwise(name).alias(f"{place}_{name}")
        for place, is_second in (("first", True), ("second", False))
        for name in SIDE
    ]
    is_exact = (pl.col("investor") == pl.col("investor_b")) & (
        pl.col("content") == pl.col("content_b")
    )
    match = pl.when(is_exact).then(pl.lit("exact")).otherwise(pl.lit("fuzzy"))
    shown = pairs.with_columns(*sides, match=match, is_tied=tied)

    def lead(name: str) -> pl.Expr:
        return (pl.col(f"second_{name}") - pl.col(f"first_{name}")).dt.total_days()

    return shown.with_columns(
        lead_days=lead("protected_from"), listed_lead_days=lead("listed_on")
    ).sort("month", "first_unit_id", "first_prospect_id", "second_prospect_id")


def _since(name: str) -> pl.Expr:
    """The day of protection as days; what has none comes last."""
    return pl.col(name).dt.epoch("d").cast(pl.Int64).fill_null(2**40)
