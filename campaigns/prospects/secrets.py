"""What may be written down of what was judged: nothing that tells what a confidential entry hides.

Confidential entries keep name, investor, content, place and code to themselves. A conflict of a
public entry with a confidential one would tell whom a unit courts and for what, so neither side is
named: a month says that there is one, and no more. The same goes for a finding that rests on hidden
texts: that of a confidential entry itself, and that of a public one that it would not have without
a confidential one beside it.
"""

import polars as pl

from campaigns.prospects.eligibility import BY_HIDDEN
from campaigns.prospects.lines import ENTRY, HIDDEN

SAME = [*ENTRY, "rule", "subject"]


def shown_findings(of_all: pl.DataFrame, of_public: pl.DataFrame) -> pl.DataFrame:
    """Findings as they may be read: those of the public list, and what of the others may be told.

    `of_all` was found on the whole lists, `of_public` on them without confidential entries. What
    the whole lists show beyond that is one row a month and rule, of nobody.
    """
    hidden = pl.col("found_in").is_in(HIDDEN).fill_null(False) | pl.col("rule").is_in(BY_HIDDEN)
    own = of_all.filter(pl.col("is_confidential") & ~hidden)
    known = pl.concat([of_public, own])
    rest = of_all.join(known.select(SAME), on=SAME, how="anti", nulls_equal=True)
    veiled = rest.select(*["month", "rule", "is_hint", "clause", "is_confidential"])
    veiled = veiled.with_columns(is_confidential=pl.lit(True)).unique()
    return pl.concat([known, veiled], how="diagonal").sort(*ENTRY, "rule", "subject")


def shown_conflicts(found: pl.DataFrame) -> pl.DataFrame:
    """Conflicts as they may be read; `is_confidential` rows say only that a month has such."""
    secret = pl.col("first_is_confidential") | pl.col("second_is_confidential")
    marks = ["first_is_confidential", "second_is_confidential"]
    public = found.filter(~secret).drop(marks).with_columns(is_confidential=pl.lit(False))
    months = found.filter(secret).select("month").unique()
    veiled = months.with_columns(is_confidential=pl.lit(True))
    return pl.concat([public, veiled], how="diagonal").sort(
        "month", "is_confidential", "first_unit_id", "first_prospect_id", "second_prospect_id"
    )
