"""Who may stand on the list: findings against entries, each with its reason.

Words of excluded kinds are recognised as parts of the plain text (one width and case, no spaces, no
punctuation) of sector, name and content, in this order; the first that has one is named. In the
content alone it is a hint to check and no finding: what is built may mention what it is not.
"""

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from campaigns.model import Campaign
from campaigns.prospecting import ProspectTier
from campaigns.prospects.alike import plain
from campaigns.prospects.lines import ENTRY, HIDDEN, ORIGIN
from campaigns.prospects.phases import code_stem, grouped, investor_of

WANYUAN_PER_YIYUAN = 10_000
SEARCHED = ("sector", "prospect_name", "content")
SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    **dict.fromkeys(ENTRY, pl.String),
    "unit_id": pl.String,
    "rule": pl.String,
    "is_hint": pl.Boolean,
    "subject": pl.String,
    "found_in": pl.String,
    "word": pl.String,
    "amount_wanyuan": pl.Decimal(18, 4),
    "limit_wanyuan": pl.Decimal(18, 4),
    "days": pl.Int64,
    "counted": pl.Int64,
    "allowed": pl.Int64,
    "others": pl.String,
    "clause": pl.String,
    "is_confidential": pl.Boolean,
    **{name: pl.Int32 if name == "source_row" else pl.String for name in ORIGIN},
}
NEEDED = [
    *(*ENTRY, *HIDDEN, *ORIGIN, "unit_id", "is_confidential", "sector", "domain", "tier"),
    *("total_investment_wanyuan", "listed_on", "started_on", "exited_on", "exit_reason"),
]
# Found in what confidential entries hide, or by comparison with it.
BY_HIDDEN = ("too_many_phases", "phase_codes_differ", "several_codes_at_site")
Row = Mapping[str, Any]
Finding = dict[str, Any]
ExcludedWords = tuple[tuple[str, tuple[str, ...]], ...]


def findings(lines: pl.DataFrame, campaign: Campaign) -> pl.DataFrame:
    """Everything that speaks against an entry that counts: one row per entry, month and reason.

    - `excluded`: a kind that may not be listed; subject is the exclusion, with word and column.
    - `wrong_domain`: its domain is filed and is not one of those allowed; subject is the domain.
    - `below_floor`: smaller than its tier's floor; exactly at it is enough. `below_about`, a hint:
      smaller than what the tier is about, so it qualifies only if it is what the floor is for.
    - `no_tier`, a hint: the campaign has tiers, and none is filed.
    - `started_before_listed`: by so many days. On the day of listing it may start.
    - `too_many_phases`: so many of so many allowed; `phase_codes_differ`: the codes of the phases
      do not agree in the digits asked for; `several_codes_at_site`: one investor has so many codes
      at one place. `others` are the entries that belong to it; blank codes and places say nothing.
    - `reason_without_day`, a hint: a reason to leave is filed, and no day on which it left.
    """
    rows = lines.filter("counts").select(NEEDED).to_dicts()
    words = excluded_words(campaign)
    found = [finding for row in rows for finding in _of_one(row, words, campaign)]
    found += _of_phases(rows, campaign)
    found += _of_sites(rows, campaign)
    return pl.DataFrame(found, schema=SCHEMA).sort(*ENTRY, "rule", "subject")


def excluded_words(campaign: Campaign) -> ExcludedWords:
    """The words of every exclusion by its id, as they are searched for."""
    return tuple((one.id, tuple(map(plain, one.words))) for one in campaign.exclusions)


def exclusions_of(row: Row, words: ExcludedWords) -> tuple[tuple[str, str, str], ...]:
    """The exclusions that a row falls under: id, column, word."""
    return _exclusions(tuple(row[column] for column in SEARCHED), words)


@functools.lru_cache(maxsize=65_536)
def _exclusions(
    texts: tuple[str | None, ...], words: ExcludedWords
) -> tuple[tuple[str, str, str], ...]:
    searched = [(column, plain(text)) for column, text in zip(SEARCHED, texts, strict=True)]
    hits = (
        next(((name, c, w) for c, text in searched for w in wanted if w in text), None)
        for name, wanted in words
    )
    return tuple(hit for hit in hits if hit)


