"""The sample's prospects worked out a second time, in plain Python, by the words of DOMAIN.

Rows as filed, dictionaries and fractions; of the product only the definitions' data is used. Sizes
and tiers of the duties are written down here as the documents state them.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from campaigns import HERE, Campaign, load_all
from pipelines.sample import truth
from tests.reference import Reference, half_up
from warehouse.connection import Connection
from warehouse.queries import read

CAMPAIGNS = {name: found.campaign for name, found in load_all([HERE]).items()}
NODES = (
    *("signed_on", "company_registered_on", "code_obtained_on", "land_permit_on"),
    *("drawings_done_on", "construction_permit_on", "started_on"),
)
Row = dict[str, Any]


class Lists:
    """The lists of one campaign at the end of each month."""

    def __init__(self, campaign: Campaign) -> None:
        self.campaign = campaign
        self.reference = Reference(campaign, truth().campaigns[campaign.id])

    def at(self, month: str) -> Iterator[Row]:
        """Every row of the lists that stand, as the month's end knows it."""
        last = self.reference.months[month].last_day
        for unit, rows in self.reference.register("prospects", month).items():
            for row in rows:
                known = {n: row[n] if row[n] and row[n] <= last else None for n in NODES}
                left = row["exited_on"] is not None and row["exited_on"] <= last
                assert row["listed_on"] <= last, "the sample lists nothing ahead"
                yield {**row, **known, "left": left, "last": last, "filed_by": unit}

    def units(self, month: str) -> set[str]:
        return set(self.reference.register("prospects", month))

    @property
    def months(self) -> list[str]:
        return list(self.reference.months)


@pytest.fixture(scope="module", params=["jiaxing-2018", "lishui-2018", "yueqing-2021"])
def filed(request: pytest.FixtureRequest) -> Lists:
    return Lists(CAMPAIGNS[request.param])


def table(snapshot: Connection, name: str, lists: Lists) -> list[Row]:
    frame = snapshot.cursor().sql(f"select * from {name}").pl()
    return list(frame.filter(campaign_id=lists.campaign.id).to_dicts())


def share(part: int, whole: int, places: int) -> Decimal | None:
    return half_up(Fraction(part, whole), places) if whole else None


def test_the_landing_rate_of_every_unit_and_tier(snapshot: Connection, filed: Lists) -> None:
    start = filed.campaign.period.start
    wanted = {}
    for month in filed.months:
        rows = list(filed.at(month))
        for unit in ("all", *(c.code for c in filed.campaign.contenders)):
            for tier in ("all", *(t.id for t in filed.campaign.tiers)):
                own = [r for r in rows if unit in ("all", r["unit_id"])]
                own = [r for r in own if tier in ("all", r["tier"])]
                listed = sum(r["listed_on"] >= start for r in own)
                landed = sum(bool(r["started_on"] and r["started_on"] >= start) for r in own)
                rate = share(landed, listed, filed.reference.places)
                is_filed = unit == "all" or unit in filed.units(month)
                counts = (landed, listed, rate) if is_filed else (None, None, None)
                wanted[month, unit, tier] = counts
    found = {
        (r["month"], r["unit_id"], r["tier"]): (
            *(r["landed_in_period"], r["listed_in_period"]),
            r["landing_rate"],
        )
        for r in table(snapshot, "landing_months", filed)
        if r["tier"] != "none"
    }
    assert found == wanted
    assert any(rate for *_, rate in wanted.values()) == (filed.campaign.id == "jiaxing-2018")


def test_the_landing_rates_that_a_page_shows(snapshot: Connection, filed: Lists) -> None:
    month = filed.months[-1]
    asked = {"campaign": filed.campaign.id, "month": month, "track": "all"}
    named = {"tier": "all", "language": "en"}
    rows = read(snapshot.cursor(), "landing", **asked, **named).to_dicts()
    everybody = list(filed.at(month))
    landed = sum(bool(row["started_on"]) for row in everybody)
    assert (rows[0]["unit_id"], rows[0]["landed_in_period"]) == ("all", landed)
    assert rows[0]["landing_rate"] == share(landed, len(everybody), filed.reference.places)
    assert [r["unit"] for r in rows[1:]] == [c.name.en for c in filed.campaign.contenders]


