"""What units and posts owe in prospects, what counts towards it, and what is missing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import polars as pl

from campaigns.model import Campaign
from campaigns.prospecting import Duty, DutyFloor
from campaigns.prospects.eligibility import (
    WANYUAN_PER_YIYUAN,
    ExcludedWords,
    excluded_words,
    exclusions_of,
)
from campaigns.prospects.lines import ENTRY, ORIGIN
from campaigns.targets import Metric

LISTED = "prospects_listed"
# Filters of a metric that no filing of a prospect marks: such an allocation has no data.
UNMARKED = ("only", "is_manufacturing")
DUTIES: dict[str, pl.DataType | type[pl.DataType]] = {
    "month": pl.String,
    "kind": pl.String,
    "duty_id": pl.String,
    "unit_id": pl.String,
    "owed": pl.Int64,
    "met": pl.Int64,
    "missing": pl.Int64,
    "to_check": pl.Int64,
    "undecided": pl.Int64,
    "landed_exits": pl.Int64,
    "missing_beyond_landed": pl.Int64,
    "must_fill": pl.Boolean,
    "clause": pl.String,
}
ENTRIES: dict[str, pl.DataType | type[pl.DataType]] = {
    **dict.fromkeys(ENTRY, pl.String),
    "kind": pl.String,
    "duty_id": pl.String,
    "unit_id": pl.String,
    "outcome": pl.String,
    "floor_wanyuan": pl.Decimal(18, 4),
    **{name: pl.Int32 if name == "source_row" else pl.String for name in ORIGIN},
}
Row = Mapping[str, Any]


@dataclass(frozen=True)
class _Owed:
    """One duty of one unit (none: nobody's who files)."""

    kind: str
    duty_id: str
    unit_id: str | None
    owed: int
    must_fill: bool
    clause: str


def duties(
    lines: pl.DataFrame, lists: pl.DataFrame, campaign: Campaign, months: Iterable[str]
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """What is owed at each month's end, and what became of every prospect that could count.

    The first has a row per month, duty and unit, of two kinds. `allocation`: what a target allots
    to a contender; `met` is what is on its list now, so that who loses one has to fill up
    (退一补一, where `must_fill`). `post`: what the head of a unit owes in a year, for each calendar
    year begun; `met` is what was listed in the period and is on the list or has landed. `missing`
    is what is owed and not met, never below 0; `missing_beyond_landed` what would be if those that
    left because they landed (`landed_exits`) still counted. `met` is null where the unit has filed
    no list, and where no unit holds the post.

    The second has a row per month, duty and prospect of the unit; `outcome` is `met`; `to_check`
    (met, if it is what the tier's floor is for: at the floor, below what the tier is about);
    `undecided` (large enough for some domain, and none is filed), `too_small`, `other_domain`,
    `excluded` (a word of an exclusion stands in sector or name), `not_listed`, `listed_earlier`,
    `other_kind` (not of the tier or group that the target counts) or `landed_exit`.
    """
    known = set(lists.select("month", "filed_by").rows()) | set(
        lines.select("month", "unit_id").rows()
    )
    rows: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in lines.filter(pl.col("state") != "planned").iter_rows(named=True):
        rows[row["month"], row["unit_id"]].append(row)
    words = excluded_words(campaign)
    totals, parts = [], []
    for month in sorted(months):
        for owed, judge in _owed(campaign, int(month[:4])):
            own = rows.get((month, owed.unit_id or ""), [])
            judged = [(row, *_judged(row, judge, words, campaign)) for row in own]
            is_known = owed.unit_id is not None and (month, owed.unit_id) in known
            totals.append(_total(month, owed, [outcome for _, outcome, _ in judged], is_known))
            parts += [_part(owed, *each) for each in judged]
    return pl.DataFrame(totals, schema=DUTIES), pl.DataFrame(parts, schema=ENTRIES)


def _owed(campaign: Campaign, year: int) -> Iterator[tuple[_Owed, Duty | Metric]]:
    must_fill = bool(campaign.prospect_list and campaign.prospect_list.retire_one_fill_one)
    for target in campaign.targets:
        metric = target.metric
        if metric.kind != LISTED or any(getattr(metric, name) is not None for name in UNMARKED):
            continue
        for each in target.each:
            if each.comparison == "at_most":
                continue
            least = int(each.value) + (each.comparison == "more_than")
            for unit in each.contenders:
                clause = each.source.clause
                yield _Owed("allocation", target.id, unit, least, must_fill, clause), metric
    for duty in campaign.duties:
        owed = duty.per_year * (year - campaign.period.start.year + 1)
        for holder in duty.contenders or (None,):
            yield _Owed("post", duty.id, holder, owed, False, duty.source.clause), duty


def _judged(
    row: Row, judge: Duty | Metric, words: ExcludedWords, campaign: Campaign
) -> tuple[str, Decimal | None]:
    """What a prospect is to a duty, and the floor in 万元 that it was held against."""
    if isinstance(judge, Metric):
        return _of_metric(row, judge), None
    if not row["counts"]:
        return "not_listed", None
    if row["listed_on"] < campaign.period.start:
        return "listed_earlier", None
    if any(column != "content" for _, column, _ in exclusions_of(row, words)):
        return "excluded", None
    return _of_floors(row, judge, campaign)


def _of_metric(row: Row, metric: Metric) -> str:
    if not row["is_listed"]:
        return "landed_exit" if row["is_landed"] and _fits(row, metric) else "not_listed"
    return "met" if _fits(row, metric) else "other_kind"


def _fits(row: Row, metric: Metric) -> bool:
    least = metric.size_from_yiyuan
    return (
        (not metric.tiers or row["tier"] in metric.tiers)
        and (not metric.domains or row["known_domain"] in metric.domains)
        and (not metric.top500 or row["top500"] in metric.top500)
        and (least is None or row["total_investment_wanyuan"] >= least * WANYUAN_PER_YIYUAN)
    )


def _of_floors(row: Row, duty: Duty, campaign: Campaign) -> tuple[str, Decimal | None]:
    """The best that any floor makes of it; of those that turn it away, the lowest one's word."""
    domain, amount = row["known_domain"], row["total_investment_wanyuan"]
    fitting = [f for f in duty.floors if f.domain in (None, domain)]
    if not fitting and domain is not None:
        return "other_domain", None
    least, about = min(_limits(floor, campaign) for floor in fitting or duty.floors)
    if amount < least:
        return "too_small", least
    if not fitting:
        return "undecided", least
    return ("met" if amount >= about else "to_check"), least


def _limits(floor: DutyFloor, campaign: Campaign) -> tuple[Decimal, Decimal]:
    """The floor in 万元, and the size from which on nothing more has to be shown."""
    if floor.from_yiyuan is not None:
        return (floor.from_yiyuan * WANYUAN_PER_YIYUAN,) * 2
    about = floor.about_yiyuan or Decimal(0)
    tiers = [tier for tier in campaign.tiers if tier.about_yiyuan == about]
    least = next((tier.floor_yiyuan for tier in tiers if tier.floor_yiyuan), about)
    return least * WANYUAN_PER_YIYUAN, about * WANYUAN_PER_YIYUAN


def _total(month: str, owed: _Owed, outcomes: list[str], is_known: bool) -> dict[str, object]:
    landed = outcomes.count("landed_exit")
    met = sum(outcome in ("met", "to_check") for outcome in outcomes)
    counts = {
        "met": met,
        "missing": max(0, owed.owed - met),
        "to_check": outcomes.count("to_check"),
        "undecided": outcomes.count("undecided"),
        "landed_exits": landed,
        "missing_beyond_landed": max(0, owed.owed - met - landed),
    }
    own = {**vars(owed), "owed": None if owed.unit_id is None else owed.owed}
    return {"month": month, **own, **(counts if is_known else dict.fromkeys(counts))}


def _part(owed: _Owed, row: Row, outcome: str, floor: Decimal | None) -> dict[str, object]:
    own = {key: row[key] for key in (*ENTRY, *ORIGIN)}
    return {
        **own,
        "kind": owed.kind,
        "duty_id": owed.duty_id,
        "unit_id": owed.unit_id,
        "outcome": outcome,
        "floor_wanyuan": floor,
    }