def tier_of(row: Row, campaign: Campaign) -> ProspectTier | None:
    """The definition's tier of a row; None where there is none of that name."""
    return next((tier for tier in campaign.tiers if tier.id == row["tier"]), None)


def _finding(row: Row, rule: str, clause: str, **more: object) -> Finding:
    own = {key: row[key] for key in (*ENTRY, "unit_id", "is_confidential", *ORIGIN)}
    return {
        **dict.fromkeys(SCHEMA),
        **own,
        "rule": rule,
        "is_hint": False,
        "clause": clause,
        **more,
    }


def _of_one(row: Row, words: ExcludedWords, campaign: Campaign) -> Iterator[Finding]:
    """What can be told of an entry by itself."""
    clauses = {one.id: one.source.clause for one in campaign.exclusions}
    for exclusion, column, word in exclusions_of(row, words):
        yield _finding(
            *(row, "excluded", clauses[exclusion]),
            is_hint=column == "content",
            subject=exclusion,
            found_in=column,
            word=word,
        )
    if row["exit_reason"] and not row["exited_on"] and campaign.prospect_list:
        clause = campaign.prospect_list.exit_source.clause
        yield _finding(row, "reason_without_day", clause, is_hint=True, subject=row["exit_reason"])
    yield from _of_rules(row, campaign)
    yield from _of_tier(row, campaign)


def _of_rules(row: Row, campaign: Campaign) -> Iterator[Finding]:
    rule = campaign.eligibility
    if rule is None:
        return
    if rule.domains and row["domain"] and row["domain"] not in rule.domains:
        yield _finding(row, "wrong_domain", rule.source.clause, subject=row["domain"])
    started = row["started_on"]
    if rule.not_started_when_listed and started and started < row["listed_on"]:
        days = (row["listed_on"] - started).days
        yield _finding(row, "started_before_listed", rule.source.clause, days=days)


def _of_tier(row: Row, campaign: Campaign) -> Iterator[Finding]:
    tier, amount = tier_of(row, campaign), row["total_investment_wanyuan"]
    if tier is None:
        if campaign.tiers:
            yield _finding(row, "no_tier", campaign.tiers[0].source.clause, is_hint=True)
        return
    floor, about = tier.floor_yiyuan, tier.about_yiyuan
    is_below = floor is not None and amount < floor * WANYUAN_PER_YIYUAN
    if is_below or amount < about * WANYUAN_PER_YIYUAN:
        yield _finding(
            *(row, "below_floor" if is_below else "below_about", tier.source.clause),
            is_hint=not is_below,
            subject=tier.id,
            amount_wanyuan=amount,
            limit_wanyuan=(floor if is_below and floor else about) * WANYUAN_PER_YIYUAN,
        )


def _of_phases(rows: Sequence[Row], campaign: Campaign) -> Iterator[Finding]:
    rule = campaign.eligibility
    if rule is None:
        return
    clause, most, digits = rule.source.clause, rule.max_phases, rule.phase_code_digits
    for group in grouped(rows, campaign):
        codes = {code_stem(row["project_code"], digits) for row in group} - {None}
        for row in group:
            found = {"counted": len(group), "others": _others(row, group)}
            if most and len(group) > most:
                yield _finding(row, "too_many_phases", clause, allowed=most, **found)
            if digits and len(codes) > 1:
                yield _finding(row, "phase_codes_differ", clause, allowed=digits, **found)


def _of_sites(rows: Sequence[Row], campaign: Campaign) -> Iterator[Finding]:
    rule = campaign.eligibility
    if rule is None or not rule.one_code_per_site:
        return
    sites: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in rows:
        who, where = investor_of(row, campaign), plain(row["site"])
        if who and where and row["project_code"]:
            sites[row["month"], row["unit_id"], who, where].append(row)
    for group in sites.values():
        codes = {code_stem(row["project_code"], rule.phase_code_digits) for row in group}
        for each in group if len(codes) > 1 else ():
            found = {"counted": len(codes), "others": _others(each, group)}
            yield _finding(each, "several_codes_at_site", rule.source.clause, allowed=1, **found)


def _others(row: Row, group: Iterable[Row]) -> str:
    ids = {each["prospect_id"] for each in group} - {row["prospect_id"]}
    return "、".join(sorted(ids))