def test_where_every_prospect_stands(snapshot: Connection, filed: Lists) -> None:
    wanted = {}
    for month in filed.months:
        for row in filed.at(month):
            passed = [node for node in NODES if row[node]]
            node = passed[-1] if passed else None
            since: date = row[node] if node else row["listed_on"]
            waits = not row["left"] and node != NODES[-1]
            wanted[month, row["prospect_id"]] = (
                *(row["filed_by"], row["unit_id"], node, len(passed)),
                (row["last"] - since).days if waits else None,
                *(not row["left"], row["started_on"] is not None),
                row["total_investment_wanyuan"],
            )
    columns = ("filed_by", "unit_id", "node", "nodes_reached", "days_at_node", "is_listed")
    found = {
        (r["month"], r["prospect_id"]): (
            *(r[c] for c in columns),
            r["is_landed"],
            r["total_investment_wanyuan"],
        )
        for r in table(snapshot, "prospect_months", filed)
    }
    assert found == wanted


def test_every_row_leads_to_its_file_sheet_and_row(snapshot: Connection, filed: Lists) -> None:
    places = {
        (each.file, each.sheet or Path(each.file).stem, at): row["prospect_id"]
        for each in truth().campaigns[filed.campaign.id]
        if each.table == "prospects"
        for at, row in zip(each.source_rows, each.rows, strict=True)
    }
    names = ("prospect_months", "prospect_moves", "prospect_duty_entries", "prospect_findings")
    rows = [row for name in names for row in table(snapshot, name, filed) if row["prospect_id"]]
    assert rows
    for row in rows:
        source = (row["source_file"], row["source_sheet"], row["source_row"])
        assert places[source] == row["prospect_id"]


def test_how_long_every_step_takes(snapshot: Connection, filed: Lists) -> None:
    days: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for month in filed.months:
        for row in filed.at(month):
            for before, node in zip(NODES, NODES[1:], strict=False):
                if row[before] and row[node]:
                    for unit in ("all", row["unit_id"]):
                        for tier in ("all", row["tier"] or "none"):
                            gone = (row[node] - row[before]).days
                            days[month, unit, tier, node].append(gone)
    found = {
        (r["month"], r["unit_id"], r["tier"], r["node"]): (
            *(r["prospects"], r["median_days"]),
            r["longest_days"],
        )
        for r in table(snapshot, "node_times", filed)
    }
    assert found == {
        key: (len(own), Decimal(str(float(median(own)))), max(own)) for key, own in days.items()
    }


def test_entries_and_exits(snapshot: Connection, filed: Lists) -> None:
    """The sample's lists lose nothing: each entry once, each exit once, all with good reason."""
    wanted = set()
    for row in filed.at(filed.months[-1]):
        wanted.add((row["prospect_id"], "entered", row["listed_on"], None))
        if row["left"]:
            wanted.add((row["prospect_id"], "exited", row["exited_on"], row["exit_reason"]))
    rows = table(snapshot, "prospect_moves", filed)
    assert {(r["prospect_id"], r["move"], r["moved_on"], r["reason"]) for r in rows} == wanted
    assert len(rows) == len(wanted)
    assert {r["problem"] for r in rows} == {None}
    first = filed.months[0]
    assert all(r["month"] == max(first, f"{r['moved_on']:%Y-%m}") for r in rows)


def test_what_the_annex_of_jiaxing_asks_of_every_unit(snapshot: Connection) -> None:
    """附件: one of the mayors' tier or above each; five of the county tier, 嘉兴港区 three."""
    lists = Lists(CAMPAIGNS["jiaxing-2018"])
    regions = [c.code for c in lists.campaign.tracks[0].contenders]
    wanted = {}
    for month in lists.months:
        rows = list(lists.at(month))
        for unit in regions:
            own = [r for r in rows if r["unit_id"] == unit]
            is_filed = unit in lists.units(month)
            for duty, tiers, owed in (
                ("mayor-tier-or-above", {"mayor", "governor"}, 1),
                ("county-tier", {"county"}, 3 if unit == "Z-330400-02" else 5),
            ):
                now = sum(r["tier"] in tiers and not r["left"] for r in own)
                figures = (owed, now, max(0, owed - now)) if is_filed else (owed, None, None)
                wanted[month, duty, unit] = figures
    found = {
        (r["month"], r["duty_id"], r["unit_id"]): (r["owed"], r["met"], r["missing"])
        for r in table(snapshot, "prospect_duties", lists)
        if r["kind"] == "allocation"
    }
    assert found == wanted
    assert any(missing for _, _, missing in wanted.values())


def test_what_the_posts_of_lishui_owe(snapshot: Connection) -> None:
    """二(三): the zone 20 亿元 of industry or 50 of infrastructure, counties 10 or 20, the first
    departments 10, the second 3; one each.
    """
    lists = Lists(CAMPAIGNS["lishui-2018"])

    def floor(unit: str, domain: str) -> int:
        is_industry = domain == "industry"
        if unit.startswith("Z"):
            return 20 if is_industry else 50
        if unit.startswith("D"):
            return 10 if int(unit[-2:]) <= 8 else 3
        return 10 if is_industry else 20

    found = {
        (r["month"], r["unit_id"]): (r["owed"], r["met"], r["missing"], r["undecided"])
        for r in table(snapshot, "prospect_duties", lists)
    }
    wanted = {}
    for month in lists.months:
        rows = list(lists.at(month))
        for unit in (c.code for c in lists.campaign.contenders):
            met = sum(
                r["total_investment_wanyuan"] >= floor(unit, r["domain"]) * 10_000
                for r in rows
                if r["unit_id"] == unit
            )
            figures = (1, met, max(0, 1 - met), 0)
            wanted[month, unit] = figures if unit in lists.units(month) else (1, None, None, None)
    assert found == wanted


def test_the_posts_of_jiaxing(snapshot: Connection) -> None:
    """二(二)(三): one of about 20 亿元 each, which is 10 and more; below 20 it is to be checked."""
    lists = Lists(CAMPAIGNS["jiaxing-2018"])
    month = lists.months[-1]
    rows = [r for r in lists.at(month) if not r["left"] or r["started_on"]]
    found = {
        r["unit_id"]: (r["owed"], r["met"], r["to_check"])
        for r in table(snapshot, "prospect_duties", lists)
        if (r["month"], r["kind"]) == (month, "post") and r["unit_id"]
    }
    assert found == {
        c.code: (1, len(sizes), sum(size < 200_000 for size in sizes))
        for c in lists.campaign.contenders
        for sizes in [[r["total_investment_wanyuan"] for r in rows if r["unit_id"] == c.code]]
    }
    assert min(r["total_investment_wanyuan"] for r in rows) >= 100_000


def test_the_sample_has_two_conflicts_and_says_who_was_first(snapshot: Connection) -> None:
    lists = Lists(CAMPAIGNS["jiaxing-2018"])
    for month in lists.months:
        deals: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in lists.at(month):
            if not row["left"] or row["started_on"]:
                deals[row["investor"], row["content"]].append(row)
        wanted = set()
        for own in deals.values():
            if len(own) > 1 and any(row["signed_on"] for row in own):
                first, second = sorted(
                    own, key=lambda r: max(r["listed_on"], r["signed_on"] or date.max)
                )
                wanted.add((first["prospect_id"], second["prospect_id"], "exact"))
        found = {
            (r["first_prospect_id"], r["second_prospect_id"], r["match"])
            for r in table(snapshot, "prospect_conflicts", lists)
            if r["month"] == month
        }
        assert found == wanted, month
        assert len(found) == (2 if month >= "2018-05" else len(found))
